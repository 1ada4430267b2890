//! What the program says in the terminal. Messages go to standard error; what `check` finds goes to
//! standard output, so that it can be piped.

use std::io::{IsTerminal as _, Write as _};
use std::net::IpAddr;
use std::path::{Component, Path};
use std::time::Duration;

use personabook::Date;
use personabook::build::Built;
use personabook::diag;
use personabook::error::Error;
use personabook::internal::{plural, shown, shown_lines, shown_path};
use personabook::model::LeftOut;
use personabook::one_file::OneFile;
use personabook::review::{self, Due};
use personabook::rules::{self, RULES, Rule};
use personabook::write::{Extent, Written, some_of};

use super::Format;

/// A reader that went away, as in `personabook check | head`, is no failure.
pub(super) fn out(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

pub(super) fn err(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// What is wrong; `root` is the folder of the book as it was given.
pub(super) fn report(built: &Built, format: Format, root: &Path) {
    let context = || diag::Context {
        folder: before_paths(root),
        rules: rules::texts(),
        version: env!("CARGO_PKG_VERSION"),
    };
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    match format {
        Format::Human => out(&diag::human(&built.report, colour)),
        Format::Short => out(&diag::short(&built.report)),
        Format::Json => return out(&diag::json(&built.report)),
        Format::Sarif => return out(&diag::sarif(&built.report, &context())),
        Format::Github => return out(&diag::github(&built.report, &context())),
        Format::Gitlab => return out(&diag::gitlab(&built.report, &context())),
    }
    if let Some(by_rule) = built.report.by_rule() {
        out(&format!("{by_rule}\n"));
    }
    if let Some(summary) = built.report.summary(built.files) {
        out(&format!("{summary}{}\n", set_aside(built)));
    }
}

/// What stands before the paths of a book in this folder, seen from here: nothing where it cannot be told from here.
fn before_paths(root: &Path) -> String {
    let mut folder = String::new();
    for part in root.components() {
        match part {
            Component::Normal(name) => {
                folder.push_str(&name.to_string_lossy());
                folder.push('/');
            }
            Component::CurDir => {}
            _ => return String::new(),
        }
    }
    folder
}

/// How much the book sets aside; empty when that is nothing.
fn set_aside(built: &Built) -> String {
    match built.set_aside.len() {
        0 => String::new(),
        count => format!("; {} set aside, with a reason", plural(count, "finding")),
    }
}

pub(super) fn error(error: &Error) {
    err(&format!("error: {error}\n"));
}

pub(super) fn explained(rule: &Rule) {
    out(&format!("{}\n\n{}", rule.name, rules::explained(rule)));
}

/// All rules, each with its level and what it finds.
pub(super) fn rules() {
    let longest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in RULES {
        let (name, level) = (rule.name, rule.level.as_str());
        out(&format!("{name:longest$}  {level:5}  {}\n", rule.about));
    }
}

/// What is due, a part for each owner.
pub(super) fn due(due: &[Due], today: Date) {
    if due.is_empty() {
        return out("nothing is due to be reviewed\n");
    }
    for queue in review::queues(due) {
        let whose = queue.owner.map_or("nobody's".into(), shown);
        out(&format!("{whose}: {} to review\n", queue.due.len()));
        for one in queue.due {
            let since = match one.since {
                Some(since) => {
                    let days = usize::try_from(today.days_since(since)).unwrap_or(0);
                    format!("since {since}, {}", plural(days, "day"))
                }
                None => "never reviewed".to_owned(),
            };
            let referred = match one.referred_to_by {
                0 => String::new(),
                1 => ", 1 entry refers to it".to_owned(),
                many => format!(", {} refer to it", plural(many, "entry")),
            };
            let name = shown(&one.name);
            let (kind, id) = (one.key.kind.name(), &one.key.id);
            out(&format!("  {kind}:{id}  {name} ({since}{referred})\n"));
        }
    }
    let first = &due[0].key;
    let first = format!("{}:{}", first.kind.name(), first.id);
    out(&format!(
        "\nwhen you have looked at one, write it down: personabook review {first}\n"
    ));
}

pub(super) fn calendar_written(file: &Path) {
    out(&format!("wrote the calendar {}\n", shown_path(file)));
}

pub(super) fn reviewed(file: &Path, on: Date) {
    out(&format!(
        "wrote `reviewed = {on}` into {}\n",
        shown_path(file)
    ));
}

pub(super) fn config_has_mistakes() {
    err("personabook.toml has mistakes: see `personabook check`\n");
}

/// What is wrong with the command line itself. It says again what was written there.
pub(super) fn usage(error: &clap::Error) -> ! {
    if std::env::args_os().any(|word| shown_path(Path::new(&word)) != word.to_string_lossy()) {
        err(&shown_lines(&error.render().to_string()));
        std::process::exit(error.exit_code());
    }
    error.exit()
}

pub(super) fn nothing_wrong(built: &Built) {
    out(&format!(
        "nothing wrong in {}{}\n",
        plural(built.files, "file"),
        set_aside(built)
    ));
}

pub(super) fn not_written(folder: &Path) {
    err(&format!(
        "nothing was written; {} is as it was\n",
        shown_path(folder)
    ));
}

pub(super) fn built(extent: Extent, folder: &Path) {
    out(&format!(
        "built {} into {} in {}\n",
        plural(extent.entries, "entry"),
        plural(extent.pages, "page"),
        shown_path(folder)
    ));
}

/// A book in one file: how large it is, and what it has not.
pub(super) fn in_one_file(book: &OneFile, file: &Path) {
    out(&format!(
        "built {} into {}: {:.1} MB\n",
        plural(book.pages, "page"),
        shown_path(file),
        book.size() as f64 / 1_000_000.0
    ));
    match book.films {
        0 => {}
        1 => err("1 film or sound plays only on the website\n"),
        many => err(&format!(
            "{many} films and sounds play only on the website\n"
        )),
    }
}

/// What a site leaves out, in a line; empty when that is nothing.
pub(super) fn what_is_left_out(left_out: &LeftOut) -> String {
    let mut parts = Vec::new();
    for (names, (entries, claims)) in &left_out.for_audiences {
        let counts = [(*entries, "entry"), (*claims, "claim")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, of)| plural(*count, of)).collect();
        parts.push(format!("{} for {}", counts.join(" and "), shown(names)));
    }
    if left_out.drafts > 0 {
        parts.push(plural(left_out.drafts, "draft"));
    }
    if left_out.resting > 0 {
        let entries = plural(left_out.resting, "entry");
        parts.push(format!("{entries} that cannot stand without those"));
    }
    parts.join(", ")
}

pub(super) fn left_out(what: &str) {
    if !what.is_empty() {
        out(&format!("left out {what}\n"));
    }
}

pub(super) fn written(written: &Written, elapsed: Duration) {
    match written.mended {
        0 => {}
        1 => err("1 file of the site had been changed by somebody else and was written anew\n"),
        many => err(&format!(
            "{many} files of the site had been changed by somebody else and were written anew\n"
        )),
    }
    match written.left.len() {
        0 => {}
        1 => err(&format!(
            "1 file that the site no longer has is not as it was written, and was left: {}\n",
            some_of(&written.left)
        )),
        many => err(&format!(
            "{many} files that the site no longer has are not as they were written, and were left: {}\n",
            some_of(&written.left)
        )),
    }
    out(&format!(
        "{} written, {} unchanged, {} removed in {} ms\n",
        plural(written.written, "file"),
        written.unchanged,
        written.removed,
        elapsed.as_millis()
    ));
}

pub(super) fn serving(url: &str) {
    out(&format!("serving at {url}\n"));
}

/// `url` is the address for this computer, which ends in the same port.
pub(super) fn for_others(addresses: &[String], url: &str) {
    match addresses {
        [] => {
            let port = url.trim_end_matches('/').rsplit(':').next().unwrap_or("");
            out(&format!(
                "others open http://<IP address of this computer>:{port}/\n"
            ));
        }
        some => out(&format!("others open {}\n", some.join(" or "))),
    }
}

pub(super) fn pages_edit() {
    out("every page has a button to edit it; each save is a change in a file of the book\n");
}

pub(super) fn how_to_end() {
    out("Ctrl-C ends it\n");
}

pub(super) fn changed(files: &[String]) {
    match files {
        [] => {}
        [one] => out(&format!("changed {}\n", shown(one))),
        [first, rest @ ..] => out(&format!(
            "changed {} and {} more\n",
            shown(first),
            rest.len()
        )),
    }
}

pub(super) fn rebuilt(built: &Built, elapsed: Duration) {
    out(&format!(
        "built {} in {} ms\n",
        plural(built.entries, "entry"),
        elapsed.as_millis()
    ));
    left_out(&what_is_left_out(&built.left_out));
}

pub(super) fn last_good_site_stays() {
    err("the last good site stays until this is mended\n");
}

pub(super) fn polling(reason: &str) {
    err(&format!(
        "warning: the system does not tell of changes ({}); looking at all files twice a second instead\n",
        shown(reason)
    ));
}

pub(super) fn others_can_read(address: IpAddr) {
    let what = match address.is_unspecified() {
        true => "this computer".to_owned(),
        false => address.to_string(),
    };
    err(&format!(
        "warning: everybody who can reach {what} can read this book while it is served\n"
    ));
}

pub(super) fn not_opened(url: &str, why: &str) {
    err(&format!(
        "no browser could be opened ({}): open {url} yourself\n",
        shown(why)
    ));
}

pub(super) fn created(file: &Path, all_fields: bool) {
    let next = if all_fields {
        "every field is explained in it: fill in what you know, delete the rest"
    } else {
        "fill in what you know, delete the rest; `--all-fields` shows every field that it may have"
    };
    out(&format!("created {}\n{next}\n", shown_path(file)));
}

pub(super) fn begun(folder: &Path) {
    let folder = shown_path(folder);
    out(&format!(
        "created a book in {folder}: a small example, to change into your own\n\
         build it with `personabook build --root {folder}` and open {folder}/public/index.html\n\
         a book of your own, without the example, is begun with `personabook init my-book --title \"…\"`\n"
    ));
}

pub(super) fn begun_without_entries(folder: &Path) {
    let folder = shown_path(folder);
    out(&format!(
        "created a book in {folder}; go there and write, in this order:\n  \
         personabook new segment \"…\"   a group of customers for whom you are good\n  \
         personabook new icp \"…\"       the firm that fits best in it\n  \
         personabook new persona \"…\"   somebody who works there\n  \
         personabook new job \"…\"       what they try to get done\n  \
         personabook new journey \"…\" --stages \"…, …\" --personas …\n\
         `personabook serve` shows the site while you write\n"
    ));
}

/// A schema is read by programs: nothing but it is written.
pub(super) fn schema(text: &str) {
    out(text);
}

pub(super) fn schemas_written(count: usize, folder: &Path) {
    out(&format!(
        "wrote {} to {}\n",
        plural(count, "schema"),
        shown_path(folder)
    ));
}
