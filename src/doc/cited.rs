//! Sentences with footnotes in them: the sources that they name, and the words without them. Must not know what a source is.

use crate::text::is_invisible;

/// Stands for a footnote that was taken out, until the signs around it are put in order.
pub(super) const NOTE: char = '\u{3}';

/// A sentence without its footnotes, wherever they stand, and what they name, in the order written.
pub(crate) fn split_footnotes(text: &str) -> (String, Vec<&str>) {
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
            ids.push(id);
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
                ',' | ';' | '&' => {}
                letter if is_space(letter) => {}
                _ => break,
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
                if matches!(next, ',' | ';') && matches!(out.last(), None | Some('(' | '（' | '['))
                {
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
        ];
        for (text, words, ids) in cases {
            let (found, cited) = split_footnotes(text);
            assert_eq!(
                (found.as_str(), cited.join(" ").as_str()),
                (words, ids),
                "of {text}"
            );
        }
    }
}
