//! Style sheets and style attributes as the attributes that say the same. Only what drawing programs write is understood: colours and
//! lines, set for an element, a class or an id. Must not know which elements there are.

use std::collections::HashMap;

/// A property and its value.
pub(super) type Declaration = (String, String);

/// The rules of the style sheets of an image.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// By what they are for: `*`, an element, `.class` or `#id`.
    of: HashMap<String, Vec<Declaration>>,
    /// What is not understood: as it begins.
    pub(super) unknown: Vec<String>,
}

impl Rules {
    /// Adds the rules of a style sheet.
    pub(super) fn add(&mut self, sheet: &str) {
        let sheet = without_remarks(sheet);
        let mut rest = sheet.as_str();
        while let Some(open) = rest.find('{') {
            let head = rest[..open].trim();
            let inside = &rest[open + 1..];
            // A rule within a rule is not understood, and ends where it does.
            let end = end_of_block(inside);
            let body = &inside[..end];
            rest = inside.get(end + 1..).unwrap_or("");
            // `@import` and `@charset` end with a semicolon.
            let head = match head.rsplit_once(';') {
                Some((statements, head)) => {
                    let statements = statements.split(';').map(str::trim);
                    self.unknown.extend(
                        statements
                            .filter(|one| !one.is_empty() && !one.starts_with("@charset"))
                            .map(str::to_owned),
                    );
                    head.trim()
                }
                None => head,
            };
            if head.starts_with('@') || body.contains('{') {
                self.unknown.push(head.to_owned());
                continue;
            }
            for selector in head.split(',').map(str::trim) {
                if is_simple(selector) {
                    let known = self.of.entry(selector.to_owned()).or_default();
                    known.extend(declarations(body));
                } else if !selector.is_empty() {
                    self.unknown.push(selector.to_owned());
                }
            }
        }
        let rest = rest.trim().trim_end_matches(';');
        if !rest.is_empty() && !rest.starts_with("@charset") {
            self.unknown.push(rest.to_owned());
        }
    }

    /// What they say of an element, the last word last.
    pub(super) fn of(&self, element: &str, class: &str, id: &str) -> Vec<Declaration> {
        if self.of.is_empty() {
            return Vec::new();
        }
        let classes = class.split_whitespace().map(|one| format!(".{one}"));
        let selectors = ["*".to_owned(), element.to_owned()]
            .into_iter()
            .chain(classes)
            .chain([format!("#{id}")]);
        selectors
            .filter_map(|selector| self.of.get(&selector))
            .flatten()
            .cloned()
            .collect()
    }
}

/// What a style attribute, or the body of a rule, says.
pub(super) fn declarations(style: &str) -> Vec<Declaration> {
    let style = without_remarks(style);
    let parts = style.split(';').filter_map(|part| {
        let (property, value) = part.split_once(':')?;
        let value = value.trim();
        let value = value.strip_suffix("!important").unwrap_or(value).trim_end();
        let property = property.trim().to_ascii_lowercase();
        (!property.is_empty() && !value.is_empty()).then(|| (property, value.to_owned()))
    });
    parts.collect()
}

fn without_remarks(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, behind)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = behind.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// How long the inside of a block is that has begun.
fn end_of_block(inside: &str) -> usize {
    let mut open = 1;
    for (at, letter) in inside.char_indices() {
        match letter {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    inside.len()
}

fn is_simple(selector: &str) -> bool {
    let name = selector.strip_prefix(['.', '#']).unwrap_or(selector);
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
    is_name || selector == "*"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_for_elements_classes_and_ids_in_this_order() {
        let mut rules = Rules::default();
        rules.add("/* Illustrator */ .a, .b { fill : red; stroke:none !important } #c{fill:blue}\n.a{fill:green}path{fill:pink}");
        let said = rules.of("path", "a x", "c");
        let said: Vec<(&str, &str)> = said.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            said,
            [
                ("fill", "pink"),
                ("fill", "red"),
                ("stroke", "none"),
                ("fill", "green"),
                ("fill", "blue")
            ]
        );
        assert!(rules.unknown.is_empty());
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let mut rules = Rules::default();
        rules.add("@charset 'utf-8';@import url(http://a.example/x.css); .a .b{fill:red} @media print{.a{fill:red}} g:hover{fill:red} .c{fill:red");
        assert_eq!(
            rules.unknown,
            [
                "@import url(http://a.example/x.css)",
                ".a .b",
                "@media print",
                "g:hover"
            ]
        );
        assert_eq!(rules.of("g", "c", "").len(), 1);
    }
}
