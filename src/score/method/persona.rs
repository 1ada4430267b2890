//! The eight steps of making a persona.

use std::collections::BTreeSet;

use super::asked::{self, Asked};
use super::sources::Sources;
use super::{Check, MethodStep};
use crate::doc::Date;
use crate::language::{is_open_question, standard_question};
use crate::model::evidence::Method;
use crate::model::icp::Icp;
use crate::model::persona::{Persona, PersonaKind, Verdict};
use crate::model::segment::Segment;
use crate::model::{Backlink, Book, Entry, Status};
use crate::score::freshness;

/// Ways to count customers.
const DATA: [Method; 5] = [
    Method::Analytics,
    Method::Crm,
    Method::Survey,
    Method::Support,
    Method::Desk,
];

/// Ways to meet them.
const MEETING: [Method; 3] = [Method::Interview, Method::Observation, Method::Panel];

/// From five talks on little new comes up about one kind of person (Nielsen and Landauer 1993, for usability).
const PEOPLE: usize = 5;

/// As many people as must have answered the questions that test a persona: one of us is not enough.
const TESTERS: usize = 2;

/// The eight steps for a persona. `links` are the places that refer to her; `questions` is how many standard questions
/// there are.
#[must_use]
pub fn persona_steps(
    book: &Book,
    (entry, persona): (&Entry, &Persona),
    links: &[Backlink<'_>],
    (questions, today): (usize, Date),
) -> Vec<MethodStep> {
    let making = Making {
        book,
        entry,
        persona,
        asked: Asked {
            catalog: &book.catalog,
            persona,
            links,
        },
        negative: persona.kind == Some(PersonaKind::Negative),
        sources: Sources::of(&entry.key, &book.catalog),
    };
    let step = |key, checks| MethodStep { key, checks };
    vec![
        step("choose", making.choose()),
        step("gather", making.gather()),
        step("see", making.see()),
        step("complete", making.complete()),
        step("design", making.design()),
        step("test", making.test(questions)),
        step("live", making.live()),
        step("adjust", making.adjust(today)),
    ]
}

struct Making<'a> {
    book: &'a Book,
    entry: &'a Entry,
    persona: &'a Persona,
    asked: Asked<'a>,
    /// Somebody we do not work for.
    negative: bool,
    sources: Sources<'a>,
}

impl Making<'_> {
    fn choose(&self) -> Vec<Check> {
        let catalog = &self.book.catalog;
        let segment = self.persona.segment.as_ref();
        let segment = segment.and_then(|one| catalog.find::<Segment>(&one.id));
        let icp = self.persona.icps.iter();
        let icps = icp.filter(|one| catalog.find::<Icp>(&one.id).is_some());
        vec![
            Check::is("segment", segment.is_some()),
            Check::is(
                "segment-tier",
                segment.is_some_and(|(_, one)| one.tier.is_some()),
            ),
            Check::is("icps", icps.count() > 0),
            Check::is("persona-kind", self.persona.kind.is_some()),
        ]
    }

    fn gather(&self) -> Vec<Check> {
        let mut checks = vec![Check::count("data-sources", self.sources.made_by(&DATA), 2)];
        if !self.negative {
            checks.push(Check::is("share", self.persona.share.is_some()));
        }
        checks
    }

    fn see(&self) -> Vec<Check> {
        vec![
            Check::is("met", self.sources.made_by(&MEETING) > 0),
            Check::count("people", self.sources.people(&MEETING), PEOPLE),
        ]
    }

    fn complete(&self) -> Vec<Check> {
        let one = self.persona;
        let decision = one.decision.as_ref();
        let convinced = decision.is_some_and(|decision| {
            !decision.convinced_by.is_empty() || !decision.criteria.is_empty()
        });
        let objections = decision.is_some_and(|decision| !decision.objections.is_empty());
        let mut checks = vec![
            Check::all(
                "who",
                &[
                    one.role.is_some(),
                    one.age.is_some(),
                    one.location.is_some(),
                ],
            ),
            Check::all(
                "moves",
                &[!one.wants().is_empty(), self.asked.has_frustration()],
            ),
            self.asked.talk(),
        ];
        if !self.negative {
            checks.extend([
                Check::all("decides", &[convinced, objections]),
                Check::is("reach", !one.channels.is_empty() || !one.media.is_empty()),
                self.asked.jobs(),
            ]);
        }
        checks.push(Check::known(one));
        checks
    }

    fn design(&self) -> Vec<Check> {
        let one = self.persona;
        vec![
            Check::is("face", one.portrait.is_some() || one.look.is_some()),
            asked::quote(one),
            Check::is("summary", self.entry.header.summary.is_some()),
            Check::is("story", !self.entry.body.trim().is_empty()),
        ]
    }

    fn test(&self, questions: usize) -> Vec<Check> {
        let validation = &self.persona.validation;
        let answered: BTreeSet<usize> = validation
            .iter()
            .filter(|one| one.answer.is_some() || one.verdict.is_some())
            .filter_map(|one| standard_question(&one.question))
            .collect();
        let mut testers: Vec<&str> = validation
            .iter()
            .filter_map(|one| one.by.as_deref())
            .collect();
        testers.sort_unstable();
        testers.dedup();
        let closed = validation
            .iter()
            .filter(|one| !is_open_question(&one.question));
        let verdicts = closed.filter_map(|one| one.verdict);
        let (yes, all) = verdicts.fold((0, 0), |(yes, all), verdict| {
            (yes + usize::from(verdict == Verdict::Yes), all + 1)
        });
        vec![
            Check::count("questions", answered.len(), questions),
            Check::count("testers", testers.len(), TESTERS),
            // Most are more than half.
            Check::share("verdicts", yes, all, all / 2 + 1),
            Check::is(
                "validated",
                self.entry.header.status == Some(Status::Validated),
            ),
        ]
    }

    fn live(&self) -> Vec<Check> {
        let actions = self.asked.actions();
        if self.negative {
            return vec![Check::is("refuse", !self.persona.dos.is_empty()), actions];
        }
        vec![
            self.asked.journeys(),
            self.asked.messages(),
            actions,
            Check::is("measures", !self.persona.measures.is_empty()),
        ]
    }

    fn adjust(&self, today: Date) -> Vec<Check> {
        let fresh = freshness(self.entry, &self.book.config.review, today);
        let measured = self.persona.measures.iter().filter(|one| one.now.is_some());
        let mut checks = vec![
            Check::is("owner", self.entry.header.owner.is_some()),
            Check::fresh(fresh),
        ];
        if !self.negative {
            checks.push(Check::is("measured", measured.count() > 0));
        }
        checks
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde::de::IgnoredAny;

    use super::super::Progress;
    use super::*;
    use crate::doc::{self, Document, Wanted};
    use crate::language::{Language, Words};
    use crate::model::journey::Journey;
    use crate::model::{Catalog, Data, Header, Key, Kind};
    use crate::text::Source;

    /// From JSON, or from TOML where there are dates.
    fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
        if text.starts_with('{') {
            return serde_json::from_str(text).unwrap();
        }
        let source = Arc::new(Source {
            path: String::new(),
            text: text.to_owned(),
        });
        let document = Document::toml(source);
        let reading = doc::read::<IgnoredAny, T>(&document, &[], &|_| Wanted::Nothing);
        reading.data.unwrap()
    }

    /// An entry from its header and its own fields.
    fn entry<T>(id: &str, header: &str, data: &str, body: &str) -> Entry
    where
        T: crate::model::KindData + Into<Data> + serde::de::DeserializeOwned,
    {
        let header: Header = read(header);
        let data: T = read(data);
        Entry {
            key: Key::new(T::KIND, id),
            header,
            data: data.into(),
            body: body.into(),
            file: String::new(),
            folder: String::new(),
        }
    }

    fn book(entries: Vec<Entry>) -> Book {
        let mut catalog = Catalog::default();
        entries.into_iter().for_each(|entry| catalog.add(entry));
        let config = serde_json::from_str(r#"{ "book": { "title": "T" }, "review": {} }"#).unwrap();
        Book {
            config,
            catalog,
            words: Words::built_in(Language::default()),
        }
    }

    /// The progress of a rule for the persona `tess`.
    fn progress(book: &Book, key: &str) -> Option<Progress> {
        let (entry, persona) = book.catalog.find::<Persona>("tess").unwrap();
        let tess = crate::model::Pointer::Entry(Kind::Persona, "tess".to_owned());
        let links = book.catalog.records().flat_map(|record| {
            let to_tess = record.references().iter().filter(|used| used.to == tess);
            to_tess.map(|used| Backlink {
                from: record.entry(),
                used,
            })
        });
        let links: Vec<_> = links.collect();
        let today = "2026-11-21".parse().unwrap();
        let steps = persona_steps(book, (entry, persona), &links, (9, today));
        assert_eq!(steps.len(), 8);
        let mut checks = steps.iter().flat_map(|step| &step.checks);
        checks
            .find(|check| check.key == key)
            .map(|check| check.progress)
    }

    fn tess(header: &str, data: &str) -> Entry {
        entry::<Persona>("tess", header, data, "")
    }

    const NAME: &str = r#"{ "name": "Tess" }"#;

    #[test]
    fn sources_count_by_how_they_were_made() {
        let source =
            |id: &str, data: &str| entry::<crate::model::evidence::Evidence>(id, NAME, data, "");
        let book = book(vec![
            tess(
                NAME,
                r#"{ "goals": ["One [^talks]", "Two [^talks]", "Three [^deals]", "Four"] }"#,
            ),
            source("talks", "date = 2026-01-01\nmethod = \"interview\"\nn = 4"),
            source("deals", "date = 2026-01-01\nmethod = \"crm\"\nn = 90"),
            source(
                "unused",
                "date = 2026-01-01\nmethod = \"observation\"\nn = 90",
            ),
        ]);
        assert_eq!(progress(&book, "data-sources"), Some(Progress::Partly));
        assert_eq!(progress(&book, "met"), Some(Progress::Done));
        assert_eq!(progress(&book, "people"), Some(Progress::Partly));
        assert_eq!(progress(&book, "known"), Some(Progress::Done));
    }

    #[test]
    fn a_standard_question_counts_in_english_and_in_the_language_of_the_book() {
        let data = r#"{ "validation": [
            { "question": "herken je deze persoon? ", "verdict": "yes", "by": "Bas" },
            { "question": "What is missing?", "answer": "Her bike.", "by": "Bas" },
            { "question": "Does she cycle?", "answer": "Yes." }
        ] }"#;
        let book = book(vec![tess(NAME, data)]);
        assert_eq!(progress(&book, "questions"), Some(Progress::Partly));
        assert_eq!(progress(&book, "testers"), Some(Progress::Partly));
        assert_eq!(progress(&book, "verdicts"), Some(Progress::Done));
        assert_eq!(progress(&book, "validated"), Some(Progress::Missing));
    }

    #[test]
    fn most_verdicts_are_more_than_half_of_those_that_can_be_given() {
        let of = |verdicts: &[&str]| {
            let answers = verdicts.iter().map(|verdict| {
                format!(r#"{{ "question": "Is the description right?", "verdict": "{verdict}" }}"#)
            });
            let open = r#"{ "question": "What is missing?", "verdict": "no" }"#.to_owned();
            let answers: Vec<String> = answers.chain([open]).collect();
            let data = format!(r#"{{ "validation": [{}] }}"#, answers.join(","));
            progress(&book(vec![tess(NAME, &data)]), "verdicts")
        };
        assert_eq!(of(&["yes", "no"]), Some(Progress::Partly));
        assert_eq!(of(&["yes", "yes", "no"]), Some(Progress::Done));
        assert_eq!(of(&["yes", "partly", "no", "yes"]), Some(Progress::Partly));
        assert_eq!(of(&["yes"]), Some(Progress::Done));
        assert_eq!(of(&[]), Some(Progress::Missing));
    }

    #[test]
    fn journeys_that_name_her_and_say_something_in_each_stage_bring_her_to_life() {
        let journey = |stages: &str| {
            let data = format!(r#"{{ "personas": ["tess"], "stages": [{stages}] }}"#);
            entry::<Journey>("way", NAME, &data, "")
        };
        let told = r#"{ "name": "A", "message": "Come in." }"#;
        let silent = r#"{ "name": "B" }"#;
        let with = |stages: &str| book(vec![tess(NAME, "{}"), journey(stages)]);
        let of = |stages: &str| progress(&with(stages), "messages");
        assert_eq!(of(told), Some(Progress::Done));
        assert_eq!(of(&format!("{told}, {silent}")), Some(Progress::Partly));
        assert_eq!(of(silent), Some(Progress::Missing));
        assert_eq!(of(""), Some(Progress::Missing));
        assert_eq!(progress(&with(told), "journeys"), Some(Progress::Done));
    }

    #[test]
    fn somebody_we_do_not_work_for_needs_no_journey_but_a_way_to_say_no() {
        let book = book(vec![tess(
            NAME,
            r#"{ "kind": "negative", "dos": ["Be kind"] }"#,
        )]);
        assert_eq!(progress(&book, "journeys"), None);
        assert_eq!(progress(&book, "share"), None);
        assert_eq!(progress(&book, "refuse"), Some(Progress::Done));
    }

    #[test]
    fn a_review_that_is_overdue_is_half_a_review() {
        let of = |header: &str| progress(&book(vec![tess(header, "{}")]), "fresh");
        assert_eq!(
            of("name = \"T\"\nreviewed = 2026-10-01"),
            Some(Progress::Done)
        );
        assert_eq!(
            of("name = \"T\"\nreviewed = 2024-10-01"),
            Some(Progress::Partly)
        );
        assert_eq!(of(NAME), Some(Progress::Missing));
    }
}
