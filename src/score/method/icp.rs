//! The four steps of making an ICP.

use super::sources::Sources;
use super::{Check, MethodStep, asked};
use crate::doc::Date;
use crate::model::evidence::Method as Way;
use crate::model::icp::{Icp, Method};
use crate::model::value::Text;
use crate::model::{Book, Entry};
use crate::score::freshness;

/// Talks that make a profile: fewer are a handful of opinions.
const TALKS: usize = 5;

/// The four steps for an ICP, or for the firms to leave alone.
#[must_use]
pub fn icp_steps(book: &Book, (entry, icp): (&Entry, &Icp), today: Date) -> Vec<MethodStep> {
    let sources = Sources::of(&entry.key, &book.catalog);
    let told = |key: &'static str, part: fn(&Method) -> &Option<Text>| {
        Check::is(
            key,
            icp.method.as_ref().is_some_and(|one| part(one).is_some()),
        )
    };
    let deals = sources.made_by(&[Way::Crm, Way::Analytics, Way::Support]);
    let studies = sources.made_by(&[Way::Desk, Way::Survey]);
    let customers = vec![
        told("method-customers", |one| &one.customers),
        Check::is("deals", deals > 0),
        asked::signals(icp),
    ];
    let mut market = vec![
        told("method-market", |one| &one.market),
        Check::is("studies", studies > 0),
    ];
    let talks = sources.people(&[Way::Interview, Way::Observation, Way::Panel]);
    let mut interviews = vec![
        told("method-interviews", |one| &one.interviews),
        Check::count("talks", talks, TALKS),
    ];
    let mut synthesis = vec![told("method-synthesis", |one| &one.synthesis), firm(icp)];
    market.extend(asked::triggers(icp));
    interviews.extend(asked::committee(icp));
    // Nobody scores a firm to leave alone, nor looks for who decides there.
    if !icp.negative {
        synthesis.push(Check::is("scorecard", icp.scorecard.is_some()));
    }
    synthesis.extend(asked::accounts(icp));
    synthesis.extend([
        asked::disqualifiers(icp),
        Check::known(icp),
        Check::is("owner", entry.header.owner.is_some()),
        Check::fresh(freshness(entry, &book.config.review, today)),
    ]);
    [
        ("customers", customers),
        ("market", market),
        ("interviews", interviews),
        ("synthesis", synthesis),
    ]
    .into_iter()
    .map(|(key, checks)| MethodStep { key, checks })
    .collect()
}

/// What the firm does, and how large it is.
fn firm(icp: &Icp) -> Check {
    let firm = icp.firmographics.as_ref();
    let does = firm.is_some_and(|one| !one.industries.is_empty());
    let large = firm.is_some_and(|one| one.employees.is_some() || one.revenue.is_some());
    Check::all("firm", &[does, large])
}

#[cfg(test)]
mod tests {
    use super::super::Progress;
    use super::*;

    fn accounts_of(json: &str) -> Progress {
        let icp: Icp = serde_json::from_str(json).unwrap();
        asked::accounts(&icp).unwrap().progress
    }

    #[test]
    fn worked_accounts_count_when_they_get_what_sales_expects() {
        let card = r#""scorecard": { "tiers": { "A": 80, "B": 50, "C": 0 }, "criteria": [
            { "attribute": "Size", "weight": 1, "levels": [{ "points": 2, "when": { "field": "size", "min": 10 } }] }
        ] }"#;
        let account = |size: u32, expect: &str| {
            format!(r#"{{ "account": "X", "values": {{ "size": {size} }}, "expect": "{expect}" }}"#)
        };
        let with = |accounts: [String; 3]| {
            accounts_of(&format!(
                r#"{{ {card}, "examples": [{}] }}"#,
                accounts.join(",")
            ))
        };
        let good = [account(12, "A"), account(90, "A"), account(3, "C")];
        assert_eq!(with(good), Progress::Done);
        let wrong = [account(12, "A"), account(90, "A"), account(3, "A")];
        assert_eq!(with(wrong), Progress::Partly);
        assert_eq!(accounts_of("{}"), Progress::Missing);
    }

    #[test]
    fn the_firm_is_what_it_does_and_how_large_it_is() {
        let of = |json: &str| firm(&serde_json::from_str(json).unwrap()).progress;
        assert_eq!(of("{}"), Progress::Missing);
        assert_eq!(
            of(r#"{ "firmographics": { "industries": ["Bread"] } }"#),
            Progress::Partly
        );
        assert_eq!(
            of(r#"{ "firmographics": { "industries": ["Bread"], "employees": { "min": 5 } } }"#),
            Progress::Done
        );
    }
}
