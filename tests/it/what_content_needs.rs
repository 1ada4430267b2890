//! Places that real content needed: shares that say of what, orders of the author, several roles in a purchase, who said a quote,
//! numbers about the own customers, and rows of one's own on a journey. Each on its page and where the book is shown otherwise.

use super::small_book::{Site, built, main, sheet, site as book_in, with_warnings};

fn book(entries: &[(&str, &str)]) -> Site {
    book_in("en", entries)
}

/// The words between the header and the footer of a page, without its tags.
fn words(page: &str) -> String {
    let parts = main(page).split('<');
    let parts = parts.filter_map(|part| part.split_once('>'));
    let text: String = parts.map(|(_, text)| text.to_owned() + " ").collect();
    let text = text.replace("&#160;", " ").replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The places of these words in a text, which has them in this order.
fn in_order(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    words.iter().all(|word| match rest.find(word) {
        Some(at) => {
            rest = &rest[at + word.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn a_share_says_of_what_wherever_it_is_shown() {
    let entries = [
        (
            "personas/ann.toml",
            "name = \"Ann\"\nshare = { percent = 41, of = \"first *contacts*\" }\ndemographics = { City = \"Ghent\" }\n",
        ),
        ("personas/ben.toml", "name = \"Ben\"\nshare = 35\n"),
    ];
    let site = book(&entries);
    for path in [
        "personas/ann.html",
        "paper/ann-slides.html",
        "paper/everything.html",
    ] {
        let text = words(&site[path]);
        assert!(
            text.contains("Share of first contacts 41%"),
            "{path}: {text}"
        );
    }
    let text = words(&site["compare/personas.html"]);
    assert!(
        text.contains("41% of first contacts") && text.contains("35% of our customers"),
        "{text}"
    );
    let ben = words(&site["personas/ben.html"]);
    assert!(ben.contains("Share of our customers 35%"), "{ben}");
    let dutch = book_in("nl", &entries);
    let ann = words(&dutch["personas/ann.html"]);
    assert!(ann.contains("Deel van first contacts 41%"), "{ann}");
}

#[test]
fn the_tour_never_tells_two_different_wholes() {
    let persona = "name = \"Ann\"\nsegment = \"shops\"\nshare = { percent = 41, of = \"first contacts\" }\ngoals = [\"Peace\"]\n";
    let tour = |segment: &str| {
        let site = book(&[
            ("segments/shops.toml", segment),
            ("personas/ann.toml", persona),
        ]);
        let pages = site
            .iter()
            .filter(|(path, _)| path.starts_with("learn/tour"));
        pages.map(|(_, page)| words(page)).collect::<String>()
    };
    let with_share =
        tour("name = \"Shops\"\ntier = \"A\"\nshare = { customers = 24, revenue = 61 }\n");
    assert!(
        with_share.contains("24%") && !with_share.contains("41%"),
        "{with_share}"
    );
    let without = tour("name = \"Shops\"\ntier = \"A\"\n");
    assert!(
        without.contains("41% of first contacts are like Ann."),
        "{without}"
    );
}

#[test]
fn entries_are_listed_in_the_order_of_their_author() {
    let site = book(&[
        ("personas/ann.toml", "name = \"Ann\"\nrole = \"Buyer\"\n"),
        (
            "personas/ben.toml",
            "name = \"Ben\"\nrole = \"Boss\"\norder = 2\n",
        ),
        (
            "personas/cas.toml",
            "name = \"Cas\"\nrole = \"Cook\"\norder = -1.5\n",
        ),
        (
            "personas/dee.toml",
            "name = \"Dee\"\nrole = \"Driver\"\norder = 2\nrelations = [{ persona = \"ann\" }]\n",
        ),
        (
            "segments/a.toml",
            "name = \"First by rank\"\ntier = \"A\"\n",
        ),
        (
            "segments/b.toml",
            "name = \"First by its author\"\ntier = \"C\"\norder = 1\n",
        ),
    ]);
    for path in [
        "index.html",
        "personas/index.html",
        "compare/personas.html",
        "paper/everything.html",
        "paper/cards.html",
    ] {
        let Some(page) = site.get(path) else {
            panic!("{path} of {:?}", site.keys());
        };
        let text = words(page);
        assert!(
            in_order(&text, &["Cas", "Ben", "Dee", "Ann"]),
            "{path}: {text}"
        );
    }
    for path in ["index.html", "segments/index.html"] {
        let text = words(&site[path]);
        assert!(
            in_order(&text, &["First by its author", "First by rank"]),
            "{path}: {text}"
        );
    }
}

#[test]
fn jobs_of_a_persona_are_in_the_order_of_their_author() {
    let job = |name: &str| {
        format!(
            "name = \"{name}\"\nstatement = \"Do {name} well\"\noutcomes = [{{ statement = \"Minimise {name}\", importance = 8, satisfaction = 3 }}]\n"
        )
    };
    let site = book(&[
        (
            "personas/ann.toml",
            "name = \"Ann\"\njobs = [\"zest\", \"middle\"]\ngoals = [\"Peace\"]\n",
        ),
        ("jobs/zest.toml", &job("zest")),
        ("jobs/middle.toml", &job("middle")),
        (
            "jobs/alpha.toml",
            &format!("personas = [\"ann\"]\n{}", job("alpha")),
        ),
    ]);
    let text = words(&site["personas/ann.html"]);
    assert!(
        in_order(&text, &["Do zest well", "Do middle well", "Do alpha well"]),
        "{text}"
    );
    let guide = words(sheet(&site["paper/ann.html"], "interview-guide"));
    assert!(in_order(&guide, &["zest", "middle", "alpha"]), "{guide}");
    let workshop = words(sheet(&site["paper/ann.html"], "workshop-sheet"));
    assert!(
        workshop.contains("zest") && !workshop.contains("alpha"),
        "{workshop}"
    );
}

#[test]
fn somebody_may_have_several_roles_in_a_purchase() {
    let site = book(&[
        (
            "personas/ann.toml",
            "name = \"Ann\"\nbuying_role = \"champion\"\nbuying_roles = [\"champion\", \"economic-buyer\"]\ngoals = [\"Peace\"]\ndemographics = { City = \"Ghent\" }\n",
        ),
        (
            "personas/ben.toml",
            "name = \"Ben\"\nbuying_role = \"blocker\"\n",
        ),
    ]);
    let both = "Champion, Economic buyer";
    for path in [
        "personas/ann.html",
        "paper/ann.html",
        "paper/ann-slides.html",
        "paper/cards.html",
    ] {
        let text = words(&site[path]);
        assert!(text.contains(both), "{path}: {text}");
    }
    let compared = words(&site["compare/personas.html"]);
    assert!(
        in_order(&compared, &["Role in a purchase", "Champion", "Blocker"]),
        "{compared}"
    );
}

#[test]
fn a_quote_says_who_said_it_and_for_what_it_may_be_used() {
    let quote = "{ text = \"“I wait.”\", by = \"A buyer\", consent = \"inside *only*\", consent_until = 2027-12-31 }";
    let persona = format!(
        "name = \"Ann\"\nreviewed = 2026-11-01\nreviewed_by = \"Joris\"\nquote = {quote}\nquotes = [{quote}]\n"
    );
    let journey = format!(
        "name = \"Way\"\npersonas = [\"ann\"]\nquotes = [{quote}]\n[[stages]]\nname = \"One\"\n"
    );
    let site = book(&[
        ("personas/ann.toml", &persona),
        ("journeys/way.toml", &journey),
    ]);
    for path in ["personas/ann.html", "journeys/way.html"] {
        let text = words(&site[path]);
        assert!(text.contains("A buyer"), "{path}: {text}");
        let consent = "May be used: inside only until 31 December 2027";
        assert!(text.contains(consent), "{path}: {text}");
        assert!(
            !text.contains("“I wait.””") && !text.contains("““"),
            "{path}: {text}"
        );
    }
    assert!(words(&site["personas/ann.html"]).contains("reviewed 1 November 2026 by Joris"));
    let whole = words(&site["paper/everything.html"]);
    assert!(whole.contains("A buyer"), "{whole}");
}

#[test]
fn a_journey_has_numbers_quotes_solutions_and_rows_of_its_own() {
    let site = book(&[
        ("personas/ann.toml", "name = \"Ann\"\n"),
        (
            "journeys/way.toml",
            r#"
name = "Way"
personas = ["ann"]
measures = [{ name = "First call to live", unit = "weeks", before = 16, now = 14 }]
lanes = ["solutions", "opportunities"]
[[stages]]
name = "One"
solutions = ["A test **account**"]
extra = { Season = "Only in June", Weather = ["Rain", "Wind"] }
opportunities = [{ title = "Sign online", status = "doing", status_note = "with six shops" }]
[[stages]]
name = "Two"
extra = { Weather = "Sun" }
opportunities = [{ title = "Call back", status = "idea" }]
"#,
        ),
    ]);
    let page = &site["journeys/way.html"];
    let text = words(page);
    let all = [
        "Season",
        "Only in June",
        "Weather",
        "Rain",
        "Wind",
        "Sun",
        "Solutions",
        "A test account",
        "First call to live",
    ];
    assert!(in_order(&text, &all), "{text}");
    assert!(text.contains("Being done: with six shops"), "{text}");
    let whole = words(&site["paper/everything.html"]);
    for one in [
        "A test account",
        "Only in June",
        "First call to live",
        "with six shops",
    ] {
        assert!(whole.contains(one), "{one}: {whole}");
    }
    let search = &site["search-index.js"];
    for one in ["account", "june", "weather"] {
        assert!(search.to_lowercase().contains(one), "{one}");
    }
    let opportunities = words(&site["all/opportunities.html"]);
    let rows = [
        "Sign online",
        "Being done",
        "with six shops",
        "Call back",
        "Idea",
    ];
    assert!(in_order(&opportunities, &rows), "{opportunities}");
}

#[test]
fn an_opportunity_in_the_words_of_its_author_is_a_warning_and_is_shown() {
    let journey = "name = \"Way\"\npersonas = [\"ann\"]\n[[stages]]\nname = \"One\"\nopportunities = [{ title = \"A\", status = \"in trial\" }]\n";
    let entries = [
        ("personas/ann.toml", "name = \"Ann\"\n"),
        ("journeys/way.toml", journey),
    ];
    let (site, warnings) = with_warnings(built("en", &entries));
    assert!(warnings.contains("warning[unknown-status]"), "{warnings}");
    for path in ["journeys/way.html", "all/opportunities.html"] {
        assert!(words(&site[path]).contains("in trial"), "{path}");
    }
}

#[test]
fn a_profile_says_how_many_there_are_how_people_stand_to_it_and_what_proves_it() {
    let site = book(&[
        ("personas/ann.toml", "name = \"Ann\"\n"),
        (
            "icps/firm.toml",
            r#"
name = "Firm"
market_size = "About 780 shops"
channels = ["Trade fairs"]
committee = [
  { role = "blocker", persona = "ann", stance = "supports" },
  { role = "champion", title = "Chief" },
]
signals = [
  "They phone *each other* about us",
  { name = "Win rate", icp = 52, others = 27, unit = "%", from = "deals.csv", on = 2026-08-20 },
  { name = "Stay", icp = 94, others = 78, unit = "%", from = "customers.csv" },
]
"#,
        ),
    ]);
    let text = words(&site["icps/firm.html"]);
    for one in [
        "About 780 shops",
        "Trade fairs",
        "They phone each other about us",
        "Counted in deals.csv on 20 August 2026",
        "Counted in customers.csv",
    ] {
        assert!(text.contains(one), "{one}: {text}");
    }
    assert!(!text.contains("Can keep us out"), "{text}");
    let whole = words(&site["paper/everything.html"]);
    for one in ["About 780 shops", "deals.csv"] {
        assert!(whole.contains(one), "{one}: {whole}");
    }
}

#[test]
fn signals_counted_alike_say_so_once() {
    let counted = "from = \"customers.csv\", on = 2026-11-02";
    let signals =
        format!("[{{ name = \"A\", icp = 1, {counted} }}, {{ name = \"B\", icp = 2, {counted} }}]");
    let site = book(&[(
        "icps/firm.toml",
        &format!("name = \"Firm\"\nsignals = {signals}\n"),
    )]);
    let text = words(&site["icps/firm.html"]);
    assert_eq!(
        text.matches("Counted in customers.csv").count(),
        1,
        "{text}"
    );
}

#[test]
fn a_segment_has_a_core_words_of_its_own_and_a_condition() {
    let site = book(&[(
        "segments/shops.toml",
        r#"
name = "Shops"
tier = "A"
share = { customers = 24, revenue = 61, from = "customers.csv", on = 2026-11-02 }
core = { who = "The **eighteen** largest", customers = 20, revenue = 46, from = "core.csv" }
in_their_words = "They say brand"
when = { field = "online_revenue", min = 5000000 }
"#,
    )]);
    let text = words(&site["segments/shops.html"]);
    for one in [
        "Counted in customers.csv on 2 November 2026",
        "The eighteen largest",
        "46%",
        "Counted in core.csv",
        "They say brand",
        "online revenue",
    ] {
        assert!(text.contains(one), "{one}: {text}");
    }
    let whole = words(&site["paper/everything.html"]);
    for one in ["The eighteen largest", "They say brand", "customers.csv"] {
        assert!(whole.contains(one), "{one}: {whole}");
    }
}

#[test]
fn a_force_shows_how_strong_it_is() {
    let site = book(&[(
        "jobs/wait.toml",
        "name = \"Wait\"\nforces = { push = [{ text = \"The queue\", strength = 4 }] }\n",
    )]);
    let page = &site["jobs/wait.html"];
    assert!(
        page.contains("<span class=\"pips at-80\" role=\"img\" aria-label=\"Strength 4 of 5\">"),
        "{page}"
    );
}

#[test]
fn a_term_is_not_explained_within_longer_words() {
    let body = "The lead developer is no lead. Lead developers, lead-time, lead\u{2011}time and the lead singer are none either; Team Lead Ann is not.\n";
    let site = book(&[
        (
            "pages/about.md",
            &format!("+++\nname = \"About\"\n+++\n\n{body}"),
        ),
        (
            "personas/tom.toml",
            "name = \"Tom\"\nrole = \"Lead developer\"\ntitles = [\"Team Lead\"]\n",
        ),
        (
            "terms/lead.md",
            "+++\nname = \"Lead\"\nnot_in = [\"lead singer\"]\n+++\n\nA person.\n",
        ),
    ]);
    let page = &site["pages/about.html"];
    let places: Vec<&str> = page.split("<a class=\"term\"").skip(1).collect();
    assert_eq!(places.len(), 1, "{}", words(page));
    assert!(
        places[0].contains(">lead</a>. Lead developers"),
        "{}",
        places[0]
    );
}

#[test]
fn a_decision_tells_its_bounds() {
    let icp = |takes: &str| {
        let steps = format!(
            "name = \"Firm\"\n[[decision_process]]\nstep = \"Sign\"\ntakes = \"{takes}\"\n"
        );
        words(&book(&[("icps/firm.toml", &steps)])["icps/firm.html"])
    };
    for (takes, told) in [
        ("3 days to 2 weeks", "3 to 14 days together"),
        ("up to 3 weeks", "up to 3 weeks together"),
        ("at least a month", "at least 4 weeks together"),
    ] {
        let text = icp(takes);
        assert!(text.contains(told), "{takes}: {text}");
    }
    assert!(!icp("2 weeks (legal: 4 weeks)").contains("together"));
}

#[test]
fn a_job_with_a_statement_has_its_summary_before_its_story_and_not_at_the_top() {
    let job = "+++\nname = \"Wait\"\nsummary = \"Nobody likes a queue.\"\nstatement = \"Wait less\"\n+++\n\n";
    let short = job.replace("Wait", "Stand").replace("Nobody", "No one");
    let site = book(&[
        ("jobs/wait.md", &format!("{job}It began in May.\n")),
        ("jobs/stand.md", &short),
    ]);
    let wait = words(&site["jobs/wait.html"]);
    let all = ["Wait less", "Nobody likes a queue.", "It began in May."];
    assert!(in_order(&wait, &all), "{wait}");
    assert_eq!(wait.matches("Nobody likes a queue.").count(), 1, "{wait}");
    // Without a story it has no other place.
    let stand = words(&site["jobs/stand.html"]);
    assert!(
        in_order(&stand, &["No one likes a queue.", "Stand less"]),
        "{stand}"
    );
}

#[test]
fn one_or_two_folded_sections_are_open_and_more_of_them_are_not() {
    let few = "name = \"Ann\"\nrole = \"Buyer\"\nneeds = [\"Peace\"]\n";
    let many = "name = \"Ben\"\nrole = \"User\"\nneeds = [\"Rest\"]\ntools = [\"A van\"]\nday = [{ time = \"9:00\", what = \"Opens\" }]\nhobbies = [\"Chess\"]\nwords = { says = [\"Fine\"] }\n";
    let site = book(&[("personas/ann.toml", few), ("personas/ben.toml", many)]);
    let folds = |page: &str| {
        let folds = site[page].split("<details class=\"sheet fold").skip(1);
        let heads: Vec<bool> = folds
            .filter_map(|fold| fold.split('>').next())
            .map(|head| head.ends_with(" open"))
            .collect();
        heads
    };
    let ann = folds("personas/ann.html");
    assert!(
        (1..=2).contains(&ann.len()) && ann.iter().all(|open| *open),
        "{ann:?}"
    );
    let ben = folds("personas/ben.html");
    assert!(ben.len() > 2 && ben.iter().all(|open| !open), "{ben:?}");
}
