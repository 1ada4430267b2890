//! Words for messages: the closest known word, lists of alternatives, plurals.

use super::letters::unseen;

/// Nobody mistypes a longer word, and comparing takes as long as both words multiplied.
const LONGEST_WORD: usize = 200;

/// The candidate closest to `word` by edit distance, when it is close enough to be a slip of the
/// pen: at most a third of the longer word's letters differ. Case does not count.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    closest_of(word, &mut candidates.into_iter())
}

fn closest_of<'a>(word: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    candidates
        .filter(|candidate| {
            let other = candidate.chars().count();
            length.abs_diff(other) <= length.max(other) / 3
        })
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= wanted.chars().count().max(candidate.chars().count()) / 3
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Words that begin with a capital letter.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// "`a`, `b` or `c`".
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = Vec::new();
    words
        .into_iter()
        .for_each(|word| quoted.push(format!("`{word}`")));
    or(quoted)
}

fn or(mut quoted: Vec<String>) -> String {
    match quoted.pop() {
        None => "nothing".to_owned(),
        Some(only) if quoted.is_empty() => only,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}

/// What is wrong with a word outside a set, and the edit to make.
pub(crate) fn not_a_choice<'a>(
    word: &str,
    allowed: impl Iterator<Item = &'a str>,
) -> (String, String) {
    let allowed: Vec<&str> = allowed.collect();
    not_one_of(word, &allowed)
}

fn not_one_of(word: &str, allowed: &[&str]) -> (String, String) {
    let list = one_of(allowed.iter().copied());
    if let Some((why, better)) = unseen(word) {
        let help = match allowed.contains(&better.as_str()) {
            true => format!("type it anew: `{better}`"),
            false => format!("write {list}"),
        };
        return (
            format!("`{word}` is not one of the words allowed here: {why}"),
            help,
        );
    }
    let help = match closest(word, allowed.iter().copied()) {
        Some(close) => format!("did you mean `{close}`? allowed here: {list}"),
        None => format!("write {list}"),
    };
    (
        format!("`{word}` is not one of the words allowed here"),
        help,
    )
}

/// A noun of a message with its article: "an icp", "a stage".
pub(crate) fn with_article(noun: &str) -> String {
    if noun.starts_with(['a', 'e', 'i', 'o']) {
        format!("an {noun}")
    } else {
        format!("a {noun}")
    }
}

/// "1 error", "2 errors".
pub fn plural(count: usize, singular: &str) -> String {
    match count {
        1 => format!("1 {singular}"),
        _ if ends_in_a_consonant_and_y(singular) => {
            format!("{count} {}ies", &singular[..singular.len() - 1])
        }
        _ => format!("{count} {singular}s"),
    }
}

/// As "entry", and not as "day".
fn ends_in_a_consonant_and_y(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let last = letters.next();
    last == Some('y')
        && !letters
            .next()
            .is_some_and(|before| "aeiou".contains(before))
}

/// "3,912".
pub(crate) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        assert_eq!(closest("gaols", ["goals", "tools"]), Some("goals"));
        assert_eq!(closest("Quote", ["quote"]), Some("quote"));
        assert_eq!(closest("shoe_size", ["goals", "tools"]), None);
        assert_eq!(closest("D", ["A", "B"]), None);
        assert_eq!(closest("a", ["A", "B"]), Some("A"));
    }

    #[test]
    fn one_is_singular_and_more_are_spelt_right() {
        let said =
            [(1, "day"), (3, "day"), (2, "entry"), (0, "error")].map(|(n, word)| plural(n, word));
        assert_eq!(said, ["1 day", "3 days", "2 entries", "0 errors"]);
    }

    #[test]
    fn alternatives_read_as_a_sentence() {
        assert_eq!(one_of(["A", "B", "C"]), "`A`, `B` or `C`");
        assert_eq!(one_of(["A"]), "`A`");
        assert_eq!(
            [1, 12, 123, 3912, 1_234_567].map(thousands),
            ["1", "12", "123", "3,912", "1,234,567"]
        );
    }
}
