//! The calculator on an ICP's page scores as the library does: random accounts, on the profiles of the demo
//! and on profiles made at random, by the library and by `static/fit-score.js`; and sheets that somebody filled in, by the
//! library and by `static/sheet-points.js`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use personabook::build::{Options, build};
use personabook::load::load;
use personabook::model::icp::Icp;
use personabook::model::qualification::Qualification;
use personabook::model::value::{Labels, Scalar};
use personabook::progress::nobody;
use personabook::score::{
    ItemReason, Lead, Range, Stage, disqualified, score, score_lead, what_to_ask,
};
use serde_json::{Value, json};

/// Numbers that look random and are the same on every machine (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn one<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

const FIELDS: [&str; 5] = ["employees", "country", "sells", "own stock", "__proto__"];
const NUMBERS: [&str; 9] = ["0", "1", "-3", "20", "0.1", "1e21", "1e-7", "200.5", "inf"];
const WORDS: [&str; 15] = [
    "NL",
    "be",
    "shoes",
    "Shoes; bags",
    "bags, hats",
    " 20 ",
    "1e1",
    ".5",
    "+1",
    "0x10",
    "ΟΔΟΣ",
    "\u{a0}nl\u{feff}",
    "true",
    "NaN",
    "",
];

/// A value of TOML: mostly what people write, now and then what nobody would.
fn value(dice: &mut Dice, deep: bool) -> String {
    match dice.below(if deep { 9 } else { 8 }) {
        0..3 => (*dice.one(&NUMBERS)).to_owned(),
        3..7 => format!("{:?}", dice.one(&WORDS))
            .replace("\\u{a0}", "\\u00a0")
            .replace("\\u{feff}", "\\uFEFF"),
        7 => (*dice.one(&["true", "false"])).to_owned(),
        _ => format!("[{}, {}]", value(dice, false), value(dice, false)),
    }
}

fn values(dice: &mut Dice) -> String {
    let count = 1 + dice.below(2);
    let list: Vec<String> = (0..count).map(|_| value(dice, true)).collect();
    format!("[{}]", list.join(", "))
}

fn condition(dice: &mut Dice, depth: usize) -> String {
    let kinds = if depth == 0 { 8 } else { 12 };
    let field = format!("field = {:?}, ", dice.one(&FIELDS));
    let asked = match dice.below(kinds) {
        0 => format!("{field}min = {}", dice.one(&NUMBERS)),
        1 => format!("{field}max = {}", dice.one(&NUMBERS)),
        2 => format!("{field}above = {}", dice.one(&NUMBERS)),
        3 => format!("{field}below = {}", dice.one(&NUMBERS)),
        4 => format!("{field}any = {}", values(dice)),
        5 => format!("{field}contains = {}", values(dice)),
        6 => format!("{field}matches_none = {}", values(dice)),
        7 => format!("{field}missing = {}", dice.one(&["true", "false"])),
        8 => format!(
            "all = [{}, {}]",
            condition(dice, depth - 1),
            condition(dice, depth - 1)
        ),
        9 => format!(
            "either = [{}, {}]",
            condition(dice, depth - 1),
            condition(dice, depth - 1)
        ),
        10 => format!("not = {}", condition(dice, depth - 1)),
        // Several at once: a group, and a question of its own.
        _ => format!(
            "{field}missing = false, min = {}, not = {}",
            dice.one(&NUMBERS),
            condition(dice, depth - 1)
        ),
    };
    format!("{{ {asked} }}")
}

fn profile(dice: &mut Dice) -> String {
    let mut text = "name = \"Made up\"\n[scorecard]\n".to_owned();
    let tiers: [&str; 4] = [
        "",
        "tiers = { A = 62.5, B = 33.4, C = 0 }\n",
        "tiers = { A = { above = 50 }, B = 50, C = 0 }\n",
        "tiers = { A = 100, B = { above = 0 }, C = 0 }\n",
    ];
    text.push_str(dice.one::<&str>(&tiers));
    for number in 0..2 + dice.below(4) {
        let levels: Vec<String> = ["2", "0.7", "-1.5"][..1 + dice.below(3)]
            .iter()
            .map(|points| format!("{{ points = {points}, when = {} }}", condition(dice, 2)))
            .collect();
        writeln!(
            text,
            "[[scorecard.criteria]]\nattribute = \"Criterion {number}\"\nweight = {}\n{}must = {}\nlevels = [{}]",
            dice.one(&["1", "2", "0.1", "3", "0.0005"]),
            dice.one(&["", "", "missing = 0\n", "missing = 1\n", "missing = -0.5\n"]),
            dice.below(6) == 0,
            levels.join(", ")
        )
        .unwrap();
    }
    for number in 0..dice.below(3) {
        writeln!(
            text,
            "[[disqualifiers]]\nreason = \"Reason {number}\"\nwhen = {}",
            condition(dice, 1)
        )
        .unwrap();
    }
    text
}

/// An account with some of these fields.
fn account(dice: &mut Dice, fields: &[String], known: &[Scalar]) -> Labels<Scalar> {
    let mut values = Vec::new();
    for field in fields {
        let value = match dice.below(6) {
            0 => continue,
            1 => {
                let toml = format!("x = {}", value(dice, true));
                personabook_value(&toml)
            }
            2 => Scalar::Number(f64::from(u32::try_from(dice.below(300)).unwrap())),
            _ => dice.one(known).clone(),
        };
        values.push((field.clone(), value));
    }
    Labels(values)
}

/// The value of `x` in a line of TOML.
fn personabook_value(line: &str) -> Scalar {
    let table: toml::Table = line.parse().unwrap();
    serde::Deserialize::deserialize(table["x"].clone()).unwrap()
}

/// Every value that the conditions and the worked accounts of a profile know: random accounts of these meet
/// conditions far more often than any others.
fn known_values(icp: &Icp) -> Vec<Scalar> {
    fn collect(when: &personabook::model::scorecard::When, known: &mut Vec<Scalar>) {
        known.extend(
            when.any
                .iter()
                .chain(&when.contains)
                .chain(&when.matches_none)
                .cloned(),
        );
        known.extend(
            [when.min, when.max, when.above, when.below]
                .into_iter()
                .flatten()
                .map(Scalar::Number),
        );
        for part in when
            .all
            .iter()
            .chain(&when.either)
            .chain(when.not.as_deref())
        {
            collect(part, known);
        }
    }
    let mut known = vec![Scalar::Number(1.0)];
    for criterion in &icp.scorecard.as_ref().unwrap().criteria {
        for level in &criterion.levels {
            collect(&level.when, &mut known);
        }
    }
    known.extend(
        icp.examples
            .iter()
            .flat_map(|one| one.values.0.iter().map(|(_, value)| value.clone())),
    );
    known
}

fn fields(icp: &Icp) -> Vec<String> {
    let mut fields: Vec<String> = icp
        .scorecard
        .iter()
        .flat_map(|card| &card.criteria)
        .flat_map(|criterion| &criterion.levels)
        .flat_map(|level| level.when.fields())
        .chain(
            icp.disqualifiers
                .iter()
                .filter_map(|one| one.when.as_ref())
                .flat_map(|when| when.fields()),
        )
        .map(str::to_owned)
        .collect();
    fields.sort();
    fields.dedup();
    fields
}

/// As the scripts of the site write values.
fn json_of(value: &Scalar) -> Value {
    match value {
        Scalar::Text(text) => json!(text),
        Scalar::Number(number) if number.is_finite() => json!(number),
        Scalar::Number(number) => json!(number.to_string()),
        Scalar::Flag(flag) => json!(flag),
        Scalar::List(items) => items.iter().map(json_of).collect(),
        Scalar::Band { .. } => unreachable!("no page has a band"),
    }
}

fn expected(icp: &Icp, values: &Labels<Scalar>) -> Value {
    let score = score(icp.scorecard.as_ref().unwrap(), values);
    // The script knows only the disqualifiers that have a condition.
    let conditions: Vec<usize> = (0..icp.disqualifiers.len())
        .filter(|place| icp.disqualifiers[*place].when.is_some())
        .collect();
    let stops = disqualified(icp, values).by.into_iter();
    let stops: Vec<Option<usize>> = stops
        .map(|index| conditions.iter().position(|place| *place == index))
        .collect();
    // Zero has one form in JSON as the browser writes it.
    let range = |range: Range| json!({ "low": range.low + 0.0, "high": range.high + 0.0 });
    let criteria: Vec<Value> = score
        .criteria
        .iter()
        .map(|one| {
            json!({
                "points": range(one.points),
                "weighted": range(one.weighted),
                "level": one.level.map_or(-1, |level| i64::try_from(level).unwrap()),
                "unknown": one.unknown,
            })
        })
        .collect();
    json!({
        "criteria": criteria,
        "total": range(score.total),
        "maximum": score.maximum,
        "percent": range(score.percent),
        "best": score.tiers.best.as_str(),
        "worst": score.tiers.worst.as_str(),
        "failedMusts": score.failed_musts,
        "openMusts": score.open_musts,
        "stops": stops,
        "ask": what_to_ask(icp, values),
    })
}

/// A conversation sheet that somebody filled in, as the page knows it, and what the library says of the same lead.
fn sheet(dice: &mut Dice) -> Value {
    let mut rules = "icp = \"p\"\nthresholds = { mql = 0 }\n".to_owned();
    let (mut values, mut items) = (Vec::new(), Vec::new());
    for number in 0..1 + dice.below(4) {
        let most = *dice.one(&["10", "2.5", "0.7"]);
        let least = *dice.one(&["0", "-1.5"]);
        let field = format!("item{number}");
        writeln!(
            rules,
            "[[framework]]\nkey = \"K\"\nname = \"N\"\nfield = \"{field}\"\npoints = {most}\nlevels = [{{ points = {least}, text = \"a\" }}]"
        )
        .unwrap();
        let points = *dice.one(&[
            None,
            Some(0.0),
            Some(0.7),
            Some(2.5),
            Some(9.9999),
            Some(-1.5),
            Some(11.0),
        ]);
        values.extend(points.map(|points| (field, Scalar::Number(points))));
        let number = |text: &str| text.parse::<f64>().unwrap();
        items.push(json!({ "least": number(least), "most": number(most), "points": points }));
    }
    let needed = *dice.one(&[None, Some(0.0), Some(2.5), Some(5.0), Some(12.5)]);
    let mut ticked = |list: &str, rules: &mut String, values: &mut Vec<(String, Scalar)>| {
        let ticked: Vec<Option<bool>> = (0..dice.below(3))
            .map(|number| {
                let box_ = *dice.one(&[Some(true), Some(false), None]);
                let field = format!("{list}{number}");
                values.extend(box_.map(|flag| (field, Scalar::Flag(flag))));
                box_
            })
            .collect();
        let conditions = (0..ticked.len()).map(|number| {
            format!("{{ text = \"t\", when = {{ field = \"{list}{number}\", any = [true] }} }}")
        });
        let conditions: Vec<String> = conditions.collect();
        writeln!(rules, "{list} = [{}]", conditions.join(", ")).unwrap();
        ticked
    };
    rules.push_str("[sql]\n");
    if let Some(needed) = needed {
        writeln!(rules, "framework_min = {needed}").unwrap();
    }
    let all = ticked("all_of", &mut rules, &mut values);
    let any = ticked("any_of", &mut rules, &mut values);
    let rules: Qualification = toml::from_str(&rules).unwrap();
    let icp: Icp = toml::from_str("").unwrap();
    let values = Labels(values);
    let lead = Lead {
        values: &values,
        events: None,
    };
    let score = score_lead(&icp, &rules, &lead, "2026-11-21".parse().unwrap());
    let is_sql = |stage: &Stage| *stage == Stage::Sql;
    // Without thresholds to reach, a lead is an MQL at least; a rule that asks for nothing makes no SQL.
    let qualified = match (score.stages.iter().any(is_sql), score.stages.len()) {
        _ if !rules.sql.as_ref().unwrap().asks() => json!(true),
        (true, 1) => json!(true),
        (true, _) => json!(null),
        (false, _) => json!(false),
    };
    let open = (0..score.items.len()).filter(|item| !score.items[*item].points.is_known());
    let wrong = score.items.iter().enumerate();
    let wrong = wrong.filter(|(_, item)| item.why == ItemReason::Unreadable);
    json!({
        "items": items, "needed": needed, "all": all, "any": any,
        "expected": {
            "low": score.framework.low + 0.0,
            "high": score.framework.high + 0.0,
            "open": open.collect::<Vec<_>>(),
            "wrong": wrong.map(|(item, _)| item).collect::<Vec<_>>(),
            "qualified": qualified,
        },
    })
}

/// The root of this repository, which is the demo book.
fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The profiles of a book with their rules as the site has them, and random accounts.
fn cases(root: &Path, accounts: usize, dice: &mut Dice) -> Vec<Value> {
    let options = Options {
        today: "2026-11-21".parse().unwrap(),
        drafts: false,
        audiences: &[],
    };
    let built = build(root, options, &nobody).unwrap();
    let output = built.site.unwrap().render(&nobody).unwrap();
    let book = load(root, &nobody).unwrap().book.unwrap();
    let mut all = Vec::new();
    for (entry, icp) in book.catalog.all::<Icp>() {
        if icp.scorecard.is_none() {
            continue;
        }
        let script = &output.files[&format!("icps/{}-rules.js", entry.key.id)];
        let (fields, known) = (fields(icp), known_values(icp));
        let cases: Vec<Value> = (0..accounts)
            .map(|_| {
                let values = account(dice, &fields, &known);
                let written: serde_json::Map<String, Value> = values
                    .0
                    .iter()
                    .map(|(field, value)| (field.clone(), json_of(value)))
                    .collect();
                json!({ "values": written, "expected": expected(icp, &values) })
            })
            .chain(icp.examples.iter().map(|one| {
                let written: serde_json::Map<String, Value> = one
                    .values
                    .0
                    .iter()
                    .map(|(field, value)| (field.clone(), json_of(value)))
                    .collect();
                json!({ "values": written, "expected": expected(icp, &one.values) })
            }))
            .collect();
        all.push(json!({
            "profile": entry.key.id,
            "script": String::from_utf8_lossy(script),
            "cases": cases,
        }));
    }
    all
}

/// A profile as it was written, if it can be read.
fn read_profile(text: &str) -> Option<Icp> {
    let icp: Icp = toml::from_str(text).ok()?;
    icp.scorecard.is_some().then_some(icp)
}

#[test]
fn scores_are_bounded_rise_with_points_and_know_no_order_of_columns() {
    let mut dice = Dice(0x5eed_0000_1111_0003);
    for _ in 0..300 {
        let icp = read_profile(&profile(&mut dice)).unwrap();
        let (fields, known) = (fields(&icp), known_values(&icp));
        for _ in 0..10 {
            let values = account(&mut dice, &fields, &known);
            let card = icp.scorecard.as_ref().unwrap();
            let before = score(card, &values);
            let percent = before.percent;
            assert!(0.0 <= percent.low && percent.low <= percent.high && percent.high <= 100.0);
            assert!(before.total.low <= before.total.high);
            assert!(before.total.high <= before.maximum.max(0.0) + 1e-9);
            assert!(before.tiers.best <= before.tiers.worst);
            let mut turned = values.clone();
            turned.0.reverse();
            assert_eq!(score(card, &turned), before);
            // More points for one level take none away from anybody.
            let mut better = icp.clone();
            let criteria = &mut better.scorecard.as_mut().unwrap().criteria;
            let place = dice.below(criteria.len());
            let criterion = &mut criteria[place];
            let level = dice.below(criterion.levels.len());
            criterion.levels[level].points += 0.75;
            let after = score(better.scorecard.as_ref().unwrap(), &values);
            assert!(after.total.low >= before.total.low && after.total.high >= before.total.high);
        }
    }
}

#[test]
fn a_spoilt_profile_is_refused_or_scores() {
    let mut dice = Dice(0x5eed_0000_2222_0005);
    let signs = b"\"{}[]=,.-0919eE_#\n \\";
    let mut scored = 0;
    for _ in 0..2000 {
        let mut text = profile(&mut dice).into_bytes();
        for _ in 0..1 + dice.below(3) {
            let place = dice.below(text.len());
            text[place] = *dice.one(signs);
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        let Some(icp) = read_profile(&text) else {
            continue;
        };
        let (fields, known) = (fields(&icp), known_values(&icp));
        let values = account(&mut dice, &fields, &known);
        let percent = score(icp.scorecard.as_ref().unwrap(), &values).percent;
        assert!(
            (0.0..=100.0).contains(&percent.low) && percent.low <= percent.high,
            "{text}"
        );
        assert!(disqualified(&icp, &values).by.len() <= icp.disqualifiers.len());
        assert!(what_to_ask(&icp, &values).len() <= fields.len());
        scored += 1;
    }
    assert!(scored > 200, "{scored}");
}

#[test]
fn the_page_and_the_library_score_alike() {
    let mut dice = Dice(0x5eed_1234_abcd_0001);
    let root = tempfile::tempdir().unwrap();
    fs::write(
        root.path().join("personabook.toml"),
        "[book]\ntitle = \"T\"\n",
    )
    .unwrap();
    fs::create_dir_all(root.path().join("content/icps")).unwrap();
    for number in 0..20 {
        let file = root.path().join(format!("content/icps/p{number:02}.toml"));
        fs::write(file, profile(&mut dice)).unwrap();
    }
    let mut all = cases(&repository(), 200, &mut dice);
    all.extend(cases(root.path(), 50, &mut dice));
    let sheets: Vec<Value> = (0..500).map(|_| sheet(&mut dice)).collect();
    let written = json!({ "profiles": all, "sheets": sheets });
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fit-cases.json");
    fs::write(&file, serde_json::to_string(&written).unwrap()).unwrap();
    let script = repository().join("tests/fit/agree.mjs");
    let output = Command::new("node").arg(script).arg(&file).output();
    let in_ci = std::env::var_os("CI").is_some();
    match verdict(output.map_err(|error| error.to_string()), in_ci) {
        // Not with `println!`, which a test that passes keeps to itself.
        Ok(says) => writeln!(std::io::stderr(), "{says}").unwrap(),
        Err(says) => panic!("{says}; the cases are in {}", file.display()),
    }
}

/// What came of the comparison: what to tell, or why it failed. Where a change is judged, not to have looked is a failure.
fn verdict(output: Result<Output, String>, in_ci: bool) -> Result<String, String> {
    match output {
        Ok(output) => {
            let says = String::from_utf8_lossy(&output.stdout);
            let wrong = String::from_utf8_lossy(&output.stderr);
            let says = format!("{says}{wrong}").trim_end().to_owned();
            if output.status.success() {
                Ok(says)
            } else {
                Err(says)
            }
        }
        Err(error) => {
            let says = format!(
                "the calculator of the page was not run, because node does not start ({error})"
            );
            if in_ci {
                Err(format!("{says}: install Node.js"))
            } else {
                Ok(format!("SKIPPED: {says}"))
            }
        }
    }
}

#[test]
fn a_comparison_that_did_not_run_is_skipped_aloud_and_fails_in_ci() {
    let missing = || Err("no such file".to_owned());
    assert!(verdict(missing(), false).unwrap().starts_with("SKIPPED"));
    assert!(
        verdict(missing(), true)
            .unwrap_err()
            .contains("install Node.js")
    );
}
