//! ICP: the ideal customer profile, the firm that fits best.

use super::claim::Claim;
use super::content::{choice, content};
use super::finding::Finding;
use super::kind::{Data, Kind, KindData};
use super::persona::Persona;
use super::reference::Reference;
use super::scorecard::{Scorecard, When};
use super::segment::{Segment, Tier};
use super::value::{Amount, Currency, Image, Labels, Scalar, Text};
use crate::doc::Date;
use crate::text::FieldPath;

choice! {
    "buying-role",
    /// A role around a purchase.
    pub enum BuyingRole {
        /// Says yes or no.
        DecisionMaker = "decision-maker",
        /// Owns the money.
        EconomicBuyer = "economic-buyer",
        /// Wants it and carries it through.
        Champion = "champion",
        /// Is listened to.
        Influencer = "influencer",
        /// Finds out whether it works.
        TechnicalEvaluator = "technical-evaluator",
        /// Works with it every day.
        EndUser = "end-user",
        /// Decides who gets through.
        Gatekeeper = "gatekeeper",
        /// Can stop it.
        Blocker = "blocker",
        /// Tells us how things go inside.
        Coach = "coach",
    }
}

choice! {
    "influence",
    /// What somebody can do in a purchase.
    pub enum Influence {
        /// Has the budget.
        OwnsBudget = "owns-budget",
        /// Signs.
        Approves = "approves",
        /// Compares.
        Evaluates = "evaluates",
        /// Advises.
        Recommends = "recommends",
        /// Uses the result.
        Uses = "uses",
        /// Nothing.
        None = "none",
    }
}

choice! {
    "better",
    /// Which way a signal is good.
    pub enum Better {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}

choice! {
    "stance",
    /// How somebody stands to a purchase.
    pub enum Stance {
        /// Is for it.
        Supports = "supports",
        /// Is neither for it nor against it.
        Neutral = "neutral",
        /// Is against it.
        Opposes = "opposes",
    }
}

content! {
    /// The firm that fits best.
    pub struct Icp {
        /// The segments it belongs to. Example: `["mid-size-webshops"]`.
        segments: Vec<Reference<Segment>>,
        /// True for an anti-ICP: the firm to leave alone. Example: `false`.
        negative: bool,
        /// A picture, beside the file. Example: `"shop.jpg"`.
        image: Option<Image>,
        /// Facts about the firm.
        firmographics: Option<Firmographics>,
        /// The technology it has.
        technographics: Option<Technographics>,
        /// How many such firms there are, and what they could bring. Example: `"About 780 shops in both countries [^market-study]"`.
        market_size: Option<Claim>,
        /// What it can spend.
        budget: Option<Budget>,
        /// What it needs. Example: `["Paid orders without credit risk"]`.
        needs: Vec<Claim>,
        /// What stands in its way. Example: `["Finance and e-commerce want different things"]`.
        challenges: Vec<Claim>,
        /// Events that start the search. Example: `["The payment contract ends"]`.
        triggers: Vec<Claim>,
        /// How it decides, step by step.
        decision_process: Vec<DecisionStep>,
        /// Where we reach such firms. Example: `["Trade fairs", "Agencies that build shops"]`.
        channels: Vec<Text>,
        /// How long a sale takes. Example: `"6 to 9 weeks"`.
        sales_cycle: Option<Text>,
        /// Who has a say.
        committee: Vec<Member>,
        /// Reasons to stop at once.
        disqualifiers: Vec<Disqualifier>,
        /// Weighted criteria that tell how well a firm fits.
        scorecard: Option<Scorecard>,
        /// Worked accounts, which also test the scorecard.
        examples: Vec<Account>,
        /// What shows that this is the right profile. Usual are six: win rate, length of a sale, size of the first order, how many stay, how much they grow, how many recommend us.
        signals: Vec<Signal>,
        /// How the profile was made.
        method: Option<Method>,
    }
}

content! {
    /// Facts about a firm.
    pub struct Firmographics {
        /// What it does. Example: `["Fashion", "Lifestyle"]`.
        industries: Vec<Text>,
        /// How many people work there.
        employees: Option<Employees>,
        /// What it sells in a year.
        revenue: Option<Revenue>,
        /// Where it is. Example: `["Netherlands", "Flanders"]`.
        locations: Vec<Text>,
        /// How it earns its money. Example: `["Own brand, direct to consumers"]`.
        business_models: Vec<Text>,
        /// How grown up it is. Example: `"Past the first warehouse, before the third"`.
        stage: Option<Text>,
    }
}

content! {
    /// A number of people.
    pub struct Employees {
        /// The fewest. Example: `15`.
        min: Option<Amount>,
        /// The most. Example: `150`.
        max: Option<Amount>,
        /// Where the best ones are. Example: `"40-80"`.
        sweet_spot: Option<super::value::Wording>,
    }
}

content! {
    /// An amount of money in a year.
    pub struct Revenue {
        /// The least. Example: `5000000`.
        min: Option<Amount>,
        /// The most. Example: `50000000`.
        max: Option<Amount>,
        /// The currency. Example: `"EUR"`.
        currency!: Currency,
    }
}

content! {
    /// The technology a firm has.
    pub struct Technographics {
        /// What it works with. Example: `["A hosted shop platform"]`.
        uses: Vec<Claim>,
        /// What it does not want. Example: `["Anything that needs its own server"]`.
        avoids: Vec<Claim>,
    }
}

content! {
    /// Money to spend.
    pub struct Budget {
        /// The least. Example: `12000`.
        min: Option<Amount>,
        /// The most. Example: `90000`.
        max: Option<Amount>,
        /// The currency. Example: `"EUR"`.
        currency!: Currency,
        /// For how long. Example: `"year"`.
        per: Option<String>,
    }
}

content! {
    /// One step of a decision.
    pub struct DecisionStep {
        /// What happens. Example: `"Finance checks the contract"`.
        step!: Text,
        /// Who is in it. Example: `"Finance director"`.
        who: Option<Text>,
        /// How long it takes. Example: `"2 weeks"`.
        takes: Option<Text>,
        /// What is looked at. Example: `["Who carries the risk"]`.
        criteria: Vec<Claim>,
    }
}

content! {
    /// Somebody with a say in the purchase.
    pub struct Member {
        /// The role: `decision-maker`, `economic-buyer`, `champion`, `influencer`, `technical-evaluator`, `end-user`, `gatekeeper`, `blocker` or `coach`. Example: `"decision-maker"`.
        role!: BuyingRole,
        /// The persona who plays it. Example: `"sophie"`.
        persona: Option<Reference<Persona>>,
        /// The title on the business card. Example: `"E-commerce manager"`.
        title: Option<String>,
        /// What they can do: `owns-budget`, `approves`, `evaluates`, `recommends`, `uses` or `none`. Example: `"approves"`.
        influence: Option<Influence>,
        /// How they stand to it: `supports`, `neutral` or `opposes`; left out, their role says what to expect. Example: `"opposes"`.
        stance: Option<Stance>,
        /// What worries them. Example: `["That it takes months"]`.
        concerns: Vec<Claim>,
        /// What wins them over. Example: `["A shop like theirs that is live"]`.
        wins_over: Vec<Claim>,
    }
}

content! {
    /// A reason to stop at once.
    pub struct Disqualifier {
        /// The reason. Example: `"Sells without a return address"`.
        reason!: Text,
        /// Why it is one. Example: `"Shoppers cannot send anything back"`.
        why: Option<Text>,
        /// The condition on an account's values, as in the scorecard. Example: `{ field = "returns", any = ["none"] }`.
        when: Option<When>,
    }
}

content! {
    /// A worked account.
    pub struct Account {
        /// The firm. Example: `"Linnen & Draad"`.
        account!: String,
        /// What is known of it; the keys are the fields of the scorecard's conditions. Example: `{ employees = 42, country = "NL" }`.
        values: Labels<Scalar>,
        /// The tier it must get. Example: `"A"`.
        expect: Option<Tier>,
        /// A remark. Example: `"Our first customer in Ghent"`.
        note: Option<Text>,
    }
}

content! {
    /// What shows that this is the right profile: a number beside that of all other firms, or a sentence.
    pub struct Signal {
        /// What is measured, or seen. Example: `"Win rate"`.
        name!: Text,
        /// Its value for firms that fit. Example: `34`.
        icp: Option<f64>,
        /// Its value for all others. Example: `12`.
        others: Option<f64>,
        /// Its unit. Example: `"%"`.
        unit: Option<String>,
        /// Which way is good: `higher` or `lower`. Example: `"higher"`.
        better: Option<Better>,
        /// The list of your own customers it was counted in; only its name is shown. Example: `"customers-2026.csv"`.
        from: Option<String>,
        /// The day on which it was counted. Example: `2026-11-02`.
        on: Option<Date>,
    }
}

/// What usually shows that a profile is the right one: what is measured, in which unit, and which way is good.
pub const USUAL_SIGNALS: [(&str, &str, Better); 6] = [
    ("Win rate", "%", Better::Higher),
    ("Length of a sale", "weeks", Better::Lower),
    ("Size of the first order", "EUR", Better::Higher),
    ("Still a customer after a year", "%", Better::Higher),
    ("Growth in the second year", "%", Better::Higher),
    ("Recommend us", "%", Better::Higher),
];

content! {
    /// What was done for each of the four steps of making an ICP.
    pub struct Method {
        /// Analysing current customers. Example: `"All 96 deals of the last half year"`.
        customers: Option<Text>,
        /// Studying market and competitors. Example: `"Market study of 2025"`.
        market: Option<Text>,
        /// Interviewing. Example: `"Twelve talks with e-commerce managers"`.
        interviews: Option<Text>,
        /// Putting it together. Example: `"Workshop with sales and finance"`.
        synthesis: Option<Text>,
    }
}

impl Icp {
    /// Every condition on the values of an account, in the order of the scorecard, then of the disqualifiers.
    pub fn conditions(&self) -> impl Iterator<Item = &When> {
        let criteria = self.scorecard.iter().flat_map(|card| &card.criteria);
        let levels = criteria.flat_map(|criterion| &criterion.levels);
        let stops = self.disqualifiers.iter();
        levels
            .map(|level| &level.when)
            .chain(stops.filter_map(|one| one.when.as_ref()))
    }
}

impl KindData for Icp {
    const KIND: Kind = Kind::Icp;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Icp(icp) => Some(icp),
            _ => None,
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let root = FieldPath::default();
        let mut found = Vec::new();
        if let Some(scorecard) = &self.scorecard {
            found.extend(scorecard.findings(&root.key("scorecard")));
        }
        for (index, disqualifier) in self.disqualifiers.iter().enumerate() {
            if let Some(when) = &disqualifier.when {
                let path = root.key("disqualifiers").index(index).key("when");
                found.extend(when.findings(&path));
            }
        }
        let firm = self.firmographics.as_ref();
        let ranges = [
            (
                root.key("firmographics").key("employees"),
                firm.and_then(|firm| firm.employees.as_ref())
                    .and_then(|range| range.min.zip(range.max)),
            ),
            (
                root.key("firmographics").key("revenue"),
                firm.and_then(|firm| firm.revenue.as_ref())
                    .and_then(|range| range.min.zip(range.max)),
            ),
            (
                root.key("budget"),
                self.budget
                    .as_ref()
                    .and_then(|range| range.min.zip(range.max)),
            ),
        ];
        for (path, range) in ranges {
            if let Some((min, max)) = range
                && min > max
            {
                found.push(Finding::new(
                    "bad-range",
                    path,
                    format!("the least, {}, is more than the most, {}", min.0, max.0),
                    "swap `min` and `max`",
                ));
            }
        }
        for (index, account) in self.examples.iter().enumerate() {
            if account.expect.is_some() && self.scorecard.is_none() {
                found.push(Finding::new(
                    "bad-scorecard",
                    root.key("examples").index(index).key("expect"),
                    "this account expects a tier, but there is no scorecard to compute one",
                    "add a `[scorecard]`, or leave out `expect`",
                ));
            }
        }
        found
    }
}
