//! Entries written in Markdown: the same site as from TOML, nothing lost, and nothing that ends a run.

use std::path::Path;

use crate::small_book::{built, built_at, main, with_warnings};

#[test]
fn headings_and_toml_make_the_same_site() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    let (headings, warned) = with_warnings(built_at(&here.join("headings")));
    let (toml, warned_too) = with_warnings(built_at(&here.join("toml")));
    assert_eq!(warned, warned_too);
    assert_eq!(
        headings.keys().collect::<Vec<_>>(),
        toml.keys().collect::<Vec<_>>()
    );
    for (path, page) in &headings {
        assert!(
            *page == toml[path],
            "{path}: {}",
            first_difference(page, &toml[path])
        );
    }
}

/// Where two texts part.
fn first_difference(left: &str, right: &str) -> String {
    let same = left.chars().zip(right.chars());
    let same = same.take_while(|(left, right)| left == right).count();
    let part = |text: &str| {
        text.chars()
            .skip(same.saturating_sub(80))
            .take(240)
            .collect::<String>()
    };
    format!("\n{}\nand\n{}", part(left), part(right))
}

#[test]
fn a_journey_from_elsewhere_is_an_entry_and_loses_no_word() {
    let text = "# Journey Map: Onboarding\n\n## Document Information\n\n**Version**: 1.0\n**Related**: [Dev](../personas/dev.md)\n\n---\n\n\
        ## 1. Persona and Scenario\n\n**Scenario**: Maria joins\n\n---\n\n## 2. Detailed Journey Stages\n\n\
        ### Stage 1: Access & Discovery (Day 1, 2 hours)\n\n**Actions**:\n\n1. Receives mail\n2. Browses - overwhelmed\n\n\
        **Thoughts**:\n\n- \"Where do I start?\"\n\n**Emotions**: Overwhelmed (Intensity: 4/5)\n\n**Pain Points**:\n\n- No clear start\n\n\
        **Opportunities**:\n\n- A checklist based on role\n\n**Touchpoints**:\n\n- Email (welcome)\n\n---\n\n\
        ### Stage 2: Setup (Ongoing)\n\n**Actions**:\n\n1. Installs tools\n\nA remark between the lanes.\n\n```mermaid\ngraph TB\n```\n\n## 3. Visualization\n\nA drawing.\n";
    let (site, warned) = with_warnings(built("en", &[("journeys/onboarding.md", text)]));
    let page = main(&site["journeys/onboarding.html"]);
    for words in [
        "Journey Map: Onboarding",
        "Document Information",
        "Version",
        "Related",
        "Persona and Scenario",
        "Maria joins",
        "Access &amp; Discovery",
        "Day 1, 2 hours",
        "Receives mail",
        "Browses - overwhelmed",
        "Where do I start?",
        "Overwhelmed (Intensity: 4/5)",
        "No clear start",
        "A checklist based on role",
        "Email (welcome)",
        "Setup",
        "Ongoing",
        "Installs tools",
        "A remark between the lanes.",
        "graph TB",
        "A drawing.",
    ] {
        assert!(page.contains(words), "{words} is not in {page}");
    }
    assert_eq!(page.matches("id=\"stage-").count(), 2, "{page}");
    let codes: Vec<&str> = warned
        .lines()
        .map(|line| line.split(['[', ']']).nth(1).unwrap_or(line))
        .collect();
    assert_eq!(
        codes,
        ["journey-without-persona", "leads-to-markdown-file"],
        "{warned}"
    );
}

#[test]
fn no_markdown_ends_a_run() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown/headings/content");
    let read = |path: &str| std::fs::read_to_string(here.join(path)).unwrap();
    let texts = [
        read("personas/noor.md"),
        read("journeys/choosing-flour.md"),
        read("journeys/meel-kiezen.md"),
        read("jobs/sell-bread.md"),
    ];
    let lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
    let odd = [
        "---",
        "| a |",
        "> - b",
        "\t- c",
        "```",
        "[^talks]:",
        "# ",
        "## ",
        "<!--",
        "**d",
        "é: 1",
        "\u{feff}",
        "+++",
    ];
    let mut number = 7_usize;
    let mut below = |bound: usize| {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) % bound
    };
    for _ in 0..60 {
        let mut text = String::from(if below(3) == 0 { "---\n" } else { "# A\n" });
        for _ in 0..below(40) {
            let line = match below(5) {
                0 => odd[below(odd.len())],
                _ => lines[below(lines.len())],
            };
            let end = line
                .char_indices()
                .map(|(at, _)| at)
                .nth(below(60))
                .unwrap_or(line.len());
            text.push_str(if below(4) == 0 { &line[..end] } else { line });
            text.push_str(if below(6) == 0 { "\r\n" } else { "\n" });
        }
        for path in [
            "personas/a.md",
            "journeys/a.md",
            "jobs/a.md",
            "paths/a.md",
            "qualification/a.md",
        ] {
            let built = built("en", &[(path, &text)]);
            for one in &built.report.diagnostics {
                let place = one.span.clone().unwrap_or(0..0);
                assert!(one.source.text.get(place).is_some(), "{text}\n{one:?}");
            }
        }
    }
}
