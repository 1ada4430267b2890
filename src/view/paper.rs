//! Pages for paper and for a room: per persona a poster, a card for the meeting table and slides; a deck of
//! cards for all of them; and the whole book on one page. Must not know disk.
//!
//! They lie in a folder of their own, so that no entry can have their address.

use super::entry::parts;
use super::links::{EntryLinks, url};
use super::pictures;
use super::{Crumb, PageHead, PageView, Viewer, map};
use crate::doc::markdown::{self, Image, Resolver, Target};
use crate::model::content::{Content, Node};
use crate::model::persona::Persona;
use crate::model::{Claim, Entry, Key, Kind};
use crate::theme::Value;
use crate::view::facts::{emotion_word, worst_first};

/// The deck has two columns of four cards on a sheet.
const COLUMNS: usize = 2;
const CARDS_ON_A_SHEET: usize = 8;

/// Every page for paper.
pub(super) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let mut pages = Vec::new();
    for (entry, persona) in viewer.catalog.all::<Persona>() {
        let links = EntryLinks { viewer, entry };
        let mut parts = parts(&links);
        parts.push(("brief", brief(&links, persona)));
        for name in ["poster", "card", "slides"] {
            let title =
                viewer
                    .words
                    .fill(&format!("persona_{name}_title"), "name", &entry.header.name);
            let mut head = PageHead::new(
                &title,
                &format!("paper/{}-{name}.html", entry.key.id),
                &format!("persona-{name}"),
            );
            head.description = viewer
                .words
                .get(&format!("persona_{name}_about"))
                .to_owned();
            head.breadcrumbs = vec![
                home(viewer),
                personas(viewer),
                Crumb {
                    title: entry.header.name.clone(),
                    url: url(&entry.key),
                },
            ];
            pages.push(head.with(&format!("persona-{name}.html"), parts.clone()));
        }
    }
    if !pages.is_empty() {
        let mut head = PageHead::new(
            viewer.words.get("deck_title"),
            "paper/cards.html",
            "card-deck",
        );
        head.description = viewer.words.get("deck_about").to_owned();
        head.breadcrumbs = vec![home(viewer), personas(viewer)];
        pages.push(head.with("card-deck.html", vec![("sheets", sheets(viewer))]));
    }
    pages.push(everything(viewer));
    pages
}

fn home(viewer: &Viewer<'_>) -> Crumb {
    Crumb {
        title: viewer.words.get("home").to_owned(),
        url: "index.html".into(),
    }
}

fn personas(viewer: &Viewer<'_>) -> Crumb {
    Crumb {
        title: viewer.words.choice("kinds", "persona").to_owned(),
        url: "personas/index.html".into(),
    }
}

/// What fits on paper of a fixed size: the first few of everything, the worst first where claims say how
/// bad they are, none longer than a few lines.
fn brief(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let drives = if persona.drivers.is_empty() {
        &persona.goals
    } else {
        &persona.drivers
    };
    let objections = persona
        .decision
        .iter()
        .flat_map(|decision| &decision.objections)
        .take(2)
        .map(|objection| {
            map(vec![
                ("says", shorten(&objection.says.plain(), 110).into()),
                (
                    "answer",
                    objection
                        .answer
                        .as_ref()
                        .map(|answer| shorten(&answer.plain(), 230))
                        .into(),
                ),
            ])
        });
    let day = |most: usize, letters: usize| {
        persona
            .day
            .iter()
            .take(most)
            .map(|moment| {
                map(vec![
                    ("time", moment.time.as_deref().into()),
                    ("what", shorten(&moment.what.plain(), letters).into()),
                ])
            })
            .collect::<Vec<_>>()
    };
    let convinced = persona
        .decision
        .as_ref()
        .map_or(&[][..], |decision| &decision.convinced_by);
    let says = persona.words.as_ref().map_or(&[][..], |words| &words.says);
    let avoid = persona.words.as_ref().map_or(&[][..], |words| &words.avoid);
    // On small paper goals say most; drivers and frustrations are for the back.
    let wants = if persona.goals.is_empty() {
        &persona.drivers
    } else {
        &persona.goals
    };
    // A poster with little on it has larger letters.
    let lists = [
        drives,
        &persona.frustrations,
        convinced,
        &persona.dos,
        &persona.donts,
    ];
    let letters: usize = lists
        .iter()
        .flat_map(|claims| claims.iter().take(4))
        .map(|claim| width(&claim.text.plain()).min(120))
        .sum();
    let moments = 40 * persona.day.len().min(7);
    let quote = persona
        .quote
        .as_ref()
        .map(|quote| shorten(&quote.text.plain(), 170));
    let quote_width = quote.as_deref().map_or(0, width);
    map(vec![
        ("quote", quote.into()),
        (
            "summary",
            links
                .entry
                .header
                .summary
                .as_ref()
                .map(|text| shorten(&text.plain(), 220))
                .into(),
        ),
        ("room", size(letters + moments, &[450, 900]).into()),
        ("quote_size", size(quote_width, &[80, 125]).into()),
        (
            "name_size",
            size(width(&links.entry.header.name), &[18, 32]).into(),
        ),
        ("wants", few(wants, 3, 110)),
        ("drives", few(drives, 4, 120)),
        ("goals", few(&persona.goals, 4, 120)),
        ("frustrations", few(&persona.frustrations, 4, 120)),
        ("fears", few(&persona.fears, 3, 120)),
        ("dreams", few(&persona.dreams, 3, 120)),
        ("dos", few(&persona.dos, 4, 110)),
        ("donts", few(&persona.donts, 4, 110)),
        ("convinced_by", few(convinced, 4, 120)),
        ("says", few(says, 6, 30)),
        ("avoid", few(avoid, 6, 30)),
        ("objections", objections.collect::<Vec<_>>().into()),
        ("day", day(7, 70).into()),
        ("whole_day", day(9, 130).into()),
    ])
}

/// The letters that a list on a poster may have together: about ten lines in a column.
const LETTERS_OF_A_LIST: usize = 320;

/// The first of these claims, at most so many, none longer than so many letters, and together not more than
/// a column holds.
fn few(claims: &[Claim], most: usize, letters: usize) -> Value {
    let mut left = LETTERS_OF_A_LIST;
    worst_first(claims)
        .into_iter()
        .take(most)
        .map(|claim| shorten(&claim.text.plain(), letters))
        .take_while(|text| {
            let fits = width(text) <= left;
            left = left.saturating_sub(width(text));
            fits
        })
        .collect::<Vec<_>>()
        .into()
}

/// How wide a text is, in letters. Wide letters, as in Japanese, count for two.
fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> usize {
    if letter >= '\u{2e80}' { 2 } else { 1 }
}

/// `large`, `medium` or `small`, for a text up to the first limit, up to the second, or longer.
fn size(width: usize, limits: &[usize; 2]) -> &'static str {
    if width <= limits[0] {
        "large"
    } else if width <= limits[1] {
        "medium"
    } else {
        "small"
    }
}

/// A text of at most so many letters: whole if it fits, else its first sentences, else its first words and
/// an ellipsis.
fn shorten(text: &str, letters: usize) -> String {
    let text = text.trim();
    let mut width = 0;
    let mut sentence = 0;
    let mut word = 0;
    let mut hard = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            word = at;
            if matches!(before, '.' | '!' | '?') && width * 4 > letters {
                sentence = at;
            }
        }
        width += letter_width(letter);
        if width <= letters.saturating_sub(1) {
            hard = at + letter.len_utf8();
        }
        if width > letters {
            if sentence > 0 {
                return text[..sentence].to_owned();
            }
            let cut = if word * 2 > hard {
                word.min(hard)
            } else {
                hard
            };
            let kept = text[..cut].trim_end_matches(|last: char| !last.is_alphanumeric());
            return format!("{kept}\u{2026}");
        }
        before = letter;
        if matches!(letter, '。' | '！' | '？') && width * 4 > letters {
            sentence = at + letter.len_utf8();
        }
    }
    text.to_owned()
}

/// Sheets of eight cards: the fronts, and the backs with every row mirrored, so that a back is behind its
/// front when the paper is turned over its long edge. A place without a card is `none`.
fn sheets(viewer: &Viewer<'_>) -> Value {
    let cards: Vec<Value> = viewer
        .catalog
        .all::<Persona>()
        .map(|(entry, persona)| {
            let links = EntryLinks { viewer, entry };
            map(vec![
                ("card", viewer.card_of(entry)),
                (
                    "name_size",
                    size(width(&entry.header.name), &[18, 32]).into(),
                ),
                (
                    "quote",
                    persona
                        .quote
                        .as_ref()
                        .map(|quote| shorten(&quote.text.plain(), 120))
                        .into(),
                ),
                (
                    "detail",
                    persona.role.as_deref().map(|role| shorten(role, 60)).into(),
                ),
                (
                    "buying_role",
                    persona
                        .buying_role
                        .map(|role| viewer.words.choice("buying-role", role.as_str()))
                        .into(),
                ),
                ("back", card_back(&links, persona)),
            ])
        })
        .collect();
    cards
        .chunks(CARDS_ON_A_SHEET)
        .map(|chunk| {
            let rows: Vec<Vec<Value>> = chunk
                .chunks(COLUMNS)
                .map(|row| {
                    let mut row = row.to_vec();
                    row.resize(COLUMNS, Value::none());
                    row
                })
                .collect();
            let backs: Vec<Value> = rows
                .iter()
                .flat_map(|row| row.iter().rev().cloned())
                .collect();
            let fronts: Vec<Value> = rows.into_iter().flatten().collect();
            map(vec![("fronts", fronts.into()), ("backs", backs.into())])
        })
        .collect::<Vec<_>>()
        .into()
}

/// The back of a small card: what drives and what frustrates, how to treat and how not to.
fn card_back(links: &EntryLinks<'_>, persona: &Persona) -> Value {
    let words = &links.viewer.words;
    let (drives, drives_key) = if persona.goals.is_empty() {
        (&persona.drivers, "persona_drives")
    } else {
        (&persona.goals, "persona_goals")
    };
    let rows = [
        (drives_key, "drives", drives),
        ("persona_frustrates", "frustrates", &persona.frustrations),
        ("persona_do", "do", &persona.dos),
        ("persona_dont", "dont", &persona.donts),
    ];
    rows.into_iter()
        .filter(|(_, _, claims)| !claims.is_empty())
        .map(|(word, class, claims)| {
            map(vec![
                ("label", words.get(word).into()),
                ("class", class.into()),
                ("items", few(claims, 2, 64)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// The whole book: every kind with its entries, every field of each.
fn everything(viewer: &Viewer<'_>) -> PageView {
    let groups = Kind::ALL.iter().filter_map(|kind| {
        let mut entries: Vec<&Entry> = viewer.catalog.of_kind(*kind).collect();
        if entries.is_empty() {
            return None;
        }
        if *kind == Kind::Term {
            entries.sort_by_key(|entry| entry.header.name.to_lowercase());
        }
        let items = entries.iter().map(|entry| whole(viewer, entry));
        Some(map(vec![
            ("kind", kind.name().into()),
            ("title", viewer.words.choice("kinds", kind.name()).into()),
            ("about", viewer.words.choice("about", kind.name()).into()),
            ("anchor", format!("all-{}", kind.folder()).into()),
            ("items", items.collect::<Vec<_>>().into()),
        ]))
    });
    let groups: Vec<Value> = groups.collect();
    let mut head = PageHead::new(
        viewer.words.get("everything_title"),
        "paper/everything.html",
        "everything",
    );
    head.description = viewer.words.get("everything_about").to_owned();
    head.breadcrumbs = vec![home(viewer)];
    head.with("everything.html", vec![("groups", groups.into())])
}

fn whole(viewer: &Viewer<'_>, entry: &Entry) -> Value {
    let page = OnePage { viewer, entry };
    let (facts, blocks) = page.table(
        &entry.data.node(),
        &["quote", "portrait", "look", "colour", "image"],
    );
    let links = EntryLinks { viewer, entry };
    let quote = match &entry.data {
        crate::model::Data::Persona(persona) => persona
            .quote
            .as_ref()
            .map(|quote| Value::safe_string(&markdown::inline_html(&quote.text.0, &page))),
        _ => None,
    };
    let evidence = entry
        .header
        .evidence
        .iter()
        .map(|one| Node::Reference(Kind::Evidence, &one.id))
        .collect();
    let extra = entry.header.extra.node();
    let mut facts = facts;
    if let Some(html) = page.short(&Node::List(evidence)) {
        facts.push(page.row("evidence", &html));
    }
    let (own, more) = page.labels(&extra);
    let mut blocks = blocks;
    facts.extend(own);
    blocks.extend(more);
    map(vec![
        ("card", viewer.card_of(entry)),
        ("anchor", anchor(&entry.key).into()),
        ("quote", quote.into()),
        (
            "summary",
            entry
                .header
                .summary
                .as_ref()
                .map(|text| Value::safe_string(&markdown::inline_html(&text.0, &page)))
                .into(),
        ),
        ("owner", entry.header.owner.as_deref().into()),
        (
            "status",
            entry
                .header
                .status
                .map(|status| viewer.words.choice("status", status.as_str()))
                .into(),
        ),
        (
            "reviewed",
            entry.header.reviewed.map(|date| links.date(date)).into(),
        ),
        ("facts", facts.into()),
        ("blocks", blocks.into()),
        (
            "body",
            Value::safe_string(&markdown::block_html(&entry.body, 4, &page)),
        ),
    ])
}

fn anchor(key: &Key) -> String {
    format!("{}-{}", key.kind.name(), key.id)
}

/// An entry as a part of the one page: its links lead to other parts of that page.
struct OnePage<'a> {
    viewer: &'a Viewer<'a>,
    entry: &'a Entry,
}

impl OnePage<'_> {
    fn target(&self, key: &Key) -> Option<Target> {
        let entry = self.viewer.catalog.get(key)?;
        Some(Target {
            url: format!("#{}", anchor(key)),
            title: entry.header.name.clone(),
        })
    }

    /// A table as short facts (label and text) and as blocks that need room.
    fn table(&self, node: &Node<'_>, skip: &[&str]) -> (Vec<Value>, Vec<Value>) {
        let (mut facts, mut blocks) = (Vec::new(), Vec::new());
        let Node::Table(fields) = node else {
            return (facts, blocks);
        };
        for (key, value) in fields {
            // A condition is for the program; what it means stands in words beside it.
            let condition = *key == "when" && matches!(value, Node::Table(_));
            if skip.contains(key) || condition || is_empty(value) {
                continue;
            }
            if let Some(html) = self.field(key, value) {
                facts.push(self.row(key, &html));
                continue;
            }
            blocks.push(self.block(self.label(key), value));
        }
        (facts, blocks)
    }

    /// A table with the author's own labels.
    fn labels(&self, node: &Node<'_>) -> (Vec<Value>, Vec<Value>) {
        let (mut facts, mut blocks) = (Vec::new(), Vec::new());
        let Node::Labels(fields) = node else {
            return (facts, blocks);
        };
        for (label, value) in fields {
            match self.short(value) {
                Some(html) => facts.push(row(label, &html)),
                None if is_empty(value) => {}
                None => blocks.push(self.block(label, value)),
            }
        }
        (facts, blocks)
    }

    /// A field that can be said in a line.
    fn field(&self, key: &str, value: &Node<'_>) -> Option<String> {
        let words = &self.viewer.words;
        match (key, value) {
            ("emotion", Node::Table(fields)) => {
                let number = |name| {
                    fields.iter().find_map(|(key, node)| match node {
                        Node::Number(number) if *key == name => Some(*number),
                        _ => None,
                    })
                };
                let (from, to) = (number("from")?, number("to")?);
                let (from, to) = (emotion_word(words, from), emotion_word(words, to));
                Some(if from == to {
                    to
                } else {
                    words
                        .fill("emotion_from", "from", &from)
                        .replace("{to}", &to)
                })
            }
            ("emotions", Node::Labels(fields)) => Some(
                fields
                    .iter()
                    .filter_map(|(id, felt)| match felt {
                        Node::Number(felt) => {
                            let who = self.short(&Node::Reference(Kind::Persona, id))?;
                            Some(format!("{who}: {}", emotion_word(words, *felt)))
                        }
                        _ => None,
                    })
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            _ => self.short(value),
        }
    }

    fn short(&self, node: &Node<'_>) -> Option<String> {
        let words = &self.viewer.words;
        match node {
            Node::Flag(true) => Some(words.get("yes").to_owned()),
            Node::Number(number) => Some(words.number(*number, 2)),
            Node::Word(word) => Some(markdown::escape(word)),
            Node::Choice { group, key } => Some(markdown::escape(words.choice(group, key))),
            Node::Date(date) => Some(words.date(*date)),
            Node::Text(text) => Some(markdown::inline_html(&text.0, self)),
            Node::Scalar(scalar) => {
                let links = EntryLinks {
                    viewer: self.viewer,
                    entry: self.entry,
                };
                Some(markdown::escape(&links.scalar(scalar)))
            }
            Node::Reference(kind, id) => self.target(&Key::new(*kind, *id)).map(|target| {
                format!(
                    "<a href=\"{}\">{}</a>",
                    markdown::escape(&target.url),
                    markdown::escape(&target.title)
                )
            }),
            Node::List(items) if !items.is_empty() => {
                let long = |node: &Node<'_>| match node {
                    Node::Text(text) => text.0.len() > 60,
                    _ => false,
                };
                if items.iter().any(long) {
                    return None;
                }
                let parts: Option<Vec<String>> =
                    items.iter().map(|item| self.short(item)).collect();
                parts.map(|parts| parts.join(" · "))
            }
            _ => None,
        }
    }

    fn block(&self, label: &str, value: &Node<'_>) -> Value {
        let (mut facts, mut blocks, mut claims, mut rows) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        match value {
            Node::Table(_) => (facts, blocks) = self.table(value, &[]),
            Node::Labels(_) => (facts, blocks) = self.labels(value),
            Node::Claim(claim) => claims.push(self.claim(claim)),
            Node::List(items) => {
                for item in items {
                    match item {
                        Node::Claim(claim) => claims.push(self.claim(claim)),
                        Node::Table(_) => rows.push(self.item(item)),
                        other => {
                            if let Some(html) = self.short(other) {
                                claims.push(map(vec![
                                    ("html", Value::safe_string(&html)),
                                    ("assumption", false.into()),
                                    ("note", Value::none()),
                                    ("workaround", Value::none()),
                                    ("sources", Value::none()),
                                ]));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        map(vec![
            ("label", label.into()),
            ("facts", facts.into()),
            ("blocks", blocks.into()),
            ("claims", claims.into()),
            ("rows", rows.into()),
        ])
    }

    /// One of a list of tables: its first field is its title.
    fn item(&self, node: &Node<'_>) -> Value {
        let Node::Table(fields) = node else {
            return Value::none();
        };
        let title = fields
            .iter()
            .find_map(|(key, value)| Some((*key, self.short(value)?)));
        let (first, title) = title.unwrap_or(("", String::new()));
        // The levels of a scorecard are conditions too; the ideal stands in words.
        let (facts, blocks) = self.table(node, &[first, "levels"]);
        map(vec![
            ("title", Value::safe_string(&title)),
            ("facts", facts.into()),
            ("blocks", blocks.into()),
            ("claims", Value::none()),
            ("rows", Value::none()),
        ])
    }

    fn claim(&self, claim: &Claim) -> Value {
        let html = |text: &str| Value::safe_string(&markdown::inline_html(text, self));
        let sources: Vec<Node<'_>> = claim
            .evidence
            .iter()
            .map(|one| Node::Reference(Kind::Evidence, &one.id))
            .collect();
        map(vec![
            ("html", html(&claim.text.0)),
            ("assumption", claim.evidence.is_empty().into()),
            ("note", claim.note.as_ref().map(|text| html(&text.0)).into()),
            (
                "workaround",
                claim.workaround.as_ref().map(|text| html(&text.0)).into(),
            ),
            (
                "sources",
                self.short(&Node::List(sources))
                    .map(|list| Value::safe_string(&list))
                    .into(),
            ),
        ])
    }

    fn label<'b>(&'b self, key: &'b str) -> &'b str {
        self.viewer.words.choice("field", key)
    }

    fn row(&self, key: &str, html: &str) -> Value {
        row(self.label(key), html)
    }
}

fn row(label: &str, html: &str) -> Value {
    map(vec![
        ("label", label.into()),
        ("html", Value::safe_string(html)),
    ])
}

fn is_empty(node: &Node<'_>) -> bool {
    match node {
        Node::Absent | Node::Flag(false) | Node::Image(_) => true,
        Node::List(items) => items.iter().all(is_empty),
        Node::Table(fields) => fields.iter().all(|(_, value)| is_empty(value)),
        Node::Labels(fields) => fields.iter().all(|(_, value)| is_empty(value)),
        _ => false,
    }
}

impl Resolver for OnePage<'_> {
    fn entry(&self, scheme: &str, id: &str) -> Option<Target> {
        let id = id.split_once('#').map_or(id, |(id, _)| id);
        self.target(&Key::new(Kind::from_name(scheme)?, id))
    }

    fn footnote(&self, label: &str) -> Option<Target> {
        self.target(&Key::new(Kind::Evidence, label))
    }

    fn image(&self, path: &str) -> Option<Image> {
        pictures::in_text(self.viewer, self.entry, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::view::Words;

    #[test]
    fn long_texts_end_at_a_sentence_or_a_word() {
        assert_eq!(shorten("Short enough.", 20), "Short enough.");
        assert_eq!(
            shorten("She knows it by heart. So do nine of twelve.", 30),
            "She knows it by heart."
        );
        assert_eq!(
            shorten("Half of the baskets are left at the payment step", 20),
            "Half of the baskets\u{2026}"
        );
        assert_eq!(
            shorten("支払いのページで離脱する人が多すぎる", 12),
            "支払いのペ\u{2026}"
        );
        assert_eq!(
            shorten(&"a".repeat(50), 10),
            format!("{}\u{2026}", "a".repeat(9))
        );
    }

    #[test]
    fn every_field_has_a_label() {
        let words = Words::new(Language::English);
        for kind in Kind::ALL {
            for key in kind.keys_at(&[]) {
                if !["portrait", "look", "colour", "image", "nav_order"].contains(key) {
                    assert!(
                        words.table().contains_key(&format!("field.{key}")),
                        "add \"field.{key}\" to the tables of words"
                    );
                }
            }
        }
    }
}
