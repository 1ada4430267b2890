//! The shape of a list that was scored: how many per tier and stage, the best, what is not known, what was refused. Must not know how it
//! is shown.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::events;
use super::result::{Rank, Scored, tier_range};
use super::rows::{Damaged, Written};
use crate::score::TierRange;
use crate::text::one_line;

/// The best so many are named, and so many of the rows that were refused.
const NAMED: usize = 10;

/// How many accounts are of a tier or stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The tier or stage; for several possible tiers from the best to the worst.
    pub name: String,
    /// How many.
    pub count: u64,
}

/// One of the best accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Top {
    /// Its line in the list.
    pub line: u64,
    /// Its name.
    pub account: String,
    /// The percent of the scorecard that it has for certain, and those that it may have.
    pub percent: (f64, f64),
    /// The tiers that are possible; nothing for who is disqualified.
    pub tier: String,
    /// Its stage; nothing where nobody asked for one.
    pub stage: &'static str,
}

/// A value that is not known of many accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField {
    /// As the model names it.
    pub name: String,
    /// The column; nothing when the list has none.
    pub column: Option<String>,
    /// Whether it stands in the list of events.
    pub is_told_elsewhere: bool,
    /// How many accounts say nothing.
    pub unknown: u64,
    /// How many say something that is no number where one is asked for, and one of them.
    pub no_number: Option<(u64, String)>,
}

/// What came of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How the list is written.
    pub written: Written,
    /// The column with the name of the accounts.
    pub account: String,
    /// How many accounts were scored.
    pub scored: u64,
    /// How many rows were refused, in both lists.
    pub refused: u64,
    /// The first of them: line, why.
    pub refusals: Vec<(u64, String)>,
    /// How many rows say nothing at all, and the first of them.
    pub empty: (u64, Vec<u64>),
    /// Whether those are rows of the events.
    pub refused_events: u64,
    /// Per tier, the best first; who is disqualified comes last.
    pub tiers: Vec<Bar>,
    /// Per stage, the highest first; nothing where nobody asked.
    pub stages: Vec<Bar>,
    /// The best accounts.
    pub top: Vec<Top>,
    /// Per value of the model.
    pub fields: Vec<UnknownField>,
    /// How many events were counted; nothing without a list of them.
    pub events: Option<u64>,
    /// Signals that the model does not count: the signal, how often, and the one that was perhaps meant.
    pub unknown_signals: Vec<(String, u64, Option<String>)>,
    /// How many accounts have events and are not in the list.
    pub strangers: u64,
    /// Whether what was written has the best first.
    pub is_sorted: bool,
    by_tier: Vec<(Option<TierRange>, u64)>,
    by_stage: BTreeMap<&'static str, u64>,
    ranks: Vec<Rank>,
    /// Per account with events, whether it is in the list.
    seen: Vec<bool>,
}

/// Who is disqualified has no tier.
pub(super) const NO_TIER: &str = "disqualified";

const STAGES: [&str; 6] = ["SQL", "MQL", "nurture", "raw", "open", "out"];

impl Summary {
    pub(super) fn new(
        written: &Written,
        header: &[String],
        columns: &Columns,
        has_events: bool,
    ) -> Self {
        let title = |column: usize| header.get(column).cloned();
        // What accounts did stands in the list of events.
        let fields = columns.fields.iter().map(|field| UnknownField {
            is_told_elsewhere: field.is_signal && has_events,
            name: field.name.clone(),
            column: field.column.and_then(title),
            unknown: 0,
            no_number: None,
        });
        Self {
            written: written.clone(),
            account: one_line(&title(columns.account).unwrap_or_default()),
            scored: 0,
            refused: 0,
            refusals: Vec::new(),
            empty: (0, Vec::new()),
            refused_events: 0,
            tiers: Vec::new(),
            stages: Vec::new(),
            top: Vec::new(),
            fields: fields.collect(),
            events: None,
            unknown_signals: Vec::new(),
            strangers: 0,
            is_sorted: true,
            by_tier: Vec::new(),
            by_stage: BTreeMap::new(),
            ranks: Vec::new(),
            seen: Vec::new(),
        }
    }

    pub(super) fn add_events(&mut self, read: Option<&events::Read>, signals: &[&str]) {
        let Some(read) = read else { return };
        self.events = Some(read.count);
        self.seen = vec![false; read.events.accounts()];
        self.refused_events = read.refused.len() as u64;
        self.refused += self.refused_events;
        let unknown = read.unknown.iter();
        self.unknown_signals = unknown
            .map(|(signal, count)| {
                let meant = events::meant(signal, signals).map(str::to_owned);
                (signal.clone(), *count, meant)
            })
            .collect();
        for (line, damaged) in read.refused.iter().take(NAMED) {
            self.refusals
                .push((*line, format!("{} (events)", damaged.why)));
        }
    }

    pub(super) fn refuse(&mut self, line: u64, damaged: &Damaged) {
        self.refused += 1;
        if self.refusals.len() < NAMED {
            self.refusals.push((line, damaged.why.clone()));
        }
    }

    pub(super) fn pass_over(&mut self, line: u64) {
        self.empty.0 += 1;
        if self.empty.1.len() < NAMED {
            self.empty.1.push(line);
        }
    }

    pub(super) fn add(&mut self, line: u64, scored: &Scored) {
        self.scored += 1;
        let known = self
            .by_tier
            .iter_mut()
            .find(|(tiers, _)| *tiers == scored.tiers);
        match known {
            Some((_, count)) => *count += 1,
            None => self.by_tier.push((scored.tiers, 1)),
        }
        if let Some(stage) = scored.stage.filter(|stage| !stage.is_empty()) {
            *self.by_stage.entry(stage).or_default() += 1;
        }
        for index in &scored.unknown {
            self.fields[*index].unknown += 1;
        }
        for (index, text) in &scored.no_number {
            let told = &mut self.fields[*index].no_number;
            told.get_or_insert_with(|| (0, text.clone())).0 += 1;
        }
        let seen = scored.did.and_then(|did| self.seen.get_mut(did as usize));
        if let Some(seen) = seen {
            *seen = true;
        }
        let place = self
            .ranks
            .partition_point(|rank| rank.total_cmp(&scored.rank).is_ge());
        if place < NAMED {
            let top = Top {
                line,
                account: one_line(&scored.account),
                percent: (scored.percent.low, scored.percent.high),
                tier: scored.tiers.map_or(String::new(), tier_range),
                stage: scored.stage.unwrap_or_default(),
            };
            self.top.insert(place, top);
            self.ranks.insert(place, scored.rank);
            self.top.truncate(NAMED);
            self.ranks.truncate(NAMED);
        }
    }

    pub(super) fn finish(&mut self) {
        let by_tier = std::mem::take(&mut self.by_tier).into_iter();
        let name = |tiers: Option<TierRange>| tiers.map_or(NO_TIER.to_owned(), tier_range);
        let by_tier = by_tier.map(|(tiers, count)| (name(tiers), count));
        let by_tier: BTreeMap<String, u64> = by_tier.collect();
        let by_tier = by_tier.into_iter();
        self.tiers = by_tier.map(|(name, count)| Bar { name, count }).collect();
        let by_stage = &self.by_stage;
        let stages = STAGES.iter().filter_map(|stage| {
            let count = *by_stage.get(stage)?;
            let name = (*stage).to_owned();
            Some(Bar { name, count })
        });
        self.stages = stages.collect();
        self.strangers = self.seen.iter().filter(|seen| !**seen).count() as u64;
        self.seen.clear();
    }
}
