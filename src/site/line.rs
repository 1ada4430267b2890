//! What a piece of content says in one line, as HTML with links or without markup. Must not know pages.

use crate::doc::markdown::{self, Resolver, escape};
use crate::language::Words;
use crate::model::Kind;
use crate::model::content::Node;
use crate::model::value::Text;
use crate::score::scalar_in_words;

/// What a list of tables says in one line each; the rest is on the page of the entry.
const IN_SHORT: [(&str, &[&str]); 12] = [
    ("day", &["time", "what"]),
    ("skills", &["name", "level"]),
    ("channels", &["name", "use"]),
    ("objections", &["says"]),
    ("relations", &["persona", "how"]),
    ("actions", &["what"]),
    ("measures", &["name", "target"]),
    ("decision_process", &["step", "takes"]),
    ("committee", &["role", "persona", "title"]),
    ("disqualifiers", &["reason"]),
    ("criteria", &["attribute", "weight"]),
    ("signals", &["name", "icp", "others", "unit"]),
];

/// Writes pieces of content as lines.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    words: &'a Words,
    resolver: &'a dyn Resolver,
    form: Form,
    left_out: &'a [&'a str],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Html,
    Plain,
}

impl<'a> Line<'a> {
    /// As HTML, with links to where `resolver` says.
    pub(crate) fn html(words: &'a Words, resolver: &'a dyn Resolver) -> Self {
        Self {
            words,
            resolver,
            form: Form::Html,
            left_out: &[],
        }
    }

    /// Without markup.
    pub(crate) fn plain(words: &'a Words, resolver: &'a dyn Resolver) -> Self {
        let form = Form::Plain;
        Self {
            form,
            ..Self::html(words, resolver)
        }
    }

    /// The same without these fields of tables.
    pub(crate) fn without(self, left_out: &'a [&'a str]) -> Self {
        Self { left_out, ..self }
    }

    /// What a piece of content says, known by its key; nothing when it says nothing.
    pub(crate) fn of(&self, key: &str, node: &Node<'_>) -> Option<String> {
        match node {
            Node::Number(number) => Some(self.number(key, *number)),
            Node::List(items) => joined(items.iter().filter_map(|item| self.of(key, item)), ", "),
            Node::Table(fields) if is_range(node) => self.range(node, fields),
            Node::Table(_) if is_share(node) => self.share(node),
            Node::Table(fields) => {
                let short = IN_SHORT.iter().find(|(list, _)| *list == key);
                let said = fields.iter().filter(|(key, _)| match short {
                    Some((_, keys)) => keys.contains(key),
                    None => !self.left_out.contains(key),
                });
                joined(said.filter_map(|(key, value)| self.of(key, value)), " · ")
            }
            Node::Labels(fields) => joined(
                fields.iter().filter_map(|(label, value)| {
                    let said = self.of(label, value)?;
                    Some(format!("{}: {said}", self.word(label)))
                }),
                " · ",
            ),
            leaf => self.leaf(leaf),
        }
    }

    /// What a piece of content says that consists of no others.
    pub(crate) fn leaf(&self, node: &Node<'_>) -> Option<String> {
        match node {
            Node::Flag(true) => Some(self.words.get("yes").to_owned()),
            Node::Number(number) => Some(self.words.number_or_year(*number, 2)),
            Node::Limit { number, is_above } => {
                let key = if *is_above {
                    "points_above"
                } else {
                    "points_from"
                };
                let number = self.words.number(*number, 2);
                Some(self.words.fill(key, "value", &number))
            }
            Node::Word(word) | Node::Document(word) => Some(self.word(word)),
            Node::Choice { group, key } => Some(self.word(self.words.choice(group, key))),
            Node::Date(date) => Some(self.words.date(*date)),
            Node::Text(text) => Some(self.text(text)),
            Node::Claim(claim) if claim.is_open() => {
                let mark = self.word(self.words.get("mark_unknown"));
                Some(format!("{} ({mark})", self.text(&claim.text)))
            }
            Node::Claim(claim) => Some(self.text(&claim.text)),
            Node::Reference(kind, id) | Node::Part(kind, id, _) => self.reference(*kind, id),
            Node::Scalar(given) => Some(self.word(&scalar_in_words(self.words, given))),
            Node::Absent
            | Node::Flag(false)
            | Node::Image(_)
            | Node::List(_)
            | Node::Table(_)
            | Node::Labels(_) => None,
        }
    }

    /// A word that is not Markdown.
    fn word(&self, word: &str) -> String {
        match self.form {
            Form::Html => escape(word),
            Form::Plain => word.to_owned(),
        }
    }

    fn text(&self, text: &Text) -> String {
        match self.form {
            Form::Html => markdown::inline_html(&text.0, self.resolver),
            Form::Plain => text.plain(),
        }
    }

    fn reference(&self, kind: Kind, id: &str) -> Option<String> {
        let target = self.resolver.entry(kind.name(), id)?;
        let title = self.word(&target.title);
        Some(match self.form {
            Form::Html => format!("<a href=\"{}\">{title}</a>", escape(&target.url)),
            Form::Plain => title,
        })
    }

    /// A number with what makes it readable: its scale, or its label.
    fn number(&self, key: &str, number: f64) -> String {
        let written = self.words.number_or_year(number, 2);
        match key {
            "level" | "use" => self.words.fill("of_five", "value", &written),
            "weight" => format!("×\u{a0}{written}"),
            "icp" | "others" | "target" => {
                format!("{}: {written}", self.word(self.words.choice("field", key)))
            }
            _ => written,
        }
    }

    /// "41% of first contacts".
    fn share(&self, node: &Node<'_>) -> Option<String> {
        let words = self.words;
        let Node::Number(percent) = node.field("percent") else {
            return None;
        };
        let percent = words.number(*percent, 1);
        let of = self.leaf(node.field("of"));
        Some(match of {
            Some(of) => {
                let of_what = words.fill("persona_share_of", "value", &percent);
                self.word(&of_what).replace("{what}", &of)
            }
            None => self.word(&words.fill("persona_share_customers", "value", &percent)),
        })
    }

    /// "25–250", "€5 million–€50 million", and what is said beside it.
    fn range(&self, node: &Node<'_>, fields: &[(&str, Node<'_>)]) -> Option<String> {
        let words = self.words;
        let amount = |key: &str| match (node.field(key), node.field("currency")) {
            (Node::Number(number), Node::Word(currency)) => Some(words.money(*number, currency)),
            (Node::Number(number), _) => Some(words.number(*number, 0)),
            _ => None,
        };
        let range = match (amount("min"), amount("max")) {
            (Some(min), Some(max)) => Some(format!("{min}–{max}")),
            (Some(min), None) => Some(words.fill("range_from", "value", &min)),
            (None, Some(max)) => Some(words.fill("range_to", "value", &max)),
            (None, None) => None,
        };
        let beside = fields
            .iter()
            .filter(|(key, _)| !["min", "max", "currency"].contains(key));
        let beside = beside.filter_map(|(key, value)| {
            let said = self.of(key, value)?;
            Some(match *key {
                "per" => words.fill("per", "what", &said),
                "sweet_spot" => words.fill("firm_sweet_spot", "value", &said),
                _ => said,
            })
        });
        let range = range.map(|range| self.word(&range));
        joined(range.into_iter().chain(beside), ", ")
    }
}

/// A share with what it is a share of.
pub(crate) fn is_share(node: &Node<'_>) -> bool {
    matches!(node.field("percent"), Node::Number(_))
}

/// A table that says from where to where something goes.
pub(crate) fn is_range(node: &Node<'_>) -> bool {
    matches!(node, Node::Table(fields) if fields.iter().any(|(key, _)| *key == "min"))
}

/// Whether there is nothing that a line or a block could say.
pub(crate) fn says_nothing(node: &Node<'_>) -> bool {
    match node {
        Node::Absent | Node::Flag(false) | Node::Image(_) => true,
        Node::List(items) => items.iter().all(says_nothing),
        Node::Table(fields) => fields.iter().all(|(_, value)| says_nothing(value)),
        Node::Labels(fields) => fields.iter().all(|(_, value)| says_nothing(value)),
        _ => false,
    }
}

fn joined(parts: impl Iterator<Item = String>, with: &str) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(with))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::markdown::{Image, Target};
    use crate::language::Language;

    struct OneEntry;

    impl Resolver for OneEntry {
        fn entry(&self, scheme: &str, id: &str) -> Option<Target> {
            (id == "sophie").then(|| Target {
                url: format!("../{scheme}s/{id}.html"),
                title: "Sophie & Co".to_owned(),
            })
        }

        fn footnote(&self, _label: &str) -> Option<Target> {
            None
        }

        fn image(&self, _path: &str) -> Option<Image> {
            None
        }
    }

    #[test]
    fn a_piece_of_content_is_one_line_with_and_without_markup() {
        let words = Words::built_in(Language::default());
        let text = Text("**Fast** & cheap".to_owned());
        let who = || Node::Reference(Kind::Persona, "sophie");
        let cases = [
            (
                "goals",
                Node::Text(&text),
                "<strong>Fast</strong> &amp; cheap",
                "Fast & cheap",
            ),
            (
                "relations",
                Node::Table(vec![
                    ("persona", who()),
                    ("how", Node::Word("by mail")),
                    ("since", Node::Word("left out")),
                ]),
                "<a href=\"../personas/sophie.html\">Sophie &amp; Co</a> · by mail",
                "Sophie & Co · by mail",
            ),
            (
                "employees",
                Node::Table(vec![
                    ("min", Node::Number(25.0)),
                    ("max", Node::Number(250.0)),
                ]),
                "25–250",
                "25–250",
            ),
            (
                "values",
                Node::Labels(vec![("A & B", Node::Flag(true)), ("C", Node::Absent)]),
                "A &amp; B: yes",
                "A & B: yes",
            ),
        ];
        for (key, node, html, plain) in cases {
            let line = Line::html(&words, &OneEntry).of(key, &node).unwrap();
            assert_eq!(line.to_lowercase(), html.to_lowercase());
            let line = Line::plain(&words, &OneEntry).of(key, &node).unwrap();
            assert_eq!(line.to_lowercase(), plain.to_lowercase());
        }
        let nobody = Node::Reference(Kind::Persona, "nobody");
        assert_eq!(Line::html(&words, &OneEntry).of("persona", &nobody), None);
    }
}
