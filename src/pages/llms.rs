//! What leads an assistant through the site, as <https://llmstxt.org> proposes: the entries by kind, each with its Markdown file.

use std::fmt::Write as _;

use super::{briefing, graph_data, health_data};
use crate::model::{Kind, Part};
use crate::site::Viewer;
use crate::text::one_line;

/// Its path on the site.
pub(super) const PATH: &str = "llms.txt";

/// The file.
pub(super) fn text(viewer: &Viewer<'_>) -> Vec<u8> {
    let (words, book) = (&viewer.words, &viewer.book.config.book);
    let about = match &book.welcome {
        Some(welcome) => one_line(&welcome.plain()),
        None => words.get("llms_about").to_owned(),
    };
    let mut text = format!("# {}\n\n> {about}\n", one_line(&book.title));
    let _ = write!(
        text,
        "\n{}\n",
        words.fill("llms_files", "date", &words.date(viewer.today))
    );
    text.push_str(&briefing::rules(viewer));
    for kind in Kind::ALL {
        let entries = viewer.in_order(*kind);
        if entries.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {}\n\n", words.choice("kinds", kind.name()));
        for entry in entries {
            let summary = entry.header.summary.as_ref();
            let summary = summary.map_or_else(String::new, |summary| {
                format!(": {}", one_line(&summary.plain()))
            });
            let name = one_line(&entry.header.name).replace(['[', ']'], "");
            let _ = writeln!(text, "- [{name}]({}){summary}", briefing::path(&entry.key));
        }
    }
    let _ = write!(text, "\n## Optional\n\n");
    let _ = writeln!(
        text,
        "- [{0}]({0}): {1}",
        graph_data::PATH,
        words.get("llms_graph")
    );
    if viewer.has(Part::Health) {
        let about = words.get("health_about");
        let _ = writeln!(text, "- [{0}]({0}): {about}", health_data::PATH);
    }
    text.into_bytes()
}
