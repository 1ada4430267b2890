//! Names and ids: what an entry is called, which id follows, and which entry a name means. Must not know fields.

use std::collections::{BTreeMap, BTreeSet};

use super::found::texts;
use crate::disk::{Folder, What as OnDisk};
use crate::doc::{Pair, address_of_link};
use crate::error::Error;
use crate::load::CONTENT_FOLDER;
use crate::model::{Catalog, Key, Kind, LONGEST_ID, is_id, to_id};

/// Words in lower case with `_` between them, and no other signs.
pub(super) fn plain(words: &str) -> String {
    let words = words.replace(['’', '‘', '\''], "").to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// The words of a text, whatever stands between them.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// What people call the name of an entry, the surest first.
const NAME: [&str; 8] = [
    "name",
    "naam",
    "full_name",
    "volledige_naam",
    "title",
    "titel",
    "label",
    "omschrijving_naam",
];
const FIRST_NAME: [&str; 4] = ["first_name", "firstname", "voornaam", "given_name"];
const LAST_NAME: [&str; 5] = [
    "last_name",
    "lastname",
    "achternaam",
    "surname",
    "family_name",
];
/// What people call the id.
const ID: [&str; 5] = ["id", "identifier", "slug", "key", "code"];

/// Takes the name of an entry out of its labels: the label, and what it says.
pub(super) fn take_name(pairs: &mut Vec<Pair>, kind: Kind) -> Option<(String, String)> {
    let own = [kind.name().to_owned(), format!("{}_name", kind.name())];
    let known = NAME[..4]
        .iter()
        .copied()
        .chain(own.iter().map(String::as_str))
        .chain(NAME[4..].iter().copied());
    for word in known {
        if let Some(found) = take(pairs, word) {
            return Some(found);
        }
    }
    let first = FIRST_NAME.iter().find_map(|word| take(pairs, word));
    let last = LAST_NAME.iter().find_map(|word| take(pairs, word));
    match (first, last) {
        (Some((label, first)), Some((other, last))) => {
            Some((format!("{label}, {other}"), format!("{first} {last}")))
        }
        (one, other) => one.or(other),
    }
}

fn take(pairs: &mut Vec<Pair>, word: &str) -> Option<(String, String)> {
    let is_it = |pair: &Pair| {
        plain(&pair.key) == word && texts(&pair.value).len() == 1 && is_name(&texts(&pair.value)[0])
    };
    let at = pairs.iter().position(is_it)?;
    let pair = pairs.remove(at);
    let name = texts(&pair.value).remove(0);
    Some((pair.key, name))
}

fn is_name(text: &str) -> bool {
    !text.contains('\n') && text.chars().count() <= 200
}

/// Whether a label is one for the name of an entry.
pub(super) fn is_for_name(label: &str) -> bool {
    let label = plain(label);
    let all = NAME.iter().chain(&FIRST_NAME).chain(&LAST_NAME);
    all.copied().any(|word| word == label)
}

/// The id that a document gives to an entry; its label stays.
pub(super) fn given_id(pairs: &[Pair]) -> Option<String> {
    let mut known = ID.iter();
    known.find_map(|word| {
        let pair = pairs.iter().find(|pair| plain(&pair.key) == *word)?;
        let id = texts(&pair.value).into_iter().next()?;
        is_id(&id).then_some(id)
    })
}

/// The entries that there are, in the book and in what is imported.
pub(super) struct Names {
    /// By kind and id: names on disk too, that are no entry.
    taken: BTreeSet<(Kind, String)>,
    /// The ids by kind and plain name; nothing where several have it.
    ids: BTreeMap<(Kind, String), Option<String>>,
    /// The number of the last id that began the same.
    last: BTreeMap<(Kind, String), usize>,
    /// The names of the entries.
    names: BTreeMap<Key, String>,
}

impl Names {
    pub(super) fn of(catalog: &Catalog, root: &Folder) -> Result<Self, Error> {
        let mut names = Self {
            taken: BTreeSet::new(),
            ids: BTreeMap::new(),
            last: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for entry in catalog.entries() {
            names.note(&entry.key, &entry.header.name);
        }
        for kind in Kind::ALL.iter().copied() {
            let folder = format!("{CONTENT_FOLDER}/{}", kind.folder());
            if root.what(&folder)? != OnDisk::Folder {
                continue;
            }
            for item in root.walk(&folder, |_| false) {
                let item = item?;
                let name = item.name[folder.len()..].trim_start_matches('/');
                if !name.contains('/') {
                    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                    names.taken.insert((kind, stem.to_lowercase()));
                }
            }
        }
        Ok(names)
    }

    /// A new entry: its key, which nothing has yet.
    pub(super) fn add(&mut self, kind: Kind, name: &str, given: Option<String>) -> Key {
        let given = given.filter(|id| !self.taken.contains(&(kind, id.clone())));
        let id = given.unwrap_or_else(|| {
            let of_name = to_id(name);
            let stem = if is_id(&of_name) {
                of_name
            } else {
                kind.name().to_owned()
            };
            self.free(kind, &stem)
        });
        let key = Key::new(kind, id);
        self.note(&key, name);
        key
    }

    fn free(&mut self, kind: Kind, stem: &str) -> String {
        if !self.taken.contains(&(kind, stem.to_owned())) {
            return stem.to_owned();
        }
        let last = self.last.entry((kind, stem.to_owned())).or_insert(1);
        loop {
            *last += 1;
            let end = format!("-{last}");
            let mut start = stem.to_owned();
            start.truncate(LONGEST_ID - end.len());
            let id = start + &end;
            if !self.taken.contains(&(kind, id.clone())) {
                return id;
            }
        }
    }

    fn note(&mut self, key: &Key, name: &str) {
        self.taken.insert((key.kind, key.id.clone()));
        self.names.insert(key.clone(), name.to_owned());
        let whole = plain(name);
        let first = whole.split('_').next().unwrap_or("").to_owned();
        let mut ways = vec![plain(&key.id), whole, first];
        ways.sort();
        ways.dedup();
        for way in ways {
            let id = Some(key.id.clone());
            let known = self.ids.entry((key.kind, way));
            known.and_modify(|known| *known = None).or_insert(id);
        }
    }

    /// Takes note that an entry is of another kind.
    pub(super) fn has(&self, kind: Kind, id: &str) -> bool {
        self.names.contains_key(&Key::new(kind, id))
    }

    /// The entry that words mean, and whether they say more than its name does.
    pub(super) fn meant(&self, kind: Kind, words: &str) -> Option<(String, bool)> {
        let words = words.trim();
        if self.has(kind, words) {
            return Some((words.to_owned(), false));
        }
        let address = address_of_link(words);
        let of_link = address.and_then(|address| {
            let file = address.rsplit(['/', ':']).next()?;
            self.exactly(kind, file.split('.').next().unwrap_or(file))
        });
        let shown = words
            .trim_start_matches('[')
            .split(']')
            .next()
            .unwrap_or(words);
        let start = shown
            .split(&[',', '(', '/', ':', '–', '—'][..])
            .next()
            .unwrap_or(shown);
        let start = start.split(" - ").next().unwrap_or(start);
        let id = of_link
            .or_else(|| self.exactly(kind, words))
            .or_else(|| self.exactly(kind, shown))
            .or_else(|| self.exactly(kind, start))?;
        let name = self.names.get(&Key::new(kind, id.as_str()));
        let name = format!(
            "_{}_{}_",
            plain(name.map_or("", String::as_str)),
            plain(&id)
        );
        let says_more = plain(words)
            .split('_')
            .any(|word| !name.contains(&format!("_{word}_")));
        Some((id, says_more))
    }

    fn exactly(&self, kind: Kind, words: &str) -> Option<String> {
        self.ids.get(&(kind, plain(words)))?.clone()
    }
}
