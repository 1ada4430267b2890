//! A backtest as a report: which texts, tables and charts tell it, in the language of the book, and the folder that it is written into. Must not know HTML, the
//! terminal.

use std::collections::BTreeMap;
use std::path::Path;

use super::backtest::{Backtest, Effect, Group, Leak};
use crate::disk::Folder;
use crate::doc::Date;
use crate::draw::intervals::Measured;
use crate::error::Error;
use crate::language::Words;
use crate::load::overrides;
use crate::model::Book;
use crate::pages::report::{
    ChartWords, PAGE, Report, ReportPart, ReportSection, curve, page, shares,
};
use crate::pages::report_words::ReportWords as Say;
use crate::pages::view;
use crate::progress::nobody;
use crate::render::{Holds, Renderer, Templates};
use crate::score::{Auc, SMALLEST_SHARE};
use crate::theme::theme;
use crate::write::{Place, Written, has_written, write};

/// A page that every site has and no report.
const OF_SITES: &str = "404.html";

/// The most refused rows that are named; the terminal names all.
const MOST_REFUSED: usize = 50;

/// Where a report is written, and about what.
#[derive(Debug, Clone, Copy)]
pub struct ReportOf<'a> {
    /// The book in whose look and language it is.
    pub book: &'a Book,
    /// The folder of the book.
    pub root: &'a Path,
    /// The folder for the report.
    pub folder: &'a Path,
    /// The day that it says.
    pub today: Date,
    /// The name of the profile, if there is one.
    pub profile: &'a str,
    /// The name of the list.
    pub list: &'a str,
}

/// Writes what came of a backtest into a folder, as a page.
///
/// # Errors
/// When the folder is not safe to write into or holds a site, a file that this program did not write is in the way, a template of the book
/// has a mistake, or the disk fails.
pub fn write_report(of: &ReportOf<'_>, result: &Backtest) -> Result<Written, Error> {
    write_page(of, told(&of.book.words, of, result))
}

/// Writes a report into a folder, as a page.
pub(super) fn write_page(of: &ReportOf<'_>, report: Report) -> Result<Written, Error> {
    if has_written(&Folder::named(of.folder), OF_SITES)? {
        return Err(Error::refused(
            format!("{} holds a site", of.folder.display()),
            "name a folder of its own with `--report`",
        ));
    }
    let pictures = BTreeMap::new();
    let view = view(of.book, of.today, &pictures);
    let templates = Templates::new(theme(&overrides(of.root)?), &of.book.words)?;
    let renderer = Renderer::new(&view, &templates, &|_| Ok(Vec::new()));
    let output = renderer.report(page(report))?;
    let paths = output.files.keys().cloned().collect();
    let place = Place {
        folder: of.folder,
        root: of.root,
        is_named: true,
        overwrite: &[],
    };
    let done = write(&paths, place, &nobody, |take| {
        let mut files = output.files.iter();
        files.try_for_each(|(path, bytes)| take(path, Holds::Bytes(bytes)))
    })?;
    Ok(done.written)
}

/// The file of a report to open.
#[must_use]
pub fn report_page(folder: &Path) -> std::path::PathBuf {
    folder.join(PAGE)
}

fn told(words: &Words, of: &ReportOf<'_>, result: &Backtest) -> Report {
    let say = Say(words);
    let sections = [
        Some(say.summary(result)),
        Some(say.curve(result)),
        Some(say.groups("tiers", &result.tiers, &result.all)),
        Some(say.groups("tenths", &say.tenths(result), &result.all)),
        Some(say.effects(result)),
        say.leaks(result),
        say.drift(result),
        say.suggestion(result),
        refused(say, &result.refused),
    ];
    Report {
        title: say.filled("report_title", &[("name", of.profile)]),
        about: say.filled(
            "report_about",
            &[
                (
                    "verdict",
                    words.choice("verdict", result.verdict().as_str()),
                ),
                ("list", of.list),
            ],
        ),
        sections: sections.into_iter().flatten().collect(),
    }
}

/// An area under the curve; where there is none there were too few rows.
fn area(say: Say<'_>, auc: Option<Auc>) -> String {
    auc.map_or(say.get("report_few"), |auc| {
        say.area(auc.area, auc.error, auc.interval())
    })
}

impl Say<'_> {
    fn summary(self, result: &Backtest) -> ReportSection {
        let row = |name: &str, value: String| vec![self.get(name), value];
        let mut rows = vec![
            row("report_area", area(self, result.auc)),
            row("report_rows", self.rows(result.all.n)),
            row("report_won", self.rows(result.all.won)),
            row("report_share", self.percent(result.all.share())),
            row("report_left_out", self.rows(result.left_out)),
            row("report_open", self.rows(result.open)),
            row("report_not_read", self.rows(result.refused.len())),
        ];
        if !result.without_column.is_empty() {
            rows.push(row("report_no_column", result.without_column.join(", ")));
        }
        let columns = [("report_what", false), ("report_value", false)];
        let table = self.table(self.get("report_summary"), &columns, rows);
        let parts = vec![ReportPart::text(self.get("report_summary_about")), table];
        self.section("summary", parts)
    }

    fn curve(self, result: &Backtest) -> ReportSection {
        let about = self.get("report_curve_about");
        let words = ChartWords {
            id: "chart-curve".to_owned(),
            title: self.get("report_curve"),
            about: about.clone(),
            across: self.get("report_of_all"),
            up: self.get("report_of_won"),
        };
        let chart = ReportPart::chart(curve(words, &result.curve));
        let rows = (1..=10).map(|tenth| {
            let part = f64::from(tenth) / 10.0;
            vec![
                self.percent(part),
                self.percent(found_among(&result.curve, part)),
            ]
        });
        let columns = [("report_of_all", false), ("report_of_won", true)];
        let table = self.table(self.get("report_curve"), &columns, rows.collect());
        self.section("curve", vec![ReportPart::text(about), chart, table])
    }

    fn shares_words(self, id: &str, title: String) -> ChartWords {
        ChartWords {
            id: format!("chart-{id}"),
            title,
            about: self.get("report_groups_about"),
            across: self.get("report_share"),
            up: String::new(),
        }
    }

    fn drawn(words: ChartWords, groups: &[&Group], all: &Group) -> ReportPart {
        let rows: Vec<Measured> = groups
            .iter()
            .map(|group| Measured {
                name: group.name.clone(),
                share: group.share(),
                interval: group.interval(),
                is_few: group.is_few(),
            })
            .collect();
        ReportPart::chart(shares(words, &rows, Some(all.share())))
    }

    fn groups(self, id: &str, groups: &[Group], all: &Group) -> ReportSection {
        let rows = groups.iter().map(|group| {
            let lift = group.share() / all.share();
            vec![
                group.name.clone(),
                self.rows(group.n),
                self.rows(group.won),
                self.percent(group.share()),
                self.interval(group.interval()),
                self.0.number_in_column(lift, 2),
                self.few(group.is_few()),
            ]
        });
        let columns = [
            ("report_group", false),
            ("report_rows", true),
            ("report_won", true),
            ("report_share", true),
            ("report_interval", true),
            ("report_lift", true),
            ("report_note", false),
        ];
        let title = self.get(&format!("report_{id}"));
        let table = self.table(title.clone(), &columns, rows.collect());
        let seen: Vec<&Group> = groups.iter().filter(|group| group.n > 0).collect();
        let chart = Self::drawn(self.shares_words(id, title), &seen, all);
        let text = ReportPart::text(self.get("report_groups_about"));
        self.section(id, vec![text, chart, table])
    }

    /// The tenths, each named by its percents as the language writes them.
    fn tenths(self, result: &Backtest) -> Vec<Group> {
        let tenths = result.tenths.iter().zip(&result.tenth_percents);
        tenths
            .map(|(group, (low, high))| {
                let number = |percent: f64| self.0.number(percent.round(), 0);
                let (low, high) = (number(*low), number(*high));
                let percents = match low == high {
                    true => low,
                    false => self.filled("range", &[("low", &low), ("high", &high)]),
                };
                Group {
                    name: self.0.fill("persona_share_value", "value", &percents),
                    ..group.clone()
                }
            })
            .collect()
    }

    fn effects(self, result: &Backtest) -> ReportSection {
        let effects = result.effects.iter().enumerate();
        let parts = effects.flat_map(|(index, effect)| self.effect(index, effect, &result.all));
        let text = ReportPart::text(self.get("report_criteria_about"));
        self.section("criteria", [text].into_iter().chain(parts).collect())
    }

    fn effect(self, index: usize, effect: &Effect, all: &Group) -> Vec<ReportPart> {
        let seen = || effect.levels.iter().filter(|(_, group)| group.n > 0);
        let weight = self.0.number(effect.weight, 3);
        let alone = self.filled(
            "report_alone",
            &[("weight", &weight), ("area", &area(self, effect.auc))],
        );
        let rows = seen().map(|(points, group)| {
            vec![
                group.name.clone(),
                points.map_or("?".to_owned(), |points| self.0.number(points, 3)),
                self.rows(group.n),
                self.rows(group.won),
                self.percent(group.share()),
                self.interval(group.interval()),
                self.few(group.is_few()),
            ]
        });
        let columns = [
            ("report_level", false),
            ("report_points", true),
            ("report_rows", true),
            ("report_won", true),
            ("report_share", true),
            ("report_interval", true),
            ("report_note", false),
        ];
        let groups: Vec<&Group> = seen().map(|(_, group)| group).collect();
        let id = format!("criterion-{}", index + 1);
        let turned = effect.turned.map(|(more, less)| {
            let name = |place: usize| self.0.quote(&effect.levels[place].1.name);
            let (more, less) = (name(more), name(less));
            let text = self.filled("report_turned", &[("more", &more), ("less", &less)]);
            ReportPart::text(text)
        });
        let head = ReportPart::text(alone).below(&effect.attribute);
        let chart = Self::drawn(
            self.shares_words(&id, effect.attribute.clone()),
            &groups,
            all,
        );
        let table = self.table(effect.attribute.clone(), &columns, rows.collect());
        let parts = [Some(head), turned, Some(chart), Some(table)];
        parts.into_iter().flatten().collect()
    }

    fn leaks(self, result: &Backtest) -> Option<ReportSection> {
        if result.leaks.is_empty() {
            return None;
        }
        let told = |key: &str, area: f64| {
            let area = self.0.number_in_column(area, 3);
            self.filled(key, &[("area", &area)])
        };
        let rows = result.leaks.iter().map(|(name, leak)| {
            let why = match leak {
                Leak::OneSided => self.get("report_leak_one_sided"),
                Leak::AlmostPerfect(tells) => told("report_leak_almost_perfect", *tells),
                Leak::Stronger(tells) => told("report_leak_stronger", *tells),
            };
            vec![name.clone(), why]
        });
        let columns = [("report_column", false), ("report_note", false)];
        let table = self.table(self.get("report_leaks"), &columns, rows.collect());
        let text = ReportPart::text(self.get("report_leaks_about"));
        Some(self.section("leaks", vec![text, table]))
    }

    fn drift(self, result: &Backtest) -> Option<ReportSection> {
        let drift = result.drift.as_ref()?;
        let from = self.0.date(drift.from);
        let row = |key: &str, group: &Group, auc: Option<Auc>| {
            vec![
                self.filled(key, &[("date", &from)]),
                self.rows(group.n),
                self.rows(group.won),
                self.percent(group.share()),
                area(self, auc),
            ]
        };
        let rows = vec![
            row("report_before", &drift.groups.0, drift.before),
            row("report_since", &drift.groups.1, drift.after),
        ];
        let columns = [
            ("report_group", false),
            ("report_rows", true),
            ("report_won", true),
            ("report_share", true),
            ("report_area", false),
        ];
        let moved = match drift.stability {
            little if little < 0.1 => "report_moved_little",
            some if some < 0.25 => "report_moved_some",
            _ => "report_moved_much",
        };
        let text = self.filled(
            "report_drift_about",
            &[
                ("index", &self.0.number_in_column(drift.stability, 3)),
                ("moved", &self.get(moved)),
                ("smallest", &self.0.number(SMALLEST_SHARE, 4)),
            ],
        );
        let mut parts = vec![ReportPart::text(text)];
        parts.push(self.table(self.get("report_drift"), &columns, rows));
        if drift.undated > 0 {
            let rows = self.rows(drift.undated);
            let text = self.filled("report_undated", &[("rows", &rows)]);
            parts.push(ReportPart::text(text));
        }
        Some(self.section("drift", parts))
    }

    fn suggestion(self, result: &Backtest) -> Option<ReportSection> {
        let suggestion = result.suggestion.as_ref()?;
        let learned = self.rows(suggestion.learned_from);
        let about = self.filled("report_suggestion_about", &[("rows", &learned)]);
        let weights = suggestion.weights.iter().map(|(name, old, new)| {
            let (old, new) = (self.0.number(*old, 3), self.0.number(*new, 3));
            vec![name.clone(), old, new]
        });
        let (old, new) = suggestion.areas;
        let areas = vec![self.get("report_area"), area(self, old), area(self, new)];
        let columns = |first| {
            [
                (first, false),
                ("report_as_is", true),
                ("report_suggested", true),
            ]
        };
        let says = match (old, new) {
            (Some(old), Some(new)) if new.area - old.area > old.error => "report_better",
            _ => "report_not_better",
        };
        let (a, b) = suggestion.tiers;
        let (a, b) = (self.0.number(a, 0), self.0.number(b, 0));
        let tiers = self.filled("report_tiers_suggested", &[("a", &a), ("b", &b)]);
        let won = |groups: &[Group], name: &str| {
            let group = groups.iter().find(|group| group.name == name);
            group.map_or(String::new(), |group| {
                let (share, n) = (self.percent(group.share()), self.rows(group.n));
                self.filled("report_won_of", &[("share", &share), ("rows", &n)])
            })
        };
        let (before, after) = &suggestion.groups;
        let by_tier = after.iter().map(|group| {
            let name = &group.name;
            vec![name.clone(), won(before, name), won(after, name)]
        });
        let parts = vec![
            ReportPart::text(about),
            self.table(
                self.get("report_weights"),
                &columns("report_criterion"),
                weights.chain([areas]).collect(),
            )
            .below(self.get("report_weights")),
            ReportPart::text(self.get(says)),
            ReportPart::text(tiers).below(self.get("report_tiers")),
            self.table(
                self.get("report_tiers"),
                &columns("report_group"),
                by_tier.collect(),
            ),
        ];
        Some(self.section("suggestion", parts))
    }
}

/// The rows that could not be used: line, why.
pub(super) fn refused(say: Say<'_>, refused: &[(u64, String)]) -> Option<ReportSection> {
    if refused.is_empty() {
        return None;
    }
    let rows = refused.iter().take(MOST_REFUSED);
    let rows = rows.map(|(line, why)| vec![line.to_string(), why.clone()]);
    let columns = [("report_line", false), ("report_note", false)];
    let table = say.table(say.get("report_refused"), &columns, rows.collect());
    let more = refused.len().saturating_sub(MOST_REFUSED);
    let more = (more > 0).then(|| {
        let rows = say.rows(more);
        ReportPart::text(say.filled("report_more_refused", &[("rows", &rows)]))
    });
    Some(say.section("refused", [table].into_iter().chain(more).collect()))
}

/// The share of what is looked for among this first part of a list; between two points of the curve as on the line between them.
fn found_among(curve: &[(f64, f64)], part: f64) -> f64 {
    let after = curve.partition_point(|(of, _)| *of < part);
    match (
        after.checked_sub(1).map(|before| curve[before]),
        curve.get(after),
    ) {
        (Some((from, low)), Some((to, high))) if to > &from => {
            low + (high - low) * (part - from) / (to - from)
        }
        (_, Some((_, found))) => *found,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::backtest::Verdict;
    use crate::language::Language;

    #[test]
    fn the_table_of_the_curve_lies_on_the_curve() {
        let curve = [(0.0, 0.0), (0.2, 0.6), (1.0, 1.0)];
        assert!((found_among(&curve, 0.1) - 0.3).abs() < 1e-12);
        assert!((found_among(&curve, 0.6) - 0.8).abs() < 1e-12);
        assert!((found_among(&curve, 1.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn every_verdict_has_words_in_every_language() {
        for language in Language::all() {
            let words = Words::built_in(language);
            for verdict in Verdict::ALL {
                let key = verdict.as_str();
                assert_ne!(words.choice("verdict", key), key);
            }
        }
    }
}
