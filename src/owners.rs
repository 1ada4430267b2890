//! Who looks after which file, as a CODEOWNERS file: code hosts ask them to look at each change of it. Must not know the terminal.

use std::fmt::Write as _;
use std::path::Path;

use crate::error::Error;
use crate::load::load_book;
use crate::model::{Book, Entry};

/// How owners are called on a code host: the name as entries have it, and its handle or address there.
pub type Handles = [(String, String)];

/// What stands between several owners of an entry.
const BETWEEN: [char; 3] = [',', ';', '&'];

/// The CODEOWNERS file of the book in a folder, also of drafts and of what is for some only: it lies beside their files. `below`
/// is where the book lies in its repository.
///
/// # Errors
/// When the folder is no book, or a file cannot be read.
pub fn codeowners(root: &Path, below: &str, handles: &Handles) -> Result<String, Error> {
    let book = load_book(root)?;
    Ok(of_book(&book, below, handles))
}

fn of_book(book: &Book, below: &str, handles: &Handles) -> String {
    let mut text =
        "# Made by `personabook owners`. The last line that fits a file counts.\n".to_owned();
    let below = below.trim_matches('/');
    let below = below.strip_prefix("./").unwrap_or(below);
    let before = match below {
        "" | "." => "/".to_owned(),
        below => format!("/{below}/"),
    };
    let mut entries: Vec<(&Entry, &str)> = book
        .catalog
        .entries()
        .filter_map(|entry| Some((entry, entry.header.owner.as_deref()?.trim())))
        .collect();
    entries.sort_by_key(|(entry, _)| &entry.file);
    for (entry, owner) in entries {
        let pattern = pattern(&format!("{before}{}", file_or_folder(&entry.file)));
        match called(owner, handles) {
            Ok(called) => {
                let _ = writeln!(text, "{pattern} {}", called.join(" "));
            }
            Err(unknown) => {
                let _ = writeln!(
                    text,
                    "# {pattern}: no handle or address is known for {0}; add --map \"{0}=@handle\"",
                    in_remark(unknown)
                );
            }
        }
    }
    text
}

/// An entry that is a folder is owned with all that lies beside it.
fn file_or_folder(file: &str) -> &str {
    match file.rsplit_once('/') {
        Some((folder, "index.md" | "index.toml")) => &file[..=folder.len()],
        _ => file,
    }
}

/// A path in which nothing stands for something else.
fn pattern(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    for letter in path.chars() {
        if matches!(letter, ' ' | '#' | '*' | '?' | '[' | ']' | '!' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// What the owners of an entry are called on the code host; the first that nobody knows.
fn called<'a>(owner: &'a str, handles: &'a Handles) -> Result<Vec<&'a str>, &'a str> {
    let known = |name: &str| {
        let mapped = handles.iter().find(|(known, _)| is_same(known, name));
        mapped.map(|(_, handle)| handle.as_str())
    };
    if let Some(handle) = known(owner) {
        return Ok(vec![handle]);
    }
    let names = owner.split(BETWEEN).map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names
        .map(|name| match known(name) {
            Some(handle) => Ok(handle),
            None if is_handle(name) => Ok(name),
            None => Err(name),
        })
        .collect()
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.to_lowercase()
}

/// Whether a code host knows somebody by this: `@somebody`, `@firm/team`, or an e-mail address.
#[must_use]
pub fn is_handle(text: &str) -> bool {
    let is_plain = !text.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    let around = text.split_once('@');
    is_plain
        && match around {
            Some(("", name)) => !name.is_empty() && !name.contains('@'),
            Some((_, host)) => host.contains('.') && !host.contains('@'),
            None => false,
        }
}

fn in_remark(words: &str) -> String {
    let plain = words.chars().map(|letter| match letter.is_control() {
        true => ' ',
        false => letter,
    });
    plain.filter(|letter| *letter != '"').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_a_handle_an_address_or_a_name_that_somebody_gave_one() {
        let handles = vec![
            ("Anna Visser".to_owned(), "@anna".to_owned()),
            ("Sales, north".to_owned(), "@helder/sales".to_owned()),
        ];
        for (owner, expected) in [
            ("@bas", Ok(vec!["@bas"])),
            ("@helder/research", Ok(vec!["@helder/research"])),
            ("bas@example.org", Ok(vec!["bas@example.org"])),
            ("anna visser", Ok(vec!["@anna"])),
            ("Sales, north", Ok(vec!["@helder/sales"])),
            ("Anna Visser & @bas", Ok(vec!["@anna", "@bas"])),
            ("Anna Visser, Bas", Err("Bas")),
            ("@", Err("@")),
            ("a@b", Err("a@b")),
        ] {
            assert_eq!(called(owner, &handles), expected, "{owner}");
        }
    }

    #[test]
    fn nothing_in_a_path_stands_for_something_else() {
        assert_eq!(pattern("/my book/a#1.md"), "/my\\ book/a\\#1.md");
        assert_eq!(
            file_or_folder("content/personas/mia/index.md"),
            "content/personas/mia/"
        );
        assert_eq!(
            file_or_folder("content/personas/mia.md"),
            "content/personas/mia.md"
        );
    }
}
