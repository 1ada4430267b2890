//! Letters of other scripts as Latin ones, where it is sure which. Must not know what the text is for.
//!
//! Greek as in ISO 843 and Cyrillic as in passports (ICAO 9303), with the Ukrainian values where a text has letters that
//! only Ukrainian has. How Chinese, Japanese, Arabic and others are read depends on more than the letter.

use super::order::plain;
use crate::text::composed;

/// Letters in lower case, and as what they are written.
const CYRILLIC: &str = "а=a б=b в=v г=g ґ=g д=d е=e ё=e ж=zh з=z и=i й=i і=i ї=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=u
ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia є=ie ј=j љ=lj њ=nj ћ=c ђ=dj џ=dz ѓ=gj ќ=kj ѕ=dz";

/// What differs in Ukrainian.
const UKRAINIAN: &str = "г=h и=y";

const GREEK: &str = "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o";

/// Pairs of Greek letters that are read together, before the letters alone.
const GREEK_PAIRS: [(&str, &str); 3] = [("ου", "ou"), ("γγ", "ng"), ("γχ", "nch")];

/// A text in plain lower-case Latin letters, as far as it is sure which; other letters stay.
pub(crate) fn latin(text: &str) -> String {
    let small: String = composed(text)
        .chars()
        .flat_map(char::to_lowercase)
        .collect();
    let is_ukrainian = small.contains(['і', 'ї', 'є', 'ґ']);
    // Before accents go: й and ї are letters, not и and і with an accent.
    let mut cyrillic = String::new();
    for letter in small.chars() {
        let own = is_ukrainian.then(|| written(UKRAINIAN, letter)).flatten();
        match own.or_else(|| written(CYRILLIC, letter)) {
            Some(others) => cyrillic.push_str(others),
            None => cyrillic.push(letter),
        }
    }
    let mut greek = plain(&cyrillic);
    for (pair, others) in GREEK_PAIRS {
        greek = greek.replace(pair, others);
    }
    let mut out = String::new();
    for letter in greek.chars() {
        match written(GREEK, letter) {
            Some(others) => out.push_str(others),
            None => out.push(letter),
        }
    }
    out
}

fn written(table: &'static str, letter: char) -> Option<&'static str> {
    let mut pairs = table
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(own, _)| own.starts_with(letter))
        .map(|(_, others)| others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_are_written_in_latin_where_it_is_sure() {
        for (text, right) in [
            ("Zoë Ørsted", "zoe orsted"),
            (
                "Łukasz Straße Đorđe Þór Ægir",
                "lukasz strasse dorde thor aegir",
            ),
            ("Nguyễn Văn An", "nguyen van an"),
            ("Иван Петров", "ivan petrov"),
            ("Юлия Щукина", "iuliia shchukina"),
            ("Андрій Гончар", "andrii honchar"),
            ("Сергей Королёв", "sergei korolev"),
            ("Ђорђе Љубић", "djordje ljubic"),
            ("Γιώργος Παπαδόπουλος", "giorgos papadopoulos"),
            ("Ευαγγελία", "eyangelia"),
            ("田中", "田中"),
            ("محمد", "محمد"),
        ] {
            assert_eq!(latin(text), right, "{text}");
        }
    }
}
