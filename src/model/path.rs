//! Path: what a new colleague reads, does and asks, step by step, to know the customer.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

use super::content::{Content, Node, content, wanted_alone};
use super::finding::Finding;
use super::kind::{Data, Kind, KindData};
use super::reference::AnyReference;
use super::unseen::Hiding;
use super::value::Text;
use crate::doc::{Wanted, from_number};
use crate::text::{FieldPath, Step};

content! {
    /// What a new colleague reads, does and asks to know the customer.
    pub struct Path {
        /// The team or role it is for. Example: `"Sales"`.
        r#for: Option<String>,
        /// The milestones, in order.
        milestones!: Vec<Milestone>,
        /// What this path adds to the quiz, and what it leaves out of it.
        quiz: Option<PathQuiz>,
    }
}

content! {
    /// What is done by a certain time.
    pub struct Milestone {
        /// When. Example: `"Day 1"`.
        name!: String,
        /// The steps, in order.
        steps!: Vec<PathStep>,
    }
}

content! {
    /// Something to read, to do or to ask.
    pub struct PathStep {
        /// What it is about. Example: `"Meet Sophie"`.
        title!: String,
        /// How many minutes it takes, 1 to 600. Example: `20`.
        minutes: Option<Minutes>,
        /// Entries to read. Example: `["persona:sophie", "journey:from-search-to-live#stage-2"]`.
        read: Vec<AnyReference>,
        /// What to do. Example: `"Order something in the demo shop and choose to pay later."`.
        r#do: Option<Text>,
        /// What to look for. Example: `"What she says about finance, and what she leaves out."`.
        look_for: Option<Text>,
        /// Whom to talk to, and about what. Example: `"Joris Maas: which call went wrong?"`.
        ask: Option<Text>,
    }
}

content! {
    /// Questions of the quiz.
    pub struct PathQuiz {
        /// The ids of questions to leave out, here and in the quiz of the whole book; the link "to this question" beside an answer ends with its id. Example: `["who-said:sophie:2"]`.
        exclude: Vec<String>,
        /// Questions of your own.
        questions: Vec<PathQuestion>,
    }
}

content! {
    /// A question with one right answer.
    pub struct PathQuestion {
        /// The question. Example: `"What does Mark read first in an offer?"`.
        ask!: Text,
        /// The right answer. Example: `"The page about refunds"`.
        answer!: Text,
        /// Wrong answers that somebody could believe, one or more. Example: `["The logo", "The page about the team"]`.
        wrong!: Vec<Text>,
        /// Why the answer is right. Example: `"Refunds are where his month goes wrong."`.
        why: Option<Text>,
        /// The entry that tells more. Example: `"persona:mark"`.
        see: Option<AnyReference>,
    }
}

/// A whole number of minutes, 1 to 600.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(pub u32);

/// Ten hours: more than a day of reading is several steps.
const MOST_MINUTES: u32 = 600;

impl Content for Minutes {
    fn node(&self) -> Node<'_> {
        Node::Number(f64::from(self.0))
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Number(1, i64::from(MOST_MINUTES)))
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_number(deserializer, |number| {
            (1..=MOST_MINUTES)
                .find(|minutes| f64::from(*minutes) == number)
                .map(Self)
                .ok_or_else(|| {
                    let wrong = if number.fract() == 0.0 {
                        "out of range"
                    } else {
                        "not a whole number"
                    };
                    (
                        format!("{number} is {wrong}"),
                        format!("write a whole number of minutes from 1 to {MOST_MINUTES}"),
                    )
                })
        })
    }
}

impl schemars::JsonSchema for Minutes {
    fn schema_name() -> Cow<'static, str> {
        "Minutes".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": MOST_MINUTES })
    }

    fn inline_schema() -> bool {
        true
    }
}

impl KindData for Path {
    const KIND: Kind = Kind::Path;

    const PARTS: Option<&'static str> = Some("milestones");

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Path(path) => Some(path),
            _ => None,
        }
    }

    /// A step to read nothing but what is hidden, and a question about it, tell of it.
    fn leave_out_first(&mut self, hiding: &Hiding<'_>) {
        let hides = |to: &AnyReference| hiding.hides(to.kind, &to.id);
        for milestone in &mut self.milestones {
            let steps = &mut milestone.steps;
            steps.retain(|step| step.read.is_empty() || !step.read.iter().all(hides));
        }
        if let Some(quiz) = &mut self.quiz {
            let names_hidden =
                |question: &String| question.split(':').any(|id| hiding.has_left(id));
            quiz.exclude.retain(|question| !names_hidden(question));
            let questions = &mut quiz.questions;
            questions.retain(|question| !question.see.as_ref().is_some_and(hides));
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let root = FieldPath::default();
        let mut found = Vec::new();
        if self.milestones.is_empty() {
            found.push(Finding::new(
                "path-without-milestone",
                root.key("milestones"),
                "this path leads nowhere: it has no milestone",
                "add one with a step: `milestones = [{ name = \"Day 1\", steps = [{ title = \"…\" }] }]`",
            ));
        }
        for (index, milestone) in self.milestones.iter().enumerate() {
            if milestone.steps.is_empty() {
                found.push(Finding::new(
                    "milestone-without-step",
                    root.key("milestones").index(index).key("steps"),
                    format!("nothing is done before `{}`", milestone.name),
                    "add a step: `steps = [{ title = \"…\" }]`, or remove the milestone",
                ));
            }
        }
        let questions = self.quiz.iter().flat_map(|quiz| &quiz.questions);
        let path = root.key("quiz").key("questions");
        for (index, question) in questions.enumerate() {
            wrong_answers(question, &path.index(index).key("wrong"), &mut found);
        }
        found
    }
}

/// What is wrong with the wrong answers of a question.
fn wrong_answers(question: &PathQuestion, path: &FieldPath, found: &mut Vec<Finding>) {
    if question.wrong.is_empty() {
        found.push(Finding::new(
            "question-without-wrong-answer",
            path.clone(),
            "with the right answer only, this is no question",
            "add what somebody could believe: `wrong = [\"…\"]`",
        ));
    }
    let said = |text: &Text| text.plain().trim().to_lowercase();
    for (index, wrong) in question.wrong.iter().enumerate() {
        if said(wrong) == said(&question.answer) {
            found.push(Finding::new(
                "answer-among-wrong",
                path.index(index),
                format!("`{}` is the right answer to this question", wrong.plain()),
                "write another wrong answer, or remove this one",
            ));
        } else if question.wrong[..index]
            .iter()
            .any(|one| said(one) == said(wrong))
        {
            found.push(Finding::new(
                "wrong-answer-twice",
                path.index(index),
                format!("`{}` stands among the wrong answers already", wrong.plain()),
                "write another wrong answer, or remove this one",
            ));
        }
    }
}
