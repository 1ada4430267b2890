//! A solution and a second job in the statement of a job, found by the words of `job_words.toml`. One table for all languages,
//! because content may be in any language. Where it is not sure, nothing is found. Must not know jobs.

use std::sync::LazyLock;

use serde::Deserialize;

use super::order::plain;
use super::person_name::Words;
use crate::doc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JobWords {
    uses: Words,
    things: Words,
    begins: Words,
    verbs: Words,
    perhaps: Words,
    infinitives: Words,
    articles: Words,
    no_objects: Words,
}

static WORDS: LazyLock<JobWords> = LazyLock::new(|| {
    doc::table(include_str!("job_words.toml")).expect("the table is part of the crate")
});

/// Between a verb and what is used stand so many words at most.
const NEAR: usize = 4;

/// A word of a statement.
struct Word<'a> {
    /// As it is written, with what follows it, such as a comma.
    written: &'a str,
    /// In lower case, without accents and marks.
    plain: String,
    /// Where it begins and ends in the text.
    from: usize,
    to: usize,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let words = text.split_whitespace().map(|written| {
        let from = written.as_ptr().addr() - text.as_ptr().addr();
        let bare = written.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        Word {
            written,
            plain: plain(bare.trim_start_matches(|letter: char| !letter.is_alphanumeric())),
            from,
            to: from + bare.len(),
        }
    });
    words.filter(|word| !word.plain.is_empty()).collect()
}

/// The part of a statement that tells with what something is done: "Use the dashboard", "De app gebruiken".
pub(crate) fn solution_in(statement: &str) -> Option<String> {
    let words = words(statement);
    let is_use = |word: &Word<'_>| WORDS.uses.has(&word.plain);
    let is_thing = |word: &Word<'_>| WORDS.things.has(&word.plain);
    // "Know how customers use the app" is about customers: the verb begins or, in Dutch, ends what the statement begins with.
    let begin = words
        .iter()
        .position(|word| word.plain != "to" && word.plain != "te")?;
    let near = words.get(begin..words.len().min(begin + NEAR + 1))?;
    let (first, last) = if near.first().is_some_and(is_use) {
        (near.first()?, near.iter().find(|word| is_thing(word))?)
    } else {
        let thing = near.iter().take(3).position(is_thing)?;
        let has_article = near[..thing]
            .iter()
            .all(|word| WORDS.articles.has(&word.plain));
        let verb = near[thing..].iter().find(|word| is_use(word));
        (near.first()?, verb.filter(|_| has_article)?)
    };
    statement.get(first.from..last.to).map(str::to_owned)
}

/// The second half of a statement that holds two jobs, each with a verb and an object of its own.
pub(crate) fn second_job(statement: &str) -> Option<String> {
    let words = words(statement);
    let joins = words.iter().enumerate();
    let mut joins = joins.filter(|(_, word)| matches!(word.plain.as_str(), "and" | "en"));
    let (from, to) = joins.find_map(|(place, _)| {
        let behind = &words[place + 1..];
        let last = told_to_do(&words, place).or_else(|| ends_in_verbs(&words, place))?;
        Some((behind.first()?.from, behind.get(last)?.to))
    })?;
    statement.get(from..to).map(str::to_owned)
}

/// "Order parts and send the invoices": how many words behind the "and" belong to the second job.
fn told_to_do(words: &[Word<'_>], and: usize) -> Option<usize> {
    let (before, behind) = (&words[..and], &words[and + 1..]);
    let begins = before.iter().position(|word| word.plain != "to")?;
    let is_verb = |word: &Word<'_>| WORDS.verbs.has(&word.plain) || WORDS.perhaps.has(&word.plain);
    let verb = before.get(begins)?;
    if !WORDS.begins.has(&verb.plain) && !is_verb(verb) {
        return None;
    }
    // Two verbs side by side share their object, and so do those with a word such as "quickly" between them.
    let object = &before[begins + 1..];
    let has_object = object.iter().any(|word| {
        !WORDS.no_objects.has(&word.plain) && !word.plain.ends_with("ly") && !is_verb(word)
    });
    let shares = before.last().is_some_and(is_verb);
    let (second, rest) = behind.split_first()?;
    let next = rest.first()?;
    let is_sure = WORDS.verbs.has(&second.plain) && !WORDS.no_objects.has(&next.plain);
    let is_told = is_sure || WORDS.perhaps.has(&second.plain) && WORDS.articles.has(&next.plain);
    let is_adverb = next.plain.ends_with("ly");
    let end = until_it_ends(behind);
    let is_one_of_them = is_one_of_them(behind.get(1..=end).unwrap_or_default());
    (has_object && !shares && is_told && !is_adverb && !is_one_of_them).then_some(end)
}

/// "Een leverancier vinden en de prijs onderhandelen": how many words behind the "en" belong to the second job.
fn ends_in_verbs(words: &[Word<'_>], and: usize) -> Option<usize> {
    let (before, behind) = (&words[..and], &words[and + 1..]);
    let is_verb = |word: &Word<'_>| WORDS.infinitives.has(&word.plain);
    let (verb, object) = before.split_last()?;
    let has_object = object.iter().any(|word| {
        !WORDS.no_objects.has(&word.plain) && !WORDS.articles.has(&word.plain) && !is_verb(word)
    });
    let end = behind.iter().position(is_verb)?;
    let first = behind.first()?;
    let is_object = end > 0
        && (WORDS.articles.has(&first.plain) && end > 1
            || first.plain.len() > 4
                && first.plain.ends_with("en")
                && !WORDS.no_objects.has(&first.plain));
    (is_verb(verb) && has_object && is_object && !is_one_of_them(&behind[..end])).then_some(end)
}

/// "Compare offers and choose the cheapest": whether an object is one of those of the first verb.
fn is_one_of_them(object: &[Word<'_>]) -> bool {
    let object = object
        .iter()
        .take_while(|word| !WORDS.no_objects.has(&word.plain));
    let named = object.filter(|word| word.plain == "one" || !WORDS.articles.has(&word.plain));
    named.last().is_some_and(|word| {
        let plain = word.plain.as_str();
        matches!(plain, "one" | "ones" | "rest") || plain.ends_with("est") || plain.ends_with("ste")
    })
}

/// How many words go before a comma or the end.
fn until_it_ends(words: &[Word<'_>]) -> usize {
    let end = words
        .iter()
        .position(|word| word.written.ends_with([',', ';', '.']));
    end.unwrap_or(words.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solution_is_a_thing_that_somebody_uses() {
        for (statement, found) in [
            ("Use the dashboard to see what is paid", "Use the dashboard"),
            ("Use our new app every morning", "Use our new app"),
            ("to use a tool for planning", "use a tool"),
            ("De app gebruiken om te betalen", "De app gebruiken"),
            ("Gebruik onze app", "Gebruik onze app"),
        ] {
            assert_eq!(
                solution_in(statement).as_deref(),
                Some(found),
                "{statement}"
            );
        }
        for statement in [
            "Know how customers use the app",
            "Use less energy in winter",
            "Zien hoe klanten de app gebruiken",
            "Connect a payment method to our checkout",
            "Keep our software up to date",
            "Choose a platform that grows with us",
            "",
            "to",
        ] {
            assert_eq!(solution_in(statement), None, "{statement}");
        }
    }

    #[test]
    fn two_jobs_have_two_verbs_and_two_objects() {
        for (statement, found) in [
            (
                "Order parts for the week and send the invoices, on Monday",
                "send the invoices",
            ),
            ("Find a supplier and negotiate prices", "negotiate prices"),
            ("Keep the books and report the profit", "report the profit"),
            (
                "Vind een leverancier en betaal de rekening",
                "betaal de rekening",
            ),
            ("Plan a trip and book the best hotel", "book the best hotel"),
            (
                "Een leverancier vinden en de prijs onderhandelen zonder gedoe",
                "de prijs onderhandelen",
            ),
            (
                "Onderdelen bestellen en facturen versturen",
                "facturen versturen",
            ),
        ] {
            assert_eq!(second_job(statement).as_deref(), Some(found), "{statement}");
        }
        for statement in [
            "Find and compare offers",
            "Search, find and compare the offers",
            "Find quickly and compare the offers",
            "Get a payment method live and proven before the freeze",
            "Buy a bicycle and pay it in parts",
            "Keep the risk off our books, and be able to prove it to the auditor",
            "Pay only after the goods have arrived, and only for what I keep",
            "Track orders and returns in one place",
            "Manage stock and order levels",
            "Compare offers and choose the cheapest",
            "Compare offers and choose the best, in an hour",
            "Sell my old car and buy a new one",
            "Offertes vergelijken en de goedkoopste kiezen",
            "Offertes zoeken en vergelijken",
            "Onderdelen bestellen en op tijd ontvangen",
            "De fiets repareren en teruggeven",
            "Zien wat betaald is en rustig slapen",
            "Prove that a partner keeps the rules on credit and privacy",
            "and",
            "Buy and",
            "",
        ] {
            assert_eq!(second_job(statement), None, "{statement}");
        }
    }
}
