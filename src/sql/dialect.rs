//! What differs from database to database, as data: how types, functions and quotation marks are written. Must not know scores.

/// How a database writes what the model needs. Forms have `{0}`, `{1}` … where their parts go.
#[derive(Debug)]
pub struct Dialect {
    /// As `--dialect` names it.
    pub name: &'static str,
    /// As people call it.
    pub title: &'static str,
    /// The type of a text.
    pub(super) text: &'static str,
    /// The type of a number with decimals.
    pub(super) number: &'static str,
    /// What stands around an identifier.
    pub(super) identifier: char,
    /// Whether a backslash in a text changes what follows it.
    pub(super) escapes: bool,
    /// Whether `${name}` is replaced, in texts too.
    pub(super) replaces_variables: bool,
    /// Between the name of a step and its query: keeps what a step computes from being computed again wherever it is used.
    pub(super) computed_once: &'static str,
    /// Whether `{0}` is no number.
    pub(super) is_nan: &'static str,
    /// `{0}` without spaces, tabs and line ends around it.
    pub(super) trimmed: &'static str,
    /// `{0}` without the letter `{1}` at its end.
    pub(super) without_end: &'static str,
    /// How often the whole number `{1}`, more than 0, goes into `{0}`, not less than 0.
    pub(super) divided: &'static str,
    /// Whether the whole of `{0}` is as the pattern `{1}` says.
    pub(super) is_like: &'static str,
    /// What stands before and after a pattern for that.
    pub(super) whole: (&'static str, &'static str),
    /// Whether a part of `{0}` is as the pattern `{1}` says.
    pub(super) has_like: &'static str,
    /// What stands before and after a pattern for that.
    pub(super) part: (&'static str, &'static str),
    /// `{0}` with everything that is like the pattern `{1}` replaced by `{2}`.
    pub(super) replaced: &'static str,
    /// Where the text `{1}` stands in `{0}`, from 1; 0 when it does not.
    pub(super) position: &'static str,
    /// How many days lie between the day `{0}` and the later day `{1}`.
    pub(super) days: &'static str,
}

const DUCKDB: Dialect = Dialect {
    name: "duckdb",
    title: "DuckDB",
    text: "VARCHAR",
    number: "DOUBLE",
    identifier: '"',
    escapes: false,
    replaces_variables: false,
    computed_once: "",
    is_nan: "ISNAN({0})",
    trimmed: "TRIM({0}, E' \\t\\r\\n')",
    without_end: "RTRIM({0}, {1})",
    divided: "({0}) // {1}",
    is_like: "REGEXP_MATCHES({0}, {1})",
    whole: ("^(", ")$"),
    has_like: "REGEXP_MATCHES({0}, {1})",
    part: ("", ""),
    replaced: "REGEXP_REPLACE({0}, {1}, {2}, 'g')",
    position: "STRPOS({0}, {1})",
    days: "DATE_DIFF('day', {0}, {1})",
};

const POSTGRES: Dialect = Dialect {
    name: "postgres",
    title: "PostgreSQL",
    text: "TEXT",
    number: "DOUBLE PRECISION",
    computed_once: " MATERIALIZED",
    is_nan: "{0} = CAST('NaN' AS DOUBLE PRECISION)",
    trimmed: "BTRIM({0}, E' \\t\\r\\n')",
    divided: "({0}) / {1}",
    is_like: "{0} ~ {1}",
    has_like: "{0} ~ {1}",
    days: "({1} - {0})",
    ..DUCKDB
};

const SPARK: Dialect = Dialect {
    name: "spark",
    title: "Apache Spark",
    text: "STRING",
    identifier: '`',
    escapes: true,
    replaces_variables: true,
    trimmed: "TRIM(BOTH ' \\t\\r\\n' FROM {0})",
    without_end: "TRIM(TRAILING {1} FROM {0})",
    divided: "({0}) DIV {1}",
    is_like: "{0} RLIKE {1}",
    has_like: "{0} RLIKE {1}",
    replaced: "REGEXP_REPLACE({0}, {1}, {2})",
    position: "INSTR({0}, {1})",
    days: "DATEDIFF({1}, {0})",
    ..DUCKDB
};

const SNOWFLAKE: Dialect = Dialect {
    name: "snowflake",
    title: "Snowflake",
    escapes: true,
    is_nan: "{0} = CAST('NaN' AS DOUBLE)",
    trimmed: "TRIM({0}, ' \\t\\r\\n')",
    // A division of whole numbers gives decimals.
    divided: "CAST((({0}) - MOD({0}, {1})) / {1} AS BIGINT)",
    is_like: "REGEXP_LIKE({0}, {1}, 's')",
    whole: ("", ""),
    has_like: "REGEXP_LIKE({0}, {1}, 's')",
    part: (".*", ".*"),
    replaced: "REGEXP_REPLACE({0}, {1}, {2})",
    position: "POSITION({1}, {0})",
    days: "DATEDIFF('day', {0}, {1})",
    ..DUCKDB
};

const BIGQUERY: Dialect = Dialect {
    name: "bigquery",
    title: "BigQuery",
    text: "STRING",
    number: "FLOAT64",
    identifier: '`',
    escapes: true,
    is_nan: "IS_NAN({0})",
    trimmed: "TRIM({0}, ' \\t\\r\\n')",
    divided: "DIV({0}, {1})",
    is_like: "REGEXP_CONTAINS({0}, {1})",
    has_like: "REGEXP_CONTAINS({0}, {1})",
    replaced: "REGEXP_REPLACE({0}, {1}, {2})",
    days: "DATE_DIFF({1}, {0}, DAY)",
    ..DUCKDB
};

impl Dialect {
    /// All of them.
    pub const ALL: &'static [Self] = &[DUCKDB, POSTGRES, SPARK, SNOWFLAKE, BIGQUERY];

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|dialect| dialect.name == name)
    }
}
