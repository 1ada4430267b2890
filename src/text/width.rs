//! How wide a text is, and how it is cut to the room there is. Must not know what it is for.
//!
//! No font is at hand when a page is made, and browsers choose theirs. So one table says how wide letters are at most,
//! and what is set by it never leaves its place. An average is not needed beside it: for a sentence the bound is
//! about 0.57 em a letter, and an average that leaves air for wide letters comes to the same.

use unicode_width::UnicodeWidthChar;

/// Bold letters are at most so much wider.
pub(crate) const BOLD: f64 = 1.15;

/// What a sum of widths may be off by.
const SLACK: f64 = 1e-6;

/// The width of a text in em: no less than in any font that style sheets and picture cards ask for. Where sizes are
/// adjusted to the height of small letters, as on all pages, no less than in their bold ones either.
pub(crate) fn em(text: &str) -> f64 {
    text.chars().map(letter_em).sum()
}

/// How long a text is in letters. The wide ones, as in Japanese, count for two, accents that stand on another for none.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(letter: char) -> usize {
    letter.width().unwrap_or(0)
}

/// Measured on DejaVu Serif and Sans, which are wider than the fonts before them in our lists. Rare letters of a group
/// may be a little wider; the others of their word make up for it.
fn letter_em(letter: char) -> f64 {
    match columns(letter) {
        0 => return 0.0,
        1 => {}
        _ => return 1.0,
    }
    match letter {
        ' ' => 0.32,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '-' | '·' | '‘' | '’' => 0.36,
        'f' | 'r' | 't' | 'I' | 'J' | '!' | '/' | '(' | ')' | '[' | ']' => 0.48,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '&' | '—' | '…' | 'æ' | 'œ' | 'Æ' | 'Œ' => 1.03,
        'a'..='z' | '0'..='9' | 'à'..='ÿ' | '–' | '“' | '”' => 0.65,
        'A'..='Z' | 'À'..='Þ' => 0.85,
        _ => 0.92,
    }
}

/// A text in at most so many lines, none wider than so many em. It breaks at spaces, and inside a word only when the
/// word is wider than a line; what does not fit ends in "…".
pub(crate) fn wrap(text: &str, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if em(&longer) <= width + SLACK {
                *line = longer;
                continue;
            }
        }
        lines.extend(pieces(word, width));
        if lines.len() > most {
            break;
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = with_ellipsis(last, width);
        }
    }
    lines
}

/// A text in one line of at most so many em, with "…" for what does not fit.
pub(crate) fn one_line(text: &str, width: f64) -> String {
    wrap(text, width, 1).pop().unwrap_or_default()
}

/// A word in pieces that fit a line, with hyphens where Latin letters are parted.
fn pieces(word: &str, width: f64) -> Vec<String> {
    if em(word) <= width + SLACK {
        return vec![word.to_owned()];
    }
    let is_parted = |letter: char| letter.is_alphabetic() && columns(letter) == 1;
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = piece.chars().last();
        // An accent, and what a joiner joins, belongs to the letter before it.
        let belongs = columns(letter) == 0 || before == Some('\u{200D}');
        let parted_after = letters
            .peek()
            .is_some_and(|next| is_parted(letter) && is_parted(*next));
        let hyphen = if parted_after { letter_em('-') } else { 0.0 };
        let longer = em(&piece) + letter_em(letter) + hyphen;
        if let Some(before) = before
            && !belongs
            && longer > width + SLACK
        {
            if is_parted(before) && is_parted(letter) {
                piece.push('-');
            }
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(letter);
    }
    pieces.push(piece);
    pieces
}

fn with_ellipsis(line: &str, width: f64) -> String {
    let mut kept = line.to_owned();
    while !kept.is_empty() && em(&kept) + letter_em('…') > width + SLACK {
        kept.pop();
    }
    ended(&kept)
}

/// Without what stood between the last word and the next one.
fn ended(kept: &str) -> String {
    let kept = kept.trim_end_matches(|last: char| !last.is_alphanumeric());
    format!("{kept}…")
}

/// A text of at most so many letters: whole if it fits, else its first sentences, else its first words and "…".
pub(crate) fn shorten(text: &str, most: usize) -> String {
    let text = text.trim();
    let (mut long, mut sentence, mut word, mut hard) = (0, 0, 0, 0);
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            word = at;
            if matches!(before, '.' | '!' | '?') && long * 4 > most {
                sentence = at;
            }
        }
        long += columns(letter);
        if long < most {
            hard = at + letter.len_utf8();
        }
        if long > most {
            if sentence > 0 {
                return text[..sentence].to_owned();
            }
            let cut = if word * 2 > hard {
                word.min(hard)
            } else {
                hard
            };
            return ended(&text[..cut]);
        }
        before = letter;
        if matches!(letter, '。' | '！' | '？') && long * 4 > most {
            sentence = at + letter.len_utf8();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_is_about_as_wide_as_its_letters_are_on_average() {
        let text = "Half of the baskets are left at the payment step, and nobody knows why the others stayed.";
        let average = em(text) / f64::from(u32::try_from(letters(text)).unwrap());
        assert!((0.5..0.57).contains(&average), "{average}");
    }

    #[test]
    fn wide_letters_and_accents_count_as_they_are_drawn() {
        assert!((em("客户") - 2.0).abs() < SLACK);
        assert_eq!(letters("客户"), 4);
        for text in ["e\u{301}", "é"] {
            assert_eq!((em(text), letters(text)), (em("e"), 1));
        }
    }

    #[test]
    fn a_text_breaks_at_spaces_and_long_words_inside() {
        let lines = |text, as_wide_as, most| wrap(text, em(as_wide_as), most);
        assert_eq!(
            lines("sees what it costs", "sees what ", 3),
            ["sees what", "it costs"]
        );
        assert_eq!(lines("one two three", "one tw…", 1), ["one tw…"]);
        assert_eq!(lines("one, two", "one, …", 1), ["one…"]);
        assert_eq!(
            lines("Donaudampfschiff", "Donaud-", 4),
            ["Donaud-", "ampfs-", "chiff"]
        );
        assert_eq!(wrap("客户是谁", 2.0, 2), ["客户", "是谁"]);
        assert_eq!(wrap("  ", 9.0, 3), Vec::<String>::new());
        // No room at all still ends.
        assert_eq!(wrap("ab", 0.0, 2), ["a-", "b"]);
    }

    #[test]
    fn long_texts_end_at_a_sentence_or_a_word() {
        assert_eq!(shorten("Short enough.", 20), "Short enough.");
        assert_eq!(
            shorten("She knows it by heart. So do nine of twelve.", 30),
            "She knows it by heart."
        );
        assert_eq!(
            shorten("Half of the baskets are left at the payment step", 20),
            "Half of the baskets…"
        );
        assert_eq!(
            shorten("支払いのページで離脱する人が多すぎる", 12),
            "支払いのペ…"
        );
        assert_eq!(shorten(&"a".repeat(50), 10), format!("{}…", "a".repeat(9)));
    }

    proptest! {
        #[test]
        fn lines_are_never_wider_than_their_room(text in "\\PC{0,60}", width in 2.5..17.0_f64, most in 1_usize..4) {
            let lines = wrap(&text, width, most);
            prop_assert!(lines.len() <= most);
            for line in lines {
                prop_assert!(em(&line) <= width + SLACK, "{}", line);
            }
        }
    }
}
