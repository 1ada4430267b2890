//! What sales said of leads, out of a list beside a qualification. The names of accounts are read past. Must not know what is made of it.

use std::sync::Arc;

use super::files;
use crate::diag::{Diagnostic, Report, Severity};
use crate::disk::Folder;
use crate::doc::csv_rows;
use crate::error::Error;
use crate::model::feedback::{Answer, Feedback, HandedOver};
use crate::text::{Lines, Source, one_of};

/// What the columns may be called, as [`bare`] gives it.
const ANSWER: [&str; 12] = [
    "answer",
    "accepted",
    "outcome",
    "result",
    "verdict",
    "status",
    "antwoord",
    "geaccepteerd",
    "uitkomst",
    "resultaat",
    "oordeel",
    "acceptedorrejectreason",
];
const REASON: [&str; 5] = [
    "rejectreason",
    "reason",
    "afwijsreden",
    "reden",
    "redenvanafwijzing",
];
const CHANNEL: [&str; 6] = [
    "channel",
    "leadsource",
    "source",
    "kanaal",
    "leadbron",
    "bron",
];
const DAYS: [&str; 8] = [
    "days",
    "daystorespond",
    "daystoresponse",
    "responsedays",
    "dagen",
    "dagentotreactie",
    "dagentotantwoord",
    "reactiedagen",
];

/// What says that sales took a lead.
const YES: [&str; 7] = [
    "accepted",
    "yes",
    "true",
    "1",
    "geaccepteerd",
    "ja",
    "aangenomen",
];
/// What says that it did not, without a reason.
const NO: [&str; 7] = [
    "rejected",
    "no",
    "false",
    "0",
    "afgewezen",
    "nee",
    "geweigerd",
];

/// What a list says, and what is wrong with it.
pub(super) type FeedbackRead = Arc<(Arc<Feedback>, Report)>;

/// Reads the list at a path in the content folder.
pub(super) fn read(root: &Folder, path: &str) -> Result<FeedbackRead, Error> {
    let file = format!("{}/{path}", files::CONTENT_FOLDER);
    let mut report = Report::default();
    let feedback = match files::read(root, &file)? {
        Ok(source) => of_text(&source, &mut report),
        Err(diagnostic) => {
            report.push(diagnostic);
            Feedback::default()
        }
    };
    Ok(Arc::new((Arc::new(feedback), report)))
}

fn of_text(source: &Arc<Source>, report: &mut Report) -> Feedback {
    let mut feedback = Feedback::default();
    let mut wrong = |message: String, span: Option<std::ops::Range<usize>>, help: &str| {
        let mut found = Diagnostic::error("feedback-not-read", message, source).help(help);
        found.severity = Severity::Warning;
        found.span = span;
        report.push(found);
    };
    let mut rows = csv_rows(&source.text).into_iter();
    let titles = rows.next().and_then(|header| header.cells.ok());
    let titles = titles.unwrap_or_default();
    let Some(columns) = Columns::find(&titles) else {
        let has = match titles.as_slice() {
            [] => "nothing".to_owned(),
            titles => one_of(titles.iter().map(String::as_str)).replace(" or ", " and "),
        };
        let message = format!("this list has no column `answer`; it has {has}");
        let help = "call its columns account, answer, channel and days: `answer` is `accepted`, or why the lead came back";
        wrong(message, None, help);
        return feedback;
    };
    let lines = Lines::new(&source.text);
    for row in rows {
        let lead = match row.cells {
            Ok(cells) => columns.lead(&cells),
            Err(why) => Err((why, "export the list again, or mend this line")),
        };
        match lead {
            Ok(lead) => {
                let line = lines.position(row.span.start).line;
                feedback.leads.push(HandedOver { line, ..lead });
            }
            Err((message, help)) => {
                wrong(
                    format!("{message}, so this row is left out"),
                    Some(row.span),
                    help,
                );
            }
        }
    }
    feedback
}

/// Where what stands.
struct Columns {
    answer: usize,
    reason: Option<usize>,
    channel: Option<usize>,
    days: Option<usize>,
}

impl Columns {
    fn find(titles: &[String]) -> Option<Self> {
        let place = |names: &[&str]| {
            let mut names = names.iter();
            names.find_map(|name| titles.iter().position(|title| bare(title) == *name))
        };
        let reason = place(&REASON);
        Some(Self {
            answer: place(&ANSWER).or(reason)?,
            reason,
            channel: place(&CHANNEL),
            days: place(&DAYS),
        })
    }

    fn lead(&self, cells: &[String]) -> Result<HandedOver, (String, &'static str)> {
        let cell = |place: Option<usize>| place.map_or("", |place| cells[place].as_str());
        let (answer, reason) = (cell(Some(self.answer)), cell(self.reason));
        let answer = match bare(answer).as_str() {
            "" if reason.is_empty() => Answer::Open,
            "" => Answer::Rejected(reason.to_owned()),
            yes if YES.contains(&yes) => Answer::Accepted,
            no if NO.contains(&no) => Answer::Rejected(reason.to_owned()),
            _ => Answer::Rejected(answer.to_owned()),
        };
        let days = cell(self.days);
        let number = days.replace(',', ".").parse::<f64>().ok();
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() && !days.is_empty() {
            return Err((
                format!("`{days}` is no number of days"),
                "write a number, such as `2` or `0.5`, or nothing where nobody knows",
            ));
        }
        let channel = cell(self.channel);
        Ok(HandedOver {
            line: 0,
            answer,
            channel: (!channel.is_empty()).then(|| channel.to_owned()),
            days: number,
        })
    }
}

/// Letters and digits alone, in lower case.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<HandedOver>, Vec<(Option<usize>, String)>) {
        let source = Arc::new(Source {
            path: "content/qualification/feedback.csv".to_owned(),
            text: text.to_owned(),
        });
        let mut report = Report::default();
        let feedback = of_text(&source, &mut report);
        let line = |one: &Diagnostic| Some(source.position(one.span.as_ref()?.start).line);
        let wrong = report.diagnostics.iter();
        let wrong = wrong.map(|one| (line(one), one.message.clone()));
        (feedback.leads, wrong.collect())
    }

    fn lead(line: usize, answer: Answer, channel: Option<&str>, days: Option<f64>) -> HandedOver {
        HandedOver {
            line,
            answer,
            channel: channel.map(str::to_owned),
            days,
        }
    }

    #[test]
    fn a_list_in_one_column_or_two_says_the_same() {
        let one = "Account,Answer,Channel,Days to respond\nA,Accepted,Fair,0.5\nB,No budget,Web,3\nC,,Web,\n";
        let two = "Bedrijf;Afwijsreden;Geaccepteerd;Kanaal;Dagen\nA;;Ja;Fair;0,5\nB;No budget;nee;Web;3\nC;;;Web;\n";
        let wanted = vec![
            lead(2, Answer::Accepted, Some("Fair"), Some(0.5)),
            lead(
                3,
                Answer::Rejected("No budget".to_owned()),
                Some("Web"),
                Some(3.0),
            ),
            lead(4, Answer::Open, Some("Web"), None),
        ];
        assert_eq!(told(one), (wanted.clone(), Vec::new()));
        assert_eq!(told(two), (wanted, Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line_and_nothing_else_is_lost() {
        let (leads, wrong) = told(
            "account,answer,days\nA,accepted,soon\n\nB,accepted\nC,accepted,-1\nD,accepted,2\n",
        );
        assert_eq!(leads, [lead(6, Answer::Accepted, None, Some(2.0))]);
        let wrong: Vec<(Option<usize>, &str)> = wrong
            .iter()
            .map(|(line, why)| (*line, why.as_str()))
            .collect();
        assert_eq!(
            wrong,
            [
                (
                    Some(2),
                    "`soon` is no number of days, so this row is left out"
                ),
                (
                    Some(4),
                    "2 cells where the header has 3, so this row is left out"
                ),
                (
                    Some(5),
                    "`-1` is no number of days, so this row is left out"
                ),
            ]
        );
    }

    #[test]
    fn a_list_without_answers_is_told() {
        let (leads, wrong) = told("account,days\nA,2\n");
        assert!(leads.is_empty());
        assert_eq!(
            wrong,
            [(
                None,
                "this list has no column `answer`; it has `account` and `days`".to_owned()
            )]
        );
        assert_eq!(
            told("").1,
            [(
                None,
                "this list has no column `answer`; it has nothing".to_owned()
            )]
        );
    }
}
