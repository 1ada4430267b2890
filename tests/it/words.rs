//! The author's words: what is written is what readers see, once, on pages, cards, slides, pictures and in the search; in
//! English and in Dutch.

use personabook::diag;

use super::small_book::{Site, built, main, sheet, with_warnings};

const TALKS: (&str, &str) = (
    "evidence/talks.toml",
    "name = \"Talks\"\nmethod = \"interview\"\ndate = 2026-09-12\nn = 1\n",
);

/// The files of a book with what it warns of, one a line.
fn book(language: &str, entries: &[(&str, &str)]) -> (Site, String) {
    with_warnings(built(language, entries))
}

/// What a reader reads of a page or a drawing, in one line.
fn read(page: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for letter in page.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                words.push(' ');
            }
            letter if !is_tag => words.push(letter),
            _ => {}
        }
    }
    let words = words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn signs_at_the_beginning_of_a_field_are_shown_wherever_it_is() {
    let signs = [
        "> 50 employees",
        ">95% uptime",
        "# of orders goes up",
        "+ 10% margin",
        "- less churn",
        "1. price",
        "---",
        "``` is a fence",
    ];
    let list: Vec<String> = signs.iter().map(|sign| format!("\"{sign}\"")).collect();
    let list = list.join(", ");
    let persona = format!(
        "name = \"Pim\"\nsummary = \"> 50 mails a day\"\nquote = \"# of mails goes up\"\ndrivers = [{list}]\n"
    );
    let icp = format!(
        "name = \"Firm\"\nsummary = \"- less churn\"\nsales_cycle = \"> 6 weeks\"\nneeds = [{list}]\n\
         [[disqualifiers]]\nreason = \"> 90 days payment term\"\n"
    );
    let (site, warnings) = book(
        "en",
        &[
            TALKS,
            ("personas/pim.toml", &persona),
            ("icps/firm.toml", &icp),
        ],
    );
    assert_eq!(warnings, "");
    for (page, wanted) in [
        ("personas/pim.html", signs.to_vec()),
        ("icps/firm.html", signs.to_vec()),
        (
            "icps/firm.html",
            vec!["> 6 weeks", "> 90 days payment term"],
        ),
        ("paper/everything.html", signs.to_vec()),
        (
            "paper/pim-slides.html",
            vec!["> 50 employees", "# of mails goes up"],
        ),
        ("paper/pim-card.svg", vec!["# of mails goes up"]),
        ("paper/cards.html", vec!["> 50 employees"]),
        ("index.html", vec!["# of mails goes up"]),
        ("personas/index.html", vec!["# of mails goes up"]),
        ("search-index.js", vec!["> 50 mails a day"]),
    ] {
        let words = read(&site[page].replace("\\u003e", ">"));
        for sign in wanted {
            assert!(words.contains(sign), "{page} has no `{sign}`: {words}");
        }
    }
    for page in ["personas/pim.html", "icps/firm.html"] {
        let page = main(&site[page]);
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(!page.contains("<hr") && !page.contains("<pre"));
    }
}

#[test]
fn sources_count_wherever_they_stand_and_leave_nothing_behind() {
    let goals = "\"After the stop.[^talks]\", \"Before the stop [^talks].\", \"Exclaimed [^talks]!\", \
                 \"In brackets ([^talks]).\", \"Followed by words [^talks], often\", \"Two [^talks], [^survey].\", \
                 \"Unseen [^talks]\u{200b}\"";
    let persona = format!("name = \"Pim\"\nquote = \"I lose them [^talks].\"\ngoals = [{goals}]\n");
    let survey = "name = \"Survey\"\nmethod = \"survey\"\ndate = 2026-09-12\n";
    let (site, _) = book(
        "en",
        &[
            TALKS,
            ("evidence/survey.toml", survey),
            ("personas/pim.toml", &persona),
        ],
    );
    let page = read(main(&site["personas/pim.html"]));
    assert!(!page.contains("Assumption"), "{page}");
    assert!(page.contains("8 statements on this page, each with a source."));
    let slides = read(&site["paper/pim-slides.html"]);
    for said in ["After the stop.", "Before the stop.", "Exclaimed!"] {
        assert!(slides.contains(said), "{slides}");
    }
    for (path, file) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = read(main(file));
        for left in ["stop .", "()", "words ,", "them ."] {
            assert!(!page.contains(left), "{path} has `{left}`: {page}");
        }
    }
}

/// The texts in JSON, one a line: its own quotation marks are none of them.
fn texts(json: &serde_json::Value) -> String {
    match json {
        serde_json::Value::String(text) => format!("{text}\n"),
        serde_json::Value::Array(items) => items.iter().map(texts).collect(),
        serde_json::Value::Object(fields) => fields.values().map(texts).collect(),
        _ => String::new(),
    }
}

#[test]
fn what_an_author_typed_is_not_said_twice() {
    let job = "name = \"Sizes\"\nwhen = \"When I order three sizes,\"\nwant = \"I want to pay only for what I keep,\"\n\
               so_that = \"so that my money is not away.\"\n";
    let taak = "name = \"Maten\"\nwhen = \"Wanneer ik drie maten bestel,\"\nwant = \"wil ik alleen betalen wat ik houd,\"\n\
                so_that = \"Zodat mijn geld niet weg is.\"\n";
    let persona = |quote: &str, says: &str| {
        format!(
            "name = \"Pim\"\nquote = '{quote}'\n[[decision.objections]]\nsays = '{says}'\nanswer = 'x'\n"
        )
    };
    let journey = "name = \"J\"\npersonas = [\"pim\"]\n[[stages]]\nname = \"One\"\nmessage = \"“Try it.”\"\nquestions = [\"‘What is it?’\"]\n";
    for (language, marks, job, story, quote) in [
        (
            "en",
            ("“", "”"),
            job,
            "When I order three sizes, I want to pay only for what I keep, so that my money is not away.",
            "\"I lose them.\"",
        ),
        (
            "nl",
            ("‘", "’"),
            taak,
            "Als ik drie maten bestel, wil ik alleen betalen wat ik houd, zodat mijn geld niet weg is.",
            "„I lose them.”",
        ),
    ] {
        let in_marks = |text: &str| format!("{}{text}{}", marks.0, marks.1);
        let (site, _) = book(
            language,
            &[
                ("jobs/sizes.toml", job),
                ("personas/pim.toml", &persona(quote, "“Too expensive.”")),
                ("journeys/j.toml", journey),
            ],
        );
        let page = read(main(&site["jobs/sizes.html"]));
        assert!(page.contains(story), "{page}");
        let index = read(main(&site["personas/index.html"]));
        assert!(index.contains(&in_marks("I lose them.")), "{index}");
        for (path, file) in &site {
            // The marks around a text of JSON are nobody's.
            let json = match path.as_str() {
                "search-text.js" => file.split_once(" = ").map(|(_, json)| json),
                _ => Some(file.as_str()).filter(|_| path.ends_with(".json")),
            };
            let words = match json {
                Some(json) => texts(&serde_json::from_str(json.trim_end_matches(";\n")).unwrap()),
                None => read(file),
            };
            for twice in [
                "““",
                "””",
                "“„",
                "“‘",
                "“\"",
                "‘‘",
                "’’",
                "‘„",
                "‘“",
                "‘\"",
                "\"I lose",
                "„I lose",
            ] {
                assert!(!words.contains(twice), "{path} has {twice}");
            }
        }
        let kit = read(sheet(&site["paper/pim.html"], "meeting-kit"));
        for said in ["Too expensive.", "Try it.", "What is it?"] {
            assert!(kit.contains(&in_marks(said)), "{kit}");
        }
    }
}

#[test]
fn evidence_of_the_whole_entry_makes_its_claims_more_than_assumptions() {
    let whole = "name = \"Noor\"\nevidence = [\"talks\"]\ngoals = [\"A quiet desk\"]\n";
    for (language, said, never) in [
        ("en", "From the sources of the page", "Assumption"),
        ("nl", "Uit de bronnen van de pagina", "Aanname"),
    ] {
        let (site, _) = book(language, &[TALKS, ("personas/noor.toml", whole)]);
        let page = read(main(&site["personas/noor.html"]));
        assert!(page.contains(said) && !page.contains(never), "{page}");
    }
    let (site, _) = book("en", &[TALKS, ("personas/noor.toml", whole)]);
    let health = read(main(&site["all/health.html"]));
    assert!(
        health.contains("100%") && health.contains("entries need a new look 2"),
        "{health}"
    );
}

#[test]
fn both_lists_at_the_top_of_a_persona_mark_assumptions_alike() {
    let persona = "name = \"Noor\"\ndrivers = [\"One\", \"Two\", \"Three\"]\nfrustrations = [\"Four\", \"Five\", \"Six\", \"Seven\"]\n\
                   [decision]\ndecides_with = [\"The board\"]\n";
    let (site, _) = book("en", &[("personas/noor.toml", persona)]);
    let page = main(&site["personas/noor.html"]);
    let list = |name: &str| {
        let list = page
            .split(&format!("class=\"brief {name}\""))
            .nth(1)
            .unwrap();
        let list = list.split("</section>").next().unwrap();
        let marks = list.split("<span class=\"assumption-mark\">").skip(1);
        let marks: Vec<&str> = marks.map(|mark| mark.split('<').next().unwrap()).collect();
        marks.join(", ")
    };
    let once = "All of these: Assumption".to_owned();
    assert_eq!(
        (list("brief-drives"), list("brief-frustrates")),
        (once.clone(), once)
    );
    assert!(!read(page).contains("What convinces Noor"));
}

#[test]
fn no_id_is_twice_on_a_page_and_links_lead_to_headings_and_notes() {
    let text = |name: &str| {
        format!(
            "+++\nname = \"{name}\"\n+++\n[Prices](#our-prices) A.[^1] B.[^main]\n\n## Our prices\n\n## Story\n\n\
             | N | S |\n| :-- | --: |\n| A | 61 |\n\n[^1]: One of {name}.\n\n[^main]: Main."
        )
    };
    let persona = "name = \"Noor\"\nsummary = \"See [prices](page:one#our-prices), [mine](#mine) and www.example.org.\"\nbody = '''\n## Mine\n\nA.[^1]\n\n[^1]: Hers.\n'''\n";
    let (site, warnings) = book(
        "en",
        &[
            ("pages/one.md", &text("One")),
            ("pages/two.md", &text("Two")),
            ("personas/noor.toml", persona),
        ],
    );
    assert_eq!(warnings, "");
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!page.contains(" style="), "{path} has inline style");
        let ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "an id is twice in {path}: {ids:?}");
        for place in page.split("href=\"#").skip(1) {
            let place = place.split('"').next().unwrap();
            assert!(ids.contains(&place), "#{place} leads nowhere in {path}");
        }
    }
    let page = &site["pages/one.html"];
    assert!(page.contains("<a href=\"#text-page-one.our-prices\">Prices</a>"));
    assert!(page.contains("<td class=\"align-right\">61</td>"));
    let noor = &site["personas/noor.html"];
    assert!(noor.contains("<a href=\"../pages/one.html#text-page-one.our-prices\">prices</a>"));
    assert!(noor.contains("<a href=\"../personas/noor.html#text-persona-noor.mine\">mine</a>"));
    assert!(noor.contains("<a href=\"https://www.example.org\">www.example.org</a>."));
    let everything = &site["paper/everything.html"];
    assert!(everything.contains("<a href=\"#pages.one.html:text-page-one.our-prices\">prices</a>"));
}

const SURVEY: (&str, &str) = (
    "evidence/survey.toml",
    "name = \"Survey\"\nmethod = \"survey\"\ndate = 2026-08-12\nn = 1180\n",
);

#[test]
fn what_speaks_against_a_claim_is_shown_where_its_sources_are() {
    let persona = "name = \"Noor\"\ngoals = [\n\
        { text = \"A quiet desk\", evidence = [\"talks\", \"survey\"] },\n\
        { text = \"A loud desk\", evidence = [\"talks\", \"survey\"], against = [\"talks\"] },\n\
        { text = \"Desks at all?\", grade = \"unknown\" },\n\
        { text = \"A chair\", grade = \"inference\" },\n]\n";
    let (site, _) = book("en", &[TALKS, SURVEY, ("personas/noor.toml", persona)]);
    let page = read(main(&site["personas/noor.html"]));
    for said in [
        "A quiet desk 1, 2 A loud desk 1, 2 contradicted 2",
        "Survey Survey · 12 August 2026 · 1,180 people or cases Talks Interview",
        "Desks at all? Open question",
        "A chair Our conclusion",
        "1 question is open.",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let page = main(&site["personas/noor.html"]);
    for mark in [
        "href=\"#source-1\" title=\"Strong evidence, 2 sources: 1, 2\"",
        "href=\"#source-1\" title=\"Fair evidence, 2 sources: 1, 2\"",
        "<a class=\"against-mark\" href=\"#source-2\">",
        "<li id=\"source-2\"><a href=\"../evidence/talks.html\">",
    ] {
        assert!(page.contains(mark), "{mark} in {page}");
    }
    let source = read(main(&site["evidence/talks.html"]));
    assert!(
        source.contains("A loud desk contradicted by this"),
        "{source}"
    );
    let everything = read(&site["paper/everything.html"]);
    assert!(
        everything.contains("Desks at all? Open question"),
        "{everything}"
    );
}

#[test]
fn a_value_map_joins_only_what_an_author_joined() {
    let persona = "name = \"Noor\"\nsegment = \"desks\"\nfrustrations = [{ text = \"Noise in the open office\", id = \"noise\" }, \"Cold\"]\n";
    let segment = |reliever: &str| {
        format!("name = \"Desks\"\n[value_proposition]\npain_relievers = [{reliever}]\n")
    };
    let page = |reliever: &str| {
        let segment = segment(reliever);
        let files = [
            ("personas/noor.toml", persona),
            ("segments/desks.toml", segment.as_str()),
        ];
        let (site, warnings) = book("en", &files);
        assert_eq!(warnings, "");
        site["segments/desks.html"].clone()
    };
    let silent = page("\"No noise in the open office\"");
    for verdict in ["k-want-pain", "k-value-open", "no answer yet"] {
        assert!(!silent.contains(verdict), "{verdict} in {silent}");
    }
    assert!(read(&silent).contains("Nobody has said yet which offer answers what"));
    let joined = page("{ text = \"Walls\", answers = [\"persona:noor#noise\"] }");
    let (answered, open) = joined.split_once("k-value-open").unwrap();
    assert_eq!(answered.matches("k-want-pain").count(), 1);
    assert!(read(answered).contains("Noise in the open office Walls"));
    assert_eq!(open.matches("k-want-pain").count(), 1);
    assert!(read(open).contains("1 without an answer yet Noor What hurts: Cold no answer yet"));
    let link =
        "<a href=\"../personas/noor.html#text-persona-noor.noise\">Noise in the open office</a>";
    assert!(joined.contains(link), "{joined}");
}

#[test]
fn a_test_shows_every_answer_and_a_status_agrees_with_the_method() {
    let persona = "name = \"Noor\"\nstatus = \"validated\"\nreviewed = 2026-10-01\nevidence = [\"talks\"]\n\
        [[validation]]\nquestion = \"Do you recognise this person?\"\nanswer = \"At once.\"\nby = \"Bas\"\ndate = 2026-09-01\nverdict = \"yes\"\n\
        [[validation]]\nquestion = \"do you recognise this person?\"\nanswer = \"Not her age.\"\nby = \"A customer\"\nverdict = \"partly\"\n\
        [[validation]]\nquestion = \"What is missing?\"\nanswer = \"Her bike.\"\n";
    let (site, _) = book("en", &[TALKS, ("personas/noor.toml", persona)]);
    let page = read(main(&site["personas/noor.html"]));
    for said in [
        "Validated, but steps 2, 3 and 6 are open",
        "2 of 9 answered 3 answers in all.",
        "Yes 1 · Partly 1 At once. Yes · Bas, 1 September 2026 Not her age. Partly · A customer",
        "What is missing? Her bike.",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
}

#[test]
fn how_many_people_rated_an_outcome_is_shown_and_few_are_marked() {
    let job = "name = \"Sit\"\noutcomes = [\n\
        { statement = \"Of few\", importance = 8, satisfaction = 3, evidence = [\"talks\"] },\n\
        { statement = \"Of many\", importance = 6, satisfaction = 7, evidence = [\"survey\"] },\n\
        { statement = \"Of nobody\", score = 11.8 },\n]\n";
    let (site, _) = book("en", &[TALKS, SURVEY, ("jobs/sit.toml", job)]);
    let page = read(main(&site["jobs/sit.html"]));
    for said in [
        "Of few Talks n = 1: too few to tell of others",
        "Of many Survey n = 1,180 ",
        "Of nobody Assumption",
        "Over-served",
        "11.8 Worth a look (given, not computed)",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let source = read(main(&site["evidence/talks.html"]));
    assert!(source.contains("Of few"), "{source}");
}

/// A claim with an id, for each field of a list.
fn with_ids(fields: &[&str]) -> String {
    let lines = fields.iter().map(|field| {
        let id = field.replace('_', "-");
        format!("{field} = [{{ text = \"Of {field}\", id = \"{id}\" }}, \"Another\"]\n")
    });
    lines.collect()
}

#[test]
fn a_link_to_a_claim_leads_to_it_wherever_it_stands() {
    let persona = [
        "quotes",
        "responsibilities",
        "measured_by",
        "goals",
        "frustrations",
        "fears",
        "dreams",
        "drivers",
        "needs",
        "dos",
        "donts",
    ];
    let words = ["says", "avoid"];
    let decision = ["criteria", "convinced_by", "questions", "decides_with"];
    let empathy = ["sees", "hears", "does", "thinks", "feels", "pains", "gains"];
    let stage = [
        "doing",
        "thinking",
        "feeling",
        "questions",
        "pains",
        "gains",
        "evidence_shown",
        "frontstage",
        "backstage",
        "support",
    ];
    let icp = ["needs", "challenges", "triggers"];
    let job = ["circumstances", "feel", "avoid_feeling", "seen_as"];
    let forces = ["push", "pull", "anxiety", "habit"];
    let segment = ["products", "pain_relievers", "gain_creators"];
    let basis = [
        "demographic",
        "geographic",
        "psychographic",
        "behavioural",
        "value",
    ];
    let competitor = ["strengths", "weaknesses", "wins_when", "loses_when"];
    let files = [
        (
            "personas/noor.toml",
            format!(
                "quote = {{ text = \"Of a quote\", id = \"quote\" }}\n{}[words]\n{}[decision]\n{}[empathy]\n{}",
                with_ids(&persona),
                with_ids(&words),
                with_ids(&decision),
                with_ids(&empathy)
            ),
            [&["quote"][..], &persona, &words, &decision, &empathy].concat(),
        ),
        (
            "journeys/way.toml",
            format!(
                "personas = [\"noor\"]\n{}[[stages]]\nname = \"Look\"\nmessage = {{ text = \"Of a message\", id = \"message\" }}\n{}",
                with_ids(&["expectations"]),
                with_ids(&stage)
            ),
            [&["expectations", "message"][..], &stage].concat(),
        ),
        ("icps/shop.toml", with_ids(&icp), icp.to_vec()),
        (
            "jobs/pay.toml",
            format!("{}[forces]\n{}", with_ids(&job), with_ids(&forces)),
            [&job[..], &forces].concat(),
        ),
        (
            "segments/shops.toml",
            format!(
                "needs = [{{ text = \"A need\", id = \"needs\" }}]\n[basis]\n{}[value_proposition]\n{}",
                with_ids(&basis),
                with_ids(&segment)
            ),
            [&["needs"][..], &basis, &segment].concat(),
        ),
        (
            "competitors/rival.toml",
            with_ids(&competitor),
            competitor.to_vec(),
        ),
        (
            "evidence/talks.toml",
            format!(
                "method = \"interview\"\ndate = 2026-09-12\n{}",
                with_ids(&["findings"])
            ),
            vec!["findings"],
        ),
    ];
    let mut all: Vec<(&str, String)> = Vec::new();
    let mut links = String::from("+++\nname = \"Links\"\n+++\n\n");
    for (path, text, fields) in &files {
        all.push((path, format!("name = \"Name of {path}\"\n{text}")));
        let (folder, id) = path.trim_end_matches(".toml").split_once('/').unwrap();
        let kind = folder.strip_suffix('s').unwrap_or(folder);
        for field in fields {
            let place = field.replace('_', "-");
            links.push_str(&format!("- [{field}]({kind}:{id}#{place})\n"));
        }
    }
    all.push(("pages/links.md", links));
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let (site, warnings) = book("en", &all);
    assert_eq!(warnings, "");
    for (from, base) in [("pages/links.html", "../"), ("paper/everything.html", "")] {
        let page = &site[from];
        let mut count = 0;
        for link in page.split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap();
            let Some((to, place)) = link.split_once('#') else {
                continue;
            };
            let is_text = |place: &str| place.starts_with("text-");
            if !place.rsplit(':').next().is_some_and(is_text) {
                continue;
            }
            let to = if to.is_empty() {
                from
            } else {
                to.strip_prefix(base).unwrap()
            };
            let times = site[to].matches(&format!(" id=\"{place}\"")).count();
            assert_eq!(times, 1, "{place} is {times} times in {to}, for {from}");
            count += 1;
        }
        assert!(count >= 50, "{count} links in {from}");
    }
}

#[test]
fn words_in_tags_stay_and_each_element_is_a_warning_that_stops_nothing() {
    let page = "+++\nname = \"Page\"\nsummary = \"Where a<b and c>d; use <name> here.\"\n+++\n\
                Write to <name>. A firm where a<b and c>d. One<br>two.\n\n| Need |\n| --- |\n| Speed<br>Price |\n\n\
                <aside>\nThe most important.\n</aside>\n\n<details><summary>More</summary>Folded words.</details>\n";
    let (site, warnings) = book("en", &[("pages/page.md", page)]);
    assert_eq!(
        warnings,
        "content/pages/page.md:11:1: warning[html-left-out]: `<aside>` is left out, and its words stay - remove `<aside>` and `</aside>`; for the signs themselves, write `\\<`\n\
         content/pages/page.md:15:1: warning[html-left-out]: `<details>` is left out, and its words stay - remove `<details>` and `</details>`; for the signs themselves, write `\\<`\n\
         content/pages/page.md:15:10: warning[html-left-out]: `<summary>` is left out, and its words stay - remove `<summary>` and `</summary>`; for the signs themselves, write `\\<`\n"
    );
    let words = read(main(&site["pages/page.html"]));
    for said in [
        "Where a<b and c>d; use <name> here.",
        "Write to <name>. A firm where a<b and c>d. One two.",
        "Speed Price",
        "The most important.",
        "More Folded words.",
    ] {
        assert!(words.contains(said), "{words}");
    }
    let index = read(&site["search-index.js"]);
    assert!(!index.contains("onetwo") && !index.contains("speedprice"));
}

#[test]
fn letters_with_accents_are_the_same_however_they_are_spelt() {
    let (site, warnings) = book(
        "nl",
        &[
            ("terms/cafe.toml", "name = \"Café\"\nbody = \"Een huis.\"\n"),
            (
                "pages/een.md",
                "+++\nname = \"Een\"\n+++\nIn het cafe\u{301} en [daar](#cafe%CC%81).\n\n## Café\n",
            ),
        ],
    );
    assert_eq!(warnings, "");
    let page = &site["pages/een.html"];
    assert!(page.contains("href=\"../terms/cafe.html\""), "{page}");
    assert!(page.contains("id=\"text-page-een.café\""), "{page}");
}

#[test]
fn one_is_singular_in_both_languages() {
    let persona = "name = \"Pim\"\ngoals = [\"A goal [^talks]\"]\n";
    for (language, said, never) in [
        (
            "en",
            "1 statement on this page, with a source.",
            ["1 statements", "1 people"],
        ),
        (
            "nl",
            "1 uitspraak op deze pagina, met een bron.",
            ["1 uitspraken", "1 mensen"],
        ),
    ] {
        let (site, _) = book(language, &[TALKS, ("personas/pim.toml", persona)]);
        assert!(read(&site["personas/pim.html"]).contains(said));
        for (path, file) in &site {
            for wrong in never {
                assert!(!read(file).contains(wrong), "{path} says {wrong}");
            }
        }
    }
}

#[test]
fn a_link_without_words_shows_the_name_of_its_entry_wherever_the_text_is() {
    let persona = "name = \"Pim\"\nsummary = \"Works with [](persona:zoe) & <term:basket>\"\nquote = \"Ask [](persona:zoe)\"\n\
                   drivers = [\"To be like [](persona:zoe) [^talks]\", \"Less <term:draft-term>\"]\n\
                   body = \"Knows [](evidence:talks).\"\n";
    for (language, said) in [("en", "“Ask Zoë [*] _B_”"), ("nl", "‘Ask Zoë [*] _B_’")] {
        let (site, _) = book(
            language,
            &[
                TALKS,
                ("personas/pim.toml", persona),
                (
                    "personas/zoe.toml",
                    "name = \"Zoë [*] _B_\"\ngoals = [\"x\"]\n",
                ),
                ("terms/basket.toml", "name = \"Basket\"\nbody = \"x\"\n"),
                (
                    "terms/draft-term.toml",
                    "name = \"Waste\"\nstatus = \"draft\"\n",
                ),
            ],
        );
        for (path, wanted) in [
            ("personas/pim.html", "To be like Zoë [*] _B_"),
            ("personas/pim.html", "Knows Talks ."),
            ("personas/pim.html", "Less Waste"),
            (
                "personas/pim.html",
                "content=\"Works with Zoë [*] _B_ & Basket\"",
            ),
            ("personas/index.html", said),
            ("index.html", "Ask Zoë [*] _B_"),
            ("paper/pim-slides.html", "To be like Zoë [*] _B_"),
            ("paper/pim-slides.html", "Less Waste"),
            ("paper/pim-card.svg", said),
            ("paper/cards.html", "Ask Zoë [*] _B_"),
            ("learn/cards.html", "Zoë [*] _B_"),
            ("search-index.js", "Works with Zoë [*] _B_ & Basket"),
        ] {
            let text = &site[path];
            let text = text.replace("&#39;", "'").replace("&amp;", "&");
            assert!(
                text.contains(wanted) || read(&text).contains(wanted),
                "{path} does not say {wanted}"
            );
            assert!(
                !text.contains("persona:zoe") && !text.contains("term:basket"),
                "{path}"
            );
        }
    }
}

#[test]
fn an_entry_with_a_story_has_more_than_a_name() {
    for (language, only, more) in [
        (
            "en",
            "Only a name so far",
            "No goals, frustrations or other statements yet.",
        ),
        (
            "nl",
            "Nog alleen een naam",
            "Nog geen doelen, frustraties of andere uitspraken.",
        ),
    ] {
        let page = |text: &str| {
            let (site, _) = book(language, &[("personas/pim.toml", text)]);
            read(&site["personas/pim.html"])
        };
        let bare = page("name = \"Pim\"\n");
        assert!(bare.contains(only) && !bare.contains(more), "{bare}");
        let told = page("name = \"Pim\"\nbody = \"Her story.\"\n");
        assert!(told.contains(more) && !told.contains(only), "{told}");
    }
}

#[test]
fn a_source_that_is_not_there_is_told_each_time_at_its_place() {
    let built = built(
        "en",
        &[(
            "personas/pim.toml",
            "name = \"Pim\"\ngoals = [\"One [^nope] and (see [^nope])\", { text = \"Two [^nope]\" }]\n",
        )],
    );
    let places: Vec<String> = diag::short(&built.report)
        .lines()
        .map(|line| line.split(": error").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        places,
        [
            "content/personas/pim.toml:2:17",
            "content/personas/pim.toml:2:34",
            "content/personas/pim.toml:2:59"
        ]
    );
}

#[test]
fn an_address_that_names_an_entry_otherwise_is_told_as_it_must_be() {
    let page = |address: &str| {
        let text = format!("+++\nname = \"Page\"\n+++\nSee [it]({address}).\n");
        let built = built(
            "en",
            &[
                ("pages/page.md", &text),
                ("personas/pim.toml", "name = \"Pim\"\n"),
            ],
        );
        diag::short(&built.report)
    };
    for (address, help) in [
        ("pim.md", "write `persona:pim`"),
        ("../personas/pim.html", "write `persona:pim`"),
        ("content/personas/pim.toml", "write `persona:pim`"),
        ("Persona:pim", "write `persona:pim`"),
        ("personas:Pim", "write `persona:pim`"),
        ("persona/pim#x", "write `persona:pim#x`"),
        ("www.example.org", "write `https://www.example.org`"),
        ("example.org/a?b=c#d", "write `https://example.org/a?b=c#d`"),
        ("", "write the address between the round brackets"),
    ] {
        let found = page(address);
        assert!(found.contains(help), "{address}: {found}");
        let Some(edit) = help.split('`').nth(1) else {
            continue;
        };
        let left = page(edit);
        assert!(
            !left.contains("unsafe-link") && !left.contains("reference"),
            "{left}"
        );
    }
}
