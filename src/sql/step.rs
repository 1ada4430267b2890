//! A query in steps: each has a sentence that says what it finds, and columns, and goes on from the one before. Must not know what they are.

use super::dialect::Dialect;
use super::quote::comment;

/// A column of a step.
#[derive(Debug, Clone)]
pub(super) struct Column {
    expression: String,
    name: String,
    about: Option<String>,
}

impl Column {
    pub(super) fn new(expression: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            expression: expression.into(),
            name: name.into(),
            about: None,
        }
    }

    /// With a comment above it.
    pub(super) fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }

    fn written(&self) -> String {
        let about = self.about.as_ref();
        let about = about.map_or(String::new(), |about| {
            format!("    -- {}\n", comment(about).trim_end())
        });
        format!("{about}    {} AS {}", self.expression, self.name)
    }
}

/// The steps of a query as they come.
#[derive(Debug)]
pub(super) struct Steps {
    computed_once: &'static str,
    written: Vec<String>,
    last: String,
}

impl Steps {
    pub(super) fn new(dialect: &Dialect) -> Self {
        Self {
            computed_once: dialect.computed_once,
            written: Vec::new(),
            last: String::new(),
        }
    }

    /// A step with all columns of the last one, and more.
    pub(super) fn add(&mut self, name: &str, about: &str, columns: Vec<Column>) {
        let from = self.last.clone();
        let own = [Column::new(format!("{from}.*"), "")];
        self.add_from((name, about), &[own.to_vec(), columns].concat(), &from);
    }

    /// A step from somewhere else.
    pub(super) fn add_from(&mut self, (name, about): (&str, &str), columns: &[Column], from: &str) {
        let columns = columns.iter().map(|column| {
            if column.name.is_empty() {
                format!("    {}", column.expression)
            } else {
                column.written()
            }
        });
        let columns: Vec<String> = columns.collect();
        self.written.push(format!(
            "-- {about}\n{name} AS{} (\n  SELECT\n{}\n  FROM {from}\n)",
            self.computed_once,
            columns.join(",\n"),
        ));
        name.clone_into(&mut self.last);
    }

    /// The whole query: a heading of comments, the steps, and what is shown of the last one.
    pub(super) fn finish(self, heading: &[String], columns: &[Column]) -> String {
        let heading = heading
            .iter()
            .map(|line| format!("-- {}\n", comment(line).trim_end()));
        let columns: Vec<String> = columns.iter().map(Column::written).collect();
        format!(
            "{}WITH\n{}\nSELECT\n{}\nFROM {}\n",
            heading.collect::<String>(),
            self.written.join(",\n"),
            columns.join(",\n"),
            self.last,
        )
    }
}
