//! What reports say with numbers, in the words of a language: shares with their intervals, areas with their errors, tables and sections. Must not know
//! what is reported.

use super::report::{ReportColumn, ReportPart, ReportSection, ReportTable};
use crate::language::{Words, fill_slot};
use crate::score;

/// The words of a language.
#[derive(Clone, Copy)]
pub(crate) struct ReportWords<'a>(pub(crate) &'a Words);

impl ReportWords<'_> {
    pub(crate) fn get(self, key: &str) -> String {
        self.0.get(key).to_owned()
    }

    pub(crate) fn filled(self, key: &str, slots: &[(&str, &str)]) -> String {
        let slots = slots.iter();
        slots.fold(self.get(key), |text, (name, value)| {
            fill_slot(&text, name, value)
        })
    }

    /// The word for one of several things.
    pub(crate) fn choice(self, key: &str, one: &str, slots: &[(&str, &str)]) -> String {
        self.filled(&format!("{key}.{one}"), slots)
    }

    pub(crate) fn rows(self, count: usize) -> String {
        self.0.number(score::count(count), 0)
    }

    pub(crate) fn percent(self, share: f64) -> String {
        let value = self.0.number_in_column(100.0 * share, 1);
        self.0.fill("persona_share_value", "value", &value)
    }

    pub(crate) fn interval(self, (low, high): (f64, f64)) -> String {
        let (low, high) = (self.percent(low), self.percent(high));
        self.filled("range", &[("low", &low), ("high", &high)])
    }

    /// An area under the curve with its standard error, and from where to where it lies.
    pub(crate) fn area(self, area: f64, error: f64, (low, high): (f64, f64)) -> String {
        let decimals = |number, decimals| self.0.number_in_column(number, decimals);
        self.filled(
            "report_area_value",
            &[
                ("area", &decimals(area, 4)),
                ("error", &decimals(error, 4)),
                ("low", &decimals(low, 2)),
                ("high", &decimals(high, 2)),
            ],
        )
    }

    /// What is said of numbers that rest on too little; nothing of others.
    pub(crate) fn few(self, is_few: bool) -> String {
        if is_few {
            self.get("report_few")
        } else {
            String::new()
        }
    }

    pub(crate) fn section(self, id: &str, parts: Vec<ReportPart>) -> ReportSection {
        let title = self.get(&format!("report_{}", id.replace('-', "_")));
        ReportSection::new(id, title, parts)
    }

    /// A table whose columns are named by these words; all but the first hold numbers where it says so.
    pub(crate) fn table(
        self,
        caption: String,
        columns: &[(&str, bool)],
        rows: Vec<Vec<String>>,
    ) -> ReportPart {
        let columns = columns
            .iter()
            .map(|(name, is_number)| ReportColumn::new(self.get(name), *is_number));
        ReportPart::table(ReportTable::new(caption, columns.collect(), rows))
    }
}
