//! Changes in every form of an entry: they do what they do to TOML, and nothing else moves.

use super::*;
use crate::language::Language;
use crate::load::in_form;

fn path(text: &str) -> FieldPath {
    let steps = text.split('.').map(|step| match step.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key(step.to_owned()),
    });
    FieldPath(steps.collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn table(fields: &[(&str, Value)]) -> Value {
    let fields = fields.iter();
    Value::Table(
        fields
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

fn day() -> Value {
    Value::Date("2026-11-28".parse().unwrap())
}

fn tried(file: &str, before: &str, at: &str, change: Change) -> Result<String, Refused> {
    let edit = Edit {
        path: path(at),
        change,
    };
    edited(
        file,
        before,
        &[edit],
        &Words::built_in(Language::all().next().unwrap()),
    )
}

#[test]
fn a_file_that_somebody_saves_meanwhile_is_left_alone() {
    for (file, before) in [
        ("content/personas/a.toml", "name = \"A\"\n"),
        ("content/personas/a.md", "---\nname: A\n---\n"),
        ("content/personas/a.md", "# A\n\nOwner: B\n"),
    ] {
        let edit = Edit {
            path: path("owner"),
            change: Change::Set(text("C")),
        };
        let words = Words::built_in(Language::all().next().unwrap());
        let times = std::cell::Cell::new(0);
        let read = || {
            times.set(times.get() + 1);
            Ok(format!("{before}{}", ["", "\n"][times.get() - 1]).into_bytes())
        };
        let refused = after(file, std::slice::from_ref(&edit), &words, &read).unwrap_err();
        assert!(
            refused
                .to_string()
                .contains("somebody else saved it just now"),
            "{refused}"
        );
        let calm = after(file, &[edit], &words, &|| Ok(before.as_bytes().to_vec())).unwrap();
        assert!(calm.contains('C'), "{calm}");
    }
}

mod property {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::doc::{Document, Wanted, read};
    use crate::model::persona::Persona;
    use crate::model::{Content as _, Header, Kind};
    use crate::text::Source;

    /// What an entry says, whatever form it has. All words are without signs, and there is no word twice.
    #[derive(Debug, Clone)]
    struct Content {
        age: bool,
        goals: Vec<bool>,
        frustrations: Vec<bool>,
        day: usize,
        jobs: usize,
        quotes: Vec<bool>,
    }

    /// How it is written.
    #[derive(Debug, Clone)]
    struct Manner {
        variant: [u8; 8],
        is_crlf: bool,
        has_bom: bool,
    }

    fn content() -> impl Strategy<Value = Content> {
        let several = || prop::collection::vec(any::<bool>(), 0..4);
        (
            any::<bool>(),
            several(),
            several(),
            0..3_usize,
            0..3_usize,
            several(),
        )
            .prop_map(|(age, goals, frustrations, day, jobs, quotes)| Content {
                age,
                goals,
                frustrations,
                day,
                jobs,
                quotes,
            })
    }

    fn manner() -> impl Strategy<Value = Manner> {
        (any::<[u8; 8]>(), any::<bool>(), any::<bool>()).prop_map(|(variant, is_crlf, has_bom)| {
            Manner {
                variant,
                is_crlf,
                has_bom,
            }
        })
    }

    impl Manner {
        fn of(&self, at: usize, count: u8) -> u8 {
            self.variant[at] % count
        }

        fn finished(&self, text: &str) -> String {
            let text = match self.is_crlf {
                true => text.replace('\n', "\r\n"),
                false => text.to_owned(),
            };
            format!("{}{text}", if self.has_bom { "\u{feff}" } else { "" })
        }
    }

    fn toml(content: &Content) -> String {
        let mut text = String::from("name = \"Noor\"\n");
        if content.age {
            text.push_str("age = 38\n");
        }
        let mut list = |key: &str, items: Vec<String>| {
            if !items.is_empty() {
                let _ = writeln!(text, "{key} = [{}]", items.join(", "));
            }
        };
        let claims = |of: &str, more: &str, which: &[bool]| -> Vec<String> {
            let which = which.iter().enumerate();
            let items = which.map(|(at, has_more)| match has_more {
                true => format!("{{ text = \"{of} {at} is told\", {more} }}"),
                false => format!("{{ text = \"{of} {at} is told\" }}"),
            });
            items.collect()
        };
        list(
            "goals",
            claims("goal", "note = \"noted so\"", &content.goals),
        );
        list(
            "frustrations",
            claims("pain", "severity = 3", &content.frustrations),
        );
        list(
            "quotes",
            claims("quote", "by = \"Somebody\"", &content.quotes),
        );
        list(
            "day",
            (0..content.day)
                .map(|at| format!("{{ time = \"0{at}:15\", what = \"moment {at} comes\" }}"))
                .collect(),
        );
        list(
            "jobs",
            (0..content.jobs)
                .map(|at| format!("\"job-{at}\""))
                .collect(),
        );
        text
    }

    fn markdown(content: &Content, manner: &Manner) -> String {
        let mut text = String::new();
        let has_toml = manner.of(0, 4) == 1;
        let has_yaml = manner.of(0, 4) == 2;
        let head = if content.age {
            ("age", "38")
        } else {
            ("x", "")
        };
        match (has_toml, has_yaml, content.age) {
            (true, _, is_there) => text.push_str(if is_there {
                "+++\n# keep 0\nage = 38\n+++\n"
            } else {
                "+++\n# keep 0\n+++\n"
            }),
            (_, true, is_there) => text.push_str(if is_there {
                "---\n# keep 0\nage: 38\n---\n"
            } else {
                "---\n# keep 0\n---\n"
            }),
            _ => {}
        }
        text.push_str("# Noor\n\n");
        let is_label = !has_toml && !has_yaml && content.age;
        let is_bold = manner.of(1, 2) == 1;
        let label = |key: &str, value: &str| match is_bold {
            true => format!("**{key}:** {value}\n"),
            false => format!("{key}: {value}\n"),
        };
        if is_label {
            text.push_str(&label("Age", head.1));
        }
        let jobs: Vec<String> = (0..content.jobs).map(|at| format!("job-{at}")).collect();
        if !jobs.is_empty() && manner.of(2, 2) == 0 {
            text.push_str(&label("Jobs", &jobs.join(", ")));
        }
        text.push_str("\n<!-- keep 1 -->\n\nkeep 2: é and so on.\n\n");
        let claims = |of: &str, more: &str, which: &[bool], sign: u8| {
            let mut list = String::new();
            for (at, has_more) in which.iter().enumerate() {
                let sign = match sign {
                    0 => "-".to_owned(),
                    1 => "*".to_owned(),
                    _ => format!("{}.", at + 1),
                };
                let _ = writeln!(list, "{sign} {of} {at} is told");
                if *has_more {
                    let _ = writeln!(list, "{}- {more}", " ".repeat(sign.len() + 1));
                }
            }
            list
        };
        if !content.goals.is_empty() {
            let list = claims("goal", "Note: noted so", &content.goals, manner.of(3, 3));
            let _ = write!(text, "## Goals\n\n{list}\n");
            if manner.of(3, 2) == 0 {
                text.push_str("<!-- keep 3 -->\n\n");
            }
        }
        text.push_str("## Other things\n\nkeep 4 | told\n\n");
        if !content.frustrations.is_empty() {
            let list = claims(
                "pain",
                "severity: 3",
                &content.frustrations,
                manner.of(4, 3),
            );
            let _ = write!(text, "## Pain points\n\n{list}\n");
        }
        if content.day > 0 {
            text.push_str("## Day\n\n");
            if manner.of(5, 2) == 0 {
                text.push_str("| Time | What |\n|---|---|\n");
            }
            for at in 0..content.day {
                let _ = match manner.of(5, 2) {
                    0 => writeln!(text, "| 0{at}:15 | moment {at} comes |"),
                    _ => writeln!(text, "- 0{at}:15 moment {at} comes"),
                };
            }
            text.push('\n');
        }
        if !content.quotes.is_empty() {
            text.push_str("## Quotes\n\n");
            for (at, has_by) in content.quotes.iter().enumerate() {
                let by = if *has_by { "\n> — Somebody" } else { "" };
                let _ = write!(text, "> quote {at} is told{by}\n\n");
            }
        }
        if !jobs.is_empty() && manner.of(2, 2) == 1 {
            let _ = write!(text, "## Jobs\n\n- {}\n\n", jobs.join("\n- "));
        }
        if manner.of(6, 2) == 0 {
            text.push_str("## Last\n\nkeep 5\n");
        }
        manner.finished(&text)
    }

    fn yaml(content: &Content, manner: &Manner) -> String {
        let mut text = String::from("---\n# keep 0\nname: Noor # keep 1\n");
        if content.age {
            text.push_str("age: 38\n");
        }
        let dash = if manner.of(1, 2) == 0 { "- " } else { "  - " };
        let below = " ".repeat(dash.len());
        let mut list = |key: &str, at: usize, items: Vec<Vec<(&str, String)>>| {
            if items.is_empty() {
                return;
            }
            let quote = |word: &str| match manner.of(at, 3) {
                0 => word.to_owned(),
                1 => format!("'{word}'"),
                _ => format!("\"{word}\""),
            };
            if manner.of(at, 2) == 0 {
                let items = items.iter().map(|fields| {
                    let fields: Vec<String> = fields
                        .iter()
                        .map(|(key, value)| match *key {
                            "" => quote(value),
                            "severity" => format!("{key}: {value}"),
                            _ => format!("{key}: {}", quote(value)),
                        })
                        .collect();
                    match items[0][0].0 {
                        "" => fields.join(""),
                        _ => format!("{{{}}}", fields.join(", ")),
                    }
                });
                let _ = writeln!(text, "{key}: [{}]", items.collect::<Vec<_>>().join(", "));
                return;
            }
            let _ = writeln!(text, "{key}: # keep {key}");
            for fields in items {
                for (position, (key, value)) in fields.iter().enumerate() {
                    let before = if position == 0 { dash } else { &below };
                    let _ = match *key {
                        "" => writeln!(text, "{before}{}", quote(value)),
                        "severity" => writeln!(text, "{before}{key}: {value}"),
                        "note" if manner.of(7, 2) == 0 => {
                            writeln!(text, "{before}{key}: |-\n{below}   {value}")
                        }
                        _ => writeln!(text, "{before}{key}: {}", quote(value)),
                    };
                }
            }
        };
        let claims = |of: &str, more: (&'static str, &str), which: &[bool]| {
            let which = which.iter().enumerate();
            let items = which.map(|(at, has_more)| {
                let own = ("text", format!("{of} {at} is told"));
                let more = has_more.then(|| (more.0, more.1.to_owned()));
                std::iter::once(own).chain(more).collect::<Vec<_>>()
            });
            items.collect::<Vec<_>>()
        };
        list(
            "goals",
            2,
            claims("goal", ("note", "noted so"), &content.goals),
        );
        list(
            "frustrations",
            3,
            claims("pain", ("severity", "3"), &content.frustrations),
        );
        list(
            "quotes",
            4,
            claims("quote", ("by", "Somebody"), &content.quotes),
        );
        let day = (0..content.day).map(|at| {
            vec![
                ("time", format!("\u{200b}0{at}:15").replace('\u{200b}', "")),
                ("what", format!("moment {at} comes")),
            ]
        });
        // A time without quotes is a number of minutes for some.
        if manner.of(5, 3) != 0 {
            list("day", 5, day.collect());
        } else if content.day > 0 {
            let items: Vec<String> = (0..content.day)
                .map(|at| format!("{{time: \"0{at}:15\", what: moment {at} comes}}"))
                .collect();
            let _ = writeln!(text, "day: [{}]", items.join(", "));
        }
        let mut jobs = String::new();
        if content.jobs > 0 {
            let items: Vec<String> = (0..content.jobs).map(|at| format!("job-{at}")).collect();
            let _ = match manner.of(6, 2) {
                0 => writeln!(jobs, "jobs: [{}]", items.join(", ")),
                _ => writeln!(jobs, "jobs:\n{dash}{}", items.join(&format!("\n{dash}"))),
            };
        }
        text.push_str(&jobs);
        text.push_str("# keep 2\n---\n\nkeep 3: the story.\n");
        manner.finished(&text)
    }

    const ODD: [&str; 32] = [
        "plain words",
        "- x",
        "# of y",
        "> 50",
        "a: b",
        "yes",
        "1e3",
        "2024-01-01",
        "3. c",
        "a | b",
        "so *much* of it",
        "x — y",
        "\"quoted\"",
        "é ü 漢 😀",
        "one, two",
        "`code`",
        "told [^talks]",
        "a #b",
        "it's",
        "back\\slash",
        "{a}",
        "& so",
        "~",
        "null",
        "[x](persona:y)",
        "-x",
        "ends:",
        "+ 5 %",
        "!bang",
        "%d",
        "@you",
        "0123",
    ];

    /// The changes that any content may get.
    fn change(
        content: &Content,
        (which, odd): (u8, u8),
        (at, to): (usize, usize),
    ) -> (String, Change) {
        let odd = text(ODD[usize::from(odd) % ODD.len()]);
        let within = |count: usize| if count == 0 { 0 } else { at % count };
        let (goals, pains) = (content.goals.len(), content.frustrations.len());
        let (goal, pain, quote) = (within(goals), within(pains), within(content.quotes.len()));
        let moment = table(&[("time", text("09:30")), ("what", odd.clone())]);
        let claim = |more: &str, value: Value| table(&[("text", odd.clone()), (more, value)]);
        match which % 26 {
            0 => ("name".to_owned(), Change::Set(text("Noor *B* & co"))),
            1 => ("owner".to_owned(), Change::Set(odd)),
            2 => ("reviewed".to_owned(), Change::Set(day())),
            3 => ("age".to_owned(), Change::Set(Value::Number(40.0))),
            4 => ("goals".to_owned(), Change::Add(odd)),
            5 => (
                "goals".to_owned(),
                Change::Add(claim("note", text("a note"))),
            ),
            6 => (format!("goals.{goal}"), Change::Set(odd)),
            7 => (format!("goals.{goal}.text"), Change::Set(odd)),
            8 => (format!("goals.{goal}.note"), Change::Set(odd)),
            9 => (format!("goals.{goal}"), Change::Remove),
            10 => (format!("goals.{goal}"), Change::Move(to % goals.max(1))),
            11 => (
                format!("frustrations.{pain}.severity"),
                Change::Set(Value::Number(5.0)),
            ),
            12 => (format!("frustrations.{pain}.text"), Change::Set(odd)),
            13 => (
                format!("frustrations.{pain}"),
                Change::Move(to % pains.max(1)),
            ),
            14 => (
                "frustrations".to_owned(),
                Change::Add(claim("severity", Value::Number(2.0))),
            ),
            15 => ("frustrations".to_owned(), Change::Remove),
            16 => ("day".to_owned(), Change::Add(moment)),
            17 => (
                format!("day.{}.what", within(content.day)),
                Change::Set(odd),
            ),
            18 => (format!("day.{}", within(content.day)), Change::Remove),
            19 => ("jobs".to_owned(), Change::Add(text("job-new"))),
            20 => (
                format!("jobs.{}", within(content.jobs)),
                Change::Set(text("job-other")),
            ),
            21 => (format!("jobs.{}", within(content.jobs)), Change::Remove),
            22 => (
                "quotes".to_owned(),
                Change::Add(claim("by", text("Her aunt"))),
            ),
            23 => (format!("quotes.{quote}.text"), Change::Set(odd)),
            24 => (format!("quotes.{quote}"), Change::Remove),
            _ => ("dreams".to_owned(), Change::Add(odd)),
        }
    }

    /// Everything that the model has of an entry.
    fn said(file: &str, text: &str) -> String {
        let source = Arc::new(Source {
            path: file.to_owned(),
            text: text.to_owned(),
        });
        let document = match file.ends_with(".toml") {
            true => Document::toml(source),
            false => Document::markdown(source).0.unwrap(),
        };
        let document = in_form(Kind::Persona, |form| document.read_as(form));
        let of_header = Header::keys_at(&[]);
        let wanted = |path: &[Step]| -> Wanted {
            match path {
                [Step::Key(key), ..] if of_header.contains(&key.as_str()) => {
                    Header::wanted_at(path)
                }
                _ => Kind::Persona.wanted_at(path),
            }
        };
        let reading = read::<Header, Persona>(&document, of_header, &wanted);
        assert!(
            reading.header.is_some() && reading.data.is_some(),
            "{text}\n{:?}",
            reading.report
        );
        format!("{:#?}\n{:#?}", reading.header, reading.data)
    }

    /// The edit does to a file what it does to a TOML file that says the same, and nothing else in it moves.
    fn is_as_in_toml(
        twin: &str,
        file: &str,
        before: &str,
        (at, change): (String, Change),
    ) -> Result<(), TestCaseError> {
        prop_assert_eq!(
            said("content/personas/noor.toml", twin),
            said(file, before),
            "{}",
            before
        );
        let Ok(wanted) = tried("content/personas/noor.toml", twin, &at, change.clone()) else {
            return Ok(());
        };
        let after = match tried(file, before, &at, change.clone()) {
            Ok(after) => after,
            Err(why) => {
                prop_assert!(false, "{} {:?}: {:?} in\n{}", at, change, why, before);
                return Ok(());
            }
        };
        prop_assert_eq!(
            said("content/personas/noor.toml", &wanted),
            said(file, &after),
            "{}\nbecame\n{}",
            before,
            after
        );
        let kept = |text: &str| -> Vec<String> {
            let lines = text.split_inclusive('\n');
            let lines = lines.filter_map(|line| Some(line[line.find("keep")?..].to_owned()));
            lines.collect()
        };
        let is_gone =
            |line: &String| matches!(change, Change::Remove) && !kept(&after).contains(line);
        let expected: Vec<String> = kept(before)
            .into_iter()
            .filter(|line| !is_gone(line))
            .collect();
        prop_assert_eq!(expected, kept(&after), "{}\nbecame\n{}", before, after);
        prop_assert_eq!(
            before.starts_with('\u{feff}'),
            after.starts_with('\u{feff}')
        );
        let loose = after.replace("\r\n", "");
        prop_assert!(
            !loose.contains('\r') && (!before.contains('\r') || !loose.contains('\n')),
            "{:?}",
            after
        );
        Ok(())
    }

    proptest! {
        #[test]
        fn an_edit_of_markdown_does_what_it_does_to_toml(
            content in content(), manner in manner(), which: u8, odd: u8, at in 0..4_usize, to in 0..4_usize,
        ) {
            let change = change(&content, (which, odd), (at, to));
            is_as_in_toml(&toml(&content), "content/personas/noor.md", &markdown(&content, &manner), change)?;
        }

        #[test]
        fn an_edit_of_yaml_does_what_it_does_to_toml(
            content in content(), manner in manner(), which: u8, odd: u8, at in 0..4_usize, to in 0..4_usize,
        ) {
            let change = change(&content, (which, odd), (at, to));
            is_as_in_toml(&toml(&content), "content/personas/noor.md", &yaml(&content, &manner), change)?;
        }
    }
}
