//! `personabook serve` as a browser and an editor see it: the real program, real sockets, real files. Waits
//! are bounded, and as long as a slow machine may need.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use personabook::Output;
use personabook::build::{Options, build};
use personabook::progress::nobody;
use serde_json::Value;

/// Longer than anything takes, so that a test that hangs fails.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Book {
    _folder: tempfile::TempDir,
    pub(super) root: PathBuf,
}

impl Book {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("book");
        personabook::new::init(&root, "2026-11-21".parse().unwrap()).unwrap();
        let book = Self {
            _folder: folder,
            root,
        };
        book.write("content/personas/wilma.toml", "name = \"Wilma\"\n");
        book.write(
            "content/personas/fred.toml",
            "name = \"Fred\"\nrelations = [{ persona = \"wilma\", how = \"Colleague\" }]\n",
        );
        book
    }

    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// As most editors save: a new file that takes the place of the old one.
    fn write_by_rename(&self, path: &str, text: &str) {
        self.write("content/.unsaved", text);
        fs::rename(self.file("content/.unsaved"), self.file(path)).unwrap();
    }

    /// The site of a build of its own.
    fn build(&self) -> Output {
        let options = Options {
            today: "2026-11-21".parse().unwrap(),
            drafts: false,
            audiences: &[],
        };
        let built = build(&self.root, options, &nobody).unwrap();
        built.site.unwrap().render(&nobody).unwrap()
    }

    fn serve(&self) -> Serving {
        self.serve_with(&[])
    }

    pub(super) fn serve_with(&self, arguments: &[&str]) -> Serving {
        let mut serving = Serving::start(&self.root, arguments);
        serving.url = serving.says("serving at ");
        serving.port = serving
            .url
            .trim_end_matches('/')
            .rsplit_once(':')
            .unwrap()
            .1
            .parse()
            .unwrap();
        serving
    }
}

pub(super) struct Serving {
    program: Child,
    lines: Receiver<String>,
    url: String,
    pub(super) port: u16,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

impl Serving {
    fn start(root: &Path, arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_personabook"))
            .args(["serve", "--today", "2026-11-21", "--port", "0", "--root"])
            .arg(root)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(program.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in output.lines() {
                let _ = sender.send(line.unwrap());
            }
        });
        Self {
            program,
            lines,
            url: String::new(),
            port: 0,
        }
    }

    /// Waits for a line that begins like this: the rest of it.
    fn says(&self, start: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap();
            if let Some(rest) = line.strip_prefix(start) {
                return rest.to_owned();
            }
        }
    }

    /// What is answered to these bytes.
    pub(super) fn raw(&self, request: &str) -> Answer {
        self.raw_bytes(request.as_bytes())
    }

    pub(super) fn raw_bytes(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn ask(&self, method: &str, path: &str) -> Answer {
        let port = self.port;
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        ))
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path)
    }

    fn news(&self, after: u64) -> Value {
        let answer = self.get(&format!("/__personabook/generation?after={after}"));
        assert_eq!(answer.status, 200, "{}", answer.head);
        serde_json::from_str(&answer.body).unwrap()
    }

    fn generation(&self) -> u64 {
        self.news(0)["generation"].as_u64().unwrap()
    }

    /// Follows the news after a generation, as a page does, until something holds.
    fn until(&self, after: u64, holds: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        let mut generation = after;
        loop {
            let news = self.news(generation);
            if holds(&news) {
                return news;
            }
            assert!(start.elapsed() < PATIENCE, "{news}");
            generation = news["generation"].as_u64().unwrap();
        }
    }

    /// The same, for the pages that visitors see.
    pub(super) fn until_page(&self, path: &str, holds: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let page = self.get(path);
            if holds(&page) {
                return page;
            }
            assert!(start.elapsed() < PATIENCE, "{}\n{}", page.head, page.body);
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn is_good(news: &Value) -> bool {
    news["error"].is_null()
}

#[test]
fn pages_and_files_come_with_their_types_and_a_strict_policy() {
    let book = Book::new();
    book.write("static/data.json", "{}");
    book.write("static/unknown.thing", "x");
    let serving = book.serve();
    assert!(
        serving.url.starts_with("http://127.0.0.1:"),
        "{}",
        serving.url
    );
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/index.html?x=1", 200, "text/html; charset=utf-8"),
        ("/personas/", 200, "text/html; charset=utf-8"),
        ("/%70ersonas/wilma%2Ehtml", 200, "text/html; charset=utf-8"),
        ("/static/base.css", 200, "text/css; charset=utf-8"),
        ("/static/theme.js", 200, "text/javascript; charset=utf-8"),
        ("/static/icon.svg", 200, "image/svg+xml; charset=utf-8"),
        ("/static/data.json", 200, "application/json; charset=utf-8"),
        ("/static/unknown.thing", 200, "application/octet-stream"),
        (
            "/__personabook/reload.js",
            200,
            "text/javascript; charset=utf-8",
        ),
        ("/__personabook/overlay.css", 200, "text/css; charset=utf-8"),
        ("/__personabook/", 404, "text/plain; charset=utf-8"),
        (
            "/__personabook/generation",
            400,
            "text/plain; charset=utf-8",
        ),
        ("/personas", 404, "text/html; charset=utf-8"),
        ("/personas/nobody.html", 404, "text/html; charset=utf-8"),
    ] {
        let answer = serving.get(path);
        assert_eq!(
            (answer.status, answer.header("Content-Type")),
            (status, Some(kind)),
            "{path}"
        );
        let policy = answer.header("Content-Security-Policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        assert_eq!(answer.header("Cache-Control"), Some("no-store"));
        assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"));
        assert_eq!(
            answer.header("Cross-Origin-Resource-Policy"),
            Some("same-origin")
        );
        assert!(!answer.head.to_lowercase().contains("access-control"));
    }
    let home = serving.get("/").body;
    assert_eq!(home.matches("/__personabook/reload.js").count(), 1);
    let built = book.build();
    assert!(
        !String::from_utf8_lossy(&built.files["index.html"]).contains("__personabook"),
        "the script exists only while serving"
    );
    assert!(!book.file("public").exists(), "nothing is written");
    let lost = serving.get("/a/b/c.html");
    assert!(
        lost.body.contains("<base href=\"/404.html\">"),
        "{}",
        lost.body
    );
}

#[test]
fn only_get_and_head_are_answered() {
    let serving = Book::new().serve();
    for method in [
        "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get",
    ] {
        let answer = serving.ask(method, "/");
        assert_eq!(
            (answer.status, answer.header("Allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
    let port = serving.port;
    let body = "x".repeat(100_000);
    let posted = serving.raw(&format!(
        "POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 100000\r\n\r\n{body}"
    ));
    assert_eq!(posted.status, 405);
    let (get, head) = (
        serving.get("/static/base.css"),
        serving.ask("HEAD", "/static/base.css"),
    );
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(get.head, head.head);
    assert_eq!(
        head.header("Content-Length"),
        Some(get.body.len().to_string().as_str())
    );
}

#[test]
fn other_names_than_its_own_are_refused() {
    let serving = Book::new().serve();
    let port = serving.port;
    let status = |hosts: &str| {
        serving
            .raw(&format!("GET / HTTP/1.1\r\n{hosts}\r\n"))
            .status
    };
    for own in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
        assert_eq!(status(&format!("Host: {own}:{port}\r\n")), 200, "{own}");
        // Through a container or a tunnel with another port outside.
        assert_eq!(status(&format!("Host: {own}:{}\r\n", port ^ 1)), 200);
        assert_eq!(status(&format!("Host: {own}\r\n")), 200, "{own}");
    }
    for foreign in [
        String::new(),
        "Host:\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        format!("Host: localhost.evil.example:{port}\r\n"),
        format!("Host: evil.localhost:{port}\r\n"),
        format!("Host: 192.168.1.1:{port}\r\n"),
        format!("Host: localhost:{port}\r\nHost: evil.example\r\n"),
        format!("Host: evil.example\r\nHost: localhost:{port}\r\n"),
        format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"),
        "Host: localhost, evil.example\r\n".to_owned(),
        "Host: evil@localhost\r\n".to_owned(),
        "Host: localhost@evil.example\r\n".to_owned(),
    ] {
        assert_eq!(status(&foreign), 403, "{foreign}");
    }
    let refused = serving.raw("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert!(
        refused.body.contains("help: open it by"),
        "{}",
        refused.body
    );
    let news = serving.raw("GET /__personabook/generation?after=0 HTTP/1.1\r\nHost: evil\r\n\r\n");
    assert_eq!(
        (news.status, news.body.contains("generation")),
        (403, false)
    );
}

#[test]
fn with_host_others_are_told_an_address_that_leads_here_and_answered_under_it() {
    let serving = Book::new().serve_with(&["--host", "0.0.0.0"]);
    let port = serving.port;
    let others = serving.says("others open ");
    assert!(
        !others.contains("127.0.0.1") && !others.contains("0.0.0.0"),
        "{others}"
    );
    let status = |host: &str| {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        serving.raw(&request).status
    };
    for address in others.split(" or ") {
        let host = address
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix('/'))
            .unwrap();
        assert!(host.ends_with(&format!(":{port}")), "{address}");
        if !host.starts_with('<') {
            assert_eq!(status(host), 200, "{address}");
        }
    }
    for own in ["localhost:8080", "127.0.0.1:8080", "10.1.2.3:8080", "[::1]"] {
        assert_eq!(status(own), 200, "{own}");
    }
    for foreign in [
        "evil.example",
        "evil.example:4000",
        "localhost.evil.example",
    ] {
        assert_eq!(status(foreign), 403, "{foreign}");
    }
    let refused = serving.raw("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert!(refused.body.contains("IP address"), "{}", refused.body);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let book = Book::new();
    book.write("secret.html", "SECRET");
    let serving = book.serve();
    for path in [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/personas/..%2f../../secret.html",
        "/..%5csecret.html",
        "/./secret.html",
        "//secret.html",
        "/personabook.toml",
        "/content/personas/wilma.toml",
        "/etc/passwd",
        "/%2fetc%2fpasswd",
        "/index.html%00",
        "/%252e%252e/secret.html",
        "/__personabook/../secret.html",
        "/personas/../index.html",
    ] {
        let answer = serving.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("SECRET"), "{path}");
    }
    for nonsense in [
        "/%",
        "/%zz",
        "/%ff",
        "http://127.0.0.1/",
        "*",
        "secret.html",
    ] {
        assert_eq!(serving.get(nonsense).status, 400, "{nonsense}");
    }
    assert_eq!(serving.raw("nonsense\r\n\r\n").status, 400);
    assert_eq!(
        serving
            .raw(&format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(70_000)))
            .status,
        400
    );
    assert_eq!(serving.get("/").status, 200);
}

#[test]
fn an_edit_shows_on_its_page_and_on_every_page_that_names_it() {
    let book = Book::new();
    let serving = book.serve();
    let before = serving.generation();
    assert!(serving.get("/personas/fred.html").body.contains("Wilma"));
    book.write("content/personas/wilma.toml", "name = \"Betty Rubble\"\n");
    let news = serving.until(before, |news| news["generation"] != before);
    assert!(news["generation"].as_u64().unwrap() > before);
    assert_eq!(news["change"], "page");
    for page in ["/personas/wilma.html", "/personas/fred.html", "/personas/"] {
        serving.until_page(page, |page| {
            page.body.contains("Betty Rubble") && !page.body.contains("Wilma<")
        });
    }
    // A page of the first generation hears of it however late it asks.
    assert_eq!(serving.news(before)["change"], "page");

    let before = serving.generation();
    book.write_by_rename("content/personas/wilma.toml", "name = \"Pebbles Flint\"\n");
    serving.until(before, |news| news["change"] == "page");
    serving.until_page("/personas/fred.html", |page| {
        page.body.contains("Pebbles Flint")
    });

    let before = serving.generation();
    let config = fs::read_to_string(book.file("personabook.toml")).unwrap();
    let title = config
        .lines()
        .find(|line| line.starts_with("title"))
        .unwrap();
    book.write_by_rename(
        "personabook.toml",
        &config.replace(title, "title = \"Bedrock\""),
    );
    serving.until(before, |news| news["change"] == "page");
    serving.until_page("/", |page| page.body.contains("Bedrock"));
}

#[test]
fn an_error_is_told_with_its_place_while_the_last_good_site_stays() {
    let book = Book::new();
    let serving = book.serve();
    let before = serving.generation();
    book.write("content/personas/wilma.toml", "name = 5\n");
    let news = serving.until(before, |news| !is_good(news));
    let error = news["error"].as_str().unwrap().to_owned();
    assert!(error.contains("content/personas/wilma.toml:1:8"), "{error}");
    assert!(error.contains("1 error in 1 of"), "{error}");
    assert!(!error.contains('\u{1b}'), "{error}");
    let failed = news["generation"].as_u64().unwrap();
    assert!(failed > before);
    assert_eq!(
        serving.news(before)["change"],
        "none",
        "nothing to load again"
    );
    let page = serving.get("/personas/wilma.html");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Wilma"), "{}", page.body);
    // A page that is opened now asks from before the error, and so hears of it at once.
    let of_page = page.body.split("data-generation=\"").nth(1).unwrap();
    let of_page: u64 = of_page.split('"').next().unwrap().parse().unwrap();
    assert_eq!(serving.news(of_page)["error"], error);

    // The terminal says the same.
    serving.says(" --> content/personas/wilma.toml:1:8");

    book.write("content/personas/wilma.toml", "name = \"Wilma\"\n");
    let news = serving.until(failed, is_good);
    assert_eq!(news["change"], "none", "the same site as before");

    // A template is no content, but it is the same to who writes it.
    let before = serving.generation();
    book.write("templates/404.html", "{{ page.nonsense }}");
    let news = serving.until(before, |news| !is_good(news));
    assert!(news["error"].as_str().unwrap().contains("nonsense"));
    fs::remove_dir_all(book.file("templates")).unwrap();
    serving.until(news["generation"].as_u64().unwrap(), is_good);
}

#[test]
fn a_book_with_errors_from_the_start_becomes_a_site_when_they_are_mended() {
    let book = Book::new();
    book.write("content/personas/wilma.toml", "name = <5>\n");
    let serving = book.serve();
    let page = serving.get("/personas/fred.html");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("name = &lt;5&gt;"), "{}", page.body);
    assert!(page.body.contains("/__personabook/reload.js"));
    let before = serving.generation();
    book.write("content/personas/wilma.toml", "name = \"Wilma\"\n");
    let news = serving.until(before, is_good);
    assert_eq!(news["change"], "page");
    assert_eq!(serving.get("/personas/fred.html").status, 200);
}

#[test]
fn entries_may_be_deleted_renamed_and_put_into_new_folders() {
    let book = Book::new();
    let serving = book.serve();
    let gone = |path| serving.until_page(path, |page| page.status == 404);
    let there = |path| serving.until_page(path, |page| page.status == 200);

    fs::remove_file(book.file("content/personas/fred.toml")).unwrap();
    gone("/personas/fred.html");

    fs::rename(
        book.file("content/personas/wilma.toml"),
        book.file("content/personas/betty.toml"),
    )
    .unwrap();
    there("/personas/betty.html");
    gone("/personas/wilma.html");

    // A new folder with a file in it, before anybody can watch it.
    book.write("content/personas/dino/index.toml", "name = \"Dino\"\n");
    there("/personas/dino.html");
    book.write(
        "content/personas/dino/index.toml",
        "name = \"Dino the Second\"\n",
    );
    serving.until_page("/personas/dino.html", |page| page.body.contains("Second"));
    fs::rename(
        book.file("content/personas/dino"),
        book.file("content/personas/hoppy"),
    )
    .unwrap();
    there("/personas/hoppy.html");
    gone("/personas/dino.html");
    book.write(
        "content/personas/hoppy/index.toml",
        "name = \"Hoppy the Third\"\n",
    );
    serving.until_page("/personas/hoppy.html", |page| page.body.contains("Third"));
    fs::remove_dir_all(book.file("content/personas/hoppy")).unwrap();
    gone("/personas/hoppy.html");

    // The whole content replaced by another folder, as a version control system does.
    fs::rename(book.file("content"), book.file("elsewhere")).unwrap();
    fs::create_dir_all(book.file("content/personas")).unwrap();
    book.write("content/personas/barney.toml", "name = \"Barney\"\n");
    there("/personas/barney.html");
    gone("/personas/betty.html");
    book.write("content/personas/barney.toml", "name = \"Barney Again\"\n");
    serving.until_page("/personas/barney.html", |page| page.body.contains("Again"));
}

#[test]
fn a_burst_of_saves_is_few_builds_and_a_half_written_file_is_no_error() {
    let book = Book::new();
    let serving = book.serve();
    let before = serving.generation();
    for round in 0..100 {
        let text = format!("name = \"Wilma {round}\"\n");
        match round % 2 {
            0 => book.write("content/personas/wilma.toml", &text),
            _ => book.write_by_rename("content/personas/wilma.toml", &text),
        }
        thread::sleep(Duration::from_millis(2));
    }
    serving.until_page("/personas/wilma.html", |page| {
        page.body.contains("Wilma 99")
    });
    let after_burst = serving.generation();
    // One on a quiet machine; a busy one may pause in the middle of the burst.
    assert!(after_burst - before <= 20, "{}", after_burst - before);

    let mut file = fs::File::create(book.file("content/personas/wilma.toml")).unwrap();
    file.write_all(b"name = \"Wil").unwrap();
    file.flush().unwrap();
    thread::sleep(Duration::from_millis(30));
    file.write_all(b"ma the Last\"\n").unwrap();
    drop(file);
    serving.until_page("/personas/wilma.html", |page| {
        page.body.contains("Wilma the Last")
    });
    let news = serving.news(after_burst);
    assert!(is_good(&news), "{news}");
}

/// Edits of every kind, faster than builds, in an order that looks random but is always the same.
#[test]
fn after_many_hasty_edits_the_site_is_that_of_a_fresh_build() {
    let book = Book::new();
    let serving = book.serve();
    let mut random: u64 = 20_261_121;
    let mut draw = |below: u64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    for step in 0..150 {
        let name = format!("content/personas/p{}", draw(4));
        let (file, folder) = (format!("{name}.toml"), format!("{name}/index.toml"));
        let text = format!("name = \"Step {step}\"\n");
        // What fails because nothing is there is one more kind of edit.
        match draw(8) {
            0 | 1 => book.write(&file, &text),
            2 => book.write_by_rename(&file, &text),
            3 => drop(fs::remove_file(book.file(&file))),
            4 => book.write(&folder, &text),
            5 => drop(fs::remove_dir_all(book.file(&name))),
            6 => drop(fs::rename(
                book.file(&name),
                book.file(&format!("content/personas/p{}", draw(4))),
            )),
            _ => book.write(&file, "name = 5\n"),
        }
        thread::sleep(Duration::from_millis(draw(40)));
    }
    // No errors are left: entries in two places, and wrong ones.
    for number in 0..4 {
        let _ = fs::remove_dir_all(book.file(&format!("content/personas/p{number}")));
        if number < 2 {
            book.write(
                &format!("content/personas/p{number}.toml"),
                "name = \"Done\"\n",
            );
        } else {
            let _ = fs::remove_file(book.file(&format!("content/personas/p{number}.toml")));
        }
    }
    let fresh = book.build();
    for (path, bytes) in &fresh.files {
        if path == "404.html" || !path.ends_with(".html") {
            continue;
        }
        let fresh = String::from_utf8_lossy(bytes).into_owned();
        serving.until_page(&format!("/{path}"), |page| {
            let (before, rest) = page
                .body
                .split_once("<script src=\"/__personabook/")
                .unwrap();
            let (_, after) = rest.split_once("</script>\n").unwrap();
            fresh == format!("{before}{after}")
        });
    }
    assert_eq!(serving.get("/personas/p3.html").status, 404);
    assert!(is_good(&serving.news(0)));
}

#[test]
fn what_changes_nothing_is_no_news() {
    let book = Book::new();
    let serving = book.serve();
    let before = serving.generation();
    book.write(
        "content/personas/wilma.toml",
        "name = \"Wilma\" # the same\n",
    );
    book.write("notes.txt", "no part of the book");
    serving.says("changed ");
    serving.says("built ");
    assert_eq!(serving.generation(), before);
}

#[test]
fn a_change_of_style_sheets_only_is_told_as_such() {
    let book = Book::new();
    book.write("static/own.css", "body { color: red }");
    let serving = book.serve();
    let before = serving.generation();
    book.write("static/own.css", "body { color: blue }");
    let news = serving.until(before, |news| news["generation"] != before);
    assert_eq!(news["change"], "style");
    assert_eq!(
        serving.get("/static/own.css?generation=1").body,
        "body { color: blue }"
    );
    book.write("content/personas/wilma.toml", "name = \"Betty\"\n");
    serving.until(news["generation"].as_u64().unwrap(), |news| {
        news["change"] == "page"
    });
    assert_eq!(serving.news(before)["change"], "page", "both since then");
}

#[test]
fn pages_are_answered_while_many_others_wait_for_news() {
    let book = Book::new();
    let serving = book.serve();
    let now = serving.generation();
    let port = serving.port;
    let mut waiting: Vec<TcpStream> = (0..60)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            write!(
                stream,
                "GET /__personabook/generation?after={now} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
            )
            .unwrap();
            stream
        })
        .collect();
    // One that says nothing, and one that goes away.
    let _silent = TcpStream::connect(("127.0.0.1", port)).unwrap();
    waiting.pop().unwrap().shutdown(Shutdown::Both).unwrap();
    assert_eq!(serving.get("/").status, 200);
    book.write("content/personas/wilma.toml", "name = \"Betty\"\n");
    for mut stream in waiting {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains("\"change\":\"page\""), "{answer}");
    }
}

/// Three hundred clients that each take a place and give nothing for it, in every way there is.
#[test]
fn clients_that_are_slow_silent_or_never_read_keep_nobody_out() {
    let book = Book::new();
    book.write("static/large.txt", &"x".repeat(8_000_000));
    let serving = book.serve();
    let now = serving.generation();
    let port = serving.port;
    let host = format!("Host: localhost:{port}\r\n");
    let mut held = Vec::new();
    for sent in [
        String::new(),
        "GET / HT".to_owned(),
        format!("GET / HTTP/1.1\r\n{host}"),
        format!("GET /static/large.txt HTTP/1.1\r\n{host}\r\n"),
        format!("POST / HTTP/1.1\r\n{host}Content-Length: 9999999\r\n\r\nx"),
        format!("GET /__personabook/generation?after={now} HTTP/1.1\r\n{host}\r\n"),
    ] {
        for _ in 0..300 {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            stream.set_write_timeout(Some(PATIENCE)).unwrap();
            // It may have had to go already.
            let _ = stream.write_all(sent.as_bytes());
            held.push(stream);
        }
        // Slow ones go on sending.
        for stream in &mut held {
            let _ = stream.write_all(b"x");
        }
        for path in ["/", "/personas/wilma.html", "/static/base.css"] {
            assert_eq!(serving.get(path).status, 200, "{path} after {sent:?}");
        }
        assert!(is_good(&serving.news(0)));
    }
    // Of those who wait for news, the last are told.
    let mut last = TcpStream::connect(("127.0.0.1", port)).unwrap();
    last.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(
        last,
        "GET /__personabook/generation?after={now} HTTP/1.1\r\n{host}\r\n"
    )
    .unwrap();
    book.write("content/personas/wilma.toml", "name = \"Betty\"\n");
    let mut answer = String::new();
    last.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("\"change\":\"page\""), "{answer}");
}

#[test]
fn a_client_that_never_ends_its_request_is_let_go() {
    let serving = Book::new().serve();
    let mut slow = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    slow.set_read_timeout(Some(Duration::from_millis(100)))
        .unwrap();
    let start = Instant::now();
    // It says something again and again, so that only the whole takes too long.
    loop {
        assert!(start.elapsed() < PATIENCE, "it is still open");
        let gone = slow.write_all(b"x").is_err();
        match slow.read(&mut [0; 100]) {
            Ok(0) => break,
            Ok(_) => panic!("it was answered"),
            Err(error) if error.kind() == ErrorKind::WouldBlock && !gone => {}
            Err(error) if error.kind() == ErrorKind::TimedOut && !gone => {}
            Err(_) => break,
        }
    }
}

#[test]
fn odd_requests_are_answered_and_harm_nobody() {
    let serving = Book::new().serve();
    let port = serving.port;
    let host = format!("Host: localhost:{port}\r\n");
    let many: String = (0..2_000).map(|n| format!("X-{n}: y\r\n")).collect();
    let long = "y".repeat(200_000);
    let body = "z".repeat(300_000);
    for (request, statuses) in [
        // An older protocol, empty lines before, lines that end in one byte, and names in capitals.
        (format!("GET / HTTP/1.0\r\n{host}\r\n"), "200"),
        ("GET / HTTP/1.0\r\n\r\n".to_owned(), "403"),
        (format!("\r\n\r\nGET / HTTP/1.1\r\n{host}\r\n"), "200"),
        (format!("GET / HTTP/1.1\nHost: localhost:{port}\n\n"), "200"),
        (
            format!("GET / HTTP/1.1\r\nHOST:localhost:{port}\r\n\r\n"),
            "200",
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: [::1]:{port}\r\n\r\n"),
            "200",
        ),
        (
            format!("GET / HTTP/1.1\r\n{host}Host : evil.example\r\n\r\n"),
            "400",
        ),
        // Bodies nobody asked for, and a second request behind the first.
        (
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 300000\r\n\r\n{body}"),
            "200",
        ),
        (
            format!(
                "GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            ),
            "200",
        ),
        (
            format!("GET / HTTP/1.1\r\n{host}\r\nGET /nothing HTTP/1.1\r\n{host}\r\n"),
            "200",
        ),
        (
            format!("GET / HTTP/1.1\r\n{host}Expect: 100-continue\r\n\r\n"),
            "200",
        ),
        (
            format!("GET / HTTP/1.1\r\n{host}Upgrade: websocket\r\nConnection: upgrade\r\n\r\n"),
            "200",
        ),
        // Too much.
        (format!("GET / HTTP/1.1\r\n{host}{many}\r\n"), "431"),
        (
            format!("GET / HTTP/1.1\r\n{host}Cookie: {long}\r\n\r\n"),
            "431",
        ),
        (format!("GET /{long} HTTP/1.1\r\n{host}\r\n"), "400"),
        (format!("{long} / HTTP/1.1\r\n{host}\r\n"), "400"),
        // Other forms of a target, and what is none.
        (
            format!("GET http://localhost:{port}/ HTTP/1.1\r\n{host}\r\n"),
            "400",
        ),
        (
            format!("GET http://evil.example/ HTTP/1.1\r\n{host}\r\n"),
            "400",
        ),
        (format!("GET /\0 HTTP/1.1\r\n{host}\r\n"), "400"),
        (
            format!("GET /personas/%00wilma.html HTTP/1.1\r\n{host}\r\n"),
            "404",
        ),
        (format!("GET / HTTP/1.1\r\n{host}X: a\0b\r\n\r\n"), "400"),
        (
            format!("GET / HTTP/1.1\r\n{host}X: a\r\n folded\r\n\r\n"),
            "400",
        ),
        (format!("GET / HTTP/2.0\r\n{host}\r\n"), "400"),
        (format!("GET /\r\n{host}\r\n"), "400"),
        (
            format!("CONNECT localhost:{port} HTTP/1.1\r\n{host}\r\n"),
            "405",
        ),
        (
            format!(
                "GET /__personabook/generation?after=99999999999999999999 HTTP/1.1\r\n{host}\r\n"
            ),
            "400",
        ),
        (
            format!("GET /__personabook/generation?after=-1 HTTP/1.1\r\n{host}\r\n"),
            "400",
        ),
    ] {
        let answer = serving.raw(&request);
        let shown: String = request.chars().take(120).collect();
        assert_eq!(answer.status.to_string(), statuses, "{shown:?}");
        assert_eq!(answer.header("Connection"), Some("close"), "{shown:?}");
        let length: usize = answer.header("Content-Length").unwrap().parse().unwrap();
        assert_eq!(answer.body.len(), length, "one answer to {shown:?}");
    }
    let head = serving.raw(&format!("HEAD /nothing HTTP/1.1\r\n{host}\r\n"));
    assert_eq!((head.status, head.body.as_str()), (404, ""));
    // Bytes that are no text.
    for bytes in [
        &b"\xff\xfe\xfd\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    ] {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 400 "), "{bytes:?}");
    }
    assert_eq!(serving.get("/").status, 200);
}

#[test]
fn polling_finds_the_same_changes() {
    let book = Book::new();
    let serving = book.serve_with(&["--poll"]);
    let before = serving.generation();
    book.write_by_rename("content/personas/wilma.toml", "name = \"Betty\"\n");
    serving.until(before, |news| news["change"] == "page");
    book.write("content/personas/dino/index.toml", "name = \"Dino\"\n");
    serving.until_page("/personas/dino.html", |page| page.status == 200);
    fs::remove_file(book.file("content/personas/fred.toml")).unwrap();
    serving.until_page("/personas/fred.html", |page| page.status == 404);
}

#[test]
fn it_takes_the_next_free_port_but_not_another_than_the_one_asked_for() {
    let book = Book::new();
    let serving = book.serve();
    let port = serving.port.to_string();
    let taken = Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(["serve", "--port", &port, "--root"])
        .arg(&book.root)
        .output()
        .unwrap();
    assert_eq!(taken.status.code(), Some(2));
    let says = String::from_utf8(taken.stderr).unwrap();
    assert!(
        says.contains(&format!("cannot listen on 127.0.0.1:{port}")),
        "{says}"
    );

    let two: Vec<Serving> = (0..2)
        .map(|_| {
            // The last `--port` would be an error; so this one is started without.
            let mut program = Command::new(env!("CARGO_BIN_EXE_personabook"))
                .args(["serve", "--root"])
                .arg(&book.root)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let output = BufReader::new(program.stdout.take().unwrap());
            let url = output
                .lines()
                .map_while(Result::ok)
                .find_map(|line| line.strip_prefix("serving at ").map(str::to_owned))
                .unwrap();
            let port = url.trim_end_matches('/').rsplit_once(':').unwrap().1;
            Serving {
                port: port.parse().unwrap(),
                program,
                lines: channel().1,
                url,
            }
        })
        .collect();
    assert!(two[0].port >= 4000 && two[1].port > two[0].port);
    assert_eq!(two[1].get("/").status, 200);
}

#[test]
fn without_a_book_it_does_not_begin() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Command::new(env!("CARGO_BIN_EXE_personabook"))
        .args(["serve", "--root"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("there is no book here"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_with_exit_code_0() {
    let book = Book::new();
    let mut serving = book.serve();
    let _waiting = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
    let id = serving.program.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(serving.program.wait().unwrap().code(), Some(0));
}
