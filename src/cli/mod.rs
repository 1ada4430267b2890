//! The command line: flags in, messages and an exit code out. The only place that prints, reads the
//! clock and the environment.

mod analyse;
mod ask;
mod backtest;
mod clock;
mod export;
mod fmt;
mod import;
mod lists;
mod lsp;
mod messages;
mod model;
mod progress;
mod score;
mod serve;
mod sql;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Parser, Subcommand, ValueEnum};
use personabook::Date;
use personabook::LanguageTag;
use personabook::build::{Built, Options, build, fingerprint};
use personabook::diag::Severity;
use personabook::error::Error;
use personabook::load::load;
use personabook::model::{Form, Kind};
use personabook::new::{self, About as AboutBook, Beginning};
use personabook::one_file::one_file;
use personabook::progress::nobody;
use personabook::review;
use personabook::rules;
use personabook::write::{About, Extent, Place, keep, refuse_leftovers, unchanged, write};

/// The content has errors.
const CONTENT_HAS_ERRORS: u8 = 1;
/// The command could not run.
const COULD_NOT_RUN: u8 = 2;

/// Turns a folder of TOML and Markdown about your customers into a website that the whole organisation reads.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 fine, 1 the content has errors, 2 could not run."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the website
    Build(BuildArgs),
    /// Show the website while you write: every save builds it again and reloads it
    Serve(serve::ServeArgs),
    /// Write in the browser: the website with a button to edit on every page, on this computer only
    Edit(serve::EditArgs),
    /// Report what is wrong with the content, and write nothing
    Check(CheckArgs),
    /// Score a list of accounts with a profile, and say why
    Score(score::ScoreArgs),
    /// Try a scorecard on accounts of which is known what became of them
    Backtest(backtest::BacktestArgs),
    /// Write a profile as one SQL query, which scores accounts where they are kept
    Sql(sql::SqlArgs),
    /// Write a profile and its qualification as a scoring model for other programs
    Model(model::ModelArgs),
    /// Write the book for other programs and people: as JSON, tables, Markdown or drawings in Mermaid
    Export(export::ExportArgs),
    /// Write what an assistant may know of an entry: each statement with how well it is known, and what is not known
    Brief(export::BriefArgs),
    /// Write a CODEOWNERS file: who looks after which entry
    Owners(export::OwnersArgs),
    /// Look at a list of customers before a profile is made: who brings what, and what the best have in common
    Analyse(analyse::AnalyseArgs),
    /// List what is due to be reviewed, or write down that an entry was
    Review(ReviewArgs),
    /// Begin an entry: a file to fill in
    New(NewArgs),
    /// Write entries anew as Markdown or as TOML, each with all that it says
    Fmt(fmt::FmtArgs),
    /// Make entries of documents that you have: Markdown, YAML, JSON, lists and diagrams
    Import(import::ImportArgs),
    /// Begin a book: with a title your own, without one a small complete book to change into your own
    Init(InitArgs),
    /// Write the JSON Schema of a kind of entry, for editors
    Schema(SchemaArgs),
    /// Answer an editor that speaks the Language Server Protocol, over standard input and output
    Lsp(lsp::LspArgs),
}

#[derive(Args)]
struct BookArgs {
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The day that decides what is stale, such as 2026-03-01 [default: `as_of` of the book, else SOURCE_DATE_EPOCH, else the clock]
    #[arg(long)]
    today: Option<Date>,
    /// Show entries with status "draft" too
    #[arg(long)]
    drafts: bool,
    /// Show what is for this audience too, and not only what is for everybody; may be repeated
    #[arg(long, value_name = "NAME")]
    audience: Vec<String>,
}

#[derive(Args)]
struct BuildArgs {
    #[command(flatten)]
    book: BookArgs,
    /// The folder for the website [default: public, in the folder of the book]
    #[arg(long)]
    output: Option<PathBuf>,
    /// Write the whole website into this one file instead, for mail and chats: it opens anywhere and asks for nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "overwrite"])]
    single_file: Option<PathBuf>,
    /// Let the website take the place of files that somebody else wrote: of this one, named from the folder for the
    /// website, of all in such a folder, or, without a path, of all; may be repeated
    #[arg(
        long,
        value_name = "PATH",
        num_args = 0..=1,
        default_missing_value = ".",
        value_parser = clap::builder::NonEmptyStringValueParser::new()
    )]
    overwrite: Vec<String>,
}

#[derive(Args)]
struct CheckArgs {
    #[command(flatten)]
    book: BookArgs,
    /// Tell what is merely not there yet, too
    #[arg(long)]
    advice: bool,
    /// Fail when there are warnings
    #[arg(long)]
    strict: bool,
    /// Say what a rule is about, why, and what ends what it finds; without a name list all rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,
    /// How to write the messages
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Args)]
struct ReviewArgs {
    /// The entry that was reviewed today: its kind and id, such as persona:sophie; without it what is due is listed
    entry: Option<String>,
    /// Who reviewed it
    #[arg(long, value_name = "NAME", requires = "entry")]
    by: Option<String>,
    /// Write the days of reviews, of actions that are due and of the end of consent into this file, as a calendar, instead
    #[arg(long, value_name = "FILE", conflicts_with = "entry")]
    ics: Option<PathBuf>,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The day, such as 2026-03-01 [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long)]
    today: Option<Date>,
}

#[derive(Args)]
struct NewArgs {
    #[arg(value_parser = kind, help = format!("The kind: {}", kinds()))]
    kind: Kind,
    /// The name, or the id: lower-case letters, digits and hyphens
    name: String,
    /// The id, where it does not follow from the name
    #[arg(long)]
    id: Option<String>,
    /// Of a journey: its stages, with commas between them
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    stages: Vec<String>,
    /// The personas it is about, with commas between them
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    personas: Vec<String>,
    /// Show every field that the entry may have, each explained
    #[arg(long)]
    all_fields: bool,
    /// How to write it [default: as the book says]
    #[arg(long, value_enum)]
    form: Option<FormArg>,
    /// The folder of the book
    #[arg(long, default_value = ".")]
    root: PathBuf,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct SchemaArgs {
    #[arg(value_parser = schema_kind, help = format!("The kind: {}; or {} for personabook.toml", kinds(), new::CONFIG_SCHEMA))]
    kind: Option<Schema>,
    /// Write the schemas of all kinds, and of personabook.toml, into this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// What a schema is of: a kind, or personabook.toml.
#[derive(Clone, Copy)]
struct Schema(Option<Kind>);

#[derive(Args)]
struct InitArgs {
    /// The folder to make
    folder: PathBuf,
    /// The title of the book
    #[arg(long)]
    title: Option<String>,
    /// Whose customers it is about
    #[arg(long, value_name = "NAME", requires = "title")]
    company: Option<String>,
    /// The language of its menus, dates and numbers, by its code
    #[arg(long, value_name = "CODE", requires = "title", value_parser = language)]
    language: Option<LanguageTag>,
    /// How its entries are written
    #[arg(long, value_enum, requires = "title")]
    form: Option<FormArg>,
}

/// How an entry is written.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum FormArg {
    /// As text with headings
    Markdown,
    /// As fields only
    Toml,
}

impl From<FormArg> for Form {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Markdown => Self::Markdown,
            FormArg::Toml => Self::Toml,
        }
    }
}

fn language(code: &str) -> Result<LanguageTag, String> {
    LanguageTag::read(code).map_err(|(message, help)| format!("{message}: {help}"))
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// With the line and the edit to make
    Human,
    /// One line each, for editors
    Short,
    /// One JSON object a line, for programs
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Commands to GitHub Actions, which shows them beside the changed lines
    Github,
    /// A Code Quality report for GitLab
    Gitlab,
}

fn kind(name: &str) -> Result<Kind, String> {
    Kind::from_name(name).ok_or_else(|| {
        let names = Kind::ALL.iter().map(|kind| kind.name());
        match personabook::internal::closest(name, names.clone()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("the kinds are {}", kinds()),
        }
    })
}

fn schema_kind(name: &str) -> Result<Schema, String> {
    if name == new::CONFIG_SCHEMA {
        return Ok(Schema(None));
    }
    kind(name).map(|kind| Schema(Some(kind)))
}

/// All kinds, for a sentence.
fn kinds() -> String {
    personabook::internal::one_of(Kind::ALL.iter().map(|kind| kind.name()))
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| messages::usage(&error));
    let result = match cli.command {
        Command::Build(args) => run_build(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Edit(args) => serve::run_edit(args),
        Command::Check(args) => run_check(&args),
        Command::Score(args) => score::run(&args),
        Command::Backtest(args) => backtest::run(&args),
        Command::Sql(args) => sql::run(&args),
        Command::Model(args) => model::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Brief(args) => export::run_brief(&args),
        Command::Owners(args) => export::run_owners(&args),
        Command::Analyse(args) => analyse::run(&args),
        Command::Review(args) => run_review(&args),
        Command::New(args) => run_new(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Init(args) => run_init(&args),
        Command::Schema(args) => run_schema(&args),
        Command::Lsp(args) => lsp::run(&args),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            messages::error(&error);
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn options(args: &BookArgs) -> Result<Options<'_>, Error> {
    let today = match args.today {
        Some(today) => today,
        None => clock::today(&args.root)?,
    };
    Ok(Options {
        today,
        drafts: args.drafts,
        audiences: &args.audience,
    })
}

fn run_build(args: &BuildArgs) -> Result<u8, Error> {
    let start = Instant::now();
    let folder = args
        .output
        .clone()
        .unwrap_or_else(|| args.book.root.join("public"));
    let options = options(&args.book)?;
    if let Some(file) = &args.single_file {
        return run_single_file((&args.book, options), file);
    }
    let place = Place {
        folder: &folder,
        root: &args.book.root,
        is_named: args.output.is_some(),
        overwrite: &args.overwrite,
    };
    let fingerprint = fingerprint(&args.book.root, options);
    let last = fingerprint.as_ref();
    if let Some(last) = last.and_then(|fingerprint| unchanged(place, fingerprint)) {
        messages::built(last.extent, &folder);
        messages::left_out(&last.left_out);
        messages::written(&last.extent.into(), start.elapsed());
        return Ok(0);
    }
    let line = progress::Line::new();
    let show = |progress| line.show(progress);
    let built = built((&args.book, options), &line)?;
    let Some(site) = &built.site else {
        messages::not_written(&folder);
        return Ok(CONTENT_HAS_ERRORS);
    };
    let absent = site.paths_for_others();
    let (paths, done) = site.with_renderer(|renderer| -> Result<_, Error> {
        let paths = renderer.paths();
        refuse_leftovers(place, &paths, &absent)?;
        let done = write(&paths, place, &show, |take| renderer.each(&show, take))?;
        Ok((paths, done))
    })?;
    drop(line);
    keep(&args.book.root, &built.pictures);
    let about = About {
        entries: built.entries,
        left_out: messages::what_is_left_out(&built.left_out),
        absent,
    };
    // What the report says is not remembered.
    if let Some(fingerprint) = fingerprint.filter(|_| built.report.diagnostics.is_empty()) {
        done.remember(&fingerprint, &about);
    }
    messages::built(Extent::of(built.entries, &paths), &folder);
    messages::left_out(&about.left_out);
    messages::written(&done.written, start.elapsed());
    Ok(0)
}

/// Builds the book and says what is wrong with it.
fn built((book, options): (&BookArgs, Options<'_>), line: &progress::Line) -> Result<Built, Error> {
    let built = build(&book.root, options, &|progress| line.show(progress))?;
    line.clear();
    messages::report(&built, Format::Human, &book.root);
    Ok(built)
}

fn run_single_file(book: (&BookArgs, Options<'_>), file: &Path) -> Result<u8, Error> {
    let line = progress::Line::new();
    let built = built(book, &line)?;
    let Some(site) = &built.site else {
        messages::not_written(file);
        return Ok(CONTENT_HAS_ERRORS);
    };
    let book = one_file(site, &|progress| line.show(progress))?;
    book.write(file)?;
    drop(line);
    messages::in_one_file(&book, file);
    messages::left_out(&messages::what_is_left_out(&built.left_out));
    Ok(0)
}

fn run_check(args: &CheckArgs) -> Result<u8, Error> {
    if let Some(name) = &args.explain {
        if name.is_empty() {
            messages::rules();
            return Ok(0);
        }
        let rule = rules::named(name).map_err(|(message, help)| Error::refused(message, help))?;
        messages::explained(rule);
        return Ok(0);
    }
    let line = progress::Line::new();
    let show = |progress| line.show(progress);
    let mut built = build(&args.book.root, options(&args.book)?, &show)?;
    line.clear();
    if args.advice {
        built.report.merge(std::mem::take(&mut built.advice));
        built.report.sort();
    }
    messages::report(&built, args.format, &args.book.root);
    if let Some(site) = &built.site {
        site.try_templates(&show)?;
    }
    drop(line);
    if built.report.has_errors() || (args.strict && built.report.count(Severity::Warning) > 0) {
        return Ok(CONTENT_HAS_ERRORS);
    }
    if args.format == Format::Human && built.report.diagnostics.is_empty() {
        messages::nothing_wrong(&built);
    }
    Ok(0)
}

fn run_review(args: &ReviewArgs) -> Result<u8, Error> {
    let today = match args.today {
        Some(today) => today,
        None => clock::today(&args.root)?,
    };
    if let Some(entry) = &args.entry {
        let file = review::review(&args.root, entry, today, args.by.as_deref())?;
        messages::reviewed(&file, today);
        return Ok(0);
    }
    let loaded = load(&args.root, &nobody)?;
    let Some(book) = &loaded.book else {
        messages::config_has_mistakes();
        return Ok(CONTENT_HAS_ERRORS);
    };
    if let Some(file) = &args.ics {
        review::write_calendar(book, today, file)?;
        messages::calendar_written(file);
        return Ok(0);
    }
    messages::due(&review::due(book, today), today);
    Ok(0)
}

fn run_new(args: &NewArgs) -> Result<u8, Error> {
    let beginning = Beginning {
        kind: args.kind,
        text: &args.name,
        id: args.id.as_deref(),
        stages: &args.stages,
        personas: &args.personas,
        all_fields: args.all_fields,
        form: args.form.map(Form::from),
        today: clock::today(&args.root)?,
    };
    messages::created(&new::create(&args.root, &beginning)?, args.all_fields);
    Ok(0)
}

fn run_init(args: &InitArgs) -> Result<u8, Error> {
    let given = args.title.as_ref().map(|title| ask::Answers {
        title: title.clone(),
        company: args.company.clone(),
        language: args.language.clone().unwrap_or_default(),
        form: args.form.map_or(Form::Markdown, Form::from),
    });
    let answers = match given {
        Some(given) => Some(given),
        None => ask::about_the_book()?,
    };
    match answers {
        Some(answers) => {
            let about = AboutBook {
                title: &answers.title,
                company: answers.company.as_deref(),
                language: &answers.language,
                form: answers.form,
            };
            new::begin(&args.folder, &about)?;
            messages::begun_without_entries(&args.folder);
        }
        None => {
            new::init(&args.folder, clock::today_in_utc()?)?;
            messages::begun(&args.folder);
        }
    }
    Ok(0)
}

fn run_schema(args: &SchemaArgs) -> Result<u8, Error> {
    if let Some(folder) = &args.out {
        let files = new::write_schemas(folder)?;
        messages::schemas_written(files.len(), folder);
    } else if let Some(Schema(kind)) = args.kind {
        messages::schema(&new::schema_text(kind));
    }
    Ok(0)
}
