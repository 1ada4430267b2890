//! Sockets: one request a connection, one thread each, so that a page that waits for news keeps no other
//! waiting. Must not know what is answered.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{
    IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream, UdpSocket,
};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::connections::{Connection, Connections};
use super::desk::{SECRET_HEADER, Sender};
use super::names::Names;
use super::respond::{
    Answer, Request, Response, Served, bad_request, head_too_long, news_response, respond,
};
use crate::error::Error;

/// The port when none is named, and how many after it are tried.
const FIRST_PORT: u16 = 4000;
const PORTS: u16 = 100;

/// How long a client may keep silent, or take nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many seconds the head of a request may take as a whole.
const HEAD_SECONDS: u64 = 10;

/// How many seconds an answer may take as a whole: so many, and one for so many bytes.
const ANSWER_SECONDS: u64 = 10;
const BYTES_A_SECOND: u64 = 32 * 1024;

/// How long a page waits for news before it must ask again.
const NEWS_WITHIN: Duration = Duration::from_secs(25);

/// How many seconds we read on after an answer.
const LAST_SECONDS: u64 = 5;

/// The longest head of a request, and the most header lines. Browsers send one or two kilobytes, and all cookies
/// that other programs on this computer left, whatever their port.
const HEAD_BYTES: usize = 64 * 1024;
const HEADERS: usize = 100;

/// Where the site can be visited.
pub(super) struct Addresses {
    /// For a browser on this computer.
    pub(super) own: String,
    /// For other computers; none when they are kept out.
    pub(super) for_others: Vec<String>,
}

/// Answers from the site until the process ends. Returns the addresses for browsers.
pub(super) fn listen(
    address: IpAddr,
    port: Option<u16>,
    served: Served,
) -> Result<Addresses, Error> {
    let listener = bind(address, port)?;
    let local = listener
        .local_addr()
        .map_err(Error::io("listen on", Path::new(&address.to_string())))?;
    let addresses = Addresses {
        own: url(local),
        for_others: urls_for_others(local, &served.names),
    };
    let served = Arc::new(served);
    let connections = Arc::new(Connections::default());
    let every_second = Arc::clone(&connections);
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_secs(1));
            every_second.a_second_passed();
        }
    });
    thread::spawn(move || accept(&listener, &connections, &served));
    Ok(addresses)
}

fn bind(address: IpAddr, port: Option<u16>) -> Result<TcpListener, Error> {
    let first = port.unwrap_or(FIRST_PORT);
    let last = port.unwrap_or(FIRST_PORT + PORTS);
    let mut tried = first;
    loop {
        let wanted = SocketAddr::new(address, tried);
        match TcpListener::bind(wanted) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse && tried < last => tried += 1,
            Err(error) => {
                return Err(Error::io("listen on", Path::new(&wanted.to_string()))(
                    error,
                ));
            }
        }
    }
}

fn url(local: SocketAddr) -> String {
    let ip = match local.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, local.port()))
}

/// The addresses under which other computers find this one.
fn urls_for_others(local: SocketAddr, names: &Names) -> Vec<String> {
    if !names.for_others {
        return Vec::new();
    }
    let ips = match local.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => vec![outward(Ipv4Addr::UNSPECIFIED.into())],
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => vec![
            outward(Ipv4Addr::UNSPECIFIED.into()),
            outward(Ipv6Addr::UNSPECIFIED.into()),
        ],
        ip => vec![Some(ip)],
    };
    let by_ip = ips
        .into_iter()
        .flatten()
        .map(|ip| url(SocketAddr::new(ip, local.port())));
    let name = names.computer.iter();
    let by_name = name.map(|name| format!("http://{name}:{}/", local.port()));
    by_ip.chain(by_name).collect()
}

/// The address of this computer on the network that leads to others; nothing is sent there. From any address of the
/// kind asked for.
fn outward(any: IpAddr) -> Option<IpAddr> {
    // Addresses for documentation: nobody has them, so only the way out decides.
    let somewhere: IpAddr = match any {
        IpAddr::V4(_) => Ipv4Addr::new(203, 0, 113, 1).into(),
        IpAddr::V6(_) => Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
    };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect((somewhere, 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}

fn accept(listener: &TcpListener, connections: &Arc<Connections>, served: &Arc<Served>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // No file handles left: one comes back.
            connections.make_room();
            served.site.look_again();
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let connection = connections.open(stream, HEAD_SECONDS);
        let served = Arc::clone(served);
        // Without a thread the connection closes, and the browser tries again.
        let _ = thread::Builder::new().spawn(move || {
            // A browser that went away is no failure of ours.
            let _ = converse(&connection, &served);
        });
    }
}

fn converse(connection: &Connection, served: &Served) -> std::io::Result<()> {
    let mut stream: &TcpStream = &connection.stream;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let at = stream.local_addr()?;
    let mut head = Vec::with_capacity(4096);
    let mut part = [0; 4096];
    let (answer, with_body) = loop {
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Ok(());
        }
        head.extend_from_slice(&part[..count]);
        let most = match answer(&head, at, connection, served) {
            Heard::Whole(answer, with_body) => break (answer, with_body),
            Heard::Part(most) => most,
        };
        if head.len() > most {
            let response = match head.contains(&b'\n') {
                true => head_too_long(),
                false => bad_request(),
            };
            break (Answer::Now(response), true);
        }
    };
    let response = match answer {
        Answer::Now(response) => response,
        Answer::News { after } => {
            if connection.waits() {
                served.site.look_again();
            }
            let news = served
                .site
                .news(after, NEWS_WITHIN, &|| !connection.is_closed());
            news_response(&news)
        }
        // Its body was heard, or it would not be whole.
        Answer::Write { .. } => bad_request(),
    };
    connection.talks(ANSWER_SECONDS + response.body.len() as u64 / BYTES_A_SECOND);
    send(stream, &response, with_body)?;
    // Closing while something is unread would take the answer away from the client.
    connection.talks(LAST_SECONDS);
    stream.shutdown(Shutdown::Write)?;
    while stream.read(&mut part)? > 0 {}
    Ok(())
}

/// How much of a request was heard.
enum Heard {
    /// All of it: the answer, and whether its body is sent.
    Whole(Answer, bool),
    /// Not all of it, and no more than so many bytes are.
    Part(usize),
}

/// The answer, as soon as the request is whole. What follows the head of one that may not write is never read.
fn answer(head: &[u8], at: SocketAddr, connection: &Connection, served: &Served) -> Heard {
    let now = |response| Heard::Whole(Answer::Now(response), true);
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let begins = match parsed.parse(head) {
        Ok(httparse::Status::Partial) => return Heard::Part(HEAD_BYTES),
        Err(httparse::Error::TooManyHeaders) => return now(head_too_long()),
        Err(_) => return now(bad_request()),
        Ok(httparse::Status::Complete(length)) => length,
    };
    let only = |name: &str| {
        let mut such =
            { parsed.headers.iter() }.filter(|header| header.name.eq_ignore_ascii_case(name));
        let first = such.next()?;
        let text = std::str::from_utf8(first.value).ok()?;
        such.next().is_none().then_some(text)
    };
    let has = |name: &str| {
        let mut headers = parsed.headers.iter();
        headers.any(|header| header.name.eq_ignore_ascii_case(name))
    };
    let (Some(method), Some(target)) = (parsed.method, parsed.path) else {
        return now(bad_request());
    };
    let length = only("content-length").and_then(|length| length.parse().ok());
    let request = Request {
        method,
        target,
        host: only("host").unwrap_or(""),
        at: at.ip(),
        sender: Sender {
            origin: only("origin"),
            content_type: only("content-type"),
            secret: only(SECRET_HEADER),
            // Said twice it is said by nobody who may write.
            site: only("sec-fetch-site").or(has("sec-fetch-site").then_some("")),
            // Where it ends is said in one way.
            length: length.filter(|_| !has("transfer-encoding")),
        },
    };
    connection.is_answered();
    let answer = match (respond(&request, served), &served.desk) {
        (Answer::Write { length, wish }, Some(desk)) => {
            let Some(body) = head.get(begins..begins + length) else {
                connection.talks(HEAD_SECONDS);
                return Heard::Part(begins + length);
            };
            Answer::Now(desk.answer(&request, wish, body))
        }
        (answer, _) => answer,
    };
    Heard::Whole(answer, method != "HEAD")
}

fn send(mut stream: &TcpStream, response: &Response, with_body: bool) -> std::io::Result<()> {
    let mut bytes = format!("HTTP/1.1 {}\r\n", response.status);
    for (name, value) in &response.headers {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    bytes.push_str(&format!(
        "Content-Length: {}\r\nConnection: close\r\n\r\n",
        response.body.len()
    ));
    stream.write_all(bytes.as_bytes())?;
    if with_body {
        stream.write_all(&response.body)?;
    }
    Ok(())
}
