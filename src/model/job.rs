//! Job: what somebody tries to get done, and how well that goes today.

use super::claim::Claim;
use super::competitor::Competitor;
use super::content::{choice, content};
use super::finding::Finding;
use super::kind::{Data, Kind, KindData};
use super::persona::Persona;
use super::reference::Reference;
use super::segment::Segment;
use super::sources::Sources;
use super::unseen::Hiding;
use super::value::{Image, OpportunityScore, TenScale, Text};
use crate::language::{Opening, without_opening};
use crate::text::FieldPath;

choice! {
    "dimension",
    /// Which side of life a job is about.
    pub enum Dimension {
        /// Getting something done.
        Functional = "functional",
        /// Feeling a certain way.
        Emotional = "emotional",
        /// Being seen a certain way.
        Social = "social",
    }
}

choice! {
    "job-level",
    /// How large a job is.
    pub enum JobLevel {
        /// What life or the firm should be like.
        Aspiration = "aspiration",
        /// The job we are hired for.
        Main = "main",
        /// A part of it.
        Small = "small",
        /// A single task.
        Micro = "micro",
    }
}

choice! {
    "phase",
    /// A phase of the universal job map.
    pub enum Phase {
        /// Decide what is needed.
        Define = "define",
        /// Find what it takes.
        Locate = "locate",
        /// Make ready.
        Prepare = "prepare",
        /// Make sure that all is ready.
        Confirm = "confirm",
        /// Do it.
        Execute = "execute",
        /// See whether it goes well.
        Monitor = "monitor",
        /// Change what does not.
        Modify = "modify",
        /// Finish.
        Conclude = "conclude",
    }
}

content! {
    /// A job to be done.
    pub struct Job {
        /// Verb, object and clarifier. Example: `"Pay for clothes only after they have arrived"`.
        statement: Option<Text>,
        /// The situation, "When …"; pages say "When" themselves. Example: `"I order three sizes to keep one"`.
        when: Option<Text>,
        /// The wish, "I want …"; pages say "I want" themselves. Example: `"to pay only for what I keep"`.
        want: Option<Text>,
        /// The purpose, "so that …"; pages say "so that" themselves. Example: `"my money is not away for weeks"`.
        so_that: Option<Text>,
        /// A picture, beside the file. Example: `"parcel.jpg"`.
        image: Option<Image>,
        /// `functional`, `emotional` or `social`. Example: `"functional"`.
        dimension: Option<Dimension>,
        /// `aspiration`, `main`, `small` or `micro`. Example: `"main"`.
        level: Option<JobLevel>,
        /// The larger job this one is part of. Example: `"shop-without-worry"`.
        parent: Option<Reference<Job>>,
        /// Who has this job. Example: `["lotte"]`.
        personas: Vec<Reference<Persona>>,
        /// In which segments. Example: `["mid-size-webshops"]`.
        segments: Vec<Reference<Segment>>,
        /// When and where it comes up. Example: `["In the evening, on a phone"]`.
        circumstances: Vec<Claim>,
        /// The job map.
        steps: Vec<JobStep>,
        /// How success is measured by the one who has the job.
        outcomes: Vec<Outcome>,
        /// What moves somebody to a new solution, and what holds them back.
        forces: Option<Forces>,
        /// What is hired for the job today.
        alternatives: Vec<Alternative>,
        /// How they want to feel. Example: `["In control"]`.
        feel: Vec<Claim>,
        /// How they do not want to feel. Example: `["Naive"]`.
        avoid_feeling: Vec<Claim>,
        /// How they want to be seen. Example: `["As somebody who checks first"]`.
        seen_as: Vec<Claim>,
    }
}

content! {
    /// A step of the job map.
    pub struct JobStep {
        /// `define`, `locate`, `prepare`, `confirm`, `execute`, `monitor`, `modify` or `conclude`. Example: `"locate"`.
        phase: Option<Phase>,
        /// What they do. Example: `"Looks for the shop's return address"`.
        what!: Text,
    }
}

content! {
    /// A measure of success.
    pub struct Outcome {
        /// Direction, measure, object. Example: `"Minimise the time it takes to get money back after a return"`.
        statement!: Text,
        /// How important it is, 0 to 10. Example: `8.7`.
        importance: Option<TenScale>,
        /// How satisfied they are today, 0 to 10. Example: `3.1`.
        satisfaction: Option<TenScale>,
        /// What its ratings or its score rest on. Example: `["interviews"]`.
        evidence: Sources,
        /// The answers of a survey, from which both are computed.
        answers: Option<Answers>,
        /// The opportunity score, 0 to 20, of a study whose ratings are not known; from ratings or answers it is computed. Example: `11.8`.
        score: Option<OpportunityScore>,
    }
}

content! {
    /// How many respondents answered 4 or 5 out of 5.
    pub struct Answers {
        /// How many found it important. Example: `22`.
        important!: u32,
        /// How many were satisfied. Example: `12`.
        satisfied!: u32,
        /// How many answered about importance. Example: `29`.
        n_importance!: u32,
        /// How many answered about satisfaction. Example: `29`.
        n_satisfaction!: u32,
    }
}

content! {
    /// The four forces of progress.
    pub struct Forces {
        /// What pushes them away from today. Example: `["Money gone, parcel not there"]`.
        push: Vec<Claim>,
        /// What pulls them to something new. Example: `["Pay when it fits"]`.
        pull: Vec<Claim>,
        /// What makes them anxious about it. Example: `["Forgetting to pay"]`.
        anxiety: Vec<Claim>,
        /// What keeps them as they are. Example: `["The card is saved already"]`.
        habit: Vec<Claim>,
    }
}

content! {
    /// What is hired for the job today.
    pub struct Alternative {
        /// What. Example: `"Ordering from a large marketplace"`.
        name!: Text,
        /// The competitor that offers it. Example: `"blink-later"`.
        competitor: Option<Reference<Competitor>>,
        /// Why it is hired. Example: `"Returns are easy"`.
        why_hired: Option<Text>,
        /// Why it is fired. Example: `"The nice shops are not there"`.
        why_fired: Option<Text>,
    }
}

impl KindData for Job {
    const KIND: Kind = Kind::Job;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Job(job) => Some(job),
            _ => None,
        }
    }

    fn leave_to_pages(&mut self) {
        let parts = [
            (Opening::When, &mut self.when),
            (Opening::Want, &mut self.want),
            (Opening::SoThat, &mut self.so_that),
        ];
        for (opening, part) in parts {
            if let Some(text) = part {
                text.0 = without_opening(opening, &text.0).to_owned();
            }
        }
    }

    /// What a competitor offers is called as the competitor is.
    fn leave_out_first(&mut self, hiding: &Hiding<'_>) {
        self.alternatives.retain(|alternative| {
            let competitor = alternative.competitor.as_ref();
            !competitor.is_some_and(|one| hiding.hides(Kind::Competitor, &one.id))
        });
    }

    fn parent(&self) -> Option<(&'static str, &str)> {
        self.parent
            .as_ref()
            .map(|parent| ("parent", parent.id.as_str()))
    }

    fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, outcome) in self.outcomes.iter().enumerate() {
            let path = FieldPath::default().key("outcomes").index(index);
            let is_computed = outcome.importance.is_some() && outcome.satisfaction.is_some()
                || outcome.answers.is_some();
            if outcome.score.is_some() && is_computed {
                found.push(Finding::new(
                    "score-is-computed",
                    path.key("score"),
                    "this outcome has both a score and what it is computed from, which may contradict",
                    "remove `score`",
                ));
            }
            let Some(answers) = &outcome.answers else {
                continue;
            };
            let path = path.key("answers");
            for (count, of, part, whole) in [
                (
                    answers.important,
                    answers.n_importance,
                    "important",
                    "n_importance",
                ),
                (
                    answers.satisfied,
                    answers.n_satisfaction,
                    "satisfied",
                    "n_satisfaction",
                ),
            ] {
                if of == 0 || count > of {
                    found.push(Finding::new(
                        "bad-answers",
                        path.clone(),
                        format!("`{part}` is {count} of {of} answers"),
                        format!(
                            "write in `{whole}` how many answered, at least 1 and at least `{part}`"
                        ),
                    ));
                }
            }
            if outcome.importance.is_some() || outcome.satisfaction.is_some() {
                found.push(Finding::new(
                    "bad-answers",
                    path,
                    "this outcome has both ratings and answers, which may contradict",
                    "keep `answers` and leave out `importance` and `satisfaction`",
                ));
            }
        }
        found
    }
}
