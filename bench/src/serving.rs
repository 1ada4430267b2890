//! How long it takes from the save of a persona until `personabook serve` answers the new page, and with it the page
//! of a journey that shows her name.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

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
    name: String,
    pages: [String; 2],
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
    let mut server = start(&program, &book)?;
    let result = saves(&mut server, &case);
    let stopped = server.kill().and_then(|()| server.wait4());
    let times = result?;
    let peak = stopped.map_or(0, |used| used.rusage.maxrss);
    print(size, &times, peak);
    Ok(())
}

fn print(size: Size, times: &[Duration], peak: u64) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{} personas: from a save until serve answers the persona and the journey with her new name:\n\
         median {:.0} ms, fastest {:.0} ms, slowest {:.0} ms of {} saves; peak {} MiB",
        size.personas,
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

fn start(program: &Path, book: &Path) -> Result<Child, String> {
    Command::new(program)
        .args(["serve", "--port", "0", "--today", "2027-01-01", "--root"])
        .arg(book)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run {}: {error}", program.display()))
}

fn saves(server: &mut Child, case: &Case) -> Result<Vec<Duration>, String> {
    let address = address(server)?;
    wait_for(&address, case, &case.name)?;
    let mut times = Vec::new();
    for number in 0..SAVES {
        sleep(QUIET);
        let name = format!("Saved {number} times");
        let old = format!("name = \"{}\"", case.name);
        let text = case.text.replacen(&old, &format!("name = \"{name}\""), 1);
        let start = Instant::now();
        fs::write(&case.file, text)
            .map_err(|error| named("write", &case.file)(error).to_string())?;
        wait_for(&address, case, &name)?;
        times.push(start.elapsed());
    }
    Ok(times)
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

fn get(address: &str, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
