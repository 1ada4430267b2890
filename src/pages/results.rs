//! Whether a qualification works: its backtests over time, and what sales said of the leads it was given, as sections of a report. No account is named. Must
//! not know where the numbers come from.

use super::report::{ChartWords, ReportPart, ReportSection, over_time, shares};
use super::report_words::ReportWords;
use crate::doc::Date;
use crate::draw::intervals::Measured;
use crate::draw::trend::Dated;
use crate::model::feedback::Feedback;
use crate::model::qualification::{BacktestResult, Qualification};
use crate::model::value::Text;
use crate::score::{
    self, Channel, FEW_ROWS, FeedbackSums, feedback_sums, reason_head, result_interval,
    result_verdict, results_by_day, wilson,
};

/// The backtests; nothing where there is none.
pub(super) fn backtests(say: ReportWords<'_>, results: &[BacktestResult]) -> Option<ReportSection> {
    let results = results_by_day(results);
    let (first, last) = (results.first()?, results.last()?);
    let verdict = match result_verdict(last) {
        Some(verdict) => say.0.choice("verdict", verdict.as_str()).to_owned(),
        None => say.get("backtests_no_error"),
    };
    let tried = say.filled(
        "backtests_last",
        &[("verdict", &verdict), ("date", &say.0.date(last.date))],
    );
    let about = say.get("backtests_about");
    let words = ChartWords {
        id: "chart-backtests".to_owned(),
        title: say.get("report_backtests"),
        about: about.clone(),
        across: say.get("backtests_day"),
        up: say.get("report_area"),
    };
    let dated = results.iter().map(|result| Dated {
        day: days_between(first.date, result.date),
        name: say.0.date(result.date),
        value: result.auc.0,
        interval: result_interval(result),
    });
    let chart = over_time(words, &dated.collect::<Vec<_>>());
    let rows = results.iter().rev().map(|result| {
        let verdict = result_verdict(result);
        let verdict = verdict.map(|verdict| say.0.choice("verdict", verdict.as_str()));
        vec![
            say.0.date(result.date),
            area(say, result),
            say.0.number(result.n.0, 0),
            result
                .won
                .map_or(String::new(), |won| say.0.number(won.0, 0)),
            verdict.unwrap_or_default().to_owned(),
            result.file.clone().unwrap_or_default(),
        ]
    });
    let columns = [
        ("backtests_day", false),
        ("report_area", false),
        ("report_rows", true),
        ("report_won", true),
        ("backtests_verdict", false),
        ("backtests_list", false),
    ];
    let table = say.table(say.get("report_backtests"), &columns, rows.collect());
    let parts = vec![
        ReportPart::text(tried),
        ReportPart::text(about),
        ReportPart::chart(chart),
        table,
    ];
    Some(say.section("backtests", parts))
}

fn area(say: ReportWords<'_>, result: &BacktestResult) -> String {
    match (result.error, result_interval(result)) {
        (Some(error), Some(interval)) => say.area(result.auc.0, error.0, interval),
        _ => say.0.number_in_column(result.auc.0, 4),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "days of a calendar stay below 2^53"
)]
fn days_between(first: Date, date: Date) -> f64 {
    date.days_since(first) as f64
}

/// What sales said of the leads; nothing where there are none.
pub(super) fn feedback(
    say: ReportWords<'_>,
    qualification: &Qualification,
    feedback: Option<&Feedback>,
) -> Option<ReportSection> {
    let sums = feedback_sums(qualification, feedback?);
    if sums.leads == 0 {
        return None;
    }
    let mut parts = vec![ReportPart::text(say.filled(
        "sales_said_about",
        &[
            ("leads", &say.rows(sums.leads)),
            ("accepted", &say.rows(sums.accepted)),
            ("rejected", &say.rows(sums.rejected)),
            ("open", &say.rows(sums.open)),
        ],
    ))];
    if sums.rejected > 0 {
        parts.extend(reasons(say, qualification, &sums));
    }
    if sums.channels.iter().any(|channel| channel.name.is_some()) {
        parts.extend(channels(say, &sums));
    }
    parts.extend(promise(say, qualification, &sums));
    Some(say.section("sales-said", parts))
}

fn reasons(
    say: ReportWords<'_>,
    qualification: &Qualification,
    sums: &FeedbackSums,
) -> Vec<ReportPart> {
    let declared = sums.reasons.iter().map(|(place, count)| {
        let reason = qualification.reject_reasons[*place].text.plain();
        (reason_head(&reason).to_owned(), *count)
    });
    let unknown: usize = sums.unknown.iter().map(|reason| reason.count).sum();
    let others = [
        ("sales_said_not_listed", unknown),
        ("sales_said_no_reason", sums.without_reason),
    ];
    let others = others.into_iter().filter(|(_, count)| *count > 0);
    let others = others.map(|(key, count)| (say.get(key), count));
    let counts: Vec<(String, usize)> = declared.chain(others).collect();
    let title = say.get("sales_said_reasons");
    let words = ChartWords {
        id: "chart-reasons".to_owned(),
        title: title.clone(),
        about: say.get("sales_said_reasons_about"),
        across: say.get("sales_said_of_rejected"),
        up: String::new(),
    };
    let used = counts.iter().filter(|(_, count)| *count > 0);
    let measured = used.map(|(name, count)| Measured {
        name: name.clone(),
        share: score::share(*count, sums.rejected),
        interval: wilson(*count, sums.rejected),
        is_few: sums.rejected < FEW_ROWS,
    });
    let chart = shares(words, &measured.collect::<Vec<_>>(), None);
    let rows = counts.into_iter().map(|(name, count)| {
        let share = say.percent(score::share(count, sums.rejected));
        vec![name, say.rows(count), share]
    });
    let columns = [
        ("sales_said_reason", false),
        ("sales_said_leads", true),
        ("sales_said_of_rejected", true),
    ];
    let table = say.table(title.clone(), &columns, rows.collect());
    vec![
        ReportPart::text(say.get("sales_said_reasons_about")).below(title),
        ReportPart::chart(chart),
        table,
    ]
}

fn channels(say: ReportWords<'_>, sums: &FeedbackSums) -> Vec<ReportPart> {
    let title = say.get("sales_said_channels");
    let name = |channel: &Channel| {
        let name = channel.name.clone();
        name.unwrap_or_else(|| say.get("sales_said_no_channel"))
    };
    let words = ChartWords {
        id: "chart-channels".to_owned(),
        title: title.clone(),
        about: say.get("sales_said_channels_about"),
        across: say.get("sales_said_share"),
        up: String::new(),
    };
    let measured = sums.channels.iter().map(|channel| Measured {
        name: name(channel),
        share: channel.share(),
        interval: channel.interval(),
        is_few: channel.is_few(),
    });
    let all = score::share(sums.accepted, sums.answered());
    let chart = shares(words, &measured.collect::<Vec<_>>(), Some(all));
    let rows = sums.channels.iter().map(|channel| {
        vec![
            name(channel),
            say.rows(channel.n),
            say.rows(channel.accepted),
            say.percent(channel.share()),
            say.interval(channel.interval()),
            say.few(channel.is_few()),
        ]
    });
    let columns = [
        ("sales_said_channel", false),
        ("sales_said_answered", true),
        ("sales_said_accepted", true),
        ("sales_said_share", true),
        ("report_interval", true),
        ("report_note", false),
    ];
    let table = say.table(title.clone(), &columns, rows.collect());
    vec![
        ReportPart::text(say.get("sales_said_channels_about")).below(title),
        ReportPart::chart(chart),
        table,
    ]
}

/// How soon sales answered, against what it promised.
fn promise(
    say: ReportWords<'_>,
    qualification: &Qualification,
    sums: &FeedbackSums,
) -> Option<ReportPart> {
    let median = say.0.number(sums.median()?, 1);
    let sla = qualification.handover.as_ref()?.sla.as_ref();
    let promised = sla.and_then(|sla| sla.respond_within.as_ref());
    let promised = promised.map(Text::plain);
    let days = promised.as_ref().and_then(|text| say.0.days(text));
    let n = sums.waited.len();
    let days = days.filter(|(_, most)| most.is_finite());
    let text = match (&promised, days) {
        (Some(promised), Some((_, most))) => {
            let within = sums.within(most);
            say.filled(
                "sales_said_kept",
                &[
                    ("promised", promised),
                    ("within", &say.rows(within)),
                    ("rows", &say.rows(n)),
                    ("share", &say.percent(score::share(within, n))),
                    ("interval", &say.interval(wilson(within, n))),
                    ("median", &median),
                ],
            )
        }
        _ => say.filled(
            "sales_said_waited",
            &[("rows", &say.rows(n)), ("median", &median)],
        ),
    };
    Some(ReportPart::text(text).below(say.get("sales_said_promise")))
}
