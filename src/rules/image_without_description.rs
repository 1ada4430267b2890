//! An image that nothing describes.

use super::{Look, Rule};
use crate::doc::Date;
use crate::doc::markdown::images_without_description;
use crate::model::{CheckLevel, Entry, Finding};

pub(super) const RULE: Rule = Rule {
    name: "image-without-description",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "an image in a text that nothing describes",
    why: "Whoever listens to the page, or whose network is slow, does not know what is there.",
    source: Some(
        "Web Content Accessibility Guidelines, 1.1.1: what is no text has a text that says the same. Portraits are described by the name of the persona.",
    ),
    mend: "write what it shows between the brackets: `![The wall after the workshop](wall.png)`",
    fires: &[
        (
            "personas/sophie/index.toml",
            r#"name = "Sophie"
body = "![](wall.svg)"
"#,
        ),
        (
            "personas/sophie/wall.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>"#,
        ),
    ],
    silent: &[
        (
            "personas/sophie/index.toml",
            r#"name = "Sophie"
body = "![The wall after the workshop](wall.svg)"
"#,
        ),
        (
            "personas/sophie/wall.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>"#,
        ),
    ],
    find: Look::Entry(find),
};

fn find(entry: &Entry, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    entry.texts(&mut |written| {
        let Some(form) = written.form else { return };
        for (path, offset) in images_without_description(written.text, form) {
            let finding = Finding::new(
                RULE.name,
                written.path.clone(),
                format!("nothing describes the image `{path}`"),
                format!("write what it shows between the brackets: `![…]({path})`"),
            );
            found.push(finding.within(path).after(offset).of(&entry.key));
        }
    });
    found
}
