//! Small mistakes as people make them, each with the message and the text after the edit that the message gives. The edit is
//! applied: the mistake must be gone, and no other may have come.
//!
//! `tests/slips/*.txt` hold them, a file per sort. A mistake is `==== file: what it shows`, the text, `---- line:column part of the
//! message`, for each of its mistakes, and `>>>> edit`:
//! `line` puts the line in backquotes in place of the line of the message, `value` puts it in place of what the message is about;
//! otherwise the text that follows is what the author has after the edit, and the parts of the help that decide
//! must stand in the message.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use personabook::diag::Diagnostic;
use personabook::load::load;
use personabook::progress::nobody;
use personabook::{check, score};

/// A mistake, or several of one text.
struct Slip {
    title: String,
    file: String,
    text: String,
    /// Of each message its line and column, and a part of it.
    expected: Vec<(String, String)>,
    edit: Edit,
}

enum Edit {
    /// The line in the help for the line of the mistake.
    Line,
    /// The value in the help for the value of the mistake.
    Value,
    /// A text that follows the help.
    Text(String),
}

fn slips() -> Vec<Slip> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts
        .flat_map(|text| text.split("==== ").skip(1).map(parse).collect::<Vec<_>>())
        .collect()
}

fn parse(part: &str) -> Slip {
    let (head, rest) = part.split_once('\n').unwrap();
    let (file, title) = head.split_once(": ").unwrap();
    let mut lines = rest.lines();
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut edit = None;
    for line in lines.by_ref() {
        if let Some(message) = line.strip_prefix("---- ") {
            let (place, message) = message.split_once(' ').unwrap();
            expected.push((place.to_owned(), message.to_owned()));
        } else if let Some(word) = line.strip_prefix(">>>> ") {
            edit = Some(word);
            break;
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    let after: String = lines.map(|line| format!("{line}\n")).collect();
    Slip {
        title: title.to_owned(),
        file: file.to_owned(),
        text: shown(&text),
        expected,
        edit: match edit {
            Some("line") => Edit::Line,
            Some("value") => Edit::Value,
            Some("text") => Edit::Text(shown(after.trim_end()) + "\n"),
            other => panic!("{title}: what is {other:?}?"),
        },
    }
}

/// What cannot be seen stands as `<U+00A0>`.
fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("<U+");
    out.push_str(parts.next().unwrap());
    for part in parts {
        let (number, rest) = part.split_once('>').unwrap();
        let number = u32::from_str_radix(number, 16).unwrap();
        out.push(char::from_u32(number).unwrap());
        out.push_str(rest);
    }
    out
}

/// What the program says of a book with one file of the test in it, besides those that it refers to.
fn mistakes(file: &str, text: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    let around = [
        ("personabook.toml", "[book]\ntitle = \"Lantern Street\"\n"),
        ("content/personas/mark.toml", "name = \"Mark\"\n"),
        (
            "content/evidence/talks.toml",
            "name = \"Talks\"\ndate = 2026-09-12\n",
        ),
    ];
    for (path, text) in around.into_iter().chain([(file, text)]) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut loaded = load(folder.path(), &nobody).unwrap();
    if let Some(book) = loaded.book.clone() {
        loaded.add(check::check(&book.catalog));
        loaded.add(score::findings(&book.catalog));
    }
    loaded.report.sort();
    loaded.report.diagnostics
}

fn place(text: &str, found: &Diagnostic) -> String {
    let span = found.span.clone().unwrap_or(0..0);
    let source = personabook::internal::Source {
        path: String::new(),
        text: text.to_owned(),
    };
    let position = source.position(span.start);
    format!("{}:{}", position.line, position.column)
}

fn said(text: &str, found: &Diagnostic) -> String {
    let help = found.help.clone().unwrap_or_default();
    format!("{} {} - {help}", place(text, found), found.message)
}

/// The edit between the last backquotes of a help that has one.
fn given(found: &Diagnostic) -> Option<String> {
    let help = found.help.as_deref()?;
    let (before, _) = help.rsplit_once('`')?;
    before.rsplit_once('`').map(|(_, edit)| edit.to_owned())
}

/// The text with the edits of its messages made, from the last to the first.
fn edited(slip: &Slip, found: &[Diagnostic]) -> Option<String> {
    let mut text = slip.text.clone();
    for one in found.iter().rev() {
        let span = one.span.clone()?;
        let edit = given(one)?;
        match slip.edit {
            Edit::Line => {
                let start = text[..span.start]
                    .rfind('\n')
                    .map_or(0, |newline| newline + 1);
                let end = text[span.start..]
                    .find('\n')
                    .map_or(text.len(), |end| span.start + end);
                text.replace_range(start..end, &edit);
            }
            Edit::Value => text.replace_range(span, &edit),
            Edit::Text(_) => return None,
        }
    }
    Some(text)
}

/// What is wrong with what the program says of a slip.
fn wrong(slip: &Slip) -> Option<String> {
    let found = mistakes(&slip.file, &slip.text);
    let said: Vec<String> = found.iter().map(|one| said(&slip.text, one)).collect();
    let expected = found.len() == slip.expected.len()
        && said
            .iter()
            .zip(&slip.expected)
            .all(|(said, (place, part))| {
                said.starts_with(&format!("{place} "))
                    && part.split(" … ").all(|part| said.contains(part))
            });
    if !expected {
        return Some(format!("says\n  {}", said.join("\n  ")));
    }
    let after = match &slip.edit {
        Edit::Text(text) => text.clone(),
        _ => match edited(slip, &found) {
            Some(text) => text,
            None => return Some(format!("gives no edit:\n  {}", said.join("\n  "))),
        },
    };
    let left = mistakes(&slip.file, &after);
    let left: Vec<String> = left.iter().map(|one| self::said(&after, one)).collect();
    (!left.is_empty()).then(|| format!("says after the edit\n{after}\n  {}", left.join("\n  ")))
}

#[test]
fn the_edit_of_every_message_ends_its_mistake() {
    let slips = slips();
    assert!(slips.len() >= 80, "only {} mistakes", slips.len());
    let wrong: Vec<String> = slips
        .iter()
        .filter_map(|slip| Some(format!("{} ({}): {}", slip.title, slip.file, wrong(slip)?)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        slips.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn an_edit_that_ends_nothing_is_found() {
    let slip = Slip {
        title: String::new(),
        file: "content/personas/noor.toml".into(),
        text: "name = \"Noor\"\nshare = 35%\n".into(),
        expected: vec![("2:9".into(), "write `share = 35`".into())],
        edit: Edit::Text("name = \"Noor\"\nshare = \"35%\"\n".into()),
    };
    assert!(wrong(&slip).is_some_and(|wrong| wrong.contains("after the edit")));
}

#[test]
fn the_name_of_an_image_with_a_space_is_given_as_markdown_takes_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/pages/page")).unwrap();
    fs::write(root.join("personabook.toml"), "[book]\ntitle = \"T\"\n").unwrap();
    fs::write(root.join("content/pages/page/my wall.png"), "").unwrap();
    let says = |address: &str| {
        let text = format!("+++\nname = \"P\"\n+++\n![The wall]({address})\n");
        fs::write(root.join("content/pages/page/index.md"), text).unwrap();
        let mut loaded = load(root, &nobody).unwrap();
        let book = loaded.book.clone().unwrap();
        loaded.add(check::check(&book.catalog));
        let found = loaded.report.diagnostics.into_iter();
        found.filter_map(|one| one.help).collect::<Vec<_>>()
    };
    assert_eq!(says("my-wall.png"), ["write `<my wall.png>`"]);
    assert_eq!(says("<my wall.png>"), [""; 0]);
}
