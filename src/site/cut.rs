//! A list that grows with the book, cut into pages: the front page has the first of it, and leads to the rest by heading, such as a
//! letter or a kind, so many to a page. A short list is one page. Must not know what is listed.

use std::collections::BTreeMap;

use super::links::tag_anchor;
use super::{Crumb, PageHead, Viewer};
use crate::model::to_id;
use crate::view::view;

/// More headings than this are put together: readers find their way among as many as an alphabet has letters.
const HEADINGS: usize = 40;

view! {
    /// Where one is in a list that is cut into pages.
    pub(crate) struct CutList {
        /// The heading of this page; nothing on the front page.
        heading: Option<String>,
        /// The first place that this page shows of what stands under its heading, from 1; on the front page 1.
        from: usize,
        /// The last place.
        to: usize,
        /// How many there are under the heading, or in the whole list.
        count: usize,
        /// The page before it, under the same heading.
        previous: Option<String>,
        /// The page after it, under the same heading.
        next: Option<String>,
        /// The address of the front page.
        front: String,
        /// Every heading.
        headings: Vec<CutHeading>,
    }
}

view! {
    /// A heading of a list that is cut into pages.
    pub(crate) struct CutHeading {
        /// The heading.
        title: String,
        /// Where what stands under it begins.
        url: String,
        /// How many there are.
        count: usize,
        /// Whether all of it stands on this page, or some of it and nothing else.
        is_here: bool,
    }
}

/// What the front page of a list that is cut shows.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Front {
    /// The first of the whole list, which is in the order of what matters most.
    First,
    /// The first under each heading.
    OfEach,
}

/// How a list is cut.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    /// How many a page has room for.
    pub(crate) most: usize,
    pub(crate) front: Front,
}

/// A heading with the places in the list that stand under it.
struct Heading {
    title: String,
    key: String,
    places: Vec<usize>,
}

/// A list cut into pages.
pub(crate) struct Cut {
    front: String,
    stem: String,
    limit: Limit,
    count: usize,
    headings: Vec<Heading>,
    /// How many of each heading stand on the front page, where that has the first of each. A heading with no more needs no page.
    share: usize,
}

/// One page of a list.
pub(crate) struct Piece {
    /// Where it is found.
    pub(crate) path: String,
    /// The places in the list that it shows, in the order of the list.
    pub(crate) places: Vec<usize>,
    /// Where it is in the list; nothing for a list that is one page.
    pub(crate) cut: Option<CutList>,
}

impl CutList {
    /// Whether this is a page with the rest, behind the front page.
    pub(crate) fn is_behind(&self) -> bool {
        self.heading.is_some()
    }
}

impl Piece {
    /// Whether it is the page that others lead to, and not one with the rest.
    pub(crate) fn is_front(&self) -> bool {
        self.cut.as_ref().is_none_or(|cut| !cut.is_behind())
    }
}

impl Cut {
    /// Cuts a list: of each item, in their order, the key and the words of its heading. Headings stand in the order of their keys. The
    /// pages behind the front page are called after its address, without the ending.
    pub(crate) fn new<K: Ord>(
        front: &str,
        limit: Limit,
        items: impl IntoIterator<Item = (K, String)>,
    ) -> Self {
        let mut headings: BTreeMap<K, Heading> = BTreeMap::new();
        let mut count = 0;
        for (place, (key, title)) in items.into_iter().enumerate() {
            count += 1;
            let heading = headings.entry(key).or_insert_with(|| Heading {
                title,
                key: String::new(),
                places: Vec::new(),
            });
            heading.places.push(place);
        }
        let mut headings = few(headings.into_values().collect());
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for heading in &mut headings {
            let key = match to_id(&heading.title) {
                key if key.is_empty() => tag_anchor(&heading.title),
                key => key,
            };
            let times = taken.entry(key.clone()).or_default();
            *times += 1;
            heading.key = match *times {
                1 => key,
                times => format!("{key}_{times}"),
            };
        }
        Self {
            share: match limit.front {
                Front::First => 0,
                Front::OfEach => share(&headings, limit.most),
            },
            front: front.to_owned(),
            stem: front.trim_end_matches(".html").to_owned(),
            limit,
            count,
            headings,
        }
    }

    /// The same with pages that are called otherwise, for a front page among the pages of entries.
    pub(crate) fn with_stem(self, stem: &str) -> Self {
        let stem = stem.to_owned();
        Self { stem, ..self }
    }

    fn is_whole(&self) -> bool {
        self.count <= self.limit.most
    }

    /// The headings of which the front page has not all; none of a list that is one page.
    fn behind(&self) -> impl Iterator<Item = &Heading> {
        let headings = self.headings.iter().filter(|_| !self.is_whole());
        headings.filter(|heading| heading.places.len() > self.share)
    }

    /// The address of a page under a heading, from 0. No key has two underscores.
    fn path(&self, heading: &Heading, number: usize) -> String {
        let Self { stem, .. } = self;
        let key = &heading.key;
        match number {
            0 => format!("{stem}-{key}.html"),
            number => format!("{stem}-{key}__{}.html", number + 1),
        }
    }

    /// Where each place of the list is found for certain.
    pub(crate) fn found_at(&self) -> Vec<String> {
        let mut found = vec![self.front.clone(); self.count];
        for heading in self.behind() {
            for (index, place) in heading.places.iter().enumerate() {
                found[*place] = self.path(heading, index / self.limit.most);
            }
        }
        found
    }

    /// The addresses of all pages.
    pub(crate) fn paths(&self) -> Vec<String> {
        let mut paths = vec![self.front.clone()];
        for heading in self.behind() {
            let pages = heading.places.len().div_ceil(self.limit.most);
            paths.extend((0..pages).map(|number| self.path(heading, number)));
        }
        paths
    }

    /// The pages, the front page first.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        if self.is_whole() {
            return vec![Piece {
                path: self.front.clone(),
                places: (0..self.count).collect(),
                cut: None,
            }];
        }
        let mut pieces = vec![self.front_page()];
        for heading in self.behind() {
            let pages = heading.places.chunks(self.limit.most);
            let last = pages.len() - 1;
            pieces.extend(pages.enumerate().map(|(number, places)| {
                let from = number * self.limit.most;
                let beside = |number: usize| self.path(heading, number);
                Piece {
                    path: beside(number),
                    places: places.to_vec(),
                    cut: Some(CutList {
                        heading: Some(heading.title.clone()),
                        from: from + 1,
                        to: from + places.len(),
                        count: heading.places.len(),
                        previous: number.checked_sub(1).map(beside),
                        next: (number < last).then(|| beside(number + 1)),
                        front: self.front.clone(),
                        headings: self.headings_of(Some(heading)),
                    }),
                }
            }));
        }
        pieces
    }

    fn front_page(&self) -> Piece {
        let most = self.limit.most;
        let places: Vec<usize> = match self.limit.front {
            Front::First => (0..most).collect(),
            Front::OfEach => {
                let first = self.headings.iter();
                let first = first.flat_map(|one| one.places.iter().take(self.share.max(1)));
                let mut places: Vec<usize> = first.copied().take(most).collect();
                places.sort_unstable();
                places
            }
        };
        Piece {
            path: self.front.clone(),
            cut: Some(CutList {
                heading: None,
                from: 1,
                to: places.len(),
                count: self.count,
                previous: None,
                next: None,
                front: self.front.clone(),
                headings: self.headings_of(None),
            }),
            places,
        }
    }

    fn headings_of(&self, here: Option<&Heading>) -> Vec<CutHeading> {
        let headings = self.headings.iter().map(|heading| CutHeading {
            title: heading.title.clone(),
            url: match heading.places.len() > self.share {
                true => self.path(heading, 0),
                false => self.front.clone(),
            },
            count: heading.places.len(),
            is_here: match here {
                Some(here) => here.key == heading.key,
                None => heading.places.len() <= self.share,
            },
        });
        headings.collect()
    }
}

/// How many of each heading a page has room for; 0 where there are more headings than that.
fn share(headings: &[Heading], most: usize) -> usize {
    let taken = |share: usize| -> usize {
        let counts = headings.iter().map(|heading| heading.places.len());
        counts.map(|count| count.min(share)).sum()
    };
    let shares = (1..=most).take_while(|share| taken(*share) <= most);
    shares.last().unwrap_or_default()
}

/// Neighbours put together, until there are few enough.
fn few(headings: Vec<Heading>) -> Vec<Heading> {
    let together = headings.len().div_ceil(HEADINGS).max(1);
    let mut few: Vec<Heading> = Vec::new();
    for (index, heading) in headings.into_iter().enumerate() {
        match few.last_mut().filter(|_| index % together > 0) {
            None => few.push(heading),
            Some(last) => {
                let first = last.title.split('–').next().unwrap_or_default();
                last.title = format!("{first}–{}", heading.title);
                last.places.extend(heading.places);
            }
        }
    }
    for heading in &mut few {
        heading.places.sort_unstable();
    }
    few
}

impl Viewer<'_> {
    /// The heading of a name in a list that is cut by letter.
    pub(crate) fn under_letter(&self, name: &str) -> (impl Ord + use<>, String) {
        let letter = self.words.letter(name);
        (self.words.sort_key(&letter), letter)
    }
}

impl PageHead {
    /// The head of one page of a list.
    pub(crate) fn of_piece(mut self, piece: &Piece) -> Self {
        let front = self.url.clone();
        self.url.clone_from(&piece.path);
        let Some(cut) = &piece.cut else { return self };
        if let Some(heading) = &cut.heading {
            let title = self.title.clone();
            self.breadcrumbs.push(Crumb { title, url: front });
            self.title = format!("{}: {heading}", self.title);
            if cut.previous.is_some() {
                self.title = format!("{}, {}–{}", self.title, cut.from, cut.to);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn cut(count: usize, front: Front) -> Cut {
        let limit = Limit { most: 10, front };
        let items = (0..count).map(|place| (place % 3, ["A", "B", "ا"][place % 3].to_owned()));
        Cut::new("all/x.html", limit, items)
    }

    #[test]
    fn a_short_list_is_one_page() {
        let pieces = cut(10, Front::First).pieces();
        assert_eq!(pieces.len(), 1);
        assert!(pieces[0].cut.is_none());
        assert_eq!(pieces[0].places, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn no_page_of_a_long_list_has_more_than_it_has_room_for_and_nothing_is_lost() {
        for front in [Front::First, Front::OfEach] {
            let cut = cut(95, front);
            let pieces = cut.pieces();
            let paths: Vec<String> = pieces.iter().map(|piece| piece.path.clone()).collect();
            assert_eq!(paths, cut.paths());
            assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len());
            assert_eq!(paths[1], "all/x-a.html");
            assert_eq!(paths[2], "all/x-a__2.html");
            assert!(pieces.iter().all(|piece| piece.places.len() <= 10));
            let mut found: Vec<usize> = pieces.iter().flat_map(|one| one.places.clone()).collect();
            found.sort_unstable();
            found.dedup();
            assert_eq!(found, (0..95).collect::<Vec<_>>());
            for (place, path) in cut.found_at().iter().enumerate() {
                let page = pieces.iter().find(|piece| piece.path == *path).unwrap();
                assert!(page.places.contains(&place));
            }
        }
    }

    #[test]
    fn a_heading_that_is_whole_on_the_front_page_needs_no_page() {
        let limit = Limit {
            most: 10,
            front: Front::OfEach,
        };
        let items = (0..30).map(|place| (place > 1, if place > 1 { "B" } else { "A" }.to_owned()));
        let cut = Cut::new("all/x.html", limit, items);
        assert_eq!(
            cut.paths(),
            [
                "all/x.html",
                "all/x-b.html",
                "all/x-b__2.html",
                "all/x-b__3.html"
            ]
        );
        let front = &cut.pieces()[0];
        assert_eq!(front.places, (0..10).collect::<Vec<_>>());
        let headings = &front.cut.as_ref().unwrap().headings;
        assert_eq!(headings[0].url, "all/x.html");
        assert!(headings[0].is_here && !headings[1].is_here);
    }

    #[test]
    fn many_headings_are_put_together() {
        let limit = Limit {
            most: 10,
            front: Front::OfEach,
        };
        let items = (0..500).map(|place| (place, format!("{place}")));
        let pieces = Cut::new("all/x.html", limit, items).pieces();
        let headings = &pieces[0].cut.as_ref().unwrap().headings;
        assert!(headings.len() <= HEADINGS);
        assert_eq!(headings[0].title, "0–12");
    }
}
