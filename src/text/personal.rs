//! Finds what leads to a private person: mail addresses at private providers, telephone numbers, bank accounts, street addresses.
//! What might as well be a price, a day or a number of an order is left in peace. Must not know where a text stands.

use std::ops::Range;

/// What leads to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Personal {
    /// A mail address at a provider for private persons.
    Mail,
    /// A telephone number.
    Telephone,
    /// A bank account.
    Account,
    /// A street with the number of a house and a postcode.
    Address,
}

/// Providers whose mail addresses are those of private persons, without their last part where they have several.
const PROVIDERS: &str = " gmail googlemail hotmail outlook live msn yahoo ymail rocketmail icloud me mac aol gmx web.de proton protonmail pm.me \
    mail.com mail.ru yandex fastmail hey.com tutanota tuta zoho hushmail ziggo kpnmail planet.nl home.nl hetnet xs4all casema chello quicknet upcmail \
    zonnet tele2 solcon caiway kabelfoon freeler versatel online.nl telfort hccnet wxs.nl onsbrabantnet glasnet telenet.be skynet.be proximus.be \
    scarlet.be t-online freenet arcor orange.fr wanadoo free.fr laposte sfr.fr libero btinternet ntlworld virginmedia talktalk comcast verizon \
    sbcglobal att.net bellsouth cox.net ";

/// Names before the @ that stand for anybody's.
const ANYBODY: &str = " name naam example voorbeeld user someone somebody iemand you jij jou yourname your.name firstname.lastname first.last voornaam.achternaam \
    test info mail email xxx ";

/// Everything in a text that leads to a private person, in order.
pub(crate) fn personal(text: &str) -> Vec<(Range<usize>, Personal)> {
    let mut found: Vec<(Range<usize>, Personal)> = Vec::new();
    if text.contains('@') {
        found.extend(mails(text).map(|place| (place, Personal::Mail)));
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits >= 3 {
        found.extend(accounts(text).map(|place| (place, Personal::Account)));
        let addresses: Vec<_> = addresses(text).collect();
        found.extend(
            addresses
                .into_iter()
                .map(|place| (place, Personal::Address)),
        );
        if digits >= 9 {
            for place in telephones(text) {
                let overlaps =
                    |other: &Range<usize>| other.start < place.end && place.start < other.end;
                if !found.iter().any(|(other, _)| overlaps(other)) {
                    found.push((place, Personal::Telephone));
                }
            }
        }
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// Whether an author has led to it on purpose, as to the contact of a firm: it stands behind a scheme, or is written once more behind one.
fn is_led_to(text: &str, place: &Range<usize>, scheme: &str) -> bool {
    if text[..place.start].to_lowercase().ends_with(scheme) {
        return true;
    }
    let bare = |written: &str| -> String {
        let kept = written.chars().filter(|letter| letter.is_alphanumeric());
        kept.collect::<String>().to_lowercase()
    };
    let written = bare(&text[place.clone()]);
    // Of a number with and without the country the last nine digits are the same.
    let end = &written[written.len().saturating_sub(9)..];
    let mut behind = text.split(scheme).skip(1);
    behind.any(|rest| {
        let address = rest.split([')', '>', '"', '?']).next().unwrap_or_default();
        bare(address).ends_with(end)
    })
}

fn mails(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices('@').filter_map(|(at, _)| {
        let is_local = |letter: char| letter.is_alphanumeric() || "._%+-".contains(letter);
        let is_domain = |letter: char| letter.is_alphanumeric() || ".-".contains(letter);
        let local = text[..at].trim_end_matches(is_local).len();
        let domain = text[at + 1..].find(|letter| !is_domain(letter));
        let end = domain.map_or(text.len(), |end| at + 1 + end);
        let domain = text[at + 1..end].trim_end_matches(['.', '-']);
        let place = local..at + 1 + domain.len();
        let name = text[local..at].to_lowercase();
        let is_somebody = !name.is_empty() && !is_listed(ANYBODY, &name);
        (is_somebody && is_private(&domain.to_lowercase()) && !is_led_to(text, &place, "mailto:"))
            .then_some(place)
    })
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

fn is_private(domain: &str) -> bool {
    let Some((name, _)) = domain.split_once('.') else {
        return false;
    };
    is_listed(PROVIDERS, domain) || is_listed(PROVIDERS, name)
}

/// Where a run of digits and what may stand between them begins and ends, and its digits.
struct Run {
    place: Range<usize>,
    digits: String,
}

/// Runs of digits with single spaces, hyphens, points or brackets between them.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut open: Option<Run> = None;
    let mut gap = 0;
    for (at, letter) in text.char_indices() {
        let is_gap = matches!(
            letter,
            ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{2011}'
        );
        match &mut open {
            Some(run) if letter.is_ascii_digit() => {
                run.digits.push(letter);
                run.place.end = at + 1;
                gap = 0;
            }
            Some(_) if is_gap && gap < 2 => gap += 1,
            Some(_) => {
                runs.extend(open.take());
            }
            None => {}
        }
        if open.is_none() && (letter.is_ascii_digit() || letter == '+') {
            let digits = if letter == '+' {
                "+".to_owned()
            } else {
                letter.to_string()
            };
            gap = 0;
            open = Some(Run {
                place: at..at + 1,
                digits,
            });
        }
    }
    runs.extend(open);
    runs
}

fn telephones(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    runs(text).into_iter().filter_map(|run| {
        let before = text[..run.place.start].chars().next_back();
        let after = text[run.place.end..].chars().next();
        let is_tied = |letter: Option<char>| {
            letter.is_some_and(|one| one.is_alphanumeric() || "#_/=&€$£%".contains(one))
        };
        if is_tied(before) || is_tied(after) {
            return None;
        }
        let written = &text[run.place.clone()];
        let place = match before {
            Some('(') => run.place.start - 1..run.place.end,
            _ => run.place.clone(),
        };
        (is_telephone(written, &run.digits) && !is_led_to(text, &run.place, "tel:"))
            .then_some(place)
    })
}

/// Three-digit area codes of the Netherlands.
const AREAS: &str = " 010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079 ";

/// Whether digits are written as a telephone number is, and not as an amount, a day or the number of something.
fn is_telephone(written: &str, digits: &str) -> bool {
    let groups: Vec<&str> = written
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_apart = groups.len() > 1;
    // 1.250.000 is an amount.
    let is_amount = written.contains('.') && sizes[1..].iter().all(|size| *size == 3);
    if is_amount || written.contains('/') {
        return false;
    }
    if let Some(digits) = digits.strip_prefix('+') {
        return (9..=15).contains(&digits.len()) && !digits.starts_with('0') && sizes.len() <= 7;
    }
    let international = digits.strip_prefix("00");
    if let Some(digits) = international
        && is_apart
    {
        return (10..=13).contains(&digits.len()) && !digits.starts_with('0') && sizes[0] >= 4;
    }
    let is_listed_area = is_listed(AREAS, groups[0]);
    match (digits.len(), digits.as_bytes()) {
        // Mobile in the Netherlands, and in France as pairs.
        (10, [b'0', b'6', b'1'..=b'9', ..]) => sizes[0] <= 4 || !is_apart,
        (10, [b'0', ..]) if is_listed_area && is_apart => sizes.iter().all(|size| *size <= 7),
        // Mobile in Belgium: 0470 12 34 56.
        (10, [b'0', b'4', b'5'..=b'9', ..]) => is_apart && sizes[0] == 4 && sizes.len() > 1,
        // Mobile in Germany and in the United Kingdom; 07700 900 is kept for fiction.
        (11 | 12, [b'0', b'1', b'5'..=b'7', ..]) => is_apart && sizes[0] == 4,
        (11, [b'0', b'7', ..]) => is_apart && sizes[0] == 5 && !digits.starts_with("07700900"),
        // In North America; 555 is kept for fiction.
        (10, [b'2'..=b'9', _, _, b'2'..=b'9', ..]) => {
            sizes == [3, 3, 4] && !groups[..2].contains(&"555")
        }
        _ => false,
    }
}

/// Bank accounts whose check digits are right.
fn accounts(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len().saturating_sub(14)).filter(|at| {
        let is_begin = *at == 0 || !bytes[*at - 1].is_ascii_alphanumeric();
        is_begin
            && bytes[*at..*at + 2].iter().all(u8::is_ascii_uppercase)
            && bytes[*at + 2..*at + 4].iter().all(u8::is_ascii_digit)
    });
    starts.filter_map(|start| {
        let length = length_of_account(&text[start..start + 2])?;
        let mut written = Vec::with_capacity(length);
        let mut end = start;
        for (at, byte) in bytes.iter().enumerate().skip(start) {
            match byte {
                _ if written.len() == length => break,
                b' ' | b'.' | b'-' => {}
                byte if byte.is_ascii_alphanumeric() => {
                    written.push(byte.to_ascii_uppercase());
                    end = at + 1;
                }
                _ => break,
            }
        }
        let ends = bytes
            .get(end)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric());
        (written.len() == length && ends && is_checked(&written)).then_some(start..end)
    })
}

/// How long an account of a country is.
fn length_of_account(country: &str) -> Option<usize> {
    const LENGTHS: [(&str, usize); 24] = [
        ("AT", 20),
        ("BE", 16),
        ("CH", 21),
        ("CZ", 24),
        ("DE", 22),
        ("DK", 18),
        ("EE", 20),
        ("ES", 24),
        ("FI", 18),
        ("FR", 27),
        ("GB", 22),
        ("GR", 27),
        ("HU", 28),
        ("IE", 22),
        ("IT", 27),
        ("LT", 20),
        ("LU", 20),
        ("LV", 21),
        ("NL", 18),
        ("NO", 15),
        ("PL", 28),
        ("PT", 25),
        ("RO", 24),
        ("SE", 24),
    ];
    let found = LENGTHS.iter().find(|(one, _)| *one == country);
    found.map(|(_, length)| *length)
}

/// ISO 13616: the first four signs behind the others, letters as numbers from 10, is 1 modulo 97.
fn is_checked(account: &[u8]) -> bool {
    let turned = account[4..].iter().chain(&account[..4]);
    let rest = turned.fold(0_u32, |rest, sign| match sign {
        b'0'..=b'9' => (rest * 10 + u32::from(sign - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    rest == 1
}

/// Ends of Dutch, Flemish and German names of streets.
const STREETS: [&str; 29] = [
    "straat",
    "straatweg",
    "weg",
    "laan",
    "plein",
    "gracht",
    "kade",
    "singel",
    "dijk",
    "steeg",
    "hof",
    "plantsoen",
    "pad",
    "dreef",
    "baan",
    "lei",
    "markt",
    "haven",
    "burgwal",
    "ring",
    "wal",
    "steenweg",
    "straße",
    "strasse",
    "allee",
    "platz",
    "gasse",
    "kamp",
    "veld",
];

/// English words behind the name of a street.
const ROADS: &str = " street road avenue lane drive close court square boulevard terrace crescent st rd ave ln blvd dr ";

/// Streets with the number of a house and a postcode.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let words = placed_words(text);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let word = |number: usize| words.get(number).map(|place| &text[place.clone()]);
        let Some(street) = word(at) else { break };
        let lower = street.to_lowercase();
        let is_name = street.chars().next().is_some_and(char::is_uppercase);
        let is_street = lower.chars().count() > 5 && STREETS.iter().any(|end| lower.ends_with(end));
        let is_street = is_street && (is_name || at > 0 && begins_large(word(at - 1)));
        // Kerkstraat 12, 1234 AB
        if is_street
            && word(at + 1).is_some_and(is_house)
            && let Some(end) = postcode(text, &words, at + 2)
        {
            found.push(words[at].start..end);
        }
        // 12 High Street, London SW1A 1AA
        let is_road = is_listed(ROADS, &lower) && is_name && at >= 2;
        if is_road && begins_large(word(at - 1)) {
            let house = (at.saturating_sub(3)..at - 1)
                .rev()
                .find(|one| word(*one).is_some_and(is_house));
            let end = (at + 1..at + 6).find_map(|one| english_postcode(text, &words, one));
            if let (Some(house), Some(end)) = (house, end) {
                found.push(words[house].start..end);
            }
        }
    }
    found.into_iter()
}

fn begins_large(word: Option<&str>) -> bool {
    word.and_then(|word| word.chars().next())
        .is_some_and(char::is_uppercase)
}

/// Words of letters and digits, by their places.
fn placed_words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                words.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// `12`, `12a`
fn is_house(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    (1..=5).contains(&digits)
        && rest.len() <= 1
        && rest.bytes().all(|one| one.is_ascii_alphabetic())
}

/// The end of a postcode that begins at a word or at the next one, behind what is added to the number of a house.
fn postcode(text: &str, words: &[Range<usize>], from: usize) -> Option<usize> {
    (from..from + 2).find_map(|at| {
        let word = &text[words.get(at)?.clone()];
        let next = words.get(at + 1).map(|place| &text[place.clone()]);
        let is_pair =
            |word: &str| word.len() == 2 && word.bytes().all(|one| one.is_ascii_uppercase());
        let (digits, letters) = word.split_at(word.bytes().take_while(u8::is_ascii_digit).count());
        match (digits.len(), letters) {
            (4, letters) if is_pair(letters) => Some(words[at].end),
            (4, "") if next.is_some_and(is_pair) => Some(words[at + 1].end),
            // 9000 Gent, 10115 Berlin
            (4 | 5, "") if begins_large(next) => Some(words[at].end),
            _ => None,
        }
    })
}

/// The end of a postcode of the United Kingdom or of the United States that begins at a word.
fn english_postcode(text: &str, words: &[Range<usize>], at: usize) -> Option<usize> {
    let word = |number: usize| words.get(number).map(|place| &text[place.clone()]);
    let (first, second) = (word(at)?, word(at + 1)?);
    let is_large = |word: &str| {
        word.bytes()
            .all(|one| one.is_ascii_uppercase() || one.is_ascii_digit())
    };
    let letters = first.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_british = (2..=4).contains(&first.len())
        && (1..=2).contains(&letters)
        && letters < first.len()
        && is_large(first)
        && second.len() == 3
        && is_large(second)
        && second.starts_with(|one: char| one.is_ascii_digit());
    let is_american = first.len() == 2
        && letters == 2
        && second.len() == 5
        && second.bytes().all(|one| one.is_ascii_digit());
    (is_british || is_american).then(|| words[at + 1].end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_somebody_is_found() {
        for (text, wanted, kind) in [
            (
                "Mail s.vandijk@gmail.com.",
                "s.vandijk@gmail.com",
                Personal::Mail,
            ),
            (
                "<jan-1@hotmail.co.uk>",
                "jan-1@hotmail.co.uk",
                Personal::Mail,
            ),
            ("a.b@ziggo.nl, please", "a.b@ziggo.nl", Personal::Mail),
            (
                "Bel 06-12345678 na vijf",
                "06-12345678",
                Personal::Telephone,
            ),
            ("0612345678", "0612345678", Personal::Telephone),
            ("06 12 34 56 78", "06 12 34 56 78", Personal::Telephone),
            ("+31 6 1234 5678", "+31 6 1234 5678", Personal::Telephone),
            (
                "+31 (0)30 123 45 67.",
                "+31 (0)30 123 45 67",
                Personal::Telephone,
            ),
            ("0031 6 12345678", "0031 6 12345678", Personal::Telephone),
            ("(030) 123 45 67", "(030) 123 45 67", Personal::Telephone),
            ("020-6123456", "020-6123456", Personal::Telephone),
            ("0470 12 34 56", "0470 12 34 56", Personal::Telephone),
            ("212-736-5000", "212-736-5000", Personal::Telephone),
            (
                "NL91 ABNA 0417 1643 00",
                "NL91 ABNA 0417 1643 00",
                Personal::Account,
            ),
            (
                "op BE68539007547034.",
                "BE68539007547034",
                Personal::Account,
            ),
            (
                "Kerkstraat 12, 1234 AB Utrecht",
                "Kerkstraat 12, 1234 AB",
                Personal::Address,
            ),
            (
                "Oude Gracht 7a 3511AB",
                "Gracht 7a 3511AB",
                Personal::Address,
            ),
            (
                "Lange Dorpsstraat 12-bis, 9000 Gent",
                "Dorpsstraat 12-bis, 9000",
                Personal::Address,
            ),
            (
                "12 High Street, London SW1A 1AA",
                "12 High Street, London SW1A 1AA",
                Personal::Address,
            ),
        ] {
            let found = personal(text);
            let found: Vec<_> = found
                .into_iter()
                .map(|(place, kind)| (&text[place], kind))
                .collect();
            assert_eq!(found, [(wanted, kind)], "in {text}");
        }
    }

    #[test]
    fn numbers_of_other_things_are_left_in_peace() {
        for text in [
            "name@gmail.com, or an address at gmail.com, @gmail",
            "sophie@shop.example, jan@example.com, info@helder-betalen.nl",
            "[Call us](tel:+31301234567), mailto:sophie@gmail.com",
            "[030 123 45 67](tel:+31301234567)",
            "EUR 1.250.000.000, +1.250.000.000, 1 250 000 000, 12 000 000 - 15 000 000",
            "KvK 12345678, order 2026-0412345, ticket 4012345678, EAN 8712345678906",
            "On 01-02-2026, 2026-11-28 to 2026-12-31, 06-12-2026, 10.30-12.45",
            "From 2019 to 2024, 15-150 people, 0800 1234, 088-1234567, 555-0123, (212) 555-0123",
            "NL91 ABNA 0417 1643 01, NL12",
            "In March 5, 2024 EU rules came. Model 12, 4500 XL. Version 3, 2024 NL",
            "Kerkstraat 12 in Utrecht, and the Herengracht",
            "The 24 most used, 1234 of 5678, 100-200-3000",
            "",
        ] {
            assert_eq!(personal(text), [], "in {text}");
        }
    }
}
