//! Sentences with footnotes in them: the sources that they name, and the words without them. Must not know what a source is.

use crate::text::is_invisible;

/// Stands for a footnote that was taken out, until the signs around it are put in order.
pub(super) const NOTE: char = '\u{3}';

/// A sentence without its footnotes, wherever they stand, and what they name, in the order written, with the place of each name.
pub(crate) fn split_footnotes(text: &str) -> (String, Vec<(&str, usize)>) {
    let mut ids = Vec::new();
    let mut words = String::with_capacity(text.len());
    let (mut rest, mut code) = (text, 0);
    while let Some(next) = rest.find(['[', '`', '\\']) {
        words.push_str(&rest[..next]);
        rest = &rest[next..];
        if let Some(escaped) = rest.strip_prefix('\\') {
            let length = 1 + escaped.chars().next().map_or(0, char::len_utf8);
            words.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if rest.starts_with('`') {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            code = match code {
                0 if rest[ticks..].contains(&rest[..ticks]) => ticks,
                open if open == ticks => 0,
                open => open,
            };
            words.push_str(&rest[..ticks]);
            rest = &rest[ticks..];
        } else if let (0, Some((id, behind))) = (code, footnote(rest)) {
            ids.push((id, text.len() - rest.len() + "[^".len()));
            words.push(NOTE);
            rest = behind;
        } else {
            words.push('[');
            rest = &rest[1..];
        }
    }
    words.push_str(rest);
    if ids.is_empty() {
        return (text.to_owned(), ids);
    }
    (without_notes(&words), ids)
}

/// The footnote with which a text begins, and what follows.
fn footnote(text: &str) -> Option<(&str, &str)> {
    let (id, behind) = text.strip_prefix("[^")?.split_once(']')?;
    let is_id =
        !id.is_empty() && !id.contains(|letter: char| letter == '[' || letter.is_whitespace());
    is_id.then_some((id, behind))
}

/// A text without the signs of footnotes, and without what only stood there for them: brackets, the commas between them, a
/// space before a full stop.
pub(super) fn without_notes(text: &str) -> String {
    if !text.contains(NOTE) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let is_space = |letter: char| letter.is_whitespace() || is_invisible(letter);
    let mut out: Vec<char> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        if letters[at] != NOTE {
            out.push(letters[at]);
            at += 1;
            continue;
        }
        // Several in a row are one.
        let mut end = at + 1;
        let mut look = end;
        while look < letters.len() {
            match letters[look] {
                NOTE => end = look + 1,
                ',' | ';' | '&' | '/' | '+' => {}
                letter if is_space(letter) => {}
                _ => match joining_word(&letters[look..]) {
                    Some(length) => look += length - 1,
                    None => break,
                },
            }
            look += 1;
        }
        let mut spaces = 0;
        while out.last().copied().is_some_and(is_space) {
            out.pop();
            spaces += 1;
        }
        let mut behind = end;
        while letters.get(behind).copied().is_some_and(is_space) {
            behind += 1;
        }
        let is_apart = behind > end;
        let (follows_end, closes) = match letters.get(behind) {
            None => (true, false),
            Some(next) => (is_closing(*next), ")）]}".contains(*next)),
        };
        if follows_end && let Some(length) = leading_words(&out, closes) {
            if letters.get(behind) == Some(&',') {
                // "(see [^talks], page 3)" is "(see page 3)".
                behind += 1;
                while letters.get(behind).copied().is_some_and(is_space) {
                    behind += 1;
                }
                spaces = 1;
            } else {
                out.truncate(out.len() - length);
                while out
                    .last()
                    .is_some_and(|last| is_space(*last) || ",;:–—-".contains(*last))
                {
                    out.pop();
                }
                // "They wait. See [^talks]." has one full stop.
                if out.is_empty() && letters.get(behind) == Some(&'.') {
                    behind += 1;
                }
            }
        }
        let mut has_space = spaces > 0 || is_apart;
        // Brackets around nothing.
        let brackets = [('(', ')'), ('[', ']'), ('（', '）'), ('{', '}')];
        if let (Some(open), Some(close)) = (out.last(), letters.get(behind))
            && brackets.contains(&(*open, *close))
        {
            out.pop();
            while out.last().copied().is_some_and(is_space) {
                out.pop();
                has_space = true;
            }
            behind += 1;
            while letters.get(behind).copied().is_some_and(is_space) {
                behind += 1;
                has_space = true;
            }
        }
        match letters.get(behind) {
            None => {}
            Some(next) if is_closing(*next) && !(is_apart && "\"'".contains(*next)) => {
                // "So it is. [^talks]." has one full stop.
                if *next == '.' && matches!(out.last(), Some('.' | '!' | '?' | '…')) {
                    behind += 1;
                }
                // "(, page 3)" begins with no comma.
                let begins = matches!(out.last(), None | Some('(' | '（' | '['));
                if begins && (matches!(next, ',' | ';') || (out.is_empty() && *next == ':')) {
                    behind += 1;
                    while letters.get(behind).copied().is_some_and(is_space) {
                        behind += 1;
                    }
                }
            }
            Some(_)
                if has_space
                    && !matches!(
                        out.last(),
                        None | Some('(' | '（' | '[' | '“' | '‘' | '«' | '„')
                    ) =>
            {
                out.push(' ');
            }
            Some(_) => {}
        }
        at = behind;
    }
    let text: String = out.into_iter().collect();
    text.trim_matches(|letter: char| is_space(letter))
        .to_owned()
}

/// The length of a word that only joins two footnotes, with which these letters begin.
fn joining_word(letters: &[char]) -> Option<usize> {
    let word = letters
        .iter()
        .take_while(|letter| letter.is_alphabetic())
        .count();
    let written: String = letters[..word.min(4)].iter().collect();
    let joins = "and en or of plus und et"
        .split(' ')
        .any(|one| one == written);
    let mut behind = letters[word..].iter();
    let is_before_a_note = behind.find(|letter| !letter.is_whitespace()) == Some(&NOTE);
    (joins && word <= 4 && is_before_a_note).then_some(word)
}

/// The length of the words at the end of a text that only lead to a footnote: ", see", "(zie ook", "(from". They begin a part
/// of the sentence; "hard to see" does not lead anywhere. Within brackets of their own more words do.
fn leading_words(text: &[char], is_in_brackets: bool) -> Option<usize> {
    const ANYWHERE: [&str; 10] = [
        "see", "see also", "zie", "zie ook", "cf.", "vgl.", "source:", "sources:", "bron:",
        "bronnen:",
    ];
    const IN_BRACKETS: [&str; 16] = [
        "source",
        "sources",
        "bron",
        "bronnen",
        "from",
        "uit",
        "according to",
        "volgens",
        "by",
        "via",
        "per",
        "based on",
        "op basis van",
        "also",
        "ook",
        "naar",
    ];
    let from = text
        .iter()
        .rposition(|letter| "(（[{.!?,;–—".contains(*letter) && !is_in_a_short_word(text, *letter))
        .map_or(0, |at| at + 1);
    let opens = from > 0 && "(（[{".contains(text[from - 1]);
    let part: String = text[from..].iter().collect();
    let words = part.trim().to_lowercase();
    let with_colon = words.trim_end_matches(':').trim_end();
    let is_known = |known: &[&str]| known.iter().any(|one| *one == words || *one == with_colon);
    let leads = is_known(&ANYWHERE) || (is_in_brackets && opens && is_known(&IN_BRACKETS));
    leads.then(|| part.trim_start().chars().count())
}

/// Whether a text ends in a short form whose full stop ends no sentence.
fn is_in_a_short_word(text: &[char], letter: char) -> bool {
    let tail: String = text[text.len().saturating_sub(4)..].iter().collect();
    letter == '.' && (tail.ends_with("cf.") || tail.ends_with("vgl."))
}

/// Signs that stand at the end of a word.
fn is_closing(letter: char) -> bool {
    ".,;:!?…)]}）”’\"»›。、，！？".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_found_wherever_they_stand_and_leave_nothing_behind() {
        let cases = [
            ("After the stop.[^a]", "After the stop.", "a"),
            ("Before the stop [^a].", "Before the stop.", "a"),
            ("Exclaimed [^a]!", "Exclaimed!", "a"),
            ("In brackets ([^a]).", "In brackets.", "a"),
            (
                "In brackets ( [^a], [^b] ) and on",
                "In brackets and on",
                "a b",
            ),
            (
                "Followed by words [^a], often",
                "Followed by words, often",
                "a",
            ),
            ("Two [^a], [^b].", "Two.", "a b"),
            ("Three[^a][^b]; [^c]", "Three", "a b c"),
            ("“Quoted [^a].”", "“Quoted.”", "a"),
            ("\"Quoted\" [^a]", "\"Quoted\"", "a"),
            ("Unseen [^a]\u{200b}", "Unseen", "a"),
            ("Unseen \u{200e}[^a]\u{feff}.", "Unseen.", "a"),
            ("One.[^a] Two.[^b]", "One. Two.", "a b"),
            ("Twice. [^a].", "Twice.", "a"),
            ("With a page ([^a], page 3).", "With a page (page 3).", "a"),
            ("She says [^a] \"no\"", "She says \"no\"", "a"),
            ("No space[^a]here", "No spacehere", "a"),
            ("[^a] At the beginning", "At the beginning", "a"),
            (
                "`[^a]` and \\[^b] are text",
                "`[^a]` and \\[^b] are text",
                "",
            ),
            ("A tick ` and [^a]", "A tick ` and", "a"),
            ("No note [^a b] [x] []", "No note [^a b] [x] []", ""),
            ("Weet (zie [^a])", "Weet", "a"),
            ("Weet (zie ook: [^a]).", "Weet.", "a"),
            ("Knows (see [^a] and [^b]).", "Knows.", "a b"),
            ("Knows (from [^a]) it all", "Knows it all", "a"),
            ("Knows (see [^a], page 3).", "Knows (see page 3).", "a"),
            ("They wait, see [^a].", "They wait.", "a"),
            ("They wait – zie [^a]", "They wait", "a"),
            ("They wait. See [^a].", "They wait.", "a"),
            ("They wait (cf. [^a]).", "They wait.", "a"),
            ("Hard to see [^a].", "Hard to see.", "a"),
            ("Where they come from [^a].", "Where they come from.", "a"),
            ("Wait [^a] and hope", "Wait and hope", "a"),
            ("Bron: [^a]", "", "a"),
            ("[^a]: they wait", "they wait", "a"),
        ];
        for (text, words, ids) in cases {
            let (found, cited) = split_footnotes(text);
            let names: Vec<&str> = cited.iter().map(|(name, _)| *name).collect();
            for (name, at) in cited {
                assert!(text[at..].starts_with(name), "{name} of {text}");
            }
            assert_eq!(
                (found.as_str(), names.join(" ").as_str()),
                (words, ids),
                "of {text}"
            );
        }
    }
}
