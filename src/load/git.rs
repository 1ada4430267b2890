//! Asks the program git what lies in a repository. A repository may come from somebody else, with settings that run programs. So only
//! objects and commits are read, by commands that run nothing, with settings of our own before those of the repository, without the settings of
//! the user and the system, and without a network. Must not know what the files are for.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::model::history::WhyUnknown;

/// How long git may take for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where git is found besides the folders that every system has: there is no environment to say so.
const PROGRAMS: [&str; 5] = [
    "git",
    "/usr/local/bin/git",
    "/opt/homebrew/bin/git",
    "/run/current-system/sw/bin/git",
    "C:\\Program Files\\Git\\cmd\\git.exe",
];

/// Settings that come before those of the repository.
const SETTINGS: [&str; 15] = [
    // Whoever owns the repository: nothing in it is run.
    "safe.directory=*",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.excludesFile=/dev/null",
    "core.commitGraph=false",
    "core.pager=cat",
    "protocol.allow=never",
    "diff.external=",
    "diff.renameLimit=400",
    "log.showSignature=false",
    "log.mailmap=false",
    "log.follow=false",
    "log.showRoot=true",
    "diff.orderFile=/dev/null",
];

const ENVIRONMENT: [(&str, &str); 12] = [
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_CONFIG_SYSTEM", "/dev/null"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_PAGER", "cat"),
    ("LC_ALL", "C"),
];

/// What git is asked.
pub(super) struct Question<'a> {
    /// Its command with what belongs to it.
    pub(super) arguments: &'a [&'a str],
    /// What it reads.
    pub(super) input: Vec<u8>,
    /// The most bytes of an answer.
    pub(super) most: u64,
}

/// What git says of the repository in which a folder lies.
///
/// # Errors
/// When it cannot be run, knows no answer, takes too long or says too much.
pub(super) fn ask(folder: &Path, question: Question<'_>) -> Result<Vec<u8>, WhyUnknown> {
    let child = start(&PROGRAMS, folder, question.arguments)?;
    hear(child, question)
}

fn hear(mut child: Child, question: Question<'_>) -> Result<Vec<u8>, WhyUnknown> {
    let mut stdin = child.stdin.take();
    let input = question.input;
    let write = thread::spawn(move || {
        if let Some(stdin) = &mut stdin {
            // Git that wants no more has said what it has to say.
            let _ = stdin.write_all(&input);
        }
    });
    let (tell, told) = mpsc::channel();
    let stdout = child.stdout.take();
    let most = question.most;
    thread::spawn(move || {
        let mut answer = Vec::new();
        let read = stdout.map(|stdout| stdout.take(most + 1).read_to_end(&mut answer));
        let is_read = matches!(read, Some(Ok(_)));
        // Nobody listens any more when it took too long.
        let _ = tell.send(is_read.then_some(answer));
    });
    let answer = told.recv_timeout(PATIENCE).ok().flatten();
    let answer = answer.filter(|answer| answer.len() as u64 <= most);
    if answer.is_none() {
        // It may have ended meanwhile.
        let _ = child.kill();
    }
    let is_done = child.wait().is_ok_and(|status| status.success());
    let _ = write.join();
    match answer {
        None => Err(WhyUnknown::TooMuch),
        Some(_) if !is_done => Err(WhyUnknown::NoRepository),
        Some(answer) => Ok(answer),
    }
}

fn start(programs: &[&str], folder: &Path, arguments: &[&str]) -> Result<Child, WhyUnknown> {
    for program in programs {
        let mut command = Command::new(program);
        command.env_clear().envs(ENVIRONMENT);
        command.arg("--no-pager").arg("-C").arg(folder);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        if let Ok(child) = command.stderr(Stdio::null()).spawn() {
            return Ok(child);
        }
    }
    Err(WhyUnknown::NoGit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_bounds_and_no_program_is_no_answer() {
        let folder = tempfile::tempdir().unwrap();
        let asked = |arguments: &[&str], most| {
            let input = Vec::new();
            let question = Question {
                arguments,
                input,
                most,
            };
            ask(folder.path(), question)
        };
        assert!(
            asked(&["version"], 100)
                .unwrap()
                .starts_with(b"git version")
        );
        assert_eq!(asked(&["version"], 3), Err(WhyUnknown::TooMuch));
        assert_eq!(asked(&["log"], 100), Err(WhyUnknown::NoRepository));
        let none = start(&["/nowhere/git"], folder.path(), &["version"]);
        assert_eq!(none.err(), Some(WhyUnknown::NoGit));
    }
}
