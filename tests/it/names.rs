//! What pages call a persona, the faces that are drawn, and what is shown of an entry of which only a name is known.

use super::small_book::{places, sheet, site as book};

/// The words of a page without its marks.
fn words(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap_or(page);
    let parts = main
        .split('<')
        .filter_map(|part| Some(part.split_once('>')?.1));
    let text = parts.collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Personas of one office, and a journey of two of them.
const OFFICE: &[(&str, &str)] = &[
    (
        "personas/office.toml",
        "name = \"The office manager\"\nrole = \"Office manager\"\njobs = [\"quiet\"]\ngoals = [\"A quiet Friday\"]\nfrustrations = [\"Two invoices\"]\nwords = { says = [\"calm\"] }\nstatus = \"validated\"\nreviewed = 2026-11-01\n",
    ),
    (
        "personas/it.toml",
        "name = \"Head of IT\"\nrole = \"Head of IT\"\n",
    ),
    (
        "personas/sales.toml",
        "name = \"Head of sales\"\nrole = \"Head of sales\"\n",
    ),
    (
        "personas/vet.toml",
        "name = \"Dr. A. Example\"\nshort = \"Alex\"\ngoals = [\"Calm animals\"]\n",
    ),
    (
        "jobs/quiet.toml",
        "name = \"A quiet week\"\npersonas = [\"office\"]\n[[outcomes]]\nstatement = \"Fewer questions\"\nimportance = 8\nsatisfaction = 3\n",
    ),
    (
        "journeys/way.toml",
        "name = \"The way\"\npersonas = [\"office\", \"it\", \"sales\"]\n[[stages]]\nname = \"One\"\nemotions = { office = 1, it = -1, sales = 0 }\ncontent = [{ title = \"A list\", for = \"the office manager\" }, { title = \"A map\", for = \"The board\" }]\n[[stages]]\nname = \"Two\"\nemotions = { office = 0, it = 0, sales = -2 }\n",
    ),
];

#[test]
fn nobody_is_called_by_an_article_a_title_or_a_shared_word() {
    let site = book("en", OFFICE);
    let office = words(&site["personas/office.html"]);
    for heading in [
        "What drives the office manager",
        "What frustrates the office manager",
        "In the words of the office manager",
        "How well we know the office manager",
    ] {
        assert!(office.contains(heading), "{heading}: {office}");
    }
    let tour = words(&site["learn/tour-job.html"]);
    assert!(
        tour.contains("The office manager does not buy a product. The office manager hires it"),
        "{tour}"
    );
    assert!(
        words(sheet(&site["paper/office.html"], "meeting-kit"))
            .contains("What would the office manager say?")
    );
    let journey = words(&site["journeys/way.html"]);
    for name in ["The office manager", "Head of IT", "Head of sales"] {
        assert!(journey.matches(name).count() >= 3, "{name}: {journey}");
    }
    assert!(words(&site["personas/vet.html"]).contains("What drives Alex"));
    // No page says an article, a title or a shared word alone.
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = words(page);
        for wrong in [
            "drives The ",
            "Meet The ",
            "What The ",
            "of The ",
            "drives Dr.",
            ">Head<",
            ">The<",
        ] {
            assert!(
                !text.contains(wrong) && !page.contains(wrong),
                "{path}: {wrong}"
            );
        }
    }
}

#[test]
fn a_dutch_page_says_the_article_in_small_letters_within_a_sentence() {
    let site = book(
        "nl",
        &[(
            "personas/inkoper.toml",
            "name = \"De inkoper\"\ngoals = [\"Rust\"]\nwords = { says = [\"rust\"] }\n",
        )],
    );
    let page = words(&site["personas/inkoper.html"]);
    for heading in ["Wat de inkoper drijft", "In de woorden van de inkoper"] {
        assert!(page.contains(heading), "{heading}: {page}");
    }
    let kit = words(sheet(&site["paper/inkoper.html"], "meeting-kit"));
    assert!(
        kit.contains("Wat zou de inkoper zeggen?") || kit.contains("welk bezwaar de inkoper heeft"),
        "{kit}"
    );
}

#[test]
fn two_with_one_first_name_are_named_in_full() {
    let site = book(
        "en",
        &[
            (
                "personas/anna.toml",
                "name = \"Anna Stone\"\ngoals = [\"x\"]\n",
            ),
            (
                "personas/anna-2.toml",
                "name = \"Anna Field\"\ngoals = [\"y\"]\n",
            ),
            (
                "personas/tom.toml",
                "name = \"Tom Stone\"\ngoals = [\"z\"]\n",
            ),
        ],
    );
    assert!(words(&site["personas/anna.html"]).contains("What drives Anna Stone"));
    assert!(words(&site["personas/anna-2.html"]).contains("What drives Anna Field"));
    assert!(!words(&site["personas/tom.html"]).contains("What drives Tom Stone"));
}

#[test]
fn what_says_for_whom_it_is_names_the_persona_in_any_way() {
    let site = book("en", OFFICE);
    let say = &site["all/say.html"];
    // The cell for everybody has a class, those of the personas have their names.
    let cells = |text: &str| {
        let cells = say.split("<td ").filter(|cell| cell.contains(text));
        let starts = cells.filter_map(|cell| Some(cell.split_once('>')?.0.to_owned()));
        starts.collect::<Vec<_>>()
    };
    let of_office = cells("A list");
    assert_eq!(of_office.len(), 1);
    assert!(
        of_office[0].contains("data-who=\"The office manager\""),
        "{of_office:?}"
    );
    assert_eq!(
        cells("A map"),
        ["class=\"k-say-all\""],
        "the board is none of them"
    );
}

#[test]
fn a_face_follows_age_and_pronouns_and_their_dutch_words() {
    let face = |fields: &str| {
        let text = format!("name = \"Karen\"\n{fields}\n");
        book("en", &[("personas/karen.toml", &text)])["personas/karen.svg"].clone()
    };
    let she = face("age = 24\npronouns = \"she/her\"");
    assert_ne!(she, face("age = 24\npronouns = \"he/him\""));
    assert_ne!(she, face("age = 70\npronouns = \"she/her\""));
    assert_eq!(she, face("age = \"23-25\"\npronouns = \"zij/haar\""));
    assert_eq!(
        she,
        face("demographics = { Age = \"24\", Gender = \"Female\" }")
    );
    assert_eq!(
        she,
        face("demographics = { Leeftijd = \"24 jaar\", Geslacht = \"vrouw\" }")
    );
    assert_eq!(she, face("age = 24\npronouns = \"she/her\""));
}

#[test]
fn of_an_entry_that_has_only_a_name_nothing_is_offered() {
    let site = book(
        "en",
        &[
            (
                "personas/henk.md",
                "+++\nname = \"Henk\"\nstatus = \"assumed\"\nlook = { glasses = \"round\" }\n+++\n",
            ),
            (
                "personas/ria.md",
                "+++\nname = \"Ria\"\nrole = \"Baker\"\nstatus = \"assumed\"\n+++\n",
            ),
            (
                "segments/all.md",
                "+++\nname = \"Everybody there is\"\n+++\n",
            ),
            (
                "icps/firm.md",
                "+++\nname = \"Any firm at all\"\nsegments = [\"all\"]\n+++\n",
            ),
            (
                "journeys/way.md",
                "+++\nname = \"A way to go\"\npersonas = [\"ria\"]\n+++\n",
            ),
        ],
    );
    for place in ["poster", "table-card", "stand-up-figure", "meeting-kit"] {
        assert!(places(&site["paper/ria.html"]).contains(&place), "{place}");
        for (path, page) in &site {
            let of_henk = path == "paper/henk.html" && page.contains(&format!("#{place}"));
            let link = format!("henk.html#{place}");
            assert!(!of_henk && !page.contains(&link), "{path}: {place}");
        }
    }
    for name in ["slides.html", "card.svg"] {
        assert!(!site.contains_key(&format!("paper/henk-{name}")), "{name}");
        assert!(site.contains_key(&format!("paper/ria-{name}")), "{name}");
        for page in site.values() {
            assert!(!page.contains(&format!("henk-{name}")), "{name}");
        }
    }
    assert_eq!(
        places(&site["paper/henk.html"])[0],
        "interview-guide",
        "with this one begins"
    );
    let home = words(&site["index.html"]);
    assert!(home.contains("Ria"));
    for name in [
        "Henk",
        "Everybody there is",
        "Any firm at all",
        "A way to go",
    ] {
        assert!(!home.contains(name), "{name}: {home}");
    }
    for (index, name) in [
        ("personas", "Henk"),
        ("segments", "Everybody there is"),
        ("icps", "Any firm at all"),
        ("journeys", "A way to go"),
    ] {
        assert!(words(&site[&format!("{index}/index.html")]).contains(name));
    }
    let henk = words(&site["personas/henk.html"]);
    assert!(henk.contains("Not checked yet") && henk.contains("Only a name so far"));
    assert!(!henk.contains("Never reviewed"), "{henk}");
    let ria = words(&site["personas/ria.html"]);
    assert!(ria.contains("Not checked yet") && !ria.contains("Only a name so far"));
    assert!(!words(&site["paper/cards.html"]).contains("Henk"));
}

#[test]
fn a_book_of_mere_names_has_no_deck_and_no_dead_link() {
    let site = book(
        "nl",
        &[(
            "personas/henk.md",
            "+++\nname = \"Henk\"\nstatus = \"assumed\"\n+++\n",
        )],
    );
    assert!(!site.contains_key("paper/cards.html"));
    for (path, page) in &site {
        assert!(!page.contains("paper/cards.html"), "{path}");
    }
    let henk = words(&site["personas/henk.html"]);
    assert!(
        henk.contains("Nog niet nagevraagd") && henk.contains("Nog alleen een naam"),
        "{henk}"
    );
}
