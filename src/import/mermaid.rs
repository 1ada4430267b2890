//! A journey as Mermaid draws it: a title, sections, and tasks with a score from 1 to 5 and who does them. Must not know where it stands.

use super::draft::Move;
use super::found::{Found, pair, written};
use super::inputs::Input;
use crate::doc::{What, Written, Wrong};
use crate::model::Kind;

/// The score in the middle.
const MIDDLE: i64 = 3;

/// A stage: a section of the diagram, or a task that is in none.
#[derive(Default)]
struct Stage {
    name: String,
    scores: Vec<i64>,
    doing: Vec<Written>,
}

/// The journey of a diagram that begins with this line of its file.
///
/// # Errors
///
/// When it is no diagram of a journey.
pub(super) fn found(text: &str, first: usize, input: &Input) -> Result<Vec<Found>, Wrong> {
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim()))
    });
    let is_said = |line: &str| !line.is_empty() && !line.starts_with("%%");
    let (mut title, mut remarks) = (None, Vec::new());
    // Front matter of Mermaid may have the title.
    let mut is_config = false;
    let begins = lines.by_ref().find(|(_, line)| {
        if *line == "---" {
            is_config = !is_config;
            return false;
        }
        if let Some(rest) = line.strip_prefix("title:") {
            title = Some(rest.trim().to_owned());
            return false;
        }
        if let (true, Some(remark)) = (!line.is_empty(), line.strip_prefix("%%")) {
            remarks.push(remark.trim().to_owned());
        }
        is_said(line) && !is_config
    });
    match begins {
        Some((_, "journey")) => {}
        other => {
            return Err(Wrong {
                offset: other.map_or(0, |(at, _)| at),
                message: "this is no diagram of a journey".to_owned(),
                help: "begin it with a line `journey`; other diagrams are no entries".to_owned(),
            });
        }
    }
    let mut stages: Vec<Stage> = Vec::new();
    let mut has_section = false;
    let mut actors: Vec<String> = Vec::new();
    for (at, line) in lines {
        if let Some(remark) = line.strip_prefix("%%") {
            remarks.push(remark.trim().to_owned());
        } else if let Some(rest) = word(line, "title") {
            title = Some(rest.to_owned());
        } else if let Some(rest) = ["accTitle:", "accDescr:"]
            .iter()
            .find_map(|start| line.strip_prefix(start))
        {
            remarks.push(rest.trim().to_owned());
        } else if let Some(rest) = word(line, "section") {
            has_section = true;
            stages.push(Stage {
                name: rest.to_owned(),
                ..Stage::default()
            });
        } else if is_said(line) {
            let task = task(line).ok_or_else(|| Wrong {
                offset: at,
                message: "this is no task of a journey".to_owned(),
                help: "write it as `Compares offers: 2: Sophie`".to_owned(),
            })?;
            for actor in &task.actors {
                if !actors.contains(actor) {
                    actors.push(actor.clone());
                }
            }
            if !has_section {
                stages.push(Stage {
                    name: task.name.clone(),
                    ..Stage::default()
                });
            }
            if let Some(stage) = stages.last_mut() {
                stage.scores.extend(task.score);
                let said = task.value();
                stage.doing.push(said);
            }
        }
    }
    let tasks = stages.iter().map(|stage| stage.doing.len()).sum();
    let told = [
        ("journey title", "name", 1),
        ("section", "stages.name", stages.len()),
        ("task", "stages.doing", tasks),
    ];
    let told = told.into_iter().map(|(label, to, count)| Move {
        label: label.to_owned(),
        to: to.to_owned(),
        count,
    });
    let told = told.collect();
    let stages = stages.into_iter().map(Stage::value).collect();
    let actors = actors
        .into_iter()
        .map(|actor| written(What::Text(actor)))
        .collect();
    let mut pairs = vec![
        pair("personas", What::List(actors)),
        pair("stages", What::List(stages)),
    ];
    if !remarks.is_empty() {
        pairs.push(pair("%%", What::Text(remarks.join("; "))));
    }
    Ok(vec![Found {
        kind: Some(Kind::Journey),
        name: Some(
            title
                .filter(|title| !title.is_empty())
                .unwrap_or_else(|| input.title()),
        ),
        from: input.at(first),
        pairs,
        is_made: true,
        told,
        ..Found::default()
    }])
}

/// What stands behind a word at the beginning of a line.
fn word<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let rest = line.strip_prefix(word)?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim())
}

struct Task {
    name: String,
    score: Option<i64>,
    /// What stands behind the name.
    said: String,
    actors: Vec<String>,
}

fn task(line: &str) -> Option<Task> {
    let parts: Vec<&str> = line.split(':').map(str::trim).collect();
    let is_score = |part: &&str| part.parse::<f64>().is_ok();
    let at = parts.iter().skip(1).position(is_score)? + 1;
    let name = parts[..at].join(": ");
    let actors = parts[at + 1..].join(": ");
    let actors: Vec<String> = actors
        .split(',')
        .map(|actor| actor.trim().to_owned())
        .filter(|actor| !actor.is_empty())
        .collect();
    let score = parts[at]
        .parse()
        .ok()
        .filter(|score| (1..=5).contains(score));
    let shown = match score {
        Some(score) => format!("{score}/5"),
        None => parts[at].to_owned(),
    };
    let said = match actors.as_slice() {
        [] => shown,
        some => format!("{shown}: {}", some.join(", ")),
    };
    Some(Task {
        name,
        score,
        said,
        actors,
    })
}

impl Task {
    fn value(self) -> Written {
        let pairs = vec![
            pair("text", What::Text(self.name)),
            pair("note", What::Text(self.said)),
        ];
        written(What::Table(pairs))
    }
}

impl Stage {
    fn value(self) -> Written {
        let mut pairs = vec![pair("name", What::Text(self.name))];
        if !self.doing.is_empty() {
            pairs.push(pair("doing", What::List(self.doing)));
        }
        if let Some(emotion) = middle(&self.scores) {
            pairs.push(pair("emotion", What::Text(emotion)));
        }
        written(What::Table(pairs))
    }
}

/// The mean of scores on the scale of feelings, -2 to 2, with one decimal.
fn middle(scores: &[i64]) -> Option<String> {
    let count = i64::try_from(scores.len())
        .ok()
        .filter(|count| *count > 0)?;
    let sum: i64 = scores.iter().map(|score| score - MIDDLE).sum();
    let tenths = (sum * 20 + sum.signum() * count) / (count * 2);
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    Some(match part {
        0 => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_become_feelings() {
        assert_eq!(middle(&[5, 3]).as_deref(), Some("1"));
        assert_eq!(middle(&[1]).as_deref(), Some("-2"));
        assert_eq!(middle(&[2, 3, 3]).as_deref(), Some("-0.3"));
        assert_eq!(middle(&[]), None);
    }

    #[test]
    fn a_task_may_have_a_colon_in_it() {
        let task = task("Reads: the offer: 2: Sophie, Mark").unwrap();
        assert_eq!(
            (task.name.as_str(), task.score),
            ("Reads: the offer", Some(2))
        );
        assert_eq!(task.actors, ["Sophie", "Mark"]);
    }
}
