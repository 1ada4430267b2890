//! What a list of customers says, as a report in the language of the book. Must not know HTML, the terminal.

use super::{
    Analysis, Best, Comparison, Difference, Figure, Mark, Money, Pareto, Part, Proposals, Rule,
    Said, Trait, float,
};
use crate::accounts::report::{ReportOf, refused, write_page};
use crate::draw::groups::Grouped;
use crate::draw::intervals::Measured;
use crate::error::Error;
use crate::pages::report::{ChartWords, Report, ReportPart, ReportSection, bars, curve, shares};
use crate::pages::report_words::ReportWords;
use crate::score::{self, FEW_ROWS};
use crate::write::Written;

/// So many traits of the best are told; the terminal says how many more there are.
const MOST_TRAITS: usize = 15;

/// Writes what a list of customers says into a folder, as a page.
///
/// # Errors
/// As for a backtest.
pub fn write_analysis(
    of: &ReportOf<'_>,
    analysis: &Analysis,
    proposals: &Proposals,
) -> Result<Written, Error> {
    let told = Told(ReportWords(&of.book.words));
    write_page(of, told.report(of, analysis, proposals))
}

/// A share of a segment in tenths of a percent, where it is known.
type ShareOf = fn(&Part) -> Option<i128>;

/// An analysis in the words of a language.
#[derive(Clone, Copy)]
struct Told<'a>(ReportWords<'a>);

impl Told<'_> {
    fn report(self, of: &ReportOf<'_>, analysis: &Analysis, proposals: &Proposals) -> Report {
        let say = self.0;
        let customers = say.rows(analysis.customers);
        let slots = [("list", of.list), ("customers", customers.as_str())];
        let pareto = analysis.pareto.iter().map(|pareto| self.pareto(pareto));
        let mut sections = vec![self.summary(analysis)];
        sections.extend(self.segments(analysis));
        sections.extend(pareto);
        sections.extend(
            analysis
                .profile
                .iter()
                .map(|compared| self.profile(compared)),
        );
        sections.extend(analysis.best.iter().map(|best| self.best(best)));
        sections.extend(self.for_the_book(proposals));
        sections.extend(refused(say, &analysis.refused));
        Report {
            title: say.get("customers_title"),
            about: say.filled("customers_about", &slots),
            sections,
        }
    }

    fn summary(self, analysis: &Analysis) -> ReportSection {
        let say = self.0;
        let row = |name: &str, value: String| vec![say.get(name), value];
        let mut rows = vec![row("customers_count", say.rows(analysis.customers))];
        for money in [&analysis.revenue, &analysis.margin] {
            rows.extend(self.money(money));
        }
        for (name, count) in [
            ("customers_lost", analysis.lost),
            ("report_left_out", analysis.left_out),
            ("customers_repeated", analysis.repeated),
            ("report_not_read", analysis.refused.len()),
        ] {
            if count > 0 {
                rows.push(row(name, say.rows(count)));
            }
        }
        let columns = [("report_what", false), ("report_value", false)];
        let table = say.table(say.get("report_summary"), &columns, rows);
        let text = ReportPart::text(say.get("customers_summary_about"));
        say.section("summary", vec![text, table])
    }

    fn money(self, money: &Money) -> Option<Vec<String>> {
        let say = self.0;
        let column = money.column.as_ref()?;
        let name = say.choice(
            "customers_total",
            money.shares.as_str(),
            &[("column", column)],
        );
        let total = self.amount(money.total);
        let known = say.rows(money.known);
        let slots = [("amount", total.as_str()), ("customers", known.as_str())];
        Some(vec![name, say.filled("customers_money_of", &slots)])
    }

    fn what(self, shares: score::Shares) -> String {
        self.0.get(&format!("customers_of_{}", shares.as_str()))
    }

    fn amount(self, hundredths: i128) -> String {
        self.0.0.number((float(hundredths) / 100.0).round(), 0)
    }

    fn tenths(self, share: i128) -> String {
        self.0.percent(float(share) / 1000.0)
    }

    fn part_name(self, part: &Part) -> String {
        match (&part.name, part.is_outside) {
            (Some(name), _) => name.clone(),
            (None, true) => self.0.get("customers_in_none"),
            (None, false) => self.0.get("sales_said_no_channel"),
        }
    }

    fn segments(self, analysis: &Analysis) -> Option<ReportSection> {
        let say = self.0;
        let parts = &analysis.parts.parts;
        if parts.is_empty() {
            return None;
        }
        let has = |share: ShareOf| parts.iter().any(|part| share(part).is_some());
        let series: [(&str, ShareOf); 3] = [
            ("customers", |part| Some(part.of_customers)),
            ("revenue", |part| part.of_revenue),
            ("margin", |part| part.of_margin),
        ];
        let series = series.into_iter().filter(|(_, share)| has(*share));
        let series: Vec<_> = series.collect();
        let drawn: Vec<Grouped> = parts
            .iter()
            .map(|part| Grouped {
                name: self.part_name(part),
                shares: series
                    .iter()
                    .map(|(_, share)| share(part).map(|share| float(share) / 1000.0))
                    .collect(),
            })
            .collect();
        let keys = series.iter();
        let keys = keys.map(|(name, _)| say.get(&format!("customers_of_{name}")));
        let words = self.chart("segments", "customers_segments", "customers_percent");
        let chart = bars(words, keys.collect(), &drawn);
        let rows = parts.iter().map(|part| {
            let share =
                |share: Option<i128>| share.map_or(String::new(), |share| self.tenths(share));
            let core = part.core.filter(|core| core.customers > 0);
            let name = self.part_name(part);
            vec![
                match part.depth {
                    0 => name,
                    _ => say.filled("customers_part_of", &[("name", &name)]),
                },
                say.rows(part.customers),
                share(Some(part.of_customers)),
                share(part.of_revenue),
                share(part.of_margin),
                core.map_or(String::new(), |core| say.rows(core.customers)),
                core.and_then(|core| core.of_part)
                    .map_or(String::new(), |share| self.tenths(share)),
            ]
        });
        let columns = [
            ("customers_segment", false),
            ("customers_count", true),
            ("customers_of_customers", true),
            ("customers_of_revenue", true),
            ("customers_of_margin", true),
            ("customers_core", true),
            ("customers_core_brings", true),
        ];
        let table = say.table(say.get("customers_segments"), &columns, rows.collect());
        let text = ReportPart::text(say.get("customers_segments_about"));
        let title = say.get("customers_segments");
        Some(ReportSection::new(
            "segments",
            title,
            vec![text, ReportPart::chart(chart), table],
        ))
    }

    fn chart(self, id: &str, title: &str, across: &str) -> ChartWords {
        ChartWords {
            id: format!("chart-{id}"),
            title: self.0.get(title),
            about: self.0.get(&format!("{title}_about")),
            across: self.0.get(across),
            up: String::new(),
        }
    }

    fn pareto(self, pareto: &Pareto) -> ReportSection {
        let say = self.0;
        let what = self.what(pareto.shares);
        let core = &pareto.ranks[0];
        let title = say.choice("customers_most", pareto.shares.as_str(), &[]);
        let about = say.filled(
            "customers_most_about",
            &[
                ("core", &say.rows(core.customers)),
                ("customers", &say.rows(pareto.customers)),
                ("share", &say.percent(core.percent / 100.0)),
            ],
        );
        let words = ChartWords {
            id: format!("chart-most-{}", pareto.shares.as_str()),
            title: title.clone(),
            about: about.clone(),
            across: say.get("customers_of_customers"),
            up: what,
        };
        let chart = ReportPart::chart(curve(words, &pareto.curve));
        let rows = pareto.ranks.iter().map(|rank| {
            vec![
                rank.tier.as_str().to_owned(),
                say.rows(rank.customers),
                self.amount(rank.amount),
                say.percent(rank.percent / 100.0),
            ]
        });
        let columns = [
            ("customers_rank", false),
            ("customers_count", true),
            ("customers_amount", true),
            ("customers_percent", true),
        ];
        let table = say.table(title.clone(), &columns, rows.collect());
        let id = format!("most-{}", pareto.shares.as_str());
        ReportSection::new(&id, title, vec![ReportPart::text(about), chart, table])
    }

    fn profile(self, compared: &Comparison) -> ReportSection {
        let say = self.0;
        let rule = match compared.rule {
            Rule::TierA => "customers_fit_tier_a",
            Rule::Segments => "customers_fit_segments",
            Rule::SegmentsInstead => "customers_fit_instead",
        };
        let [fits, others, open] = compared.n;
        let about = say.filled(
            "customers_profile_about",
            &[
                ("rule", &say.get(rule)),
                ("fits", &say.rows(fits)),
                ("others", &say.rows(others)),
                ("open", &say.rows(open)),
            ],
        );
        let title = say.filled("customers_profile", &[("name", &compared.name)]);
        let mut parts = vec![ReportPart::text(about)];
        for (what, figures) in &compared.figures {
            parts.extend(self.figures(*what, figures));
        }
        ReportSection::new("profile", title, parts)
    }

    fn figures(self, what: Difference, figures: &[Figure; 3]) -> Vec<ReportPart> {
        let say = self.0;
        let name = match what {
            Difference::WinRate => "customers_won",
            Difference::Cycle(_) => "customers_cycle",
            Difference::Retained => "customers_retained",
            Difference::Revenue => "customers_revenue",
            Difference::Margin => "customers_margin",
        };
        let unit = match what {
            Difference::Cycle(Some(unit)) => format!(" {}", say.get(&format!("customers_{unit}"))),
            _ => String::new(),
        };
        let sides = ["signal_icp", "signal_others", "customers_may_fit"].map(|side| say.get(side));
        let known: Vec<(&String, &Figure)> = sides
            .iter()
            .zip(figures)
            .filter(|(_, figure)| figure.n() > 0)
            .collect();
        let mut parts = Vec::new();
        let title = say.get(name);
        let is_share = matches!(figures[0], Figure::Share { .. });
        if is_share && !known.is_empty() {
            let measured = known.iter().map(|(side, figure)| Measured {
                name: (*side).clone(),
                share: share_of(figure),
                interval: figure.interval().unwrap_or((0.0, 1.0)),
                is_few: figure.n() < FEW_ROWS,
            });
            let words = ChartWords {
                id: format!("chart-{}", name.replace('_', "-")),
                title: title.clone(),
                about: say.get("customers_shares_about"),
                across: title.clone(),
                up: String::new(),
            };
            parts.push(ReportPart::chart(shares(
                words,
                &measured.collect::<Vec<_>>(),
                None,
            )));
        }
        let rows = known.iter().map(|(side, figure)| {
            let (value, interval) = match **figure {
                Figure::Share { of, n } => (
                    say.percent(score::share(of, n)),
                    figure
                        .interval()
                        .map_or(String::new(), |interval| say.interval(interval)),
                ),
                Figure::Median { value, .. } => (
                    format!("{}{unit}", say.0.number(value.unwrap_or(0.0), 1)),
                    String::new(),
                ),
            };
            vec![(*side).clone(), value, interval, say.rows(figure.n())]
        });
        let value = if is_share {
            "customers_share"
        } else {
            "customers_median"
        };
        let columns = [
            ("report_group", false),
            (value, true),
            ("report_interval", true),
            ("report_rows", true),
        ];
        let columns = columns
            .into_iter()
            .filter(|(name, _)| is_share || *name != "report_interval");
        let rows = rows.map(|mut row| {
            if !is_share {
                row.remove(2);
            }
            row
        });
        parts.push(say.table(title.clone(), &columns.collect::<Vec<_>>(), rows.collect()));
        let both = figures[0].n() > 0 && figures[1].n() > 0;
        let is_clear = Comparison::is_clear(figures).filter(|_| both);
        parts.extend(is_clear.map(|is_clear| {
            ReportPart::text(say.get(if is_clear {
                "customers_clear"
            } else {
                "customers_chance"
            }))
        }));
        let first = parts.remove(0).below(title);
        [first].into_iter().chain(parts).collect()
    }

    fn best(self, best: &Best) -> ReportSection {
        let say = self.0;
        let top = say.rows(best.top);
        let title = say.choice("customers_best", best.shares.as_str(), &[("top", &top)]);
        let about = say.filled(
            "customers_best_about",
            &[
                ("rest", &say.rows(best.rest)),
                ("values", &say.rows(best.looked_at)),
            ],
        );
        let mut parts = vec![ReportPart::text(about)];
        let told = || best.traits.iter().take(MOST_TRAITS);
        if best.traits.is_empty() || best.rest == 0 {
            parts.push(ReportPart::text(say.get("customers_best_none")));
            return ReportSection::new("best", title, parts);
        }
        let named = |one: &Trait| format!("{}: {}", one.column, self.said(&one.value));
        let drawn: Vec<Grouped> = told()
            .map(|one| Grouped {
                name: named(one),
                shares: [one.top, one.rest]
                    .map(|(of, n)| Some(score::share(of, n)))
                    .to_vec(),
            })
            .collect();
        let words = ChartWords {
            id: "chart-best".to_owned(),
            title: title.clone(),
            about: say.get("customers_best_drawn"),
            across: say.get("customers_percent"),
            up: String::new(),
        };
        let keys = ["customers_the_best", "customers_the_others"].map(|key| say.get(key));
        parts.push(ReportPart::chart(bars(words, keys.to_vec(), &drawn)));
        let rows = told().map(|one| {
            let of = |(of, n): (usize, usize)| {
                let (share, rows) = (say.percent(score::share(of, n)), say.rows(n));
                say.filled("report_won_of", &[("share", &share), ("rows", &rows)])
            };
            let lift = one.lift();
            vec![
                named(one),
                of(one.top),
                of(one.rest),
                match lift.is_finite() {
                    true => say.0.number_in_column(lift, 1),
                    false => say.get("customers_only"),
                },
                match one.mark {
                    Mark::None => String::new(),
                    Mark::Chance => say.get("customers_may_be_chance"),
                    Mark::Few => say.get("report_few"),
                },
            ]
        });
        let columns = [
            ("customers_trait", false),
            ("customers_the_best", true),
            ("customers_the_others", true),
            ("customers_lift", true),
            ("report_note", false),
        ];
        parts.push(say.table(title.clone(), &columns, rows.collect()));
        ReportSection::new("best", title, parts)
    }

    fn said(self, value: &Said) -> String {
        let number = |number: &f64| self.0.0.number(*number, 3);
        let (key, from, to) = match value {
            Said::Word(word) => return word.clone(),
            Said::Band {
                from: Some(from),
                to: Some(to),
            } => ("customers_band", number(from), number(to)),
            Said::Band {
                from: Some(from),
                to: None,
            } => ("customers_and_more", number(from), String::new()),
            Said::Band { from: None, to } => (
                "customers_below",
                String::new(),
                to.as_ref().map_or(String::new(), number),
            ),
        };
        self.0.filled(key, &[("from", &from), ("to", &to)])
    }

    fn for_the_book(self, proposals: &Proposals) -> Option<ReportSection> {
        let say = self.0;
        let rows = proposals.entries.iter().flat_map(|entry| {
            let changes = entry.changes.iter();
            changes.map(|(field, old, new)| {
                vec![
                    entry.name.clone(),
                    field.clone(),
                    self.value(old),
                    self.value(new),
                ]
            })
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if rows.is_empty() {
            return None;
        }
        let columns = [
            ("customers_entry", false),
            ("customers_field", false),
            ("customers_now", true),
            ("customers_then", true),
        ];
        let title = say.get("customers_book");
        let table = say.table(title.clone(), &columns, rows);
        let text = ReportPart::text(say.get("customers_book_about"));
        Some(ReportSection::new("book", title, vec![text, table]))
    }

    /// A number as the language writes it; nothing for one that the book does not have.
    fn value(self, written: &str) -> String {
        let number = written.parse::<f64>();
        number.map_or(String::new(), |number| self.0.0.number(number, 1))
    }
}

fn share_of(figure: &Figure) -> f64 {
    match *figure {
        Figure::Share { of, n } => score::share(of, n),
        Figure::Median { .. } => 0.0,
    }
}
