//! Web addresses that stand in a text as they are. Must not know Markdown.

use std::ops::Range;

/// Whether it is worth looking for one.
pub(super) fn may_have_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// The places of the addresses in a text, in order. Each begins with `https://`, `http://` or `www.` and ends before the
/// punctuation of the sentence.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(start) = next(text, from) {
        from = start + 4;
        let before = text[..start].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || "/@-_.=&?#:".contains(letter)) {
            continue;
        }
        let run = &text[start..];
        let end = run.find(is_end).unwrap_or(run.len());
        let address = without_punctuation(&run[..end]);
        if is_address(address) {
            from = start + address.len();
            found.push(start..from);
        }
    }
    found
}

fn next(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let starts = ["https://", "http://", "www."];
    let first = starts.iter().filter_map(|start| rest.find(start)).min()?;
    Some(from + first)
}

/// What no address holds as it is.
fn is_end(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || "<>\"`{}|\\^[]“”„«»‹›‘’‚\u{200b}\u{feff}\u{ad}".contains(letter)
}

/// Without the signs that belong to the sentence: a bracket is part of the address if it was opened there.
fn without_punctuation(mut address: &str) -> &str {
    loop {
        let Some(last) = address.chars().next_back() else {
            return address;
        };
        let is_over = match last {
            ')' => address.matches(')').count() > address.matches('(').count(),
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '。' | '、'
            | '，' | '（' | '）' | '-' | '–' | '—' | '(' => true,
            _ => false,
        };
        if !is_over {
            return address;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
}

fn is_address(address: &str) -> bool {
    let (host, needs_dot) = match address.split_once("://") {
        Some((_, rest)) => (rest, false),
        None => (address, true),
    };
    let host = host.split(['/', '?', '#']).next().unwrap_or("");
    let name = host.rsplit('@').next().unwrap_or("");
    let name = name.split(':').next().unwrap_or("");
    let mut parts = name.split('.');
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let ends_in_letters = name
        .rsplit('.')
        .next()
        .is_some_and(|last| last.chars().count() > 1 && last.chars().all(char::is_alphabetic));
    parts.all(is_part)
        && if needs_dot {
            name.split('.').count() > 2 && ends_in_letters
        } else {
            !name.is_empty()
        }
}

/// What a link to an address leads to.
pub(super) fn target(address: &str) -> String {
    let address = address.replace("&amp;", "&");
    if address.starts_with("www.") {
        format!("https://{address}")
    } else {
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        let cases: [(&str, &[&str]); 9] = [
            ("See https://example.org/a.", &["https://example.org/a"]),
            ("(http://a.example/b_(c))", &["http://a.example/b_(c)"]),
            (
                "www.example.nl, “https://b.example/x?y=1&z=2”!",
                &["www.example.nl", "https://b.example/x?y=1&z=2"],
            ),
            ("http://localhost:4321/x", &["http://localhost:4321/x"]),
            ("https:// and www. and www.x and www.3.14", &[]),
            ("xhttps://a.example a@www.example.org", &[]),
            ("https://a.example…", &["https://a.example"]),
            ("https://münchen.example/ä", &["https://münchen.example/ä"]),
            ("ftp://a.example", &[]),
        ];
        for (text, wanted) in cases {
            let found = addresses(text);
            let found: Vec<&str> = found.into_iter().map(|place| &text[place]).collect();
            assert_eq!(found, wanted, "in {text}");
        }
    }
}
