//! From a request to its answer. Answers only from the site in memory and from the few files of this folder.
//! Must not know sockets or disk.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use super::desk::{Desk, Sender, Wish};
use super::names::Names;
use super::site::{News, Site};

/// Where the pages ask for news, below a name that no kind of entry has.
const OWN_FOLDER: &str = "/__personabook/";

const RELOAD_SCRIPT: &str = include_str!("reload.js");
const OVERLAY_STYLE: &str = include_str!("overlay.css");

/// What pages that edit load: the scripts in the order in which they run, the last one with the secret, and a style sheet that they fetch.
const EDITING: [(&str, &str); 5] = [
    ("fields.js", include_str!("edit/fields.js")),
    ("hands.js", include_str!("edit/hands.js")),
    ("mend.js", include_str!("edit/mend.js")),
    ("edit.js", include_str!("edit/edit.js")),
    ("edit.css", include_str!("edit/edit.css")),
];

/// The policy that the README recommends, and what the reload script needs: to ask this server for news.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

/// What all answers are made from.
pub(super) struct Served {
    pub(super) site: Arc<Site>,
    pub(super) names: Names,
    /// Where changes come in; nothing when nobody may write.
    pub(super) desk: Option<Desk>,
}

/// What is asked.
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    pub(super) target: &'a str,
    /// The only Host header.
    pub(super) host: &'a str,
    /// The address at which the request came in.
    pub(super) at: IpAddr,
    /// Who sends it.
    pub(super) sender: Sender<'a>,
}

/// What becomes of a request.
pub(super) enum Answer {
    Now(Response),
    /// The page wants to be told what is newer than a generation, as soon as something is.
    News {
        after: u64,
    },
    /// It may write: what it wants follows its head.
    Write {
        length: usize,
        wish: Wish,
    },
}

/// What is answered.
pub(super) struct Response {
    /// Number and words, as in HTTP.
    pub(super) status: &'static str,
    pub(super) headers: Vec<(&'static str, Cow<'static, str>)>,
    pub(super) body: Vec<u8>,
}

/// Answers a request.
pub(super) fn respond(request: &Request<'_>, served: &Served) -> Answer {
    let names = &served.names;
    // Another site can make its own name lead to this address, and then read what its visitor's browser
    // fetches from here. The name in the request tells.
    if !names.are_own(request.host, request.at) {
        return Answer::Now(plain("403 Forbidden", &names.advice()));
    }
    let wish = request.target.strip_prefix(OWN_FOLDER).and_then(Wish::of);
    if let (Some(desk), Some(wish)) = (&served.desk, wish) {
        return match (desk.refusal(request, wish), request.sender.length) {
            (None, Some(length)) => Answer::Write { length, wish },
            (refusal, _) => Answer::Now(refusal.unwrap_or_else(bad_request)),
        };
    }
    if !matches!(request.method, "GET" | "HEAD") {
        let mut response = plain("405 Method Not Allowed", "only GET and HEAD\n");
        response.headers.push(("Allow", Cow::Borrowed("GET, HEAD")));
        return Answer::Now(response);
    }
    let (path, query) = match request.target.split_once('?') {
        Some((path, query)) => (path, query),
        None => (request.target, ""),
    };
    let Some(path) = decode(path).filter(|path| path.starts_with('/')) else {
        return Answer::Now(bad_request());
    };
    Answer::Now(match path.strip_prefix(OWN_FOLDER) {
        Some("generation") => match after(query) {
            Some(after) => return Answer::News { after },
            None => bad_request(),
        },
        Some("reload.js") => whole("200 OK", "reload.js", RELOAD_SCRIPT.into()),
        Some("overlay.css") => whole("200 OK", "overlay.css", OVERLAY_STYLE.into()),
        Some(name) => match EDITING.iter().find(|(one, _)| *one == name) {
            Some((_, text)) if served.desk.is_some() => whole("200 OK", name, (*text).into()),
            _ => plain("404 Not Found", "there is nothing here\n"),
        },
        None => page(&path, served),
    })
}

/// The generation that a page was made from.
fn after(query: &str) -> Option<u64> {
    let mut pairs = query.split('&');
    pairs
        .find_map(|pair| pair.strip_prefix("after="))?
        .parse()
        .ok()
}

/// The answer to a page that wants news.
pub(super) fn news_response(news: &News) -> Response {
    let json = serde_json::to_vec(news).expect("numbers and strings are always JSON");
    whole("200 OK", "generation.json", json)
}

/// What is no request at all.
pub(super) fn bad_request() -> Response {
    plain(
        "400 Bad Request",
        "this is no request that can be answered\n",
    )
}

/// What is longer than any browser's request.
pub(super) fn head_too_long() -> Response {
    plain(
        "431 Request Header Fields Too Large",
        "the head of this request is too long: delete the cookies that other sites left for this address\n",
    )
}

/// `%41` is `A`. Nothing when it is no path.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

fn page(path: &str, served: &Served) -> Response {
    let (generation, good) = served.site.now();
    let desk = served.desk.as_ref();
    let pages = match good {
        Ok(pages) => pages,
        Err(error) => return no_page("There is no site yet", &error, (generation, desk)),
    };
    let mut name = path.strip_prefix('/').unwrap_or(path).to_owned();
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    let found = match pages.get(&name) {
        Ok(None) => pages.get("404.html").map(|page| (page, false)),
        found => found.map(|page| (page, true)),
    };
    match found {
        Ok((Some(bytes), true)) if name.ends_with(".html") => {
            whole("200 OK", &name, with_scripts(&bytes, generation, desk))
        }
        Ok((Some(bytes), true)) => whole("200 OK", &name, bytes),
        Ok((Some(bytes), false)) => not_found(&bytes, generation),
        Ok((None, _)) => plain("404 Not Found", "there is nothing here\n"),
        Err(error) => no_page("This page cannot be shown", &error, (generation, desk)),
    }
}

/// The site's own page for it, whose links begin at the root of the site wherever the visitor is.
fn not_found(bytes: &[u8], generation: u64) -> Response {
    let mut bytes = with_scripts(bytes, generation, None);
    if let Some(head) = find_last(&bytes, b"<head>") {
        let after = head + b"<head>".len();
        bytes.splice(after..after, *b"<base href=\"/404.html\">");
    }
    let mut response = whole("404 Not Found", "404.html", bytes);
    for (name, value) in &mut response.headers {
        if *name == "Content-Security-Policy" {
            *value = format!("{POLICY}; base-uri 'self'").into();
        }
    }
    response
}

/// What is wrong, as a page that waits until it is mended.
fn no_page(title: &str, error: &str, (generation, desk): (u64, Option<&Desk>)) -> Response {
    let error = error
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>personabook</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"{OWN_FOLDER}overlay.css\">\n</head>\n\
         <body>\n<main class=\"personabook-nothing-yet\">\n<h1>{title}</h1>\n\
         <p>This page becomes the site as soon as the book has no errors.</p>\n\
         <pre>{error}</pre>\n</main>\n</body>\n</html>\n"
    );
    let bytes = with_scripts(page.as_bytes(), generation, desk);
    whole("503 Service Unavailable", "index.html", bytes)
}

/// A page with the script that asks for what is newer than it, and the one that edits.
fn with_scripts(page: &[u8], generation: u64, desk: Option<&Desk>) -> Vec<u8> {
    let mut script = format!(
        "<script src=\"{OWN_FOLDER}reload.js\" data-generation=\"{generation}\"></script>\n"
    );
    if let Some(desk) = desk {
        let secret = desk.secret();
        for (name, _) in EDITING.iter().filter(|(name, _)| name.ends_with(".js")) {
            let secret = match *name {
                "edit.js" => format!(" data-secret=\"{secret}\""),
                _ => String::new(),
            };
            script.push_str(&format!(
                "<script src=\"{OWN_FOLDER}{name}\"{secret}></script>\n"
            ));
        }
    }
    let place = find_last(page, b"</body>").unwrap_or(page.len());
    let mut bytes = Vec::with_capacity(page.len() + script.len());
    bytes.extend_from_slice(&page[..place]);
    bytes.extend_from_slice(script.as_bytes());
    bytes.extend_from_slice(&page[place..]);
    bytes
}

fn find_last(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).rposition(|window| window == part)
}

pub(super) fn plain(status: &'static str, text: &str) -> Response {
    whole(status, "message.txt", text.into())
}

pub(super) fn whole(status: &'static str, name: &str, body: Vec<u8>) -> Response {
    let mut headers = vec![
        ("Content-Type", Cow::Borrowed(content_type(name))),
        // Always the site as it is now.
        ("Cache-Control", Cow::Borrowed("no-store")),
        ("X-Content-Type-Options", Cow::Borrowed("nosniff")),
        // Other sites may not take scripts or images in, which needs no leave otherwise.
        ("Cross-Origin-Resource-Policy", Cow::Borrowed("same-origin")),
        // Nor keep hold of a window with a page of this one.
        ("Cross-Origin-Opener-Policy", Cow::Borrowed("same-origin")),
        ("Referrer-Policy", Cow::Borrowed("same-origin")),
    ];
    headers.push((
        "Content-Security-Policy",
        Cow::Owned(format!("{POLICY}; base-uri 'none'")),
    ));
    Response {
        status,
        headers,
        body,
    }
}

/// The types of what a site holds; texts say that they are UTF-8.
fn content_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "vtt" => "text/vtt; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once_and_nonsense_is_refused() {
        assert_eq!(
            decode("/caf%C3%A9/%2e%2E%2fx").as_deref(),
            Some("/café/../x")
        );
        assert_eq!(decode("/%2541").as_deref(), Some("/%41"));
        for nonsense in ["/%", "/%4", "/%zz", "/%ff", "/%+1"] {
            assert_eq!(decode(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn the_script_stands_before_the_last_end_of_the_body() {
        let page = with_scripts(b"<body><!-- </body> -->x</body></html>", 7, None);
        let page = String::from_utf8(page).unwrap();
        assert!(
            page.starts_with("<body><!-- </body> -->x<script src="),
            "{page}"
        );
        assert!(page.contains("data-generation=\"7\"") && page.ends_with("</body></html>"));
        assert!(with_scripts(b"x", 7, None).starts_with(b"x<script"));
    }
}
