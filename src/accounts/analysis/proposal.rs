//! What the book would say with the numbers of a list, as edits of its entries, with the list as evidence. Must not know how the numbers came about.

use std::path::{Path, PathBuf};

use super::{Analysis, Difference, Figure, Part};
use crate::disk::Folder;
use crate::doc::Date;
use crate::edit::{Change, Edit, FieldPath, Value, rewrite};
use crate::error::Error;
use crate::load::CONTENT_FOLDER;
use crate::model::evidence::Evidence;
use crate::model::icp::{Icp, Signal};
use crate::model::segment::{Segment, Share};
use crate::model::value::Text;
use crate::model::{Book, Entry, Kind, Status, id_of_name, is_id};
use crate::new::taken;
use crate::score;
use crate::text::shown_path;

/// Of fewer in one of the groups no figure is proposed.
const FEWEST: usize = 5;

/// In a list of which more than one in so many have no known segment no shares are proposed.
const UNKNOWN: usize = 10;

/// What one entry would say.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its file, from the root of the book.
    pub file: String,
    /// The name of the entry.
    pub name: String,
    /// The lines, as they stand in the file then.
    pub lines: Vec<String>,
    /// What changes: the field, the value now, the value then.
    pub changes: Vec<(String, String, String)>,
    /// Percent of customers, revenue and margin, of a segment.
    shares: [Option<f64>; 3],
    edits: Vec<Edit>,
}

/// What the book would say.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposals {
    /// The id of the evidence.
    pub evidence: String,
    /// Its file and text, where the book has it not yet.
    pub begins: Option<(String, String)>,
    /// Per entry.
    pub entries: Vec<Proposal>,
    /// What is not proposed, and why.
    pub not_proposed: Vec<String>,
}

/// A file that was to be changed.
#[derive(Debug)]
pub struct Written {
    /// From the root of the book.
    pub file: String,
    /// Where it lies, or why it is as it was.
    pub done: Result<PathBuf, Error>,
}

/// Where and when something was counted.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// The folder of the book.
    pub root: &'a Path,
    /// The list.
    pub list: &'a Path,
    /// The day.
    pub day: Date,
}

impl<'a> Counted<'a> {
    fn name(&self) -> &'a str {
        let name = self.list.file_name().and_then(|name| name.to_str());
        name.unwrap_or("customers.csv")
    }
}

/// Makes the proposals.
///
/// # Errors
/// When the folder of the evidence cannot be read, or a file is there that is no entry of the book.
pub fn proposals(
    counted: &Counted<'_>,
    book: &Book,
    icp: Option<(&Entry, &Icp)>,
    analysis: &Analysis,
) -> Result<Proposals, Error> {
    let name = counted.name();
    let (evidence, begins) = evidence(counted, book, analysis)?;
    let told = Told {
        book,
        evidence: &evidence,
        list: name,
        day: counted.day,
    };
    let mut all = Proposals {
        begins,
        entries: Vec::new(),
        not_proposed: Vec::new(),
        evidence: evidence.clone(),
    };
    let parts = &analysis.parts;
    if parts.unknown * UNKNOWN > analysis.customers {
        all.not_proposed.push(format!(
            "no shares: the segment is not known of {} of {} customers",
            parts.unknown, analysis.customers
        ));
    } else {
        for part in &parts.parts {
            told.share(part, parts.column.is_some(), &mut all);
        }
        told.without_too_much(&mut all);
    }
    if let Some(icp) = icp {
        told.profile(icp, analysis, &mut all);
    }
    if all.entries.is_empty() {
        all.begins = None;
    }
    Ok(all)
}

/// Writes them: first the evidence, then each entry. An entry that cannot be changed stays as it was.
///
/// # Errors
/// When the evidence cannot be written.
pub fn write_proposals(root: &Path, proposals: &Proposals) -> Result<Vec<Written>, Error> {
    let mut written = Vec::new();
    if let Some((file, text)) = &proposals.begins {
        let folder = Folder::named(root);
        folder.create(file, text.as_bytes())?;
        written.push(Written {
            file: file.clone(),
            done: Ok(folder.path(file)),
        });
    }
    for entry in &proposals.entries {
        written.push(Written {
            file: entry.file.clone(),
            done: rewrite(root, &entry.file, &entry.edits),
        });
    }
    Ok(written)
}

/// The evidence that the list is: its id, and its file where there is none yet.
fn evidence(
    counted: &Counted<'_>,
    book: &Book,
    analysis: &Analysis,
) -> Result<(String, Option<(String, String)>), Error> {
    let list = counted.name();
    let stem = list.rsplit_once('.').map_or(list, |(stem, _)| stem);
    let id = id_of_name(stem).filter(|id| is_id(id));
    let id = id.unwrap_or_else(|| "customers".to_owned());
    let is_list = |entry: &Entry, evidence: &Evidence| {
        let source = evidence.source.as_ref().map(Text::plain);
        entry.key.id == id || source.as_deref() == Some(list)
    };
    let mut known = book.catalog.all::<Evidence>();
    if let Some((entry, _)) = known.find(|(entry, evidence)| is_list(entry, evidence)) {
        return Ok((entry.key.id.clone(), None));
    }
    let folder = format!("{CONTENT_FOLDER}/{}", Kind::Evidence.folder());
    if let Some(path) = taken(&Folder::named(counted.root), &folder, &id)? {
        return Err(Error::refused(
            format!("{} is there, and is no evidence in use", shown_path(&path)),
            "mend it as `personabook check` says, or give the list another name",
        ));
    }
    let fields = [
        ("name", Value::Text(list.to_owned())),
        ("method", Value::Text("crm".to_owned())),
        ("date", Value::Date(counted.day)),
        ("n", count(analysis.customers + analysis.lost)),
        ("source", Value::Text(list.to_owned())),
    ];
    let lines = fields.map(|(key, value)| format!("{key} = {}\n", value.written()));
    Ok((
        id.clone(),
        Some((format!("{folder}/{id}.toml"), lines.concat())),
    ))
}

/// What every proposal says.
struct Told<'a> {
    book: &'a Book,
    evidence: &'a str,
    list: &'a str,
    day: Date,
}

impl Told<'_> {
    fn share(&self, part: &Part, by_column: bool, all: &mut Proposals) {
        let segment = part
            .id
            .as_ref()
            .and_then(|id| self.book.catalog.find::<Segment>(id));
        let Some((entry, segment)) = segment else {
            return;
        };
        if segment.when.is_none() && !by_column {
            all.not_proposed.push(format!(
                "no share of “{}”: it has no `when`",
                entry.header.name
            ));
            return;
        }
        let before = segment.share.as_ref();
        let of = |share: fn(&Share) -> Option<f64>| before.and_then(share);
        let figures = [
            (
                "customers",
                Some(part.of_customers),
                of(|share| share.customers.map(|one| one.0)),
            ),
            (
                "revenue",
                part.of_revenue,
                of(|share| share.revenue.map(|one| one.0)),
            ),
            (
                "margin",
                part.of_margin,
                of(|share| share.margin.map(|one| one.0)),
            ),
        ];
        for (key, new, old) in figures {
            let why = match (new, old) {
                (Some(new), _) if !(0..=1000).contains(&new) => {
                    format!("its {key} is less than nothing, or more than all")
                }
                (None, Some(_)) => format!("it has a {key}, which this list does not tell"),
                _ => continue,
            };
            all.not_proposed
                .push(format!("no share of “{}”: {why}", entry.header.name));
            return;
        }
        let known = figures
            .into_iter()
            .filter_map(|(key, new, old)| Some((key, new?, old)));
        let known: Vec<(&str, f64, Option<f64>)> = known
            .map(|(key, new, old)| (key, percent(new), old))
            .collect();
        let mut fields: Vec<(String, Value)> = known
            .iter()
            .map(|(key, new, _)| ((*key).to_owned(), Value::Number(*new)))
            .collect();
        fields.extend(self.from());
        let mut proposal = self.begin(entry);
        proposal.shares = figures.map(|(_, new, _)| new.map(percent));
        proposal.lines.push(format!("share = {}", inline(&fields)));
        proposal.changes = known
            .iter()
            .map(|(key, new, old)| (format!("share.{key}"), shown_old(*old), new.to_string()))
            .collect();
        let share = FieldPath::default().key("share");
        if before.is_some() {
            proposal.edits.extend(
                fields
                    .into_iter()
                    .map(|(key, value)| set(share.key(&key), value)),
            );
        } else {
            proposal.edits.push(set(share, Value::Table(fields)));
        }
        self.finish(proposal, entry, all);
    }

    /// Takes out the shares that would make more than the whole with those of segments that the list does not tell.
    fn without_too_much(&self, all: &mut Proposals) {
        const ROUNDING: f64 = 1.0;
        let segments: Vec<(&Entry, &Segment)> = self.book.catalog.all::<Segment>().collect();
        let figures = |entry: &Entry, segment: &Segment| {
            let new = all.entries.iter().find(|one| one.file == entry.file);
            let old = segment.share.as_ref();
            let old = [
                old.and_then(|share| share.customers),
                old.and_then(|share| share.revenue),
                old.and_then(|share| share.margin),
            ];
            match new {
                Some(new) => new.shares,
                None => old.map(|percent| percent.map(|percent| percent.0)),
            }
        };
        let parent = |segment: &Segment| segment.parent.as_ref().map(|parent| parent.id.clone());
        let mut dropped: Vec<(String, String)> = Vec::new();
        for (entry, segment) in &segments {
            let beside = segments.iter().filter(|(other, one)| {
                parent(one) == parent(segment) && other.header.status != Some(Status::Draft)
            });
            let beside: Vec<_> = beside.collect();
            let above = segments
                .iter()
                .find(|(other, _)| Some(&other.key.id) == parent(segment).as_ref());
            let above = above.map_or([None; 3], |(entry, segment)| figures(entry, segment));
            let is_too_much = (0..3).any(|key| {
                let parts = beside
                    .iter()
                    .filter_map(|(entry, segment)| figures(entry, segment)[key]);
                parts.sum::<f64>() > above[key].unwrap_or(100.0) + ROUNDING
            });
            let is_told = |entry: &Entry| all.entries.iter().any(|one| one.file == entry.file);
            let other = beside
                .iter()
                .find(|(other, one)| one.share.is_some() && !is_told(other));
            if let (true, true, Some((other, _))) = (is_too_much, is_told(entry), other) {
                dropped.push((entry.file.clone(), other.header.name.clone()));
            }
        }
        for (file, other) in dropped {
            let Some(place) = all.entries.iter().position(|one| one.file == file) else {
                continue;
            };
            let entry = all.entries.remove(place);
            all.not_proposed.push(format!(
                "no share of “{}”: with that of “{other}”, which stays as it is, it would be more than the whole: change both by hand",
                entry.name
            ));
        }
    }

    fn profile(&self, (entry, icp): (&Entry, &Icp), analysis: &Analysis, all: &mut Proposals) {
        let Some(compared) = &analysis.profile else {
            return;
        };
        let mut proposal = self.begin(entry);
        for (what, figures) in &compared.figures {
            let (key, unit, better) = match what {
                Difference::WinRate => ("signal_win_rate", Some("%"), "higher"),
                Difference::Cycle(unit) => ("signal_sale_length", *unit, "lower"),
                Difference::Retained => ("signal_still_customers", Some("%"), "higher"),
                Difference::Revenue | Difference::Margin => continue,
            };
            let name = self.book.words.get(key);
            if figures[0].n() < FEWEST || figures[1].n() < FEWEST {
                all.not_proposed.push(format!(
                    "no “{name}” of “{}”: fewer than {FEWEST} firms that fit, or others, of which it is known",
                    entry.header.name
                ));
                continue;
            }
            let (Some(own), Some(others)) = (value(figures[0]), value(figures[1])) else {
                continue;
            };
            let is_meant = |signal: &Signal| {
                let said = signal.name.plain().trim().to_lowercase();
                said == name.to_lowercase() || usual(*what).contains(&said.as_str())
            };
            let unit_fits = |signal: &Signal| {
                signal.unit.is_none() || unit.is_none() || signal.unit.as_deref() == unit
            };
            let old = icp.signals.iter().position(is_meant);
            let signals = FieldPath::default().key("signals");
            let mut fields = vec![
                ("name".to_owned(), Value::Text(name.to_owned())),
                ("icp".to_owned(), Value::Number(own)),
                ("others".to_owned(), Value::Number(others)),
            ];
            fields.extend(unit.map(|unit| ("unit".to_owned(), Value::Text(unit.to_owned()))));
            fields.push(("better".to_owned(), Value::Text(better.to_owned())));
            fields.extend(self.from());
            match old.map(|place| (place, &icp.signals[place])) {
                Some((_, signal)) if !unit_fits(signal) => {
                    all.not_proposed.push(format!(
                        "no “{name}” of “{}”: the profile says it in {}",
                        entry.header.name,
                        signal.unit.as_deref().unwrap_or_default()
                    ));
                    continue;
                }
                Some((place, signal)) => {
                    let path = signals.index(place);
                    let said = signal.name.plain();
                    fields[0].1 = Value::Text(said.clone());
                    let changing = fields
                        .iter()
                        .filter(|(key, _)| ["icp", "others", "from", "on"].contains(&key.as_str()));
                    proposal
                        .edits
                        .extend(changing.map(|(key, value)| set(path.key(key), value.clone())));
                    for (key, old, new) in
                        [("icp", signal.icp, own), ("others", signal.others, others)]
                    {
                        proposal.changes.push((
                            format!("{said}: {key}"),
                            shown_old(old),
                            new.to_string(),
                        ));
                    }
                }
                None => {
                    for (key, new) in [("icp", own), ("others", others)] {
                        proposal.changes.push((
                            format!("{name}: {key}"),
                            shown_old(None),
                            new.to_string(),
                        ));
                    }
                    proposal.edits.push(Edit {
                        path: signals,
                        change: Change::Add(Value::Table(fields.clone())),
                    });
                }
            }
            proposal.lines.push("[[signals]]".to_owned());
            proposal.lines.extend(
                fields
                    .iter()
                    .map(|(key, value)| format!("{key} = {}", value.written())),
            );
        }
        if !proposal.edits.is_empty() {
            self.finish(proposal, entry, all);
        }
    }

    fn begin(&self, entry: &Entry) -> Proposal {
        let is_named = entry
            .header
            .evidence
            .all()
            .any(|one| one.id == self.evidence);
        let id = Value::Text(self.evidence.to_owned());
        let mut proposal = Proposal {
            file: entry.file.clone(),
            name: entry.header.name.clone(),
            lines: Vec::new(),
            changes: Vec::new(),
            shares: [None; 3],
            edits: Vec::new(),
        };
        if !is_named {
            let mut ids: Vec<Value> = entry
                .header
                .evidence
                .all()
                .map(|one| Value::Text(one.id.clone()))
                .collect();
            ids.push(id);
            proposal
                .lines
                .push(format!("evidence = {}", Value::List(ids).written()));
        }
        proposal
    }

    fn finish(&self, mut proposal: Proposal, entry: &Entry, all: &mut Proposals) {
        if !entry
            .header
            .evidence
            .all()
            .any(|one| one.id == self.evidence)
        {
            proposal.edits.push(Edit {
                path: FieldPath::default().key("evidence"),
                change: Change::Add(Value::Text(self.evidence.to_owned())),
            });
        }
        all.entries.push(proposal);
    }

    fn from(&self) -> [(String, Value); 2] {
        [
            ("from".to_owned(), Value::Text(self.list.to_owned())),
            ("on".to_owned(), Value::Date(self.day)),
        ]
    }
}

/// What else a signal is called, in lower case.
fn usual(what: Difference) -> &'static [&'static str] {
    match what {
        Difference::WinRate => &[
            "win rate",
            "deals won",
            "gewonnen",
            "gewonnen deals",
            "winkans",
        ],
        Difference::Cycle(_) => &[
            "length of a sale",
            "first call to signature",
            "sales cycle",
            "doorlooptijd",
        ],
        Difference::Retained => &["still a customer", "still customers", "nog klant"],
        Difference::Revenue | Difference::Margin => &[],
    }
}

fn set(path: FieldPath, value: Value) -> Edit {
    Edit {
        path,
        change: Change::Set(value),
    }
}

fn inline(fields: &[(String, Value)]) -> String {
    let fields = fields
        .iter()
        .map(|(key, value)| format!("{key} = {}", value.written()));
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

fn shown_old(old: Option<f64>) -> String {
    old.map_or("none".to_owned(), |old| old.to_string())
}

/// Percent from 0 to 100, or the middle, with one decimal.
fn value(figure: Figure) -> Option<f64> {
    let tenths = |number: f64| (number * 10.0).round() / 10.0;
    match figure {
        Figure::Share { of, n } => Some(tenths(score::count(of) * 100.0 / score::count(n))),
        Figure::Median { value, .. } => value.map(tenths),
    }
}

fn percent(tenths: i128) -> f64 {
    super::float(tenths) / 10.0
}

fn count(rows: usize) -> Value {
    Value::Number(score::count(rows))
}
