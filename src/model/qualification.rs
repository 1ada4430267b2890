//! Qualification: how a lead becomes marketing-qualified and sales-qualified.

use std::collections::BTreeMap;

use super::claim::Claim;
use super::content::content;
use super::finding::Finding;
use super::icp::Icp;
use super::kind::{Data, Kind, KindData};
use super::limit::{MinFit, PointLimit};
use super::plan::Measure;
use super::reference::Reference;
use super::requirement::Requirement;
use super::scorecard::{LARGEST, When};
use super::value::{Amount, Bounded, Text};
use crate::doc::Date;
use crate::text::{FieldPath, closest};

content! {
    /// How a lead becomes marketing-qualified (MQL, ready for sales to look at) and sales-qualified (SQL).
    pub struct Qualification {
        /// The profile against which a lead's fit is scored. Example: `"fashion-lifestyle-webshop"`.
        icp!: Reference<Icp>,
        /// Who agreed on these definitions, in marketing and in sales. Example: `["Fenna de Wit, marketing", "Joris Maas, sales"]`.
        agreed_by: Vec<String>,
        /// The questions of the framework, such as BANT.
        framework: Vec<FrameworkItem>,
        /// What a lead does, in points.
        engagement: Vec<Engagement>,
        /// The most points that all that a lead does can give together. Example: `60`.
        engagement_cap: Option<Amount>,
        /// How many points a perfect fit with the ICP is worth. Example: `40`.
        fit_points: Option<Amount>,
        /// From how many points a lead is marketing-qualified, and from how many it is kept warm.
        thresholds: Option<Thresholds>,
        /// What it takes to be sales-qualified.
        sql: Option<SqlRule>,
        /// The stages of a lead, in order.
        stages: Vec<LeadStage>,
        /// What happens to leads that are not ready yet.
        nurture_steps: Vec<NurtureStep>,
        /// How marketing hands a lead to sales.
        handover: Option<Handover>,
        /// Why sales may send a lead back. Example: `["No budget this year"]`.
        reject_reasons: Vec<Claim>,
        /// What sales said of leads: a CSV file beside this one, with a row for each lead that was handed over (docs/scoring.md). Only its sums are shown. Example: `"feedback.csv"`.
        feedback: Option<String>,
        /// What came of trying the scorecard on accounts of which is known what became of them; `personabook backtest … --write` adds one.
        backtests: Vec<BacktestResult>,
        /// Whether it works.
        measures: Vec<Measure>,
    }
}

content! {
    /// One letter of a framework.
    pub struct FrameworkItem {
        /// The letter. Example: `"B"`.
        key!: String,
        /// What it stands for. Example: `"Budget"`.
        name!: String,
        /// What to ask. Example: `["What did the last change of the checkout cost?"]`.
        ask: Vec<Claim>,
        /// What a good answer looks like. Example: `["Names an amount and who signs"]`.
        looks_like: Vec<Claim>,
        /// The most points for an answer; left out: the highest of its levels. Example: `10`.
        points: Option<f64>,
        /// The answers and their points, the best first.
        levels: Vec<FrameworkLevel>,
        /// The column of an account that has the points which somebody gave, if your systems keep one. Example: `"bant_budget"`.
        field: Option<String>,
    }
}

content! {
    /// Points for an answer.
    pub struct FrameworkLevel {
        /// The points. Example: `6`.
        points!: f64,
        /// The answer. Example: `"Knows what a lost order costs"`.
        text: Option<Claim>,
        /// The condition on an account's values, as in the scorecard; the first one that holds counts. Without it only people can tell. Example: `{ field = "budget_known", any = [true] }`.
        when: Option<When>,
    }
}

content! {
    /// Something a lead does.
    pub struct Engagement {
        /// What it does. Example: `"Asks for a demo"`.
        signal!: Text,
        /// The name of this signal in a list of events, or the column of an account that says how often or on which day it happened. Example: `"demo-request"`.
        field: Option<String>,
        /// Points; may be negative. Example: `30`.
        points!: f64,
        /// After how many days half of the points are left. Example: `30`.
        half_life_days: Option<Amount>,
        /// The most points this signal can give, or take off, however often it happens. Example: `45`.
        cap: Option<f64>,
        /// When it counts. Example: `"Only from a work address"`.
        when: Option<Text>,
    }
}

content! {
    /// Points from which a lead moves on. A number holds from itself up, `{ above = 75 }` means more than 75.
    pub struct Thresholds {
        /// Marketing-qualified from here. Example: `75`.
        mql!: PointLimit,
        /// Kept warm from here. Example: `50`.
        nurture: Option<PointLimit>,
        /// How well a firm must fit to be marketing-qualified, whatever its points: a tier of the scorecard, or a percentage of it. Example: `"B"`.
        min_fit: Option<MinFit>,
    }
}

content! {
    /// What it takes to be sales-qualified.
    pub struct SqlRule {
        /// Points from the framework. Example: `30`.
        framework_min: Option<Amount>,
        /// At least one of these. Each may have a `when`: the condition on an account's values by which a program finds out. Example: `["A date for going live"]`.
        any_of: Vec<Requirement>,
        /// All of these. Each may have a `when`. Example: `["Finance is in the conversation"]`.
        all_of: Vec<Requirement>,
    }
}

content! {
    /// A stage of a lead.
    pub struct LeadStage {
        /// What it is called. Example: `"MQL"`.
        name!: String,
        /// What it means. Example: `"Fits, and shows interest"`.
        meaning: Option<Text>,
        /// Who owns leads in it. Example: `"Marketing"`.
        owner: Option<String>,
        /// When a lead leaves it. Example: `["Sales has called within a day"]`.
        exit: Vec<Claim>,
        /// True: a way out of the path, such as "Disqualified" or "Recycle", and no step of it. Example: `false`.
        way_out: bool,
    }
}

content! {
    /// What happens to leads that are not ready.
    pub struct NurtureStep {
        /// What happens. Example: `"Gets the monthly figures, and no phone calls"`.
        what!: Text,
        /// The stage they are in, by its name. Example: `"Inquiry"`.
        stage: Option<String>,
        /// How often, or after how long. Example: `"Once a month"`.
        every: Option<Text>,
        /// Until what. Example: `"A year without a click"`.
        until: Option<Text>,
        /// Who does it. Example: `"Ruben Kok"`.
        owner: Option<String>,
    }
}

content! {
    /// How marketing hands a lead to sales.
    pub struct Handover {
        /// What goes with it. Example: `["The pages they read"]`.
        checklist: Vec<Claim>,
        /// What marketing and sales promise each other.
        sla: Option<Sla>,
    }
}

content! {
    /// What marketing and sales promise each other.
    pub struct Sla {
        /// Leads a month from marketing. Example: `40`.
        leads_per_month: Option<Amount>,
        /// How soon sales responds. Example: `"1 working day"`.
        respond_within: Option<Text>,
        /// How soon marketing hears what came of it. Example: `"5 working days"`.
        feedback_within: Option<Text>,
    }
}

content! {
    /// What came of trying the scorecard on history.
    pub struct BacktestResult {
        /// The day on which it was tried. Example: `2026-10-05`.
        date!: Date,
        /// How many accounts had an outcome. Example: `412`.
        n!: Amount,
        /// How many of them became customers. Example: `131`.
        won: Option<Amount>,
        /// The area under the curve, from 0 to 1; 0.5 is chance. Example: `0.7402`.
        auc!: Bounded<0, 1>,
        /// Its standard error. Without it nobody can tell whether it is better than chance. Example: `0.0251`.
        error: Option<Bounded<0, 1>>,
        /// The list it was tried on: its name only. Example: `"leads-2026-q3.csv"`.
        file: Option<String>,
    }
}

impl KindData for Qualification {
    const KIND: Kind = Kind::Qualification;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Qualification(qualification) => Some(qualification),
            _ => None,
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let root = FieldPath::default();
        let mut found = Vec::new();
        if let Some(thresholds) = &self.thresholds {
            found.extend(thresholds.findings(&root.key("thresholds")));
        }
        for (index, signal) in self.engagement.iter().enumerate() {
            found.extend(signal.findings(&root.key("engagement").index(index)));
        }
        for (index, item) in self.framework.iter().enumerate() {
            found.extend(item.findings(&root.key("framework").index(index)));
        }
        found.extend(self.fields_read_twice());
        found.extend(self.out_of_reach());
        found.extend(self.reached_without_fit());
        if let Some(rule) = &self.sql {
            let lists = [("any_of", &rule.any_of), ("all_of", &rule.all_of)];
            for (key, list) in lists {
                for (index, one) in list.iter().enumerate() {
                    if let Some(when) = &one.when {
                        let path = root.key("sql").key(key).index(index).key("when");
                        found.extend(when.findings(&path));
                    }
                }
            }
        }
        found.extend(self.stage_findings());
        found
    }
}

impl Qualification {
    /// The most points that fit and engagement can give together; none where nothing bounds them.
    pub fn most_points(&self) -> Option<f64> {
        let fit = self.fit_points.map_or(0.0, |points| points.0);
        Some(fit + self.most_engagement()?)
    }

    /// The most points that engagement alone can give; none where nothing bounds them.
    pub fn most_engagement(&self) -> Option<f64> {
        let rows = self.engagement.iter().filter(|row| row.points > 0.0);
        let rows: Option<f64> = rows.map(|row| row.cap).sum();
        match (rows, self.engagement_cap) {
            (Some(rows), Some(cap)) => Some(rows.min(cap.0)),
            (rows, cap) => rows.or(cap.map(|cap| cap.0)),
        }
    }

    /// The most points that the framework can give: the sum over its items.
    pub fn framework_maximum(&self) -> f64 {
        self.framework.iter().filter_map(FrameworkItem::most).sum()
    }

    /// Every column of an account, and every signal of an event, that something here reads.
    pub fn fields(&self) -> Vec<&str> {
        let rows = self
            .engagement
            .iter()
            .filter_map(|row| row.field.as_deref());
        let items = self.framework.iter();
        let items = items.flat_map(|item| {
            let levels = item.levels.iter().filter_map(|level| level.when.as_ref());
            let levels = levels.flat_map(When::fields);
            item.field.as_deref().into_iter().chain(levels)
        });
        let rules = self.sql.iter();
        let rules = rules
            .flat_map(|rule| rule.any_of.iter().chain(&rule.all_of))
            .filter_map(|one| one.when.as_ref())
            .flat_map(When::fields);
        rows.chain(items).chain(rules).collect()
    }

    fn fields_read_twice(&self) -> Vec<Finding> {
        let mut first: BTreeMap<String, &Text> = BTreeMap::new();
        let mut found = Vec::new();
        for (index, row) in self.engagement.iter().enumerate() {
            let Some(field) = &row.field else { continue };
            let key = field.trim().to_lowercase();
            if let Some(before) = first.get(&key) {
                let path = FieldPath::default().key("engagement").index(index);
                found.push(Finding::new(
                    "bad-field",
                    path.key("field"),
                    format!("`{field}` is counted already, for \"{}\"", before.plain()),
                    "give each signal a `field` of its own",
                ));
            } else {
                first.insert(key, &row.signal);
            }
        }
        found
    }

    /// Thresholds that nobody can reach.
    fn out_of_reach(&self) -> Vec<Finding> {
        let root = FieldPath::default();
        let mut found = Vec::new();
        if let (Some(thresholds), Some(most)) = (&self.thresholds, self.most_points()) {
            let mql = thresholds.mql;
            let has_points = self.fit_points.is_some() || !self.engagement.is_empty();
            let needed = match mql.is_above {
                true => format!("more than {}", mql.number),
                false => mql.number.to_string(),
            };
            if has_points && (most < mql.number || (mql.is_above && most <= mql.number)) {
                found.push(Finding::new(
                    "out-of-reach",
                    root.key("thresholds").key("mql"),
                    format!("no lead can have {needed} points: fit and engagement give {most} at most"),
                    "lower `mql`, or raise `fit_points`, `engagement_cap` or the points and caps of `engagement`",
                ));
            }
        }
        let most = self.framework_maximum();
        let needed = self.sql.as_ref().and_then(|rule| rule.framework_min);
        let all_count = self.framework.iter().all(|item| item.most().is_some());
        if let Some(needed) = needed
            && needed.0 > most
            && all_count
            && !self.framework.is_empty()
        {
            found.push(Finding::new(
                "out-of-reach",
                root.key("sql").key("framework_min"),
                format!(
                    "no lead can have {} points: the framework gives {most} at most",
                    needed.0
                ),
                "lower `framework_min`, or raise the points of `framework`",
            ));
        }
        found
    }

    /// Clicks alone make no firm fit.
    fn reached_without_fit(&self) -> Option<Finding> {
        let thresholds = self.thresholds.as_ref()?;
        let mql = thresholds.mql;
        let can_reach = match self.most_engagement() {
            Some(most) => most > mql.number || (!mql.is_above && most >= mql.number),
            None => true,
        };
        let counts_fit = self.fit_points.is_some_and(|points| points.0 > 0.0);
        (counts_fit && can_reach && thresholds.min_fit.is_none()).then(|| {
            let most = match self.most_engagement() {
                Some(most) => format!("what a lead does gives up to {most} points"),
                None => "nothing bounds the points for what a lead does".to_owned(),
            };
            Finding::new(
                "qualified-without-fit",
                FieldPath::default().key("thresholds").key("mql"),
                format!("a firm that does not fit can be marketing-qualified: {most}"),
                "add `min_fit = \"B\"` to `thresholds`, or an `engagement_cap` below `mql`",
            )
            .warning()
        })
    }

    fn stage_findings(&self) -> Vec<Finding> {
        let root = FieldPath::default();
        let mut found = Vec::new();
        if !self.stages.is_empty() && self.stages.iter().all(|stage| stage.way_out) {
            found.push(Finding::new(
                "bad-stages",
                root.key("stages"),
                "every stage is a way out, and none a step of the path",
                "leave out `way_out` where a lead moves on",
            ));
        }
        let names = || self.stages.iter().map(|stage| stage.name.as_str());
        for (index, step) in self.nurture_steps.iter().enumerate() {
            let Some(stage) = &step.stage else { continue };
            if !self.stages.is_empty() && !names().any(|name| name == stage) {
                let help = match closest(stage, names()) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => format!("write {}", crate::text::one_of(names())),
                };
                found.push(Finding::new(
                    "bad-stages",
                    root.key("nurture_steps").index(index).key("stage"),
                    format!("there is no stage `{stage}`"),
                    help,
                ));
            }
        }
        found
    }
}

impl SqlRule {
    /// Whether it asks for anything at all.
    pub fn asks(&self) -> bool {
        self.framework_min.is_some() || !self.any_of.is_empty() || !self.all_of.is_empty()
    }
}

impl Thresholds {
    fn findings(&self, path: &FieldPath) -> Vec<Finding> {
        let mut found = Vec::new();
        if let Some(nurture) = self.nurture
            && nurture.compare(self.mql).is_ge()
        {
            found.push(Finding::new(
                "bad-thresholds",
                path.clone(),
                format!(
                    "leads are kept warm {nurture} points, but are marketing-qualified {} already",
                    self.mql
                ),
                "let `nurture` be lower than `mql`",
            ));
        }
        let limits = [("mql", Some(self.mql)), ("nurture", self.nurture)];
        for (key, limit) in limits {
            let number = limit.map(|limit| limit.number);
            found.extend(too_large(&path.key(key), number));
        }
        found
    }
}

impl Engagement {
    fn findings(&self, path: &FieldPath) -> Vec<Finding> {
        let mut found = Vec::new();
        if self.half_life_days.is_some_and(|days| days.0 == 0.0) {
            found.push(Finding::new(
                "bad-half-life",
                path.key("half_life_days"),
                "a half-life of 0 days leaves no points",
                "write at least 1, or leave it out for points that stay",
            ));
        }
        if let Some(cap) = self.cap
            && cap < 0.0
        {
            found.push(Finding::new(
                "bad-cap",
                path.key("cap"),
                format!("a cap of {cap} leaves no room for points"),
                format!(
                    "write how many points there are at most, or are taken off at most: {}",
                    -cap
                ),
            ));
        }
        let numbers = [("points", Some(self.points)), ("cap", self.cap)];
        for (key, number) in numbers {
            found.extend(too_large(&path.key(key), number));
        }
        found
    }
}

impl FrameworkItem {
    /// The most points for an answer, if the item gives any.
    pub fn most(&self) -> Option<f64> {
        let levels = self.levels.iter().map(|level| level.points);
        self.points.or_else(|| levels.reduce(f64::max))
    }

    /// The fewest points for an answer: 0, or less where a level takes points off.
    pub fn least(&self) -> f64 {
        let levels = self.levels.iter().map(|level| level.points);
        levels.fold(0.0, f64::min)
    }

    fn findings(&self, path: &FieldPath) -> Vec<Finding> {
        let mut found = Vec::new();
        let code = "bad-framework";
        for (index, level) in self.levels.iter().enumerate() {
            let path = path.key("levels").index(index);
            if let Some(most) = self.points
                && level.points > most
            {
                found.push(Finding::new(
                    code,
                    path.key("points"),
                    format!(
                        "this level gives {} points, but `{}` gives {most} at most",
                        level.points, self.name
                    ),
                    format!(
                        "write {most} or less, or raise the `points` of `{}`",
                        self.name
                    ),
                ));
            }
            if level.text.is_none() && level.when.is_none() {
                found.push(Finding::new(
                    code,
                    path.clone(),
                    "this level does not say for which answer it is",
                    "add `text = \"…\"`, or `when = { field = \"…\", … }`",
                ));
            }
            if let Some(when) = &level.when {
                found.extend(when.findings(&path.key("when")));
            }
            found.extend(too_large(&path.key("points"), Some(level.points)));
        }
        if self.field.is_some() && self.most().is_none() {
            found.push(Finding::new(
                "bad-field",
                path.key("field"),
                format!(
                    "nothing reads this `field`, because `{}` gives no points",
                    self.name
                ),
                "add `points` or `levels`, or remove `field`",
            ));
        }
        found.extend(too_large(&path.key("points"), self.points));
        found
    }
}

fn too_large(path: &FieldPath, number: Option<f64>) -> Option<Finding> {
    let number = number.filter(|number| !(-LARGEST..=LARGEST).contains(number))?;
    Some(Finding::new(
        "bad-points",
        path.clone(),
        format!("{number} is more than a lead can count"),
        format!("write a number from -{LARGEST} to {LARGEST}"),
    ))
}
