//! Books in languages whose words are not built in: their content in any script, their own words, and English for the others.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;

use personabook::Date;
use personabook::build::{Options, build};
use personabook::progress::nobody;

/// What a book makes: its messages, and its pages by their paths.
fn built(files: &[(&str, &str)]) -> (Vec<String>, BTreeMap<String, String>) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let options = Options {
        today: "2026-11-28".parse::<Date>().unwrap(),
        drafts: false,
        audiences: &[],
    };
    let built = build(folder.path(), options, &nobody).unwrap();
    let said = built.report.diagnostics.iter().map(|one| {
        let help = one.help.clone().unwrap_or_default();
        format!("{}: {} - {help}", one.source.path, one.message)
    });
    let said = said.collect();
    let Some(site) = &built.site else {
        return (said, BTreeMap::new());
    };
    let files = site.render(&nobody).unwrap().files.into_iter();
    let pages = files.filter(|(path, _)| path.ends_with(".html"));
    let pages = pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()));
    (said, pages.collect())
}

const JAPANESE: [(&str, &str); 6] = [
    (
        "personabook.toml",
        "[book]\ntitle = \"お客様を知る\"\nlanguage = \"ja\"\n",
    ),
    (
        "content/personas/tanaka.md",
        "+++\nname = \"田中 花子\"\nsummary = \"毎晩、二人の子どもに本を読む。\"\nreviewed = 2026-09-15\nage = 38\nquote = \"最後の一歩で失う。 [^talks]\"\ngoals = [\"夜に二十分の静けさ\"]\nskills = [\"表計算: 4\"]\n+++\n\n## 一日\n\n[](journey:choosing)をたどる。\n",
    ),
    (
        "content/personas/sato.toml",
        "name = \"さとう\"\nfrustrations = [{ text = \"待ち時間が長い\", severity = \"high\" }]\n",
    ),
    (
        "content/journeys/choosing.toml",
        "name = \"選ぶ\"\npersonas = [\"tanaka\", \"sato\"]\n[[stages]]\nname = \"探す\"\nemotion = \"happy\"\nopportunities = [\"一つの窓口\"]\n[[stages]]\nname = \"決める\"\nemotion = -1\n",
    ),
    (
        "content/terms/lead.md",
        "+++\nname = \"見込み客\"\nalso = [\"リード\"]\n+++\nまだ買っていない人。\n",
    ),
    (
        "content/evidence/talks.toml",
        "name = \"店での会話\"\nmethod = \"interview\"\ndate = 2026-09-12\nn = 14\n",
    ),
];

#[test]
fn a_book_in_japanese_has_english_words_until_it_brings_its_own() {
    let (said, pages) = built(&JAPANESE);
    assert!(said.iter().all(|one| !one.contains("error")), "{said:?}");
    let persona = &pages["personas/tanaka.html"];
    assert!(persona.contains("<html lang=\"ja\">"));
    assert!(persona.contains("田中 花子") && persona.contains("What drives"));
    assert!(persona.contains("15 September 2026"));
}

#[test]
fn a_books_own_words_stand_on_its_pages() {
    let own = "[language.plurals]\n[language.dates]\npattern = \"{year}年{month}{day}日\"\nmonths = [\"1月\", \"2月\", \"3月\", \"4月\", \"5月\", \"6月\", \"7月\", \"8月\", \"9月\", \"10月\", \"11月\", \"12月\"]\n[words]\nyes = \"はい\"\n\"kinds.persona\" = \"ペルソナ\"\n";
    let (said, pages) = built(&[&JAPANESE[..], &[("languages/ja.toml", own)]].concat());
    assert!(
        !said.iter().any(|one| one.starts_with("languages/")),
        "{said:?}"
    );
    let persona = &pages["personas/tanaka.html"];
    assert!(persona.contains("ペルソナ"), "the word of the book");
    assert!(
        persona.contains("2026年9月15日"),
        "the date as the book writes it"
    );
}

#[test]
fn a_book_in_arabic_is_written_from_right_to_left() {
    let (said, pages) = built(&[
        (
            "personabook.toml",
            "[book]\ntitle = \"عملاؤنا\"\nlanguage = \"ar\"\n",
        ),
        (
            "content/personas/layla.md",
            "+++\nname = \"ليلى\"\ngoals = [\"أن تنهي العمل مبكرا\"]\n+++\n\nتعمل في متجر صغير.\n",
        ),
        (
            "content/personas/mixed.toml",
            "name = \"מיכל & 王 & Ωμέγα & 😀 & e\u{301}\"\n",
        ),
        (
            "content/terms/order.md",
            "+++\nname = \"طلب\"\n+++\nما يشتريه العميل.\n",
        ),
    ]);
    assert!(!pages.is_empty(), "{said:?}");
    for (path, page) in &pages {
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
    }
}

#[test]
fn what_is_wrong_with_a_language_is_told_at_its_place() {
    let config = |language: &str| format!("[book]\ntitle = \"T\"\nlanguage = \"{language}\"\n");
    let says = |language: &str, own: &str| {
        let config = config(language);
        let files = [
            ("personabook.toml", config.as_str()),
            (
                "content/terms/lead.md",
                "+++\nname = \"Lead\"\n+++\nA firm.\n",
            ),
            ("languages/ja.toml", own),
        ];
        built(&files).0.join("\n")
    };
    assert!(says("Japanese", "").contains("write \"ja\""));
    let unknown = says("ja", "[words]\nyess = \"はい\"\n");
    assert!(
        unknown.contains("languages/ja.toml: no page says `yess` - write `yes`"),
        "{unknown}"
    );
    let broken = says("ja", "[words]\nyes = はい\n");
    assert!(
        broken.contains("languages/ja.toml: this is not valid TOML"),
        "{broken}"
    );
    // Another language's file is not read.
    assert_eq!(says("de", "[words]\nyess = 1\n"), "");
}
