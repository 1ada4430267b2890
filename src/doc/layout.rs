//! Where the lines and headers of a TOML text are, also the headers that are still remarks. The text need not be
//! valid. Must not know what a key means.

use std::ops::Range;

use super::Wanted;
use crate::text::Step;

/// The lines of a text up to the end of its TOML.
#[derive(Debug)]
pub struct Layout<'a> {
    text: &'a str,
    /// Where lines begin; those before the TOML as well, so that a line's number is its place here.
    starts: Vec<usize>,
    headings: Vec<Heading>,
}

/// A line `[table]` or `[[list]]`, or one of them behind a `#`.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// The number of its line in the file, from 1.
    pub line: usize,
    /// Where it begins, without `#`.
    pub place: Range<usize>,
    /// Its keys.
    pub keys: Vec<String>,
    /// Whether it has double brackets.
    pub is_list: bool,
    /// Whether it stands behind a `#`.
    pub is_remark: bool,
}

impl Heading {
    /// As it is written: `[[stages]]`.
    pub fn shown(&self) -> String {
        let keys = self.keys.join(".");
        if self.is_list {
            format!("[[{keys}]]")
        } else {
            format!("[{keys}]")
        }
    }

    /// The path of the table below it; of a list its first item, which is like all others.
    pub fn path(&self, wanted: &dyn Fn(&[Step]) -> Wanted) -> Vec<Step> {
        path_of(&self.keys, self.is_list, wanted)
    }
}

/// The path of the table that a heading with these keys stands above.
pub(crate) fn path_of(
    keys: &[String],
    is_list: bool,
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Vec<Step> {
    let mut path = Vec::new();
    for (position, key) in keys.iter().enumerate() {
        path.push(Step::Key(key.clone()));
        let is_last = position + 1 == keys.len();
        if wanted(&path) == Wanted::List || is_last && is_list {
            path.push(Step::Index(0));
        }
    }
    path
}

impl<'a> Layout<'a> {
    pub(super) fn new(text: &'a str, toml: &Range<usize>) -> Self {
        let after = text[..toml.end]
            .match_indices('\n')
            .map(|(newline, _)| newline + 1);
        let mut layout = Self {
            text: &text[..toml.end],
            starts: [0].into_iter().chain(after).collect(),
            headings: Vec::new(),
        };
        // Within a text of several lines a line in brackets is no heading.
        let mut inside: Option<&str> = None;
        for (index, start) in layout.starts.iter().enumerate() {
            if *start < toml.start
                && index + 1 < layout.starts.len()
                && layout.starts[index + 1] <= toml.start
            {
                continue;
            }
            let line = layout.line_at(index);
            if inside.is_none()
                && let Some(heading) = heading(line, (*start).max(toml.start), index + 1)
            {
                layout.headings.push(heading);
            }
            for quotes in ["\"\"\"", "'''"] {
                if inside.is_none_or(|open| open == quotes)
                    && !line.trim_start().starts_with('#')
                    && line.matches(quotes).count() % 2 == 1
                {
                    inside = match inside {
                        None => Some(quotes),
                        Some(_) => None,
                    };
                }
            }
        }
        layout
    }

    fn line_at(&self, index: usize) -> &'a str {
        let start = self.starts[index];
        let end = self
            .starts
            .get(index + 1)
            .map_or(self.text.len(), |next| next - 1);
        self.text[start..end.max(start)].trim_start_matches('\u{feff}')
    }

    /// The number of the line at an offset, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// Where a line begins.
    pub(super) fn start_of(&self, line: usize) -> usize {
        self.starts[(line - 1).min(self.starts.len() - 1)]
    }

    /// A line without its end; empty for one that is none.
    pub fn line(&self, number: usize) -> &'a str {
        if number == 0 || number > self.starts.len() {
            return "";
        }
        self.line_at(number - 1)
    }

    /// How many lines there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The headers that are no remarks.
    pub fn headings(&self) -> impl DoubleEndedIterator<Item = &Heading> {
        self.headings.iter().filter(|heading| !heading.is_remark)
    }

    /// The header below which a line stands; none above the first.
    pub fn above(&self, line: usize) -> Option<&Heading> {
        self.headings().rfind(|heading| heading.line < line)
    }

    /// The header on a line.
    pub fn on(&self, line: usize) -> Option<&Heading> {
        self.headings().find(|heading| heading.line == line)
    }

    /// The headers that are still remarks, between the header above a line and that line, the nearest first.
    pub fn remarks_above(&self, line: usize) -> impl Iterator<Item = &Heading> {
        self.headings
            .iter()
            .rev()
            .skip_while(move |heading| heading.line >= line)
            .take_while(|heading| heading.is_remark)
    }

    /// The first header below a line.
    pub fn below(&self, line: usize) -> Option<&Heading> {
        self.headings().find(|heading| heading.line > line)
    }
}

fn heading(line: &str, start: usize, number: usize) -> Option<Heading> {
    let trimmed = line.trim_start();
    let is_remark = trimmed.starts_with('#');
    let written = trimmed.trim_start_matches(['#', ' ', '\t']);
    let is_list = written.starts_with("[[");
    let (open, close) = if is_list { ("[[", "]]") } else { ("[", "]") };
    let (keys, rest) = written.strip_prefix(open)?.split_once(close)?;
    let rest = rest.trim();
    if !rest.is_empty() && !rest.starts_with('#') {
        return None;
    }
    let keys: Vec<String> = keys
        .split('.')
        .map(|key| key.trim().trim_matches(['"', '\'']).to_owned())
        .collect();
    let is_key =
        |key: &String| !key.is_empty() && !key.contains(['"', '\'', '[', '{', ',', '=', ']']);
    if !keys.iter().all(is_key) {
        return None;
    }
    let from = start + (line.len() - written.len());
    let length = written.len() - written[open.len()..].split_once(close)?.1.len();
    Some(Heading {
        line: number,
        place: from..from + length,
        keys,
        is_list,
        is_remark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_and_remarks_are_told_apart() {
        let text = "+++\nname = \"x\"\n#[[stages]]\nbody = '''\n[no]\n'''\n [ look ] # y\n# [[stages.pains]]\na = [\"b\"]\n";
        let layout = Layout::new(text, &(4..text.len()));
        let shown: Vec<(usize, String, bool)> = layout
            .headings
            .iter()
            .map(|one| (one.line, one.shown(), one.is_remark))
            .collect();
        assert_eq!(
            shown,
            [
                (3, "[[stages]]".to_owned(), true),
                (7, "[look]".to_owned(), false),
                (8, "[[stages.pains]]".to_owned(), true)
            ]
        );
        assert_eq!(&text[layout.headings[1].place.clone()], "[ look ]");
        assert_eq!(layout.above(9).map(|one| one.line), Some(7));
        assert_eq!(layout.remarks_above(9).count(), 1);
        assert_eq!(layout.remarks_above(7).count(), 1);
    }
}
