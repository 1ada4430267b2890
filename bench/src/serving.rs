//! How long it takes from the save of a persona until `personabook serve` answers the new page, and with it the page
//! of a journey that shows her name: when a program writes the file, and when a page that edits sends the new name.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wait4::Wait4 as _;

use crate::book::{Entry, Kind, SEED, Size, entries};
use crate::files::named;
use crate::measure::middle;
use crate::programs;

const SAVES: usize = 10;
/// A save that shows nothing for so long never will.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two questions, so that asking takes little from the server.
const PAUSE: Duration = Duration::from_millis(1);
/// After a save, so that the next one is a save of its own.
const QUIET: Duration = Duration::from_millis(500);

/// What is saved and where it shows.
struct Case {
    file: PathBuf,
    text: String,
    /// As requests name her: `personas/sophie`.
    entry: String,
    name: String,
    pages: [String; 2],
}

/// How a new name comes into the file.
#[derive(Clone, Copy)]
enum Saving<'a> {
    /// Somebody else's program writes it.
    File,
    /// A page sends it, with the secret of the run.
    Page(&'a str),
}

/// Measures and prints.
///
/// # Errors
/// When personabook cannot be built or does not serve, a page does not change, or the disk fails.
pub fn serve(size: Size) -> Result<(), String> {
    let program = programs::personabook()?;
    let book = programs::room(size.personas).join("served");
    programs::generate("generate", size.personas, &book)?;
    let case = case(size, &book)?;
    println!(
        "{} personas: from a save until serve answers the persona and the journey with her new name",
        size.personas
    );
    for edits in [false, true] {
        let mut server = start(&program, &book, edits)?;
        let result = saves(&mut server, &case, edits);
        let stopped = server.kill().and_then(|()| server.wait4());
        let times = result?;
        let peak = stopped.map_or(0, |used| used.rusage.maxrss);
        print(edits, &times, peak);
        fs::write(&case.file, &case.text)
            .map_err(|error| named("write", &case.file)(error).to_string())?;
    }
    Ok(())
}

fn print(edits: bool, times: &[Duration], peak: u64) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{}: median {:.0} ms, fastest {:.0} ms, slowest {:.0} ms of {} saves; peak {} MiB",
        if edits {
            "sent by a page that edits"
        } else {
            "written into the file"
        },
        milliseconds(middle(times.iter().copied())),
        milliseconds(times.iter().copied().min().unwrap_or_default()),
        milliseconds(times.iter().copied().max().unwrap_or_default()),
        times.len(),
        peak >> 20,
    );
}

/// A persona whom a journey names.
fn case(size: Size, book: &Path) -> Result<Case, String> {
    let journey = entries(size, SEED)
        .find(|entry| entry.kind == Kind::Journey)
        .ok_or("the book has no journey")?;
    let persona = journey.fields["personas"][0]
        .as_str()
        .ok_or("the journey has no persona")?;
    let shown: Entry = entries(size, SEED)
        .find(|entry| entry.kind == Kind::Persona && entry.id == persona)
        .ok_or("the persona of the journey is missing")?;
    let file = book.join(format!("content/personas/{persona}.md"));
    Ok(Case {
        text: fs::read_to_string(&file).map_err(|error| named("read", &file)(error).to_string())?,
        file,
        entry: format!("personas/{persona}"),
        name: shown.fields["name"]
            .as_str()
            .ok_or("the persona has no name")?
            .to_owned(),
        pages: [
            format!("/personas/{persona}.html"),
            format!("/journeys/{}.html", journey.id),
        ],
    })
}

fn start(program: &Path, book: &Path, edits: bool) -> Result<Child, String> {
    Command::new(program)
        .args(["serve", "--port", "0", "--today", "2027-01-01", "--root"])
        .arg(book)
        .args(edits.then_some("--edit"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run {}: {error}", program.display()))
}

fn saves(server: &mut Child, case: &Case, edits: bool) -> Result<Vec<Duration>, String> {
    let address = address(server)?;
    wait_for(&address, case, &case.name)?;
    let secret;
    let saving = match edits {
        true => {
            secret = secret_of_run(&address, case)?;
            Saving::Page(&secret)
        }
        false => Saving::File,
    };
    let mut times = Vec::new();
    for number in 0..SAVES {
        sleep(QUIET);
        times.push(save(
            &address,
            case,
            &format!("Saved {number} times"),
            saving,
        )?);
    }
    Ok(times)
}

/// Saves a new name, and waits until it is shown.
fn save(address: &str, case: &Case, name: &str, saving: Saving<'_>) -> Result<Duration, String> {
    let start;
    match saving {
        Saving::File => {
            let old = format!("name = \"{}\"", case.name);
            let text = case.text.replacen(&old, &format!("name = \"{name}\""), 1);
            start = Instant::now();
            fs::write(&case.file, text)
                .map_err(|error| named("write", &case.file)(error).to_string())?;
        }
        Saving::Page(secret) => {
            // A page has read the entry before somebody types.
            let form = ask(
                address,
                secret,
                &json!({ "do": "form", "entry": case.entry }),
            )?;
            let change = json!({
                "do": "change",
                "entry": case.entry,
                "read": form["read"],
                "edits": [{ "path": ["name"], "set": name }],
            });
            start = Instant::now();
            ask(address, secret, &change)?;
        }
    }
    wait_for(address, case, name)?;
    Ok(start.elapsed())
}

/// The secret that pages of this run carry.
fn secret_of_run(address: &str, case: &Case) -> Result<String, String> {
    let page = get(address, &case.pages[0]).map_err(|error| error.to_string())?;
    let (_, rest) = page
        .split_once("data-secret=\"")
        .ok_or("the page does not edit")?;
    let (secret, _) = rest.split_once('"').ok_or("the page does not edit")?;
    Ok(secret.to_owned())
}

/// The address that the server tells. What it says later is read and dropped, so that it never waits for us.
fn address(server: &mut Child) -> Result<String, String> {
    let output = server.stdout.take().ok_or("the server says nothing")?;
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let address = lines
        .find_map(|line| Some(line.strip_prefix("serving at http://")?.to_owned()))
        .ok_or("the server ended before it told its address")?;
    std::thread::spawn(move || lines.for_each(drop));
    Ok(address.trim_end_matches('/').to_owned())
}

/// Waits until all pages show a name.
fn wait_for(address: &str, case: &Case, name: &str) -> Result<(), String> {
    let start = Instant::now();
    for page in &case.pages {
        while !get(address, page).is_ok_and(|text| text.contains(name)) {
            if start.elapsed() > PATIENCE {
                return Err(format!("{page} never showed `{name}`"));
            }
            sleep(PAUSE);
        }
    }
    Ok(())
}

/// Asks as a page that edits does.
fn ask(address: &str, secret: &str, question: &Value) -> Result<Value, String> {
    let body = question.to_string();
    let request = format!(
        "POST /__personabook/edit HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nX-Personabook-Secret: {secret}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = answer(address, &request).map_err(|error| error.to_string())?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    match head.split(' ').nth(1) {
        Some("200") => serde_json::from_str(body).map_err(|error| error.to_string()),
        _ => Err(format!("the server refused: {answer}")),
    }
}

fn get(address: &str, path: &str) -> std::io::Result<String> {
    answer(
        address,
        &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"),
    )
}

fn answer(address: &str, request: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
