//! Persona: a recognisable fictional person in a firm.

use super::claim::{Claim, without_marks};
use super::content::{choice, content};
use super::film::{self, Film};
use super::finding::Finding;
use super::icp::{BuyingRole, Icp};
use super::job::Job;
use super::kind::{Data, Kind, KindData};
use super::look::{Hue, Look};
use super::plan::{Action, Measure};
use super::reference::{AnyReference, Reference};
use super::scale::{Frequency, SkillLevel};
use super::segment::Segment;
use super::share::PersonaShare;
use super::value::{Image, Labels, Percent, Text, Texts, Wording};
use crate::doc::Date;
use crate::language::{
    SpokenOf, is_age_label, is_gender_label, is_open_question, spoken_of, years,
};
use crate::text::{FieldPath, without_quotation_marks};

choice! {
    "persona-kind",
    /// What somebody does with what we sell.
    pub enum PersonaKind {
        /// Buys it.
        Buyer = "buyer",
        /// Uses it.
        User = "user",
        /// Buys and uses it.
        Both = "both",
        /// Is somebody we do not work for.
        Negative = "negative",
    }
}

choice! {
    "basis",
    /// What a persona was made from.
    pub enum PersonaBasis {
        /// What colleagues know and think.
        Proto = "proto",
        /// Interviews and observation.
        Qualitative = "qualitative",
        /// Numbers about many customers.
        Statistical = "statistical",
    }
}

choice! {
    "verdict",
    /// The answer to a validation question in a word.
    pub enum Verdict {
        /// Yes.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

content! {
    /// A recognisable fictional person.
    pub struct Persona {
        /// What pages call them in a sentence; else the first name, where the name is surely a person's and nobody else in the book has it, else the whole name. Example: `"Sophie"`.
        short: Option<String>,
        /// What they do for a living. Example: `"E-commerce manager"`.
        role: Option<String>,
        /// Titles on the business card. Example: `["Head of online", "Shop manager"]`.
        titles: Vec<Text>,
        /// The age, exact or about; a drawn face shows it. Example: `38`.
        age: Option<Wording>,
        /// How to speak of them; a drawn face agrees with it. Example: `"she/her"`.
        pronouns: Option<String>,
        /// Where they live or work. Example: `"Utrecht"`.
        location: Option<String>,
        /// A picture, beside the file; without one a face is drawn. Example: `"sophie.jpg"`.
        portrait: Option<Image>,
        /// More pictures, each with what it shows: at work, at home, on a Monday.
        portraits: Vec<MorePicture>,
        /// Films and recordings in which customers like this are seen or heard.
        films: Vec<Film>,
        /// How the drawn face looks; what is left out follows from `age`, `pronouns` and the id.
        look: Option<Look>,
        /// The colour they have on every page; the personas of a book get different ones as far as twelve go. Example: `"teal"`.
        colour: Option<Hue>,
        /// The sentence that sums them up, in their own words, without quotation marks. Example: `"I lose them at the last step."`.
        quote: Option<Claim>,
        /// Other things they say. Example: `["Just show me it live."]`.
        quotes: Vec<Claim>,
        /// The segment they belong to. Example: `"mid-size-webshops"`.
        segment: Option<Reference<Segment>>,
        /// The kinds of firm they work in. Example: `["fashion-lifestyle-webshop"]`.
        icps: Vec<Reference<Icp>>,
        /// `buyer`, `user`, `both` or `negative`. Example: `"buyer"`.
        kind: Option<PersonaKind>,
        /// What the persona was made from: `proto`, `qualitative` or `statistical`. Example: `"qualitative"`.
        basis: Option<PersonaBasis>,
        /// Percent of what is like this: a number, or with what it is a share of. Example: `{ percent = 41, of = "first contacts" }`.
        share: Option<PersonaShare>,
        /// The role in a purchase, as in a buying committee. Example: `"decision-maker"`.
        buying_role: Option<BuyingRole>,
        /// The roles in a purchase of somebody who has several, the first one first. Example: `["decision-maker", "economic-buyer"]`.
        buying_roles: Vec<BuyingRole>,
        /// What they can do in a purchase, in a sentence. Example: `"Nothing enters the checkout without her yes"`.
        influence: Option<Text>,
        /// Their manager. Example: `"The managing director"`.
        reports_to: Option<Text>,
        /// Who they work with. Example: `"Five people: content, campaigns, service"`.
        team: Option<Text>,
        /// What they answer for. Example: `["Online revenue"]`.
        responsibilities: Vec<Claim>,
        /// How their boss judges them. Example: `["Conversion"]`.
        measured_by: Vec<Claim>,
        /// What they want to reach. Example: `["A season without stress"]`.
        goals: Vec<Claim>,
        /// What gets in their way. Example: `["Every change needs a developer"]`.
        frustrations: Vec<Claim>,
        /// What they are afraid of. Example: `["A checkout that fails on the busiest day"]`.
        fears: Vec<Claim>,
        /// What they dream of. Example: `["A brand people wait for"]`.
        dreams: Vec<Claim>,
        /// What moves them. Example: `["Being the first to know"]`.
        drivers: Vec<Claim>,
        /// What they need. Example: `["Numbers she can show finance"]`.
        needs: Vec<Claim>,
        /// What they do in their own time. Example: `["Rowing", "Vintage markets"]`.
        hobbies: Vec<Text>,
        /// What they think of our kind of product. Example: `"Useful, if it does not scare shoppers"`.
        attitude: Option<Text>,
        /// Moments of an ordinary day.
        day: Vec<Moment>,
        /// Facts, by label. Example: `{ Household = "Two adults, one child", Education = "Business school" }`.
        demographics: Labels<Texts>,
        /// Where they stand between two opposites.
        traits: Vec<Trait>,
        /// What they are good at.
        skills: Vec<Skill>,
        /// Where to reach them.
        channels: Vec<Channel>,
        /// What they read, watch and hear. Example: `["A retail newsletter"]`.
        media: Vec<Text>,
        /// What they work with. Example: `["A spreadsheet for everything"]`.
        tools: Vec<Text>,
        /// What they like to buy. Example: `["A Danish raincoat label"]`.
        brands: Vec<Text>,
        /// The words they use and those to avoid.
        words: Option<Words>,
        /// How they decide.
        decision: Option<Decision>,
        /// The empathy map.
        empathy: Option<Empathy>,
        /// What they try to get done. Example: `["raise-checkout-conversion"]`.
        jobs: Vec<Reference<Job>>,
        /// How to treat them. Example: `["Show it live within five minutes"]`.
        dos: Vec<Claim>,
        /// How not to treat them. Example: `["Send a 40-page offer"]`.
        donts: Vec<Claim>,
        /// Answers to the standard questions, as many to each as people gave; unanswered questions show.
        validation: Vec<Validation>,
        /// Who they deal with.
        relations: Vec<Relation>,
        /// What we do for them.
        actions: Vec<Action>,
        /// Whether it works.
        measures: Vec<Measure>,
    }
}

content! {
    /// A picture besides the portrait.
    pub struct MorePicture {
        /// The picture, beside the file. Example: `"sophie-at-work.jpg"`.
        image!: Image,
        /// What it shows, for those who cannot see it as well. Example: `"At her desk, a quarter past eight"`.
        title!: String,
    }
}

content! {
    /// A moment of a day.
    pub struct Moment {
        /// The time. Example: `"08:15"`.
        time: Option<String>,
        /// What happens. Example: `"Looks at yesterday's baskets before the coat is off"`.
        what!: Text,
    }
}

content! {
    /// A place between two opposites.
    pub struct Trait {
        /// What 0 means. Example: `"Careful"`.
        left!: String,
        /// What 100 means. Example: `"Daring"`.
        right!: String,
        /// The place, 0 to 100. Example: `70`.
        value!: Percent,
    }
}

content! {
    /// Something they can do.
    pub struct Skill {
        /// What. Example: `"Reading statistics"`.
        name!: String,
        /// How well, 0 to 5. Example: `4`.
        level: Option<SkillLevel>,
    }
}

content! {
    /// A way to reach them.
    pub struct Channel {
        /// The channel. Example: `"Telephone"`.
        name!: String,
        /// How much they use it, 0 to 5. Example: `2`.
        r#use: Option<Frequency>,
        /// What for. Example: `"Only when it burns"`.
        r#for: Option<Text>,
    }
}

content! {
    /// The words they use and those to avoid.
    pub struct Words {
        /// Words they use. Example: `["drop-off", "basket"]`.
        says: Vec<Claim>,
        /// Words to avoid with them. Example: `["leverage", "solution"]`.
        avoid: Vec<Claim>,
    }
}

content! {
    /// How somebody decides.
    pub struct Decision {
        /// What they compare on. Example: `["Time until live"]`.
        criteria: Vec<Claim>,
        /// What convinces them. Example: `["A shop like hers with numbers"]`.
        convinced_by: Vec<Claim>,
        /// What they say against it, and our answer.
        objections: Vec<Objection>,
        /// What they ask. Example: `["What happens when a shopper does not pay?"]`.
        questions: Vec<Claim>,
        /// With whom they decide. Example: `["[Mark](persona:mark) of finance"]`.
        decides_with: Vec<Claim>,
    }
}

content! {
    /// Something they say against it.
    pub struct Objection {
        /// What they say. Example: `"Shoppers will not know your name."`.
        says!: Text,
        /// Our honest answer. Example: `"True. The button shows your name, not ours."`.
        answer: Option<Text>,
        /// The stages of journeys in which it comes up. Example: `["journey:paying-after-delivery#stage-2"]`.
        stages: Vec<AnyReference>,
    }
}

content! {
    /// The empathy map.
    pub struct Empathy {
        /// What they see. Example: `["A competitor with four payment buttons"]`.
        sees: Vec<Claim>,
        /// What they hear. Example: `["\"Just add it\" from the board"]`.
        hears: Vec<Claim>,
        /// What they say. Example: `["We will look at it after the season"]`.
        says: Vec<Claim>,
        /// What they do. Example: `["Tests the checkout on her own phone"]`.
        does: Vec<Claim>,
        /// What they think. Example: `["If this fails it is on me"]`.
        thinks: Vec<Claim>,
        /// What they feel. Example: `["Impatient"]`.
        feels: Vec<Claim>,
        /// What hurts. Example: `["Waiting for others"]`.
        pains: Vec<Claim>,
        /// What helps. Example: `["A result by Friday"]`.
        gains: Vec<Claim>,
    }
}

content! {
    /// The answer to a question that tests the persona.
    pub struct Validation {
        /// The question, a standard one or your own. Example: `"Do you recognise this person?"`.
        question!: String,
        /// What was answered. Example: `"Every account manager named one at once."`.
        answer: Option<Text>,
        /// Who answered. Example: `"Joris Maas"`.
        by: Option<String>,
        /// When. Example: `2026-06-12`.
        date: Option<Date>,
        /// In a word: `yes`, `partly` or `no`; left out where the question asks what or how. Example: `"yes"`.
        verdict: Option<Verdict>,
    }
}

content! {
    /// Somebody they deal with.
    pub struct Relation {
        /// Who. Example: `"mark"`.
        persona!: Reference<Persona>,
        /// How. Example: `"Asks him for the budget twice a year"`.
        how: Option<Text>,
    }
}

impl KindData for Persona {
    const KIND: Kind = Kind::Persona;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Persona(persona) => Some(persona),
            _ => None,
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let answers = self.validation.iter().enumerate();
        let without_verdict = answers
            .filter(|(_, one)| one.verdict.is_some() && is_open_question(&one.question))
            .map(|(index, one)| {
                let path = FieldPath::default().key("validation").index(index);
                Finding::new(
                    "open-question-verdict",
                    path.key("verdict"),
                    format!("\"{}\" has no yes or no", one.question.trim()),
                    "remove `verdict`, and say in `answer` what was answered",
                )
                .warning()
            });
        let mut found: Vec<Finding> = without_verdict.collect();
        found.extend(film::findings(&self.films));
        found
    }

    fn leave_to_pages(&mut self) {
        without_marks(self.quote.iter_mut().chain(&mut self.quotes));
        // One list, however many there are and wherever they were written.
        self.buying_roles = self.buying_roles();
        self.buying_role = None;
        let objections = self.decision.iter_mut();
        for objection in objections.flat_map(|decision| &mut decision.objections) {
            let says = &mut objection.says;
            says.0 = without_quotation_marks(&says.0).into_owned();
        }
    }
}

impl Persona {
    /// About how old she is, by her age or a fact with a label such as "Age".
    pub(crate) fn years(&self) -> Option<u32> {
        let age = self.age.as_ref().map(|age| age.0.clone());
        years(&age.or_else(|| self.fact(is_age_label))?)
    }

    /// How others speak of her, by her pronouns or a fact with a label such as "Gender".
    pub(crate) fn spoken_of(&self) -> Option<SpokenOf> {
        spoken_of(
            &self
                .pronouns
                .clone()
                .or_else(|| self.fact(is_gender_label))?,
        )
    }

    fn fact(&self, is_label: fn(&str) -> bool) -> Option<String> {
        let facts = &self.demographics.0;
        let (_, texts) = facts.iter().find(|(label, _)| is_label(label))?;
        texts.0.first().map(Text::plain)
    }

    /// Her roles in a purchase, each once, the first one first.
    pub fn buying_roles(&self) -> Vec<BuyingRole> {
        let mut roles = Vec::new();
        for role in self.buying_role.iter().chain(&self.buying_roles) {
            if !roles.contains(role) {
                roles.push(*role);
            }
        }
        roles
    }

    /// What drives her, or else what she wants to reach.
    #[must_use]
    pub fn drives(&self) -> &[Claim] {
        if self.drivers.is_empty() {
            &self.goals
        } else {
            &self.drivers
        }
    }

    /// What she wants to reach, or else what drives her.
    #[must_use]
    pub fn wants(&self) -> &[Claim] {
        if self.goals.is_empty() {
            &self.drivers
        } else {
            &self.goals
        }
    }

    /// What convinces her.
    #[must_use]
    pub fn convinced_by(&self) -> &[Claim] {
        self.decision
            .as_ref()
            .map_or(&[][..], |decision| &decision.convinced_by)
    }

    /// Words she uses.
    #[must_use]
    pub fn says(&self) -> &[Claim] {
        self.words.as_ref().map_or(&[][..], |words| &words.says)
    }

    /// Words to leave out with her.
    #[must_use]
    pub fn avoids(&self) -> &[Claim] {
        self.words.as_ref().map_or(&[][..], |words| &words.avoid)
    }
}
