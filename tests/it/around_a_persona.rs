//! What persona pages lead to beside the factsheet: the meeting kit, the picture card, the method with its sheets; terms
//! explained where they occur; and the example books, which have nothing wrong with them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use personabook::build::{Options, build};
use personabook::diag::{self, Report};
use personabook::progress::nobody;

use super::small_book::{demo_texts, main, places, sheet, site as book_in};

/// The pages of a book by path.
fn site(root: &Path) -> BTreeMap<String, String> {
    let options = Options {
        today: "2026-11-21".parse().unwrap(),
        drafts: false,
        audiences: &[],
    };
    let built = build(root, options, &nobody).unwrap();
    assert_eq!(
        built.report,
        Report::default(),
        "{}",
        diag::human(&built.report, false)
    );
    let files = built
        .site
        .unwrap()
        .render(&nobody)
        .unwrap()
        .files
        .into_iter();
    let texts = files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
    texts.collect()
}

/// A book of these entries, without any more.
fn book(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    book_in("en", entries)
}

#[test]
fn every_example_is_a_book_with_nothing_wrong() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut books = 0;
    for example in fs::read_dir(examples).unwrap() {
        let example = example.unwrap().path();
        // A list of customers, for `analyse`, lies beside the books.
        if example.is_dir() {
            assert!(site(&example).contains_key("index.html"));
            books += 1;
        }
    }
    assert!(books > 0);
}

#[test]
fn every_persona_has_a_kit_of_five_questions_from_the_content() {
    let site = demo_texts();
    let sophie = sheet(&site["paper/sophie.html"], "meeting-kit");
    assert_eq!(sophie.matches("class=\"kit-hint\"").count(), 5);
    let papers = site
        .iter()
        .filter(|(_, page)| page.contains("id=\"meeting-kit\""));
    let mut kits = 0;
    for (path, page) in papers {
        let kit = sheet(page, "meeting-kit");
        let questions = kit.split("kit-questions").nth(1).unwrap();
        let questions = questions.split("</ol>").next().unwrap();
        assert_eq!(questions.matches("<li>").count(), 5, "{path}");
        assert!(kit.len() < 7_000, "{path}: {}", kit.len());
        // Whatever stands between braces would be a place that nothing filled.
        assert!(!kit.contains('{'), "{path}");
        kits += 1;
    }
    assert_eq!(kits, 8);
    let victor = sheet(&site["paper/victor.html"], "meeting-kit");
    assert!(victor.contains("do we say no well?") && !victor.contains("What would Victor say"));
}

#[test]
fn a_picture_card_is_one_drawing_that_loads_nothing() {
    for (path, card) in demo_texts() {
        if let Some(id) = path
            .strip_prefix("paper/")
            .and_then(|file| file.strip_suffix("-card.svg"))
        {
            assert!(card.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
            assert_eq!(card.matches("<svg").count(), card.matches("</svg>").count());
            assert_eq!(card.matches("<title").count(), 1, "{id}");
            assert!(card.len() < 16_000, "{id}: {}", card.len());
            for outside in ["href=\"http", "<script", "<style", "style=", "url(http"] {
                assert!(!card.contains(outside), "{id} has {outside}");
            }
        }
    }
}

#[test]
fn a_persona_of_whom_hardly_anything_is_said_has_every_page_and_all_steps_to_do() {
    let site = book(&[(
        "personas/henk.toml",
        "name = \"Henk\"\ntools = [\"A pencil\"]\n",
    )]);
    let paper = &site["paper/henk.html"];
    assert_eq!(places(paper).len(), 9);
    let method = sheet(paper, "method");
    assert!(method.contains("<b>0 of 8</b>"));
    assert!(method.contains("segment = &quot;…&quot;"));
    assert!(!method.contains("progress-done"));
    assert!(
        book(&[("terms/a.toml", "name = \"A\"\n")])["method/index.html"]
            .contains("no persona and no ideal customer")
    );
}

#[test]
fn the_method_counts_what_stands_in_the_book() {
    let site = demo_texts();
    let method = sheet(&site["paper/sophie.html"], "method");
    assert!(method.contains("(8 of 9)"), "eight of nine questions");
    let victor = sheet(&site["paper/victor.html"], "method");
    assert!(victor.contains("It says how to say no.") && !victor.contains("is on a journey"));
    // A row for each of eight personas and three ideal customers, and a mark for each step.
    let index = main(&site["method/index.html"]);
    assert_eq!(
        index.matches("<td><span class=\"progress").count(),
        8 * 8 + 3 * 4
    );
}

#[test]
fn a_guide_asks_what_rests_on_nothing_and_nothing_else() {
    let site = book(&[
        (
            "personas/tess.toml",
            "name = \"Tess\"\ngoals = [\"Known goal [^talks]\", \"Guessed goal\"]\ndos = [\"Our own advice\"]\n",
        ),
        (
            "evidence/talks.toml",
            "name = \"Talks\"\ndate = 2026-01-01\nmethod = \"interview\"\nn = 7\n",
        ),
    ]);
    let guide = sheet(&site["paper/tess.html"], "interview-guide");
    assert!(guide.contains("Guessed goal"));
    assert!(!guide.contains("Known goal") && !guide.contains("Our own advice"));
    let method = sheet(&site["paper/tess.html"], "method");
    assert!(method.contains("At least five people were met. <span class=\"quiet\">(7)</span>"));
}

#[test]
fn marks_of_statements_are_explained_where_they_are_first_met() {
    let of_personas = "how well we know it, and the numbers of its sources · <span class=\"pips at-60\"></span> how bad it is</p>";
    let site = demo_texts();
    for (page, key) in [
        ("personas/sophie.html", of_personas),
        ("journeys/from-search-to-live.html", of_personas),
        (
            "jobs/go-live-before-the-season.html",
            "the numbers of its sources</p>",
        ),
    ] {
        let html = main(&site[page]);
        let (before, _) = html
            .split_once(key)
            .unwrap_or_else(|| panic!("{page} has no key"));
        assert_eq!(html.matches("class=\"mark-key").count(), 1, "{page}");
        assert!(
            page.starts_with("personas/") || !before.contains("class=\"mark "),
            "{page}"
        );
    }
    let bare = book(&[(
        "personas/tess.toml",
        "name = \"Tess\"\ngoals = [\"Guessed\"]\n",
    )]);
    assert!(!bare["personas/tess.html"].contains("mark-key"));
}

#[test]
fn a_term_is_explained_once_in_a_section_and_is_no_reference() {
    let body =
        "Bread and bread, `bread`.\n\n## Bread again\n\nMore BREAD, and a [bread](term:bread).\n";
    let site = book(&[
        (
            "pages/about.md",
            &format!("+++\nname = \"About bread\"\n+++\n\n{body}"),
        ),
        (
            "personas/tess.toml",
            "name = \"Tess\"\nquote = \"Bread\"\ngoals = [\"Bread\", \"More bread\"]\nneeds = [\"A loaf\"]\n",
        ),
        (
            "terms/bread.md",
            "+++\nname = \"Bread\"\nalso = [\"loaf\"]\n+++\n\nWhat bread is: **baked**.\n",
        ),
        ("terms/none.md", "+++\nname = \"None\"\n+++\n"),
    ]);
    let page = main(&site["pages/about.html"]);
    assert_eq!(page.matches("<a class=\"term\"").count(), 2);
    assert_eq!(page.matches("id=\"term-note-bread\"").count(), 1);
    assert!(page.contains("<b>Bread</b> What bread is: baked."));
    let tess = main(&site["personas/tess.html"]);
    // In the goals once, in the needs once, and not in what she says.
    assert_eq!(tess.matches("<a class=\"term\"").count(), 2);
    let term = main(&site["terms/bread.html"]);
    assert!(!term.contains("class=\"term\"") && !term.contains("personas/tess.html"));
    assert!(
        term.contains("pages/about.html"),
        "a link that somebody wrote is a reference"
    );
    for (path, page) in &site {
        if path.starts_with("paper/") || path.starts_with("all/") {
            assert!(!page.contains("class=\"term\""), "{path}");
        }
    }
}

/// The words of a page, without its tags.
fn words(page: &str) -> String {
    let text = main(page)
        .split('<')
        .filter_map(|part| part.split_once('>'));
    let text: String = text.map(|(_, text)| text.to_owned() + " ").collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const PENALTY: &str = r#"
name = "Shops"
[scorecard]
tiers = { A = 50, B = 25, C = 0 }
[[scorecard.criteria]]
attribute = "Size"
weight = 1
levels = [{ points = 6, when = { field = "employees", above = 500, max = 1000 } }]
[[scorecard.criteria]]
attribute = "E-mail"
weight = 2
levels = [{ points = -5, when = { field = "email", any = ["private"] } }]
[[examples]]
account = "Shop"
values = { employees = 600, email = "private" }
"#;

#[test]
fn a_criterion_that_gives_nothing_says_what_it_takes_off() {
    for (language, takes, more) in [
        (
            "en",
            "takes off at most 10 points",
            "employees more than 500, at most 1000",
        ),
        (
            "nl",
            "trekt hoogstens 10 punten af",
            "employees meer dan 500, ten hoogste 1000",
        ),
    ] {
        let site = book_in(language, &[("icps/shops.toml", PENALTY)]);
        let words = words(&site["icps/shops.html"]);
        for part in [takes, more, "−5&#160;×&#160;2 −10 email is private"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        for wrong in [
            "0% of the whole",
            "0% van het geheel",
            "−10 of 0",
            "−10 van 0",
        ] {
            assert!(!words.contains(&format!(" {wrong}")), "{wrong}: {words}");
        }
    }
}

#[test]
fn a_score_without_ratings_is_shown_as_given() {
    let job = "name = \"A book\"\npersonas = [\"noor\"]\noutcomes = [{ statement = \"Less time\", score = 11.8 }, \"Less noise\"]\nsteps = [\"Looks around\"]\n";
    for (language, given, number, unplaced) in [
        ("en", "given, not computed", "11.8", "Not placed yet"),
        (
            "nl",
            "opgegeven, niet berekend",
            "11,8",
            "Nog niet geplaatst",
        ),
    ] {
        let site = book_in(
            language,
            &[
                ("jobs/a-book.toml", job),
                ("personas/noor.toml", "name = \"Noor\"\n"),
            ],
        );
        for page in ["jobs/a-book.html", "personas/noor.html"] {
            let words = words(&site[page]);
            assert!(
                words.contains(given) && words.contains(number),
                "{page}: {words}"
            );
        }
        let words = words(&site["jobs/a-book.html"]);
        assert!(
            words.contains("Less noise") && words.contains(unplaced),
            "{words}"
        );
    }
}

#[test]
fn a_sentence_stands_for_a_table_that_needs_nothing_else() {
    let persona = r#"
name = "Noor"
day = ["08:15 opens the shop", "Has lunch"]
skills = ["Reading"]
channels = ["Telephone"]
actions = ["Show the first invoice"]
measures = ["Win rate"]
relations = ["mark"]
links = ["https://example.org/report"]
decision = { objections = ["Too dear"] }
"#;
    let journey = r#"
name = "A morning"
personas = ["noor"]
stages = [{ name = "Open", opportunities = ["One desk for all"], content = ["A checklist"], measures = ["Waiting"] }]
"#;
    let site = book(&[
        ("personas/noor.toml", persona),
        ("personas/mark.toml", "name = \"Mark\"\n"),
        ("journeys/a-morning.toml", journey),
        (
            "jobs/rest.toml",
            "name = \"Rest\"\nalternatives = [\"A nap\"]\n",
        ),
    ]);
    let page = words(&site["personas/noor.html"]);
    for part in [
        "08:15 opens the shop",
        "Has lunch",
        "Reading",
        "Telephone",
        "Show the first invoice",
        "Win rate",
        "Mark",
        "https://example.org/report",
        "Too dear",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = words(&site["journeys/a-morning.html"]);
    for part in ["One desk for all", "A checklist", "Waiting"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(words(&site["jobs/rest.html"]).contains("A nap"));
}

/// What stands around the content of a page: all outside `<main>`, without what the page says of itself in its head (title, description,
/// style sheets and scripts that not all pages have) and the link to edit it.
fn frame(page: &str, common: &BTreeSet<String>) -> String {
    let (before, rest) = page.split_once("<main").unwrap();
    let (_, after) = rest.split_once("</main>").unwrap();
    let (head, body) = before.split_once("<body").unwrap();
    let head = head
        .lines()
        .filter(|line| common.contains(&line.replace("../", "")));
    let head: String = head.map(|line| format!("{line}\n")).collect();
    let edit = after.split("<a href=\"https://git.").nth(1);
    let edit = edit.map_or("", |link| link.split("</a>").next().unwrap());
    format!("{head}<body{body}{}", after.replace(edit, ""))
}

#[test]
fn the_frame_of_a_page_is_small_and_paper_has_a_way_back_and_no_menu() {
    let site = demo_texts();
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: Vec<(&String, &String)> = pages.collect();
    let head = |page: &str| -> BTreeSet<String> {
        let head = page.split("<body").next().unwrap();
        head.lines().map(|line| line.replace("../", "")).collect()
    };
    let common = pages.iter().map(|(_, page)| head(page));
    let common = common.reduce(|one, other| &one & &other).unwrap();
    assert!(common.iter().any(|line| line.contains("base.css")));
    for (path, page) in pages {
        let frame = frame(page, &common);
        let most = if path.starts_with("paper/") {
            1_600
        } else {
            4_000
        };
        assert!(frame.len() <= most, "{path}: {} bytes", frame.len());
        let foot = frame.split("<footer").nth(1).unwrap();
        assert_eq!(foot.matches("<p>").count(), 1, "{path}");
        let has_menu = frame.contains("class=\"site-nav\"");
        assert_eq!(has_menu, !path.starts_with("paper/"), "{path}");
        // The home page is at the top of every page; paper leads to what it is of, too.
        assert!(frame.contains("class=\"site-title\""), "{path}");
        if !has_menu {
            assert!(main(page).contains("class=\"breadcrumbs\""), "{path}");
        }
    }
}

#[test]
fn a_persona_has_at_most_five_files_and_a_light_page() {
    let site = demo_texts();
    let of_sophie = |path: &&String| {
        let name = path.rsplit('/').next().unwrap();
        // What is for programs is no file that a reader meets.
        let is_for_readers = !name.ends_with(".md");
        is_for_readers && (name.starts_with("sophie.") || name.starts_with("sophie-"))
    };
    let files: Vec<&String> = site.keys().filter(of_sophie).collect();
    assert!(files.len() <= 5, "{files:?}");
    let elements = |page: &str| {
        let opened = page.split('<').skip(1);
        opened
            .filter(|tag| tag.starts_with(|letter: char| letter.is_ascii_lowercase()))
            .count()
    };
    for (path, most) in [("personas/", 1_200), ("journeys/", 1_800)] {
        for (path, page) in site.iter().filter(|(one, _)| one.starts_with(path)) {
            if path.ends_with(".html") {
                assert!(elements(page) <= most, "{path}: {}", elements(page));
            }
        }
    }
    let sophie = site["personas/sophie.html"].len();
    assert!(sophie <= 70_000, "{sophie} bytes");
}
