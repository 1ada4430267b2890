//! Journey: the stages from first orientation to after the purchase.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    self, IntoDeserializer as _, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer,
};
use serde::{Deserialize, Deserializer};

use super::claim::{Claim, Ours};
use super::content::{Content, Node, choice, content};
use super::film::{self, Film};
use super::finding::Finding;
use super::icp::Icp;
use super::job::Job;
use super::kind::{Data, Kind, KindData};
use super::persona::Persona;
use super::plan::Measure;
use super::reference::{AnyReference, Reference};
use super::scale::{Effort, Emotion, Importance, Satisfaction, read_word};
use super::sources::Sources;
use super::unseen::Hiding;
use super::value::{Address, Image, Labels, Percent, Scalar, Text, Texts};
use crate::doc::{Date, Value, Wanted, from_text, refuse};
use crate::language::EMOTION;
use crate::text::{FieldPath, Step, not_a_choice};

choice! {
    "state",
    /// Whether a journey is as it is or as it should be.
    pub enum State {
        /// As it is today.
        Current = "current",
        /// As we want it to be.
        Future = "future",
    }
}

choice! {
    "lane",
    /// A row of the journey map.
    pub enum Lane {
        /// What they do.
        Doing = "doing",
        /// What they think.
        Thinking = "thinking",
        /// What they feel.
        Feeling = "feeling",
        /// What they ask.
        Questions = "questions",
        /// What they meet.
        Touchpoints = "touchpoints",
        /// Through which channels.
        Channels = "channels",
        /// What hurts.
        Pains = "pains",
        /// What helps.
        Gains = "gains",
        /// What we say.
        Message = "message",
        /// What we offer to read or see.
        Content = "content",
        /// Which entries to apply.
        Uses = "uses",
        /// What solves it today or could.
        Solutions = "solutions",
        /// What could be better.
        Opportunities = "opportunities",
        /// Whether it works.
        Measures = "measures",
        /// What they see of us as proof.
        EvidenceShown = "evidence_shown",
        /// What we do in sight.
        Frontstage = "frontstage",
        /// What we do out of sight.
        Backstage = "backstage",
        /// What supports it.
        Support = "support",
    }
}

choice! {
    "opportunity-status",
    /// How far an opportunity is.
    pub enum OpportunityStatus {
        /// Somebody thought of it.
        Idea = "idea",
        /// It has its time.
        Planned = "planned",
        /// Somebody is at it.
        Doing = "doing",
        /// It is there.
        Done = "done",
        /// It will not be done.
        Dropped = "dropped",
    }
}

impl OpportunityStatus {
    /// Whether nobody has to do anything for it any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// The status of an opportunity as its author wrote it. Before there were five words for it, it was a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenStatus {
    /// One of the five words.
    Known(OpportunityStatus),
    /// The author's own words, which pages show as a note.
    Own(String),
}

impl WrittenStatus {
    /// The word, if it is one of the five.
    pub fn known(&self) -> Option<OpportunityStatus> {
        match self {
            Self::Known(status) => Some(*status),
            Self::Own(_) => None,
        }
    }
}

impl Content for WrittenStatus {
    fn node(&self) -> Node<'_> {
        self.known().map_or(Node::Absent, |status| Node::Choice {
            group: "opportunity-status",
            key: status.as_str(),
        })
    }

    fn said(&self) -> Value {
        Value::Text(match self {
            Self::Known(status) => status.as_str().to_owned(),
            Self::Own(words) => words.clone(),
        })
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        OpportunityStatus::wanted_at(path)
    }
}

impl<'de> Deserialize<'de> for WrittenStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |text| {
            let mut all = OpportunityStatus::ALL.iter().copied();
            let known = all.find(|status| status.as_str() == text.trim());
            Ok(known.map_or_else(|| Self::Own(text.to_owned()), Self::Known))
        })
    }
}

impl schemars::JsonSchema for WrittenStatus {
    fn schema_name() -> Cow<'static, str> {
        OpportunityStatus::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OpportunityStatus::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

content! {
    /// The stages somebody goes through.
    pub struct Journey {
        /// Whose journey it is, one or more. Example: `["sophie"]`.
        personas!: Vec<Reference<Persona>>,
        /// The job they try to get done. Example: `"raise-checkout-conversion"`.
        job: Option<Reference<Job>>,
        /// The kind of firm they do it for. Example: `"fashion-lifestyle-webshop"`.
        icp: Option<Reference<Icp>>,
        /// A picture, beside the file. Example: `"road.jpg"`.
        image: Option<Image>,
        /// `current` as it is, `future` as it should be. Example: `"current"`.
        state: Option<State>,
        /// The current journey that this future one replaces. Example: `"from-search-to-live"`.
        improves: Option<Reference<Journey>>,
        /// The situation in which it happens. Example: `"The contract ends before the season."`.
        scenario: Option<Text>,
        /// What they expect. Example: `["Live within a month"]`.
        expectations: Vec<Claim>,
        /// What people say about the way as a whole. Example: `["I only found out in week six who the project manager was."]`.
        quotes: Vec<Claim>,
        /// Films and recordings of people on this way.
        films: Vec<Film>,
        /// Where it starts and ends.
        scope: Option<Scope>,
        /// Whether the way as a whole works.
        measures: Vec<Measure>,
        /// The rows of the map, in order; all that are filled in when left out. Example: `["doing", "thinking", "pains"]`.
        lanes: Vec<Lane>,
        /// The stages, in order.
        stages: Vec<Stage>,
    }
}

content! {
    /// Where a journey starts and ends.
    pub struct Scope {
        /// The first moment. Example: `"The first lost season"`.
        from: Option<Text>,
        /// The last one. Example: `"The first month live"`.
        to: Option<Text>,
    }
}

content! {
    /// One stage of a journey.
    pub struct Stage {
        /// What it is called. Example: `"Compare"`.
        name!: String,
        /// What happens, in a sentence. Example: `"Three offers beside each other."`.
        summary: Option<Text>,
        /// What they want to have at the end of it. Example: `"Two names for the shortlist"`.
        goal: Option<Text>,
        /// How long it lasts. Example: `"2 to 3 weeks"`.
        takes: Option<Text>,
        /// What they do. Example: `["Asks two shops she knows"]`.
        doing: Vec<Claim>,
        /// What they think. Example: `["They all promise the same"]`.
        thinking: Vec<Claim>,
        /// What they feel. Example: `["Curious"]`.
        feeling: Vec<Claim>,
        /// How it feels: -2 very bad to 2 very good, a word such as `"frustrated"`, a change such as `"worried to hopeful"`, or `{ from, to, label }`. Example: `1`.
        emotion: Option<StageEmotion>,
        /// How it feels to each persona, by id. Example: `{ sophie = 1, mark = -1 }`.
        emotions: Labels<Emotion>,
        /// What they ask. Example: `["What does it cost me per order?"]`.
        questions: Vec<Claim>,
        /// What they meet. Example: `["Demo shop", "Offer"]`.
        touchpoints: Vec<Text>,
        /// Through which channels. Example: `["Telephone"]`.
        channels: Vec<Text>,
        /// What hurts. Example: `["No price on the site"]`.
        pains: Vec<Claim>,
        /// What helps. Example: `["A demo without a form"]`.
        gains: Vec<Claim>,
        /// True for a moment that makes or breaks it. Example: `true`.
        moment_of_truth: bool,
        /// How important the stage is to them, 1 to 5. Example: `5`.
        importance: Option<Importance>,
        /// How satisfied they are with it, 1 to 5. Example: `2`.
        satisfaction: Option<Satisfaction>,
        /// What we say in this stage. Example: `"You can try it on your own shop today."`.
        message: Option<Ours>,
        /// What we offer to read or see.
        content: Vec<StageContent>,
        /// Entries to apply here. Example: `["job:raise-checkout-conversion"]`.
        uses: Vec<AnyReference>,
        /// What solves it today, or could. Example: `["A test account without a talk"]`.
        solutions: Vec<Text>,
        /// What could be better.
        opportunities: Vec<Opportunity>,
        /// Whether it works.
        measures: Vec<Measure>,
        /// Who in our firm is responsible for the stage. Example: `"Joris Maas"`.
        owner: Option<String>,
        /// What they see of us as proof. Example: `["The screen with paid orders"]`.
        evidence_shown: Vec<Claim>,
        /// What we do in sight. Example: `["Shows the demo"]`.
        frontstage: Vec<Ours>,
        /// What we do out of sight. Example: `["Checks the shop"]`.
        backstage: Vec<Ours>,
        /// Which systems and partners support it. Example: `["The risk model"]`.
        support: Vec<Ours>,
        /// Journeys that begin here, whole or at a stage. Example: `["journey:paying-after-delivery#stage-2"]`.
        leads_to: Vec<AnyReference>,
        /// Rows of your own: a label with a text or a list of texts. Example: `{ "Season" = "Not between October and January" }`.
        extra: Labels<Texts>,
    }
}

content! {
    /// Something to read or see.
    pub struct StageContent {
        /// What it is called. Example: `"Checklist for the first call"`.
        title!: Text,
        /// Where it is: an address, or the name of a document or image beside the file. Example: `"https://wiki.example.org/checklist"`.
        url: Option<Address>,
        /// Whom or what it is for. Example: `"For Mark, before the contract"`.
        r#for: Option<Text>,
    }
}

content! {
    /// Something that could be better.
    pub struct Opportunity {
        /// What. Example: `"Let finance sign online"`.
        title!: Text,
        /// How much it is worth to the customer, 0 to 100. Example: `80`.
        customer_value: Option<Percent>,
        /// How much it is worth to us, 0 to 100. Example: `60`.
        business_value: Option<Percent>,
        /// How much work it is, 0 to 5. Example: `2`.
        effort: Option<Effort>,
        /// Who takes it up. Example: `"Pieter Vos"`.
        owner: Option<String>,
        /// The day by which it is done. Example: `2027-03-31`.
        due: Option<Date>,
        /// How far it is: `idea`, `planned`, `doing`, `done` or `dropped`. Example: `"planned"`.
        status: Option<WrittenStatus>,
        /// How far it is in your own words. Example: `"tried with four shops"`.
        status_note: Option<Text>,
        /// What it rests on. Example: `["onboarding-observation"]`.
        evidence: Sources,
    }
}

/// How a stage feels: one number, or a change within the stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageEmotion {
    /// At the beginning.
    pub from: f64,
    /// At the end.
    pub to: f64,
    /// In a word.
    pub label: Option<Text>,
}

content! {
    /// A feeling that changes within a stage.
    pub struct EmotionTable {
        /// At the beginning, -2 to 2. Example: `1`.
        from: Option<Emotion>,
        /// At the end, -2 to 2. Example: `-1`.
        to!: Emotion,
        /// In a word. Example: `"hope turns into doubt"`.
        label: Option<Text>,
    }
}

impl Content for StageEmotion {
    fn node(&self) -> Node<'_> {
        Node::Table(vec![
            ("from", Node::Number(self.from)),
            ("to", Node::Number(self.to)),
            ("label", self.label.node()),
        ])
    }

    fn said(&self) -> Value {
        if self.from == self.to && self.label.is_none() {
            return Value::Number(self.to);
        }
        let mut fields = vec![
            ("from".to_owned(), Value::Number(self.from)),
            ("to".to_owned(), Value::Number(self.to)),
        ];
        let label = self.label.as_ref();
        fields.extend(label.map(|label| ("label".to_owned(), label.said())));
        Value::Table(fields)
    }

    fn change_texts(&mut self, with: &mut dyn FnMut(&mut Text)) {
        self.label.change_texts(with);
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        EmotionTable::keys_at(path)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        match path {
            [] => Emotion::wanted_at(path),
            _ => EmotionTable::wanted_at(path),
        }
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        self.label.leave_out(hiding);
        true
    }
}

impl<'de> Deserialize<'de> for StageEmotion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EmotionVisitor;

        impl EmotionVisitor {
            fn number<E: de::Error>(number: f64) -> Result<StageEmotion, E> {
                let emotion = Emotion::deserialize(number.into_deserializer())?;
                Ok(StageEmotion {
                    from: emotion.0,
                    to: emotion.0,
                    label: None,
                })
            }
        }

        impl<'de> Visitor<'de> for EmotionVisitor {
            type Value = StageEmotion;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter
                    .write_str("a number from -2 to 2, a word for one, or `{ from, to, label }`")
            }

            #[expect(
                clippy::cast_precision_loss,
                reason = "only numbers from -2 to 2 are kept"
            )]
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<StageEmotion, E> {
                Self::number(number as f64)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<StageEmotion, E> {
                Self::number(number)
            }

            /// A word that says more than its number stays as the label.
            fn visit_str<E: de::Error>(self, word: &str) -> Result<StageEmotion, E> {
                if let Some((from, to)) = EMOTION.change(word) {
                    let has_words = word.chars().filter(|letter| letter.is_alphabetic()).count()
                        > "from to".len();
                    let label = has_words.then(|| Text(word.trim().to_owned()));
                    return Ok(StageEmotion { from, to, label });
                }
                let number = read_word(&EMOTION, word)?;
                let says_more = !EMOTION.is_the_number(word);
                Ok(StageEmotion {
                    label: says_more.then(|| Text(word.trim().to_owned())),
                    ..Self::number(number)?
                })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<StageEmotion, A::Error> {
                let mut felt = Vec::new();
                while let Some(item) = items.next_element::<Scalar>()? {
                    felt.push(item);
                }
                Err(refuse(
                    "expected one number from -2 to 2, or one word for it, found a list",
                    help_for_several(&felt),
                ))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<StageEmotion, A::Error> {
                let table = EmotionTable::deserialize(MapAccessDeserializer::new(map))?;
                Ok(StageEmotion {
                    from: table.from.unwrap_or(table.to).0,
                    to: table.to.0,
                    label: table.label,
                })
            }
        }

        deserializer.deserialize_any(EmotionVisitor)
    }
}

/// Two feelings are a change, where both are known; else what somebody feels is said in another field.
fn help_for_several(felt: &[Scalar]) -> String {
    let number = |one: &Scalar| match one {
        Scalar::Number(number) if (-2.0..=2.0).contains(number) => Some(*number),
        Scalar::Text(word) => read_word::<de::value::Error>(&EMOTION, word).ok(),
        _ => None,
    };
    match felt {
        [from, to] if let (Some(from), Some(to)) = (number(from), number(to)) => {
            format!("write `emotion = {{ from = {from}, to = {to} }}`")
        }
        _ => {
            let words: Vec<String> = felt.iter().map(|one| format!("\"{one}\"")).collect();
            format!("write `feeling = [{}]`", words.join(", "))
        }
    }
}

impl schemars::JsonSchema for StageEmotion {
    fn schema_name() -> Cow<'static, str> {
        "StageEmotion".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let number = generator.subschema_for::<Emotion>();
        let table = generator.subschema_for::<EmotionTable>();
        schemars::json_schema!({
            "description": "How a stage feels, as a number or as a change.",
            "anyOf": [number, table]
        })
    }
}

impl KindData for Journey {
    const KIND: Kind = Kind::Journey;

    const PARTS: Option<&'static str> = Some("stages");

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Journey(journey) => Some(journey),
            _ => None,
        }
    }

    fn leave_to_pages(&mut self) {
        let stages = self.stages.iter_mut();
        for one in stages.flat_map(|stage| &mut stage.opportunities) {
            if let Some(WrittenStatus::Own(words)) = &one.status
                && one.status_note.is_none()
            {
                one.status_note = Some(Text(words.clone()));
            }
        }
        super::claim::without_marks(&mut self.quotes);
    }

    /// What somebody feels, and what there is for them to read, leaves with them.
    fn leave_out_first(&mut self, hiding: &Hiding<'_>) {
        let (left, stay): (Vec<&str>, Vec<&str>) = self
            .personas
            .iter()
            .map(|persona| persona.id.as_str())
            .partition(|id| hiding.hides(Kind::Persona, id));
        for stage in &mut self.stages {
            stage.content.retain(|content| {
                let is_for = |personas: &[&str]| {
                    let text = content.r#for.as_ref().map(Text::plain);
                    text.is_some_and(|text| hiding.is_named_in(personas, &text))
                };
                !is_for(&left) || is_for(&stay)
            });
            let emotions = &mut stage.emotions.0;
            emotions.retain(|(id, _)| !hiding.hides(Kind::Persona, id));
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let root = FieldPath::default();
        let mut found = film::findings(&self.films);
        let ids: Vec<&str> = self.personas.iter().map(|one| one.id.as_str()).collect();
        for (index, stage) in self.stages.iter().enumerate() {
            let path = root.key("stages").index(index).key("opportunities");
            found.extend(unknown_statuses(&path, &stage.opportunities));
            for (id, _) in &stage.emotions.0 {
                if !ids.contains(&id.as_str()) {
                    let help = match crate::text::closest(id, ids.iter().copied()) {
                        Some(close) => format!("did you mean `{close}`?"),
                        None => format!("add \"{id}\" to the journey's `personas`"),
                    };
                    let path = root.key("stages").index(index).key("emotions");
                    let message = format!("`{id}` feels something here but is not on this journey");
                    found.push(
                        Finding::new("unknown-persona-in-journey", path, message, help).within(id),
                    );
                }
            }
        }
        found
    }
}

/// What is no status, with where the author's own words go.
fn unknown_statuses(path: &FieldPath, opportunities: &[Opportunity]) -> Vec<Finding> {
    let own = opportunities.iter().enumerate();
    let own = own.filter_map(|(index, one)| match &one.status {
        Some(WrittenStatus::Own(words)) => Some((path.index(index).key("status"), words)),
        _ => None,
    });
    own.map(|(path, words)| {
        let allowed = OpportunityStatus::ALL.iter().map(|one| one.as_str());
        let (message, help) = match crate::text::closest(words, allowed.clone()) {
            Some(_) => not_a_choice(words, allowed),
            None => (
                "a status is one word, by which opportunities can be counted".to_owned(),
                format!(
                    "write {} in `status`, and your own words in `status_note`",
                    crate::text::one_of(allowed)
                ),
            ),
        };
        Finding::new("unknown-status", path, message, help).warning()
    })
    .collect()
}

/// The part of a journey's page that shows a stage, counted from 0: `stage-3` for the third.
pub fn stage_part(index: usize) -> String {
    format!("stage-{}", index + 1)
}

/// The stage, counted from 0, that a part such as `stage-3` means.
pub fn stage_of_part(part: &str) -> Option<usize> {
    let number: usize = part.strip_prefix("stage-")?.parse().ok()?;
    number.checked_sub(1)
}
