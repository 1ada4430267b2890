//! What was plainly meant as a link or an image and is none. Must not know which links there may be.

use std::ops::Range;

/// How far apart the two ends of a bracket may be.
const FAR: usize = 300;

/// Something that is nearly a link.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Nearly {
    pub(super) place: Range<usize>,
    /// The edit to make.
    pub(super) help: String,
}

/// Finds them in a text. `taken` are the places of what the parser understood: links, images, notes and code.
pub(super) fn nearly_links(text: &str, taken: &[Range<usize>]) -> Vec<Nearly> {
    let mut taken: Vec<&Range<usize>> = taken.iter().collect();
    taken.sort_by_key(|place| place.start);
    let mut found = Vec::new();
    let (mut next_taken, mut from) = (0, 0);
    for (at, _) in text.match_indices('[') {
        while taken.get(next_taken).is_some_and(|place| place.end <= at) {
            next_taken += 1;
        }
        let is_taken = taken.get(next_taken).is_some_and(|place| place.start <= at);
        if at < from || is_taken || is_escaped(text, at) {
            continue;
        }
        let is_seen = |place: usize| {
            taken
                .iter()
                .skip(next_taken)
                .take(4)
                .any(|one| one.contains(&place))
        };
        if let Some(nearly) = nearly(text, at).filter(|one| !is_seen(one.place.end - 1)) {
            from = nearly.place.end;
            found.push(nearly);
        }
    }
    found
}

fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let signs = before.len() - before.trim_end_matches('\\').len();
    signs % 2 == 1
}

/// What begins with the square bracket at a place.
fn nearly(text: &str, at: usize) -> Option<Nearly> {
    let is_image = text[..at].ends_with('!');
    let start = at - usize::from(is_image);
    let rest = within_reach(&text[at..]);
    let image = if is_image { "!" } else { "" };
    let nearly = |length: usize, help: String| {
        Some(Nearly {
            place: start..at + length,
            help,
        })
    };
    if let Some(wiki) = rest.strip_prefix("[[") {
        let end = wiki
            .find("]]")
            .filter(|end| !wiki[..*end].contains(['\n', '[']))?;
        let inner = wiki[..end].trim();
        let (target, label) = inner.split_once('|').unwrap_or((inner, inner));
        let (target, label) = (target.trim(), label.trim());
        let help = if target.is_empty() {
            return None;
        } else if is_target(target) {
            format!("write `[{label}]({target})`, or `[]({target})` for its name")
        } else {
            format!("write `[{label}](kind:id)`, with the kind and the id of an entry")
        };
        return nearly("[[".len() + end + "]]".len(), help);
    }
    let Some(close) = closing(rest) else {
        let line = rest.split('\n').next().unwrap_or(rest);
        let (label, target) = line[1..].split_once('(')?;
        let end = target.find(')')?;
        return is_target(&target[..end])
            .then(|| {
                let help = format!(
                    "close the bracket: `{image}[{}]({})`",
                    label.trim(),
                    &target[..end]
                );
                nearly(1 + label.len() + 1 + end + 1, help)
            })
            .flatten();
    };
    let label = &rest[1..close];
    let behind = &rest[close + 1..];
    if let Some(address) = behind.strip_prefix('(') {
        // What goes on on another line is no address that is closed there.
        let closed = address.find(')').filter(|end| {
            !address[..*end].contains('\n')
                || !is_target(address[..*end].split_whitespace().next().unwrap_or(""))
        });
        let Some(end) = closed else {
            let end = address.find(char::is_whitespace).unwrap_or(address.len());
            let help = format!(
                "close it with a bracket: `{image}[{label}]({})`",
                &address[..end]
            );
            return nearly(close + 2 + end, help);
        };
        let help = mended_address(address[..end].trim());
        return nearly(close + 2 + end + 1, help);
    }
    let apart = behind.len()
        - behind
            .trim_start_matches([' ', '\n', '\r', '\u{2028}', '\u{a0}'])
            .len();
    if let (1..=6, Some(address)) = (apart, behind[apart..].strip_prefix('('))
        && let Some(end) = address.find(')')
        && is_target(&address[..end])
    {
        let help = format!(
            "remove the space before `(`: `{image}[{label}]({})`",
            &address[..end]
        );
        return nearly(close + 1 + apart + 1 + end + 1, help);
    }
    if let Some(address) = behind.strip_prefix('[')
        && let Some(end) = address.find(']')
        && is_target(&address[..end])
    {
        let help = format!(
            "write the address in round brackets: `{image}[{label}]({})`",
            &address[..end]
        );
        return nearly(close + 2 + end + 1, help);
    }
    if label.starts_with('^') && label.len() > 1 && label.contains(char::is_whitespace) {
        let help = "a footnote names a source by its id, in which there is no space: write `[^id]`";
        return nearly(close + 1, help.to_owned());
    }
    if text[..at].ends_with(')')
        && is_target(label)
        && let Some(open) = text[..at].rfind('(')
        && !text[open..at].contains('\n')
    {
        let words = &text[open + 1..at - 1];
        return Some(Nearly {
            place: open..at + close + 1,
            help: format!("exchange the brackets: `[{words}]({label})`"),
        });
    }
    None
}

/// As much of a text as a link may be long, within its paragraph.
fn within_reach(text: &str) -> &str {
    let mut end = text.len().min(FAR);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let paragraph = text.find("\n\n").or_else(|| text.find("\n\r\n"));
    &text[..paragraph.unwrap_or(text.len())]
}

/// Where the bracket is closed with which a text begins.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            '[' => open += 1,
            ']' if open == 1 => return Some(at),
            ']' => open -= 1,
            _ => {}
        }
    }
    None
}

/// Whether something in brackets was surely meant as an address.
fn is_target(written: &str) -> bool {
    let written = written.trim();
    let scheme = written.split_once(':').filter(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_lowercase())
            && !rest.trim().is_empty()
            && !rest.trim().contains(char::is_whitespace)
    });
    let is_one_word = !written.contains(char::is_whitespace);
    let is_file = [
        ".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".pdf", ".html", ".md",
    ]
    .iter()
    .any(|ending| written.to_ascii_lowercase().ends_with(ending));
    let is_place = written.len() > 1
        && written.starts_with('#')
        && written[1..].starts_with(|first: char| first.is_alphabetic());
    scheme.is_some() || is_file || (is_one_word && (is_place || written.starts_with("www.")))
}

/// What to do with an address that a link cannot have as it is.
fn mended_address(address: &str) -> String {
    let is_at_scheme = address.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_lowercase())
            && rest.starts_with(char::is_whitespace)
    });
    if is_at_scheme {
        let (scheme, rest) = address.split_once(':').unwrap_or((address, ""));
        return format!(
            "write the address without a space: `({scheme}:{})`",
            rest.trim()
        );
    }
    if address.contains("://") || address.starts_with("mailto:") || address.starts_with("tel:") {
        let written: Vec<&str> = address.split_whitespace().collect();
        return format!(
            "an address has no spaces: write `({})`",
            written.join("%20")
        );
    }
    format!("put an address with spaces between `<` and `>`: `(<{address}>)`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_a_link_is_told_with_the_edit() {
        let cases = [
            (
                "a [Pim] (persona:p) b",
                "[Pim] (persona:p)",
                "`[Pim](persona:p)`",
            ),
            ("[Pim](persona: p)", "[Pim](persona: p)", "`(persona:p)`"),
            ("[[Pim]]", "[[Pim]]", "`[Pim](kind:id)`"),
            (
                "[[persona:p|Pim]]",
                "[[persona:p|Pim]]",
                "`[Pim](persona:p)`",
            ),
            ("[Pim][persona:p]", "[Pim][persona:p]", "`[Pim](persona:p)`"),
            (
                "![The wall](my wall.png)",
                "![The wall](my wall.png)",
                "`(<my wall.png>)`",
            ),
            (
                "[m](mailto:a@b.org?subject=An offer)",
                "[m](mailto:a@b.org?subject=An offer)",
                "An%20offer",
            ),
            (
                "[open](persona:p and on",
                "[open](persona:p",
                "`[open](persona:p)`",
            ),
            (
                "[open(persona:p) x",
                "[open(persona:p)",
                "`[open](persona:p)`",
            ),
            (
                "see (Pim)[persona:p]",
                "(Pim)[persona:p]",
                "`[Pim](persona:p)`",
            ),
            (
                "[a](persona:p\n[b] (x)",
                "[a](persona:p",
                "`[a](persona:p)`",
            ),
            ("so [^the talks]", "[^the talks]", "`[^id]`"),
        ];
        for (text, place, help) in cases {
            let found = nearly_links(text, &[]);
            assert_eq!(found.len(), 1, "in {text}: {found:?}");
            assert_eq!(&text[found[0].place.clone()], place);
            assert!(found[0].help.contains(help), "{} of {text}", found[0].help);
        }
    }

    #[test]
    fn brackets_that_are_words_are_left_alone() {
        for text in [
            "an [aside] (see below)",
            "[x] done",
            "a[0][1] and [1] [2]",
            "\\[Pim](persona:p)",
            "[sic] (note: it is so)",
            "[",
            "[]",
            "[[",
            "[[]]",
        ] {
            assert_eq!(nearly_links(text, &[]), [], "in {text}");
        }
    }
}
