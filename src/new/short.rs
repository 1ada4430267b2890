//! The short starter file of an entry: the lines that it cannot be without, and prompts for what most entries of its kind say. What
//! prompts is a remark, so that nothing is shown that nobody wrote. Must not know files.

use super::long::{fill_in, list_of};
use super::quoted;
use crate::doc::Date;
use crate::model::{Form, Kind};
use crate::schema::{self, Field};

/// What is known of the entry.
pub(super) struct Short<'a> {
    pub(super) kind: Kind,
    pub(super) name: &'a str,
    pub(super) form: Form,
    /// The ids of what it cannot be without.
    pub(super) refers_to: &'a [String],
    pub(super) personas: &'a [String],
    pub(super) stages: &'a [String],
    pub(super) today: Date,
    /// What a file in TOML is in Markdown; nothing where Markdown cannot say all of it.
    pub(super) in_markdown: &'a dyn Fn(&str) -> Option<String>,
    /// The heading of a field.
    pub(super) heading: &'a dyn Fn(&str) -> String,
}

/// What most entries of a kind say: in lines, and below headings of their own.
struct Usual {
    lines: &'static [&'static str],
    headings: &'static [&'static str],
    /// What to write as the text.
    text: &'static str,
}

const fn usual(kind: Kind) -> Usual {
    match kind {
        Kind::Segment => Usual {
            lines: &["tier", "in_their_words"],
            headings: &["needs", "channels", "actions", "measures"],
            text: "Who they are, and why we are good for them.",
        },
        Kind::Icp => Usual {
            lines: &["segments", "sales_cycle"],
            headings: &[
                "needs",
                "challenges",
                "triggers",
                "decision_process",
                "channels",
                "disqualifiers",
            ],
            text: "What such a firm is like.",
        },
        Kind::Persona => Usual {
            lines: &["role", "age", "segment"],
            headings: &[
                "quote",
                "goals",
                "frustrations",
                "fears",
                "needs",
                "responsibilities",
                "day",
                "channels",
            ],
            text: "Who they are, in a few sentences.",
        },
        Kind::Job => Usual {
            lines: &["when", "want", "so_that", "personas"],
            headings: &["circumstances", "steps", "outcomes", "alternatives", "feel"],
            text: "What somebody tries to get done, and why it is hard.",
        },
        Kind::Journey => Usual {
            lines: &["job", "scenario", "stages"],
            headings: &[],
            text: "What the way as a whole is like.",
        },
        Kind::Qualification => Usual {
            lines: &["agreed_by", "stages", "reject_reasons"],
            headings: &[],
            text: "When a lead is ready for sales.",
        },
        Kind::Competitor => Usual {
            lines: &["price"],
            headings: &["strengths", "weaknesses", "says", "wins_when", "loses_when"],
            text: "Who they are.",
        },
        Kind::Evidence => Usual {
            lines: &["method", "n", "by"],
            headings: &["findings"],
            text: "How it was done.",
        },
        Kind::Term => Usual {
            lines: &["also"],
            headings: &[],
            text: "What it means, in a sentence or two.",
        },
        Kind::Path => Usual {
            lines: &["for"],
            headings: &[],
            text: "For whom it is, and what they know at its end.",
        },
        Kind::Page => Usual {
            lines: &["summary"],
            headings: &[],
            text: "The text.",
        },
    }
}

pub(super) fn short_starter(about: &Short<'_>) -> String {
    let mut fields = schema::header_fields();
    fields.extend(schema::fields(about.kind));
    for field in &mut fields {
        fill_in(field, about.name, about.refers_to);
    }
    let mut lines = Vec::new();
    for field in &fields {
        // A new entry is a guess until somebody asked.
        if field.required || field.name == "status" {
            live(about, field, &mut lines);
        } else if field.name == "state" && about.kind == Kind::Journey {
            lines.push("state = \"current\"".to_owned());
        } else if field.name == "personas" && !about.personas.is_empty() {
            lines.push(format!("personas = {}", list_of(about.personas)));
        }
    }
    let usual = usual(about.kind);
    let is_live = |name: &str| {
        let begins = format!("{name} = ");
        lines.iter().any(|line| line.starts_with(&begins))
            || name == "stages" && !about.stages.is_empty()
    };
    let prompted = |names: &[&str]| -> Vec<&Field> {
        let open = names.iter().filter(|name| !is_live(name));
        let fields = open.filter_map(|name| fields.iter().find(|field| field.name == **name));
        fields.collect()
    };
    let stages: String = { about.stages.iter() }
        .map(|stage| format!("\n[[stages]]\nname = {}\n", quoted(stage)))
        .collect();
    let fixed = Fixed {
        lines: lines.join("\n") + "\n",
        stages,
    };
    if about.form == Form::Markdown
        && let Some(text) = in_markdown(about, &fixed, &prompted(usual.lines))
    {
        return text + &headings(about, &usual, &fields);
    }
    let mut prompts = prompted(usual.lines);
    if about.form == Form::Toml {
        prompts.extend(prompted(usual.headings));
    }
    let prompts: String = prompts.into_iter().map(prompt).collect();
    let Fixed { lines, stages } = fixed;
    match about.form {
        // A name that no title can say.
        Form::Markdown => {
            let text = remark(&about_text(&usual));
            let headings = headings(about, &usual, &fields);
            format!("+++\n{lines}{prompts}{stages}+++\n{text}{headings}")
        }
        Form::Toml => {
            let text = quoted(usual.text);
            format!("{lines}{prompts}{stages}\n# The text, in Markdown.\n#body = {text}\n")
        }
    }
}

/// What an entry cannot be without, in TOML.
struct Fixed {
    lines: String,
    stages: String,
}

/// The entry with its title and its labels, and remarks for what else stands below a title.
fn in_markdown(about: &Short<'_>, fixed: &Fixed, prompts: &[&Field]) -> Option<String> {
    let Fixed { lines, stages } = fixed;
    let whole = (about.in_markdown)(&format!("{lines}{stages}"))?;
    // Front matter is for what no label says.
    let (head, sections) = match whole.find("\n## ") {
        Some(at) => whole.split_at(at + 1),
        None => (whole.as_str(), ""),
    };
    let mut text = head.trim_end().to_owned() + "\n";
    for field in prompts {
        let line = match (&field.example, said(field)) {
            (Some(example), _) => format!("{} = {example}", field.name),
            (None, Some(said)) => {
                let required = field.fields.iter().find(|one| one.required);
                let key = required.map_or("name", |one| one.name.as_str());
                format!("{} = [{{ {key} = {} }}]", field.name, quoted(&said))
            }
            (None, None) => continue,
        };
        let with = (about.in_markdown)(&format!("{lines}{line}\n{stages}"));
        let added = with.as_deref().and_then(|with| added(&whole, with));
        // What has no place in Markdown stands in front matter.
        let added = added.filter(|added| !added.contains("+++"));
        let shown = added.unwrap_or_else(|| format!("+++\n{line}\n+++"));
        text.push_str(&remark(&format!("{}\n{shown}\n", field.description)));
    }
    text.push_str(&remark(&about_text(&usual(about.kind))));
    if !sections.is_empty() {
        text.push_str(&format!("\n{sections}"));
    }
    if about.kind == Kind::Journey {
        text.push_str(&remark(LANES));
    }
    Some(text)
}

/// What may stand below the heading of a stage.
const LANES: &str = "What stands below the heading of each stage, as far as you know it:\n\n**Doing:** …\n\n**Thinking:** …\n\n**Pains:**\n\n- …\n\n**Opportunities:**\n\n- …\n";

/// The lines that one text has more than another.
fn added(text: &str, with: &str) -> Option<String> {
    let (text, with): (Vec<&str>, Vec<&str>) = (text.lines().collect(), with.lines().collect());
    let more = with.len().checked_sub(text.len())?;
    let same = text
        .iter()
        .zip(&with)
        .take_while(|(one, other)| one == other);
    let from = same.count();
    let lines = with.get(from..from + more)?.join("\n");
    Some(lines.trim().to_owned()).filter(|lines| !lines.is_empty())
}

/// Something that readers do not see.
fn remark(text: &str) -> String {
    // What begins with a line of its own ends in one.
    let end = if text.ends_with('\n') { "" } else { " " };
    format!("\n<!-- {text}{end}-->\n")
}

/// An entry of a kind with what most of them say, each as in the field reference.
pub(crate) fn example(kind: Kind) -> String {
    let name = format!("The name of the {}", kind.name());
    let usual = usual(kind);
    let mut fields = schema::header_fields();
    fields.extend(schema::fields(kind));
    let is_said = |field: &&mut Field| {
        field.required
            || usual
                .lines
                .iter()
                .chain(usual.headings)
                .any(|one| *one == field.name)
    };
    let (mut lines, mut below) = (Vec::new(), String::new());
    for field in fields.iter_mut().filter(is_said) {
        fill_in(field, &name, &[]);
        let parts: Vec<&Field> = { field.fields.iter() }
            .filter(|one| one.required || USUAL_OF_A_PART.contains(&one.name.as_str()))
            .filter(|one| one.example.is_some())
            .collect();
        if let Some(example) = &field.example {
            lines.push(format!("{} = {example}", field.name));
        } else if field.name == "milestones" {
            lines.push(FIRST_MILESTONE.to_owned());
        } else if field.is_list && !parts.is_empty() {
            below.push_str(&format!("\n[[{}]]\n", field.name));
            for one in parts {
                let example = one.example.as_deref().unwrap_or_default();
                below.push_str(&format!("{} = {example}\n", one.name));
            }
        }
    }
    lines.push(format!("body = {}", quoted(usual.text)));
    format!("{}\n{below}", lines.join("\n"))
}

/// What most parts of an entry say, such as the stages of a journey.
const USUAL_OF_A_PART: [&str; 12] = [
    "takes",
    "summary",
    "doing",
    "thinking",
    "feeling",
    "pains",
    "touchpoints",
    "time",
    "importance",
    "satisfaction",
    "how",
    "why_hired",
];

/// The one table that must be there: a path leads somewhere, and every book has a home page.
const FIRST_MILESTONE: &str =
    "milestones = [{ name = \"Day 1\", steps = [\"Read the home page of this book\"] }]";

/// A line that the entry cannot be without.
fn live(about: &Short<'_>, field: &Field, lines: &mut Vec<String>) {
    let name = &field.name;
    if name == "date" {
        lines.push(format!("date = {}", about.today));
    } else if let Some(example) = &field.example {
        lines.push(format!("{name} = {example}"));
    } else {
        lines.push(FIRST_MILESTONE.to_owned());
    }
}

/// A field behind a `#`, with what it means.
fn prompt(field: &Field) -> String {
    let example = match (&field.example, said(field)) {
        (Some(example), _) => example.clone(),
        (None, Some(said)) => format!("[{}]", quoted(&said)),
        (None, None) => return String::new(),
    };
    format!("\n# {}\n#{} = {example}\n", field.description, field.name)
}

/// What to write as the text, and what to do with the headings.
fn about_text(usual: &Usual) -> String {
    let headings = if usual.headings.is_empty() {
        ""
    } else {
        " Then fill in what you know below the headings, one thing a line, and delete the others. \
         What stands between such marks is for you: readers do not see it."
    };
    format!("{}{headings}", usual.text)
}

/// A heading for each thing that most entries say.
fn headings(about: &Short<'_>, usual: &Usual, fields: &[Field]) -> String {
    let mut out = String::new();
    for name in usual.headings {
        let Some(field) = fields.iter().find(|field| field.name == *name) else {
            continue;
        };
        let example = match said(field) {
            Some(said) if field.is_list => format!("\n- {said}\n"),
            Some(said) => format!("\n> {said}\n"),
            None => String::new(),
        };
        let remark = remark(&format!("{}{example}", field.description));
        out.push_str(&format!("\n## {}\n{remark}", (about.heading)(name)));
    }
    out
}

/// An example of one item of a field, as a sentence.
fn said(field: &Field) -> Option<String> {
    if let Some(example) = &field.example {
        let value: serde_json::Value = serde_json::from_str(example).ok()?;
        let first = match &value {
            serde_json::Value::Array(items) => items.first()?,
            one => one,
        };
        return first.as_str().map(str::to_owned);
    }
    let example = |name: &str| {
        let own = field.fields.iter().find(|one| one.name == name)?;
        let text: String = serde_json::from_str(own.example.as_deref()?).ok()?;
        Some(text)
    };
    let required = field.fields.iter().find(|one| one.required)?;
    let text = example(&required.name)?;
    Some(match example("time") {
        Some(time) => format!("{time} {text}"),
        None => text,
    })
}
