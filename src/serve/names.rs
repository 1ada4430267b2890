//! Under which names this server answers. A stranger can make a name of their own lead here, and then read what a
//! visitor's browser fetches under it; so only names that lead nowhere else are answered, whatever the port: in
//! between may lie a container, a tunnel or an editor that gave it another one. Must not know what is asked for.

use std::net::IpAddr;

/// The names of this server.
#[derive(Debug)]
pub(super) struct Names {
    /// Whether other computers may visit it.
    pub(super) for_others: bool,
    /// What the network calls this computer, if it has a name that can stand in an address.
    pub(super) computer: Option<String>,
}

impl Names {
    /// For a server that listens on an address.
    pub(super) fn of(address: IpAddr, computer: Option<&str>) -> Self {
        let is_name = |name: &&str| {
            let letters = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
            !name.is_empty()
                && !name.eq_ignore_ascii_case("localhost")
                && name.chars().all(letters)
                && ip(name).is_none()
        };
        let for_others = !address.to_canonical().is_loopback();
        Self {
            for_others,
            computer: computer
                .map(|name| name.trim_end_matches('.'))
                .filter(|name| for_others && is_name(name))
                .map(str::to_ascii_lowercase),
        }
    }

    /// Whether a request with this Host header, which came in at this address, is meant for this server.
    pub(super) fn are_own(&self, host: &str, at: IpAddr) -> bool {
        let Some(name) = without_port(host) else {
            return false;
        };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        // No name was looked up for an address: whoever sent this is where the browser says it is.
        if let Some(ip) = ip(name) {
            return self.for_others || ip.is_loopback() || ip == at.to_canonical();
        }
        self.computer.as_ref().is_some_and(|own| {
            let first = own.split('.').next().unwrap_or(own);
            let local = format!("{first}.local");
            [own, first, &local]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own))
        })
    }

    /// What to do when the name is a foreign one.
    pub(super) fn advice(&self) -> String {
        if self.for_others {
            "this server answers to no such name\n  \
             help: open it by the IP address of its computer and the same port\n"
                .to_owned()
        } else {
            "this server answers only to localhost, 127.0.0.1 and [::1]\n  \
             help: open it by one of these and the same port; from other computers, by the IP address that \
             `personabook serve --host 0.0.0.0` tells\n"
                .to_owned()
        }
    }
}

/// The name in a Host header; nothing when what follows is no port.
fn without_port(host: &str) -> Option<&str> {
    let start_of_port = match host.rfind(']') {
        Some(end) => host[end..].find(':').map(|colon| end + colon),
        None => host.find(':'),
    };
    let Some(colon) = start_of_port else {
        return Some(host);
    };
    let port = &host[colon + 1..];
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_port.then_some(&host[..colon])
}

/// The address that a name in a Host header is; those of the sixth version stand in brackets.
fn ip(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[') {
        Some(rest) => {
            let ip: std::net::Ipv6Addr = rest.strip_suffix(']')?.parse().ok()?;
            Some(IpAddr::V6(ip).to_canonical())
        }
        None => name.parse().ok().map(IpAddr::V4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOREIGN: [&str; 18] = [
        "",
        ":4000",
        "evil.example",
        "evil.example:4000",
        "localhost.evil.example:4000",
        "evil.localhost:4000",
        "127.0.0.1.evil.example:4000",
        "0x7f.1:4000",
        "::1:4000",
        "evil.example:80:4000",
        "localhost:4000:4000",
        "localhost:",
        "localhost:+80",
        "localhost:99999",
        "[::1:4000",
        "[::1]evil.example:4000",
        "[127.0.0.1]:4000",
        " localhost:4000",
    ];

    #[test]
    fn only_names_of_this_computer_are_answered_whatever_the_port() {
        let at: IpAddr = "127.0.0.1".parse().unwrap();
        let names = Names::of(at, Some("laptop"));
        for own in [
            "localhost:4000",
            "LOCALHOST:8080",
            "localhost",
            "127.0.0.1:4000",
            "127.0.0.1",
            "127.0.0.2:1",
            "[::1]:4000",
            "[::1]",
            "[::ffff:127.0.0.1]:80",
        ] {
            assert!(names.are_own(own, at), "{own}");
        }
        for foreign in
            FOREIGN
                .into_iter()
                .chain(["192.168.0.7:4000", "[fe80::1]:4000", "laptop:4000"])
        {
            assert!(!names.are_own(foreign, at), "{foreign}");
        }
        assert!(names.advice().contains("localhost"));
    }

    #[test]
    fn who_lets_others_in_is_found_by_address_and_by_name() {
        let at: IpAddr = "::ffff:192.168.0.7".parse().unwrap();
        let names = Names::of("0.0.0.0".parse().unwrap(), Some("Laptop.office.example."));
        for own in [
            "localhost:8080",
            "192.168.0.7:4000",
            // The outer address of a container, with the outer port.
            "10.1.2.3:8080",
            "[fe80::1]:4000",
            "laptop:4000",
            "LAPTOP.local",
            "laptop.office.example:1",
        ] {
            assert!(names.are_own(own, at), "{own}");
        }
        for foreign in FOREIGN.into_iter().chain([
            "laptop.evil.example:4000",
            "office.example",
            "laptop.:4000",
        ]) {
            assert!(!names.are_own(foreign, at), "{foreign}");
        }
        for no_name in ["", "localhost", "a b", "é", "10.0.0.1", "a/b"] {
            let names = Names::of("0.0.0.0".parse().unwrap(), Some(no_name));
            assert_eq!(names.computer, None, "{no_name}");
        }
        assert!(names.advice().contains("IP address"));
    }
}
