//! What stands in a text and says something else on the page: links that are none, and HTML.

use crate::model::{Catalog, Finding, Pointer};

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for record in catalog.records() {
        for used in record.others() {
            let (code, message, help, written) = match &used.to {
                Pointer::Nearly { written, help } => (
                    "no-link",
                    format!("this is no link, and readers see it as it stands: `{written}`"),
                    help.clone(),
                    written,
                ),
                Pointer::LeftOut { written, name } => {
                    let (message, help) = left_out(written, name);
                    ("html-left-out", message, help, written)
                }
                _ => continue,
            };
            found.push(
                Finding::new(code, used.path.clone(), message, help)
                    .warning()
                    .within(written)
                    .after(used.offset)
                    .of(&record.entry().key),
            );
        }
    }
    found
}

/// What becomes of a tag, and what to write instead.
fn left_out(written: &str, name: &str) -> (String, String) {
    let message = match name {
        "script" | "style" => format!("`{written}` is left out, with what stands in it"),
        "img" | "video" | "audio" | "iframe" | "input" | "hr" => format!("`{written}` is left out"),
        _ => format!("`{written}` is left out, and its words stay"),
    };
    let instead = match name {
        "b" | "strong" => "write `**words**`".to_owned(),
        "i" | "em" => "write `*words*`".to_owned(),
        "a" => "write `[words](address)`".to_owned(),
        "img" => "write `![what it shows](file.png)`".to_owned(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "begin the line with `## `".to_owned(),
        "ul" | "ol" | "li" => "begin each item of a list with `- `".to_owned(),
        "table" | "thead" | "tbody" | "tr" | "th" | "td" => {
            "write the table with `|` between its cells".to_owned()
        }
        "blockquote" => "begin the line with `> `".to_owned(),
        "code" => "write it between two backticks".to_owned(),
        "pre" => "write it between two lines of three backticks".to_owned(),
        "p" => "leave an empty line between paragraphs".to_owned(),
        "hr" => "write a line `---`".to_owned(),
        _ => format!("remove `<{name}>` and `</{name}>`"),
    };
    (
        message,
        format!("{instead}; for the signs themselves, write `\\<`"),
    )
}
