//! A report: a list of sections made of texts, tables and charts, one page in a folder of its own in the look of the book. Whoever has something to
//! report makes the sections; `templates/report.html` draws any. Must not know what is reported.

use crate::draw::Frame;
use crate::draw::gain::{GainCurve, gain};
use crate::draw::groups::{Grouped, Groups, groups};
use crate::draw::intervals::{Intervals, Measured, intervals};
use crate::draw::trend::{Dated, Trend, trend};
use crate::site::drawings::{Both, both};
use crate::site::{PageHead, PageView};
use crate::view::view;

/// What draws it.
pub(crate) const TEMPLATE: &str = "report.html";

/// Its only page.
pub(crate) const PAGE: &str = "index.html";

/// The files that the page names.
pub(crate) const FILES: &[&str] = &[
    "static/base.css",
    "static/charts.css",
    "static/components.css",
    "static/icon.svg",
    "static/kinds-paper.css",
    "static/kinds.css",
    "static/marks.css",
    "static/overviews.css",
    "static/place.js",
    "static/report.css",
    "static/search.js",
    "static/shared.js",
    "static/theme.js",
    "static/tokens.css",
];

/// A report with its title.
pub(crate) struct Report {
    pub(crate) title: String,
    /// What it comes to, in a sentence.
    pub(crate) about: String,
    pub(crate) sections: Vec<ReportSection>,
}

view! {
    /// What only a report has.
    pub(crate) struct ReportPage {
        /// What it consists of.
        sections: Vec<ReportSection>,
    }
}

view! {
    /// A section of a report.
    pub(crate) struct ReportSection {
        /// Its anchor.
        id: String,
        /// Its heading.
        title: String,
        /// What is in it, in the order in which it is read.
        parts: Vec<ReportPart>,
    }
}

view! {
    /// A text, a table or a chart: one of them is there.
    #[derive(Default)]
    pub(crate) struct ReportPart {
        /// A smaller heading above it.
        heading: Option<String>,
        /// The text.
        text: Option<String>,
        /// The table.
        table: Option<ReportTable>,
        /// The chart.
        chart: Option<ReportChart>,
    }
}

view! {
    /// A table of texts; the first one of each row is what the row is about.
    pub(crate) struct ReportTable {
        /// What it holds.
        caption: String,
        /// Its columns.
        columns: Vec<ReportColumn>,
        /// Its rows, each with a text for every column.
        rows: Vec<Vec<String>>,
    }
}

view! {
    /// A column of a table.
    pub(crate) struct ReportColumn {
        /// Its heading.
        name: String,
        /// Whether it holds numbers.
        is_number: bool,
    }
}

view! {
    /// A chart: one of the drawings is there.
    pub(crate) struct ReportChart {
        /// Its anchor.
        id: String,
        /// What it shows.
        title: String,
        /// What is seen in it, for those who do not see it.
        about: String,
        /// What runs to the right.
        across: String,
        /// What runs upwards; empty where names stand there.
        up: String,
        /// A curve of shares.
        curve: Option<Both<GainCurve>>,
        /// Shares with their intervals.
        intervals: Option<Both<Intervals>>,
        /// A number over time.
        trend: Option<Both<Trend>>,
        /// Bars in groups.
        groups: Option<Both<Groups>>,
        /// What each bar of a group is, in their order.
        keys: Vec<String>,
    }
}

impl ReportSection {
    pub(crate) fn new(id: &str, title: String, parts: Vec<ReportPart>) -> Self {
        let id = id.to_owned();
        Self { id, title, parts }
    }
}

impl ReportTable {
    pub(crate) fn new(caption: String, columns: Vec<ReportColumn>, rows: Vec<Vec<String>>) -> Self {
        Self {
            caption,
            columns,
            rows,
        }
    }
}

impl ReportColumn {
    pub(crate) fn new(name: String, is_number: bool) -> Self {
        Self { name, is_number }
    }
}

impl ReportPart {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = Some(text.into());
        Self {
            text,
            ..Self::default()
        }
    }

    pub(crate) fn table(table: ReportTable) -> Self {
        let table = Some(table);
        Self {
            table,
            ..Self::default()
        }
    }

    pub(crate) fn chart(chart: ReportChart) -> Self {
        let chart = Some(chart);
        Self {
            chart,
            ..Self::default()
        }
    }

    pub(crate) fn below(self, heading: impl Into<String>) -> Self {
        let heading = Some(heading.into());
        Self { heading, ..self }
    }
}

/// Words of a chart.
pub(crate) struct ChartWords {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) across: String,
    pub(crate) up: String,
}

/// A curve of shares from 0 to 1.
pub(crate) fn curve(words: ChartWords, shares: &[(f64, f64)]) -> ReportChart {
    let wide = Frame::new(720.0, 400.0, [12.0, 16.0, 48.0, 64.0]);
    let narrow = Frame::new(340.0, 300.0, [12.0, 12.0, 48.0, 64.0]);
    let drawn = both(gain(&wide, shares), gain(&narrow, shares));
    ReportChart {
        curve: Some(drawn),
        ..chart(words)
    }
}

/// Shares with their intervals, and a line at the share of all where that says something.
pub(crate) fn shares(words: ChartWords, rows: &[Measured], all: Option<f64>) -> ReportChart {
    let wide = intervals(720.0, 220.0, rows, all);
    let narrow = intervals(340.0, 120.0, rows, all);
    ReportChart {
        intervals: Some(both(wide, narrow)),
        ..chart(words)
    }
}

/// A number from 0 to 1 over time.
pub(crate) fn over_time(words: ChartWords, numbers: &[Dated]) -> ReportChart {
    let wide = Frame::new(720.0, 280.0, [12.0, 16.0, 48.0, 64.0]);
    let narrow = Frame::new(340.0, 240.0, [12.0, 12.0, 48.0, 64.0]);
    let drawn = both(trend(&wide, numbers), trend(&narrow, numbers));
    ReportChart {
        trend: Some(drawn),
        ..chart(words)
    }
}

/// Shares of several things, as bars, and what each bar of a thing is.
pub(crate) fn bars(words: ChartWords, keys: Vec<String>, things: &[Grouped]) -> ReportChart {
    let wide = groups(720.0, 220.0, things);
    let narrow = groups(340.0, 120.0, things);
    ReportChart {
        groups: Some(both(wide, narrow)),
        keys,
        ..chart(words)
    }
}

fn chart(words: ChartWords) -> ReportChart {
    let ChartWords {
        id,
        title,
        about,
        across,
        up,
    } = words;
    ReportChart {
        id,
        title,
        about,
        across,
        up,
        curve: None,
        intervals: None,
        trend: None,
        groups: None,
        keys: Vec::new(),
    }
}

/// The page.
pub(crate) fn page(report: Report) -> PageView {
    let mut head = PageHead::new(&report.title, PAGE, "report");
    head.description = report.about;
    head.page(ReportPage {
        sections: report.sections,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::pages::template_test::built_in;

    #[test]
    fn its_files_are_those_that_its_templates_name() {
        let templates = built_in();
        let named = ["layout.html", TEMPLATE].iter().flat_map(|template| {
            let texts = templates[*template].split("{{ page.root }}").skip(1);
            texts.filter_map(|text| text.split('"').next())
        });
        let mut named: BTreeSet<&str> = named.filter(|path| path.starts_with("static/")).collect();
        // Loaded by pages with terms or for readers who contradict, and by the search, of which a report has none.
        for other in ["terms", "feedback", "search-match", "search-results"] {
            named.remove(format!("static/{other}.js").as_str());
        }
        assert_eq!(named, FILES.iter().copied().collect());
    }
}
