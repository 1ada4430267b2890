//! The days of a book as a calendar that other programs read (RFC 5545): when entries are to be reviewed, actions and opportunities are due and
//! consent ends. Must not know what is done with it.

use std::collections::BTreeMap;

use crate::doc::Date;
use crate::language::Words;
use crate::model::content::Node;
use crate::model::journey::OpportunityStatus;
use crate::model::{Book, Content as _, Entry, to_id};
use crate::score::{freshness, kept_true};
use crate::text::chance;

/// The most bytes of a line, without its end.
const LINE: usize = 75;

/// One day of the calendar.
struct Event {
    /// What tells it from all others, also in the next calendar of the same book.
    uid: String,
    day: Date,
    summary: String,
    description: Vec<String>,
}

/// A calendar with a day for the next review of each entry, past or to come (what was never reviewed is to be reviewed today), for
/// each action and opportunity that is not done and for each quote whose consent ends. Of the whole book, whomever an entry is for: it is for those who
/// keep it. Drafts and what is retired have no days.
#[must_use]
pub fn calendar(book: &Book, today: Date) -> String {
    let words = &*book.words;
    let title = &book.config.book.title;
    let mut out = String::new();
    let mut line = |text: &str| push_line(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//personabook//personabook//EN");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", escaped(title)));
    let domain = match to_id(title) {
        domain if domain.is_empty() => "book".to_owned(),
        domain => domain,
    };
    for entry in kept_true(&book.catalog) {
        for event in events(book, entry, (words, today)) {
            line("BEGIN:VEVENT");
            line(&format!("UID:{}@{domain}.personabook", event.uid));
            line(&format!("DTSTAMP:{}T000000Z", digits(today)));
            line(&format!("DTSTART;VALUE=DATE:{}", digits(event.day)));
            line(&format!("SUMMARY:{}", escaped(&event.summary)));
            let description = event.description.join("\n");
            line(&format!("DESCRIPTION:{}", escaped(&description)));
            if let Some(url) = &book.config.site.url {
                let (folder, id) = (entry.key.kind.folder(), &entry.key.id);
                line(&format!(
                    "URL:{}",
                    url.of_page(&format!("{folder}/{id}.html"))
                ));
            }
            line("TRANSP:TRANSPARENT");
            line("END:VEVENT");
        }
    }
    line("END:VCALENDAR");
    out
}

/// The days of an entry.
fn events(book: &Book, entry: &Entry, (words, today): (&Words, Date)) -> Vec<Event> {
    let name = &entry.header.name;
    let (kind, id) = (entry.key.kind.name(), &entry.key.id);
    let owner = entry.header.owner.as_ref();
    let owner = owner.map(|owner| format!("{}: {owner}", words.get("owner")));
    let summary = |key: &str| words.fill(key, "name", name);
    let mut events = vec![Event {
        uid: format!("review.{kind}.{id}"),
        day: freshness(entry, &book.config.review, today)
            .due()
            .unwrap_or(today),
        summary: summary("calendar_review"),
        description: owner
            .clone()
            .into_iter()
            .chain([format!("personabook review {kind}:{id}")])
            .collect(),
    }];
    let node = entry.data.node();
    tables(&node, &mut |table| {
        if let (Node::Date(due), Node::Absent) = (table.field("due"), table.field("done")) {
            let is_over = match table.field("status") {
                Node::Choice { key, .. } => OpportunityStatus::ALL
                    .iter()
                    .any(|status| status.is_over() && status.as_str() == *key),
                _ => false,
            };
            let what = match (table.field("what"), table.field("title")) {
                (Node::Text(what), _) | (_, Node::Text(what)) if !is_over => what.plain(),
                _ => return,
            };
            let who = match table.field("owner") {
                Node::Word(who) => Some(format!("{}: {who}", words.get("owner"))),
                _ => owner.clone(),
            };
            events.push(Event {
                uid: format!("action.{kind}.{id}.{:016x}", chance(&what)),
                day: *due,
                summary: summary("calendar_action"),
                description: std::iter::once(what).chain(who).collect(),
            });
        }
    });
    node.claims(&mut |_, claim| {
        if let Some(until) = claim.consent_until {
            let said = claim.text.plain();
            events.push(Event {
                uid: format!("consent.{kind}.{id}.{:016x}", chance(&said)),
                day: until,
                summary: summary("calendar_consent"),
                description: std::iter::once(words.quote(&said))
                    .chain(owner.clone())
                    .collect(),
            });
        }
    });
    // Two alike are told apart by their place among those.
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for event in &mut events {
        let alike = known.entry(event.uid.clone()).or_default();
        *alike += 1;
        if *alike > 1 {
            event.uid = format!("{}.{alike}", event.uid);
        }
    }
    events
}

/// Calls `visit` with every table below a node whose keys are declared.
fn tables(node: &Node<'_>, visit: &mut impl FnMut(&Node<'_>)) {
    match node {
        Node::Table(fields) => {
            visit(node);
            fields.iter().for_each(|(_, field)| tables(field, visit));
        }
        Node::List(items) => items.iter().for_each(|item| tables(item, visit)),
        Node::Labels(fields) => fields.iter().for_each(|(_, field)| tables(field, visit)),
        _ => {}
    }
}

fn digits(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text as the value of a property.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A line, folded where it is too long, between letters.
fn push_line(out: &mut String, text: &str) {
    let mut length = 0;
    for letter in text.chars() {
        if length + letter.len_utf8() > LINE {
            // The space counts for the line that it begins.
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}
