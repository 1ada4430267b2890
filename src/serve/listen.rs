//! Sockets: one request a connection, one thread each, so that a page that waits for news keeps no other
//! waiting. Must not know what is answered.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::respond::{Request, Response, bad_request, respond};
use super::site::Site;
use crate::error::Error;

/// The port when none is named, and how many after it are tried.
const FIRST_PORT: u16 = 4000;
const PORTS: u16 = 100;

/// How many requests may be under way. A browser opens six connections to a site.
const CONNECTIONS: usize = 256;

/// How long a client may keep silent, or take nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest head of a request, and the most header lines. Browsers send one or two kilobytes.
const HEAD_BYTES: usize = 32 * 1024;
const HEADERS: usize = 100;

/// Answers from the site until the process ends. Returns the address for a browser.
pub(super) fn listen(
    address: IpAddr,
    port: Option<u16>,
    site: &Arc<Site>,
) -> Result<String, Error> {
    let listener = bind(address, port)?;
    let local = listener
        .local_addr()
        .map_err(Error::io("listen on", Path::new(&address.to_string())))?;
    let site = Arc::clone(site);
    thread::spawn(move || accept(&listener, &site));
    Ok(url(local))
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

/// Counts the connections that are open.
struct Open(Arc<AtomicUsize>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn accept(listener: &TcpListener, site: &Arc<Site>) {
    let count = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // No file handles left: some come back when connections end.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let before = count.fetch_add(1, Ordering::Relaxed);
        let open = Open(Arc::clone(&count));
        if before >= CONNECTIONS {
            continue;
        }
        let site = Arc::clone(site);
        // Without a thread the connection closes, and the browser tries again.
        let _ = thread::Builder::new().spawn(move || {
            // A browser that went away is no failure of ours.
            let _ = converse(stream, &site);
            drop(open);
        });
    }
}

fn converse(mut stream: TcpStream, site: &Site) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let at = stream.local_addr()?;
    let mut head = Vec::with_capacity(4096);
    let mut part = [0; 4096];
    let response = loop {
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Ok(());
        }
        head.extend_from_slice(&part[..count]);
        if let Some(answer) = answer(&head, at, site) {
            break answer;
        }
        if head.len() > HEAD_BYTES {
            break (bad_request(), true);
        }
    };
    let (response, with_body) = response;
    send(&mut stream, &response, with_body)?;
    // Closing while something is unread would take the answer away from the client.
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(500)))?;
    for _ in 0..64 {
        if stream.read(&mut part)? == 0 {
            break;
        }
    }
    Ok(())
}

/// The answer, and whether its body is sent; nothing as long as the head of the request is not whole.
fn answer(head: &[u8], at: SocketAddr, site: &Site) -> Option<(Response, bool)> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Partial) => return None,
        Err(_) => return Some((bad_request(), true)),
        Ok(httparse::Status::Complete(_)) => {}
    }
    let mut hosts = parsed
        .headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case("host"));
    let host = hosts
        .next()
        .and_then(|host| std::str::from_utf8(host.value).ok())
        .filter(|_| hosts.next().is_none());
    let (Some(method), Some(target)) = (parsed.method, parsed.path) else {
        return Some((bad_request(), true));
    };
    let request = Request {
        method,
        target,
        host: host.unwrap_or(""),
        at,
    };
    Some((respond(&request, site), method != "HEAD"))
}

fn send(stream: &mut TcpStream, response: &Response, with_body: bool) -> std::io::Result<()> {
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
