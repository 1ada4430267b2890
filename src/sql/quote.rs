//! Words of the content inside SQL: as texts, names, comments and patterns that end where they are meant to, whatever is in them. Must not
//! know scores.

use super::dialect::Dialect;
use crate::error::Error;
use crate::text::is_control;

/// Names that mean something to one of the databases, so they stand in quotation marks.
const RESERVED: &str = " all analyse analyze and any anti array as asc assert_rows_modified asymmetric at authorization between binary both by case cast check \
    cluster collate collation column concurrently connect connection constraint contains create cross cube current current_catalog current_date \
    current_role current_schema current_time current_timestamp current_user database default deferrable define delete desc describe distinct do \
    drop else end enum escape except exclude exists extract false fetch filter following for foreign freeze from full function glob grant group \
    grouping groups gscluster hash having if ignore ilike in increment initially inner insert intersect interval into is isnull issue join lambda \
    lateral leading left like limit localtime localtimestamp lookup merge minus natural new no not notnull null nulls of offset on only or order \
    organization outer over overlaps partition pivot placing preceding primary proto qualify range recursive references regexp respect returning \
    revoke right rlike rollup row rows sample schema select semi session_user set show similar some start summarize symmetric table tablesample \
    then to trailing treat trigger true try_cast unbounded union unique unnest unpivot update user using values variadic verbose view when \
    whenever where window with within ";

/// A form with its parts in their places. What the parts hold is never looked at again.
pub(super) fn form(form: &str, parts: &[&str]) -> String {
    let mut out = String::new();
    let mut rest = form;
    while let Some(at) = rest.find('{') {
        let place = rest[at + 1..].find('}').and_then(|end| {
            let index: usize = rest[at + 1..at + 1 + end].parse().ok()?;
            Some((parts.get(index)?, at + end + 2))
        });
        let Some((part, after)) = place else {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        out.push_str(&rest[..at]);
        out.push_str(part);
        rest = &rest[after..];
    }
    out.push_str(rest);
    out
}

impl Dialect {
    /// A text.
    pub(super) fn literal(&self, text: &str) -> String {
        let mut out = String::from("'");
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                // No database keeps it in a text.
                '\0' => out.push(char::REPLACEMENT_CHARACTER),
                '\'' if self.escapes => out.push_str("\\'"),
                '\'' => out.push_str("''"),
                '\\' if self.escapes => out.push_str("\\\\"),
                '\n' if self.escapes => out.push_str("\\n"),
                '\r' if self.escapes => out.push_str("\\r"),
                '\t' if self.escapes => out.push_str("\\t"),
                '$' if self.replaces_variables && letters.peek() == Some(&'{') => {
                    out.push_str("\\u0024");
                }
                letter => out.push(letter),
            }
        }
        out.push('\'');
        out
    }

    /// The name of a column, or of a part of the name of a table.
    ///
    /// # Errors
    /// When no database could have such a name.
    pub(super) fn identifier(&self, name: &str) -> Result<String, Error> {
        let is_plain = name
            .starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '_')
            && name.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
            })
            && !RESERVED.contains(&format!(" {name} "));
        if is_plain {
            return Ok(name.to_owned());
        }
        let is_foreign = name.is_empty()
            || name.chars().any(is_control)
            || (self.replaces_variables && name.contains("${"))
            // BigQuery reads a backslash in a name as it does in a text, and Spark does not.
            || (self.identifier == '`' && name.contains(['\\', '`']));
        if is_foreign {
            return Err(Error::refused(
                format!(
                    "no column of {} can be called `{}`",
                    self.title,
                    crate::text::shown(name)
                ),
                "rename that value in the model",
            ));
        }
        let mark = self.identifier;
        let doubled = name.replace(mark, &format!("{mark}{mark}"));
        Ok(format!("{mark}{doubled}{mark}"))
    }

    /// The name of a table, perhaps with those of what it is in, with points between them.
    ///
    /// # Errors
    /// When no database could have such a name.
    pub(super) fn table(&self, name: &str) -> Result<String, Error> {
        let parts: Result<Vec<String>, Error> =
            name.split('.').map(|part| self.identifier(part)).collect();
        Ok(parts?.join("."))
    }

    /// The texts `parts`, each an expression, one behind the other.
    pub(super) fn joined(parts: &[String]) -> String {
        if parts.is_empty() {
            "''".to_owned()
        } else {
            parts.join(" || ")
        }
    }

    /// A text in which each slot such as `{count}` is an expression.
    pub(super) fn filled(&self, text: &str, slots: &[(&str, &str)]) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut rest = text;
        loop {
            let found = slots
                .iter()
                .filter_map(|(slot, by)| Some((rest.find(slot)?, slot, by)));
            let Some((at, slot, by)) = found.min_by_key(|(at, ..)| *at) else {
                break;
            };
            if at > 0 {
                parts.push(self.literal(&rest[..at]));
            }
            parts.push((*by).to_owned());
            rest = &rest[at + slot.len()..];
        }
        if !rest.is_empty() {
            parts.push(self.literal(rest));
        }
        Self::joined(&parts)
    }
}

/// A text as one line of a comment.
pub(super) fn comment(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '\u{2028}' | '\u{2029}' | '\u{85}' => ' ',
        letter if letter.is_whitespace() || is_control(letter) => ' ',
        letter => letter,
    });
    letters.collect::<String>().replace("${", "$ {")
}

/// A number as SQL reads it.
pub(super) fn number(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) {
        format!("{number:e}")
    } else {
        (number + 0.0).to_string()
    }
}

/// The pattern of all plain ways to write a number: `5`, `+05`, `5.0`.
pub(super) fn number_pattern(number: f64) -> String {
    let written = number.abs().to_string();
    let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
    if number == 0.0 {
        return "[+-]?(0+[.]?0*|[.]0+)".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "[+]?" };
    let whole = if whole == "0" { "" } else { whole };
    match decimals {
        "" => format!("{sign}0*{whole}([.]0*)?"),
        decimals => format!("{sign}0*{whole}[.]{decimals}0*"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_into_a_form_is_not_read_again() {
        assert_eq!(form("f({0}, {1}) {x} {", &["{1}", "b"]), "f({1}, b) {x} {");
    }

    #[test]
    fn a_text_ends_where_it_is_meant_to() {
        let text = "it's \\' ${x}\n-- \"";
        for (name, quoted) in [
            ("duckdb", "'it''s \\'' ${x}\n-- \"'"),
            ("postgres", "'it''s \\'' ${x}\n-- \"'"),
            ("spark", "'it\\'s \\\\\\' \\u0024{x}\\n-- \"'"),
            ("snowflake", "'it\\'s \\\\\\' ${x}\\n-- \"'"),
            ("bigquery", "'it\\'s \\\\\\' ${x}\\n-- \"'"),
        ] {
            assert_eq!(
                Dialect::named(name).unwrap().literal(text),
                quoted,
                "{name}"
            );
        }
    }

    #[test]
    fn names_are_quoted_where_a_database_would_not_take_them() {
        for (dialect, name, quoted) in [
            ("duckdb", "employees", "employees"),
            ("duckdb", "order", "\"order\""),
            ("postgres", "Company \"size\"", "\"Company \"\"size\"\"\""),
            ("spark", "Company size", "`Company size`"),
        ] {
            let dialect = Dialect::named(dialect).unwrap();
            assert_eq!(dialect.identifier(name).unwrap(), quoted);
        }
        for name in ["a`b", "a\nb", "${a}", "a\\b", ""] {
            assert!(Dialect::named("spark").unwrap().identifier(name).is_err());
        }
        let table = Dialect::named("snowflake")
            .unwrap()
            .table("crm.my accounts");
        assert_eq!(table.unwrap(), "crm.\"my accounts\"");
    }

    #[test]
    fn comments_are_one_line() {
        assert_eq!(
            comment("a\r\nDROP\u{2028}TABLE ${x}"),
            "a  DROP TABLE $ {x}"
        );
    }

    #[test]
    fn numbers_are_found_however_they_are_plainly_written() {
        assert_eq!(number_pattern(5.0), "[+]?0*5([.]0*)?");
        assert_eq!(number_pattern(-0.25), "-0*[.]250*");
        assert_eq!((number(20.5), number(1e30)), ("20.5".into(), "1e30".into()));
    }
}
