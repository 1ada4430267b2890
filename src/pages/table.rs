//! The table of pages: each page, or kind of page, is a row. What the menu and the links at the foot lead to, what a build
//! will write, what `serve` finds, which template draws a page and what `docs/templates.md` says of it follow from it.
//!
//! A page is made when it is drawn: so all cores make pages, a large book never has the values of all its pages in
//! memory at once, and one page can be made without the others.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::competitor::CompetitorComputed;
use super::entry::{self, AnyEntryPage, EntryPage};
use super::learn::{first_path, flash_cards, quiz, tour};
use super::paper::{PersonaSheets, PersonaSlides, best_deals, buying_interview, feedback};
use super::persona::PersonaComputed;
use super::qualification::QualificationComputed;
#[cfg(test)]
use super::report;
use super::sheets::{self, SheetOfEntry};
use super::{
    Made, a_z, briefing, changes, compare, evidence, graph_data, health, health_badge, health_data,
    home, kind_index, lead_sheet, learn, llms, method, not_found, objections, opportunities,
    owners, paper, picture_card, quotes, relations, say, scoreboard, scorecard_rules, search, tags,
};
use crate::model::persona::Persona;
use crate::model::{Data, Entry, Kind, MenuGroup, Part};
use crate::site::links::{EntryLinks, url};
use crate::site::{NoParts, PagePlace, PageView, READABLE, Viewer, documents, pictures};
#[cfg(test)]
use crate::view::Shape;
use crate::view::View;

/// A page, or a kind of page.
pub(super) struct Row {
    /// Its name: the class of its body, and where its words begin (`<name>_title`, `<name>_about`).
    pub(super) name: &'static str,
    /// Where the menu leads to it; nowhere for pages that others lead to.
    pub(super) menu: Option<MenuGroup>,
    /// The parts that it is in: a book that leaves one of them out has not this page.
    parts: &'static [Part],
    /// The name of its icon, which `static/marks.css` draws.
    icon: &'static str,
    /// What draws it.
    pub(super) template: Template,
    /// Whether it is a sheet of the whole book on paper.
    is_sheet: bool,
    what: What,
}

/// What draws a page.
pub(super) enum Template {
    /// A file of `templates/`, and what it sees.
    File {
        file: &'static str,
        #[cfg(test)]
        sees: fn() -> Shape,
    },
    /// A file that sees something else at each of several stops.
    FileByStop {
        file: &'static str,
        #[cfg(test)]
        sees: fn() -> Vec<(&'static str, Shape)>,
    },
    /// The file that is named after the kind of the entry.
    OfKind,
}

/// A template with what it sees.
#[cfg(test)]
pub(super) struct Drawn {
    /// The file in `templates/`.
    pub(super) template: String,
    /// Where it sees this, if it does not see it everywhere.
    pub(super) stop: Option<&'static str>,
    /// What is in `page`, besides what every page says of itself.
    pub(super) sees: Shape,
}

enum What {
    /// The book has it once.
    Single {
        path: &'static str,
        exists: fn(&Viewer<'_>) -> bool,
        make: fn(&Viewer<'_>, PagePlace) -> PageView,
    },
    /// The book has it once, and where it lists more than a page has room for, on several pages: see `site/cut.rs`.
    Long {
        path: &'static str,
        exists: fn(&Viewer<'_>) -> bool,
        pages: Pages,
    },
    /// The book has several, which follow from its content.
    Several {
        paths: fn(&Viewer<'_>) -> Vec<String>,
        make: fn(&Viewer<'_>) -> Vec<PageView>,
    },
    /// One for each kind that has it, or several where it lists more than a page has room for.
    Kind {
        exists: fn(&Viewer<'_>, Kind) -> bool,
        paths: fn(&Viewer<'_>, Kind) -> Vec<String>,
        make: fn(&Viewer<'_>, Kind) -> Vec<PageView>,
    },
    /// One for each entry that has it.
    Entry {
        path: fn(&Viewer<'_>, &Entry) -> Option<String>,
        make: fn(&OneEntry<'_>) -> Option<PageView>,
    },
}

/// Files that are no pages.
struct FilesRow {
    /// The part that they are in.
    part: Option<Part>,
    files: Files,
}

/// Pictures, and scripts with data.
enum Files {
    /// The book has them.
    OfBook {
        paths: fn(&Viewer<'_>) -> Vec<String>,
        make: fn(&Viewer<'_>) -> Vec<File>,
    },
    /// They lie in the content and are copied: each address, and the path in the content.
    Copied {
        paths: fn(&Viewer<'_>) -> BTreeMap<String, String>,
    },
    /// An entry has them.
    OfEntry {
        paths: fn(&Viewer<'_>, &Entry) -> Vec<String>,
        make: fn(&OneEntry<'_>) -> Vec<File>,
    },
}

/// A path on the site, and the bytes.
type File = (String, Vec<u8>);

/// An entry whose pages are made; what they have in common is made once.
pub(super) struct OneEntry<'a> {
    links: EntryLinks<'a>,
    on_paper: OnceCell<AnyEntryPage>,
    /// Whether its own page is for paper too, where no term is explained.
    is_for_paper: bool,
}

impl OneEntry<'_> {
    /// What pages on paper show of it.
    fn on_paper(&self) -> &AnyEntryPage {
        self.on_paper
            .get_or_init(|| AnyEntryPage::on_paper(&self.links))
    }

    fn persona(&self) -> Option<&Persona> {
        match &self.links.entry.data {
            Data::Persona(persona) => Some(persona),
            _ => None,
        }
    }
}

use MenuGroup::{Background, Editors, Paper, Wants, Work};

/// Every page. What takes longest stands first, so that no core waits for another at the end; pages that the menu leads to
/// stand in the order of the menu.
pub(super) const PAGES: &[Row] = &[
    long(
        "everything",
        "paper/everything.html",
        template::<paper::Everything<'_>>("everything.html"),
        Pages {
            paths: paper::everything_paths,
            make: paper::everything,
        },
    )
    .part_of(&[Part::Paper])
    .menu(Paper)
    .only_if(|viewer| viewer.catalog.len() <= READABLE),
    long(
        "say",
        "all/say.html",
        template::<say::Say>("say.html"),
        Pages {
            paths: say::paths,
            make: say::pages,
        },
    )
    .part_of(&[Part::Say])
    .icon("speech-bubble")
    .menu(Work),
    long(
        "objections",
        objections::PATH,
        template::<objections::Objections>("objections.html"),
        Pages {
            paths: objections::paths,
            make: objections::pages,
        },
    )
    .part_of(&[Part::Say])
    .icon("shield")
    .menu(Work)
    .only_if(objections::exists),
    long(
        "quotes",
        quotes::PATH,
        template::<quotes::Quotes<'_>>("quotes.html"),
        Pages {
            paths: quotes::paths,
            make: quotes::pages,
        },
    )
    .part_of(&[Part::Quotes])
    .icon("quotation")
    .menu(Background)
    .only_if(quotes::exists),
    long(
        "scoreboard",
        scoreboard::PATH,
        template::<scoreboard::Scoreboard<'_>>("scoreboard.html"),
        Pages {
            paths: scoreboard::paths,
            make: scoreboard::pages,
        },
    )
    .part_of(&[Part::Scoreboard])
    .icon("gauge")
    .menu(Editors)
    .only_if(scoreboard::exists),
    Row {
        name: "owner",
        menu: None,
        parts: &[Part::Scoreboard],
        icon: "gauge",
        template: template::<owners::OwnerPage>("owner.html"),
        is_sheet: false,
        what: What::Several {
            paths: owners::paths,
            make: owners::pages,
        },
    },
    long(
        "opportunities",
        "all/opportunities.html",
        template::<opportunities::Opportunities>("opportunities.html"),
        Pages {
            paths: opportunities::paths,
            make: opportunities::pages,
        },
    )
    .part_of(&[Part::Opportunities])
    .icon("light-bulb")
    .menu(Wants),
    long(
        "health",
        "all/health.html",
        template::<health::Health<'_>>("health.html"),
        Pages {
            paths: health::paths,
            make: health::pages,
        },
    )
    .part_of(&[Part::Health])
    .icon("heart")
    .menu(Editors),
    once(
        "method",
        method::INDEX,
        template::<method::Method<'_>>("method.html"),
        method::index,
    )
    .part_of(&[Part::Method])
    .icon("checklist")
    .menu(Editors),
    once(
        "changes",
        changes::PATH,
        template::<changes::ChangesOfBook<'_>>("changes.html"),
        changes::page,
    )
    .icon("written-page")
    .menu(Background)
    .only_if(changes::is_asked_for),
    long(
        "relations",
        "all/relations.html",
        template::<relations::Relations<'_>>("relations.html"),
        Pages {
            paths: relations::paths,
            make: relations::pages,
        },
    )
    .part_of(&[Part::Relations])
    .icon("network")
    .menu(Editors),
    long(
        "tags",
        tags::PATH,
        template::<tags::Tags>("tags.html"),
        Pages {
            paths: tags::paths,
            make: tags::pages,
        },
    )
    .part_of(&[Part::Tags])
    .icon("tag"),
    long(
        "a-z",
        "all/a-z.html",
        template::<a_z::AToZ>("a-z.html"),
        Pages {
            paths: a_z::paths,
            make: a_z::pages,
        },
    )
    .icon("letters")
    .menu(Background),
    long(
        "deck",
        "paper/cards.html",
        template::<paper::Deck<'_>>("card-deck.html"),
        Pages {
            paths: paper::deck_paths,
            make: paper::deck,
        },
    )
    .part_of(&[Part::Paper])
    .icon("cards")
    .menu(Work)
    .only_if(|viewer| {
        let mut personas = viewer.catalog.of_kind(Kind::Persona);
        personas.any(|persona| !persona.is_only_a_name())
    }),
    row(
        "compare",
        template::<compare::Comparison>("compare.html"),
        What::Kind {
            exists: compare::is_compared,
            paths: |_, kind| vec![compare::url(kind)],
            make: |viewer, kind| vec![compare::page(viewer, kind)],
        },
    )
    .part_of(&[Part::Compare]),
    row(
        "kind",
        template::<kind_index::KindIndex<'_>>("kind.html"),
        What::Kind {
            exists: |viewer, kind| kind != Kind::Term && kind_index::exists(viewer, kind),
            paths: kind_index::paths,
            make: kind_index::pages,
        },
    ),
    row(
        "glossary",
        template::<kind_index::KindIndex<'_>>("glossary.html"),
        What::Kind {
            exists: |viewer, kind| kind == Kind::Term && kind_index::exists(viewer, kind),
            paths: kind_index::paths,
            make: kind_index::pages,
        },
    ),
    once(
        "home",
        "index.html",
        template::<home::Home>("home.html"),
        home::page,
    ),
    once(
        "404",
        "404.html",
        template::<NoParts>("404.html"),
        not_found::page,
    ),
    Row {
        name: "tour",
        menu: None,
        parts: &[Part::Learn],
        icon: "compass",
        template: Template::FileByStop {
            file: "tour.html",
            #[cfg(test)]
            sees: tour::shapes,
        },
        is_sheet: false,
        what: What::Several {
            paths: tour::urls,
            make: tour::pages,
        },
    },
    Row {
        name: "cited",
        menu: None,
        parts: &[],
        icon: DOCUMENT,
        template: template::<evidence::Cited>("cited.html"),
        is_sheet: false,
        what: What::Several {
            paths: evidence::paths,
            make: evidence::pages,
        },
    },
    once(
        "quiz",
        quiz::URL,
        template::<quiz::Quiz>("quiz.html"),
        quiz::of_the_book,
    )
    .part_of(&[Part::Learn])
    .icon("question-mark")
    .only_if(learn::asks),
    once(
        "cards",
        flash_cards::URL,
        template::<flash_cards::FlashCards>("flash-cards.html"),
        flash_cards::page,
    )
    .part_of(&[Part::Learn])
    .icon("cards")
    .only_if(learn::asks),
    once(
        "flash-paper",
        flash_cards::ON_PAPER,
        template::<flash_cards::FlashPaper>("flash-paper.html"),
        flash_cards::paper,
    )
    .part_of(&[Part::Paper, Part::Learn])
    .only_if(learn::asks),
    once(
        "first-path",
        first_path::URL,
        template::<first_path::FirstPath<'_>>("first-path.html"),
        first_path::page,
    )
    .part_of(&[Part::Learn])
    .only_if(first_path::exists),
    of_entry(
        "persona-paper",
        template::<(OnPaper<'_>, PersonaSheets<'_>)>("persona-paper.html"),
        |_, entry| sheets::paper_path(entry),
        |one| paper::sheets(&one.links, one.persona()?, one.on_paper()),
    )
    .part_of(&[Part::Paper])
    .sheet(),
    of_entry(
        "persona-slides",
        template::<(OnPaper<'_>, PersonaSlides<'_>)>("persona-slides.html"),
        |_, entry| paper::slides_path(entry),
        |one| paper::slides(&one.links, one.persona()?, one.on_paper()),
    )
    .part_of(&[Part::Paper]),
    of_entry(
        "sheet-deals",
        template::<(SheetOfEntry, best_deals::BestDeals<'_>)>("sheet-deals.html"),
        |_, entry| sheets::path(entry, "deals"),
        |one| best_deals::page(&one.links, one.links.entry.as_kind()?),
    )
    .part_of(&[Part::Paper])
    .sheet(),
    of_entry(
        "sheet-buying",
        template::<(SheetOfEntry, buying_interview::BuyingInterview<'_>)>("sheet-buying.html"),
        |_, entry| sheets::path(entry, "buying"),
        |one| buying_interview::page(&one.links, one.links.entry.as_kind()?),
    )
    .part_of(&[Part::Paper])
    .sheet(),
    of_entry(
        "sheet-feedback",
        template::<(SheetOfEntry, feedback::Feedback)>("sheet-feedback.html"),
        |_, entry| sheets::path(entry, "feedback"),
        |one| feedback::page(&one.links, one.links.entry.as_kind()?),
    )
    .part_of(&[Part::Paper])
    .sheet(),
    of_entry(
        "quiz-of-path",
        template::<quiz::Quiz>("quiz.html"),
        |_, entry| (entry.key.kind == Kind::Path).then(|| quiz::url(entry)),
        |one| match &one.links.entry.data {
            Data::Path(path) => Some(quiz::of_path(one.links.viewer, one.links.entry, path)),
            _ => None,
        },
    )
    .part_of(&[Part::Learn]),
    of_entry(
        "sheet",
        template::<EntryPage<QualificationComputed<'_>>>("sheet.html"),
        |_, entry| has_framework(entry).then(|| lead_sheet::path(entry)),
        |one| has_framework(one.links.entry).then(|| lead_sheet::page(&one.links, one.on_paper())),
    )
    .part_of(&[Part::Paper])
    .sheet(),
    of_entry(
        "battle-card",
        template::<(EntryPage<CompetitorComputed>, paper::BattleCard<'_>)>("battle-card.html"),
        |_, entry| paper::battle_card_path(entry),
        |one| match &one.links.entry.data {
            Data::Competitor(competitor) => {
                Some(paper::battle_card(&one.links, competitor, one.on_paper()))
            }
            _ => None,
        },
    )
    .part_of(&[Part::Paper])
    .sheet(),
    of_entry(
        "method-entry",
        template::<method::MethodOfEntry<'_>>("method-entry.html"),
        sheets::method_path,
        |one| method::of_entry(one.links.viewer, one.links.entry),
    )
    .part_of(&[Part::Method]),
    of_entry(
        "entry",
        Template::OfKind,
        |_, entry| Some(url(&entry.key)),
        |one| {
            let own = match one.is_for_paper {
                true => one.on_paper().clone(),
                false => entry::own_values(&one.links, one.on_paper.get().cloned()),
            };
            Some(entry::page(&one.links, own))
        },
    )
    .sheet(),
];

/// Every file that is no page.
const FILES: &[FilesRow] = &[
    FilesRow {
        part: None,
        files: Files::OfBook {
            paths: |_| vec![search::PATH.to_owned(), search::TEXTS.to_owned()],
            make: |viewer| {
                vec![
                    (search::PATH.to_owned(), search::script(viewer).into()),
                    (search::TEXTS.to_owned(), search::texts(viewer).into()),
                ]
            },
        },
    },
    FilesRow {
        part: Some(Part::Health),
        files: Files::OfBook {
            paths: |_| vec![health_data::PATH.to_owned()],
            make: |viewer| vec![(health_data::PATH.to_owned(), health_data::json(viewer))],
        },
    },
    FilesRow {
        part: Some(Part::Health),
        files: Files::OfBook {
            paths: |_| vec![health_badge::PATH.to_owned()],
            make: |viewer| vec![(health_badge::PATH.to_owned(), health_badge::svg(viewer))],
        },
    },
    FilesRow {
        part: Some(Part::Data),
        files: Files::OfBook {
            paths: |_| vec![graph_data::PATH.to_owned()],
            make: |viewer| vec![(graph_data::PATH.to_owned(), graph_data::json(viewer))],
        },
    },
    FilesRow {
        part: Some(Part::Data),
        files: Files::OfBook {
            paths: |_| vec![llms::PATH.to_owned()],
            make: |viewer| vec![(llms::PATH.to_owned(), llms::text(viewer))],
        },
    },
    FilesRow {
        part: Some(Part::Data),
        files: Files::OfEntry {
            paths: |_, entry| vec![briefing::path(&entry.key)],
            make: |one| {
                let text = briefing::of_entry(&one.links);
                vec![(briefing::path(&one.links.entry.key), text.into_bytes())]
            },
        },
    },
    FilesRow {
        part: None,
        files: Files::OfBook {
            paths: changes::paths,
            make: changes::files,
        },
    },
    FilesRow {
        part: None,
        files: Files::OfBook {
            paths: |viewer| pictures::images(viewer).map(|(path, _)| path).collect(),
            make: |viewer| {
                // Those that several entries show are made once.
                let images: BTreeMap<String, &[u8]> = pictures::images(viewer).collect();
                let images = images.into_iter();
                images.map(|(path, bytes)| (path, bytes.to_vec())).collect()
            },
        },
    },
    FilesRow {
        part: None,
        files: Files::Copied {
            paths: |viewer| documents::documents(viewer.catalog).collect(),
        },
    },
    FilesRow {
        part: None,
        files: Files::OfEntry {
            paths: |viewer, entry| match &entry.data {
                Data::Persona(persona) => picture_card::paths(viewer, entry, persona),
                _ => Vec::new(),
            },
            make: |one| match &one.links.entry.data {
                Data::Persona(persona) => {
                    let EntryLinks { viewer, entry } = one.links;
                    picture_card::files(viewer, entry, persona)
                        .into_iter()
                        .collect()
                }
                _ => Vec::new(),
            },
        },
    },
    FilesRow {
        part: None,
        files: Files::OfEntry {
            paths: |_, entry| match &entry.data {
                Data::Icp(icp) => scorecard_rules::path(entry, icp).into_iter().collect(),
                _ => Vec::new(),
            },
            make: |one| match &one.links.entry.data {
                Data::Icp(icp) => scorecard_rules::script(&one.links, icp)
                    .into_iter()
                    .collect(),
                _ => Vec::new(),
            },
        },
    },
];

/// The icon of what has none of its own.
const DOCUMENT: &str = "document";

/// The icon of a kind or of a page, by its name.
pub(super) fn icon(name: &str) -> &'static str {
    let kind = Kind::from_name(name).map(|kind| kind.about().icon);
    let page = || PAGES.iter().find(|row| row.name == name);
    // A place on the page of a profile, and no page.
    let calculator = || (name == "fit").then_some("gauge");
    kind.or_else(|| page().map(|row| row.icon))
        .or_else(calculator)
        .unwrap_or(DOCUMENT)
}

/// What every page of a persona for paper sees.
type OnPaper<'a> = EntryPage<PersonaComputed<'a>>;

const fn template<T: View>(file: &'static str) -> Template {
    Template::File {
        file,
        #[cfg(test)]
        sees: T::shape,
    }
}

const fn once(
    name: &'static str,
    path: &'static str,
    template: Template,
    make: fn(&Viewer<'_>, PagePlace) -> PageView,
) -> Row {
    let exists = always;
    row(name, template, What::Single { path, exists, make })
}

/// A list on several pages: where they are found, and what makes them.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    paths: fn(&Viewer<'_>) -> Vec<String>,
    make: fn(&Viewer<'_>, PagePlace) -> Vec<PageView>,
}

const fn long(name: &'static str, path: &'static str, template: Template, pages: Pages) -> Row {
    let exists = always;
    let what = What::Long {
        path,
        exists,
        pages,
    };
    row(name, template, what)
}

/// A row of which nothing more is said yet.
const fn row(name: &'static str, template: Template, what: What) -> Row {
    Row {
        name,
        menu: None,
        parts: &[],
        icon: DOCUMENT,
        template,
        is_sheet: false,
        what,
    }
}

const fn of_entry(
    name: &'static str,
    template: Template,
    path: fn(&Viewer<'_>, &Entry) -> Option<String>,
    make: fn(&OneEntry<'_>) -> Option<PageView>,
) -> Row {
    row(name, template, What::Entry { path, make })
}

fn always(_: &Viewer<'_>) -> bool {
    true
}

/// Whether an entry is a qualification with questions to ask.
fn has_framework(entry: &Entry) -> bool {
    match &entry.data {
        Data::Qualification(qualification) => !qualification.framework.is_empty(),
        _ => false,
    }
}

impl Template {
    /// The file that draws a page of this name.
    fn file(&self, page: &PageView) -> String {
        match self {
            Self::File { file, .. } | Self::FileByStop { file, .. } => (*file).to_owned(),
            Self::OfKind => of_name(&page.name),
        }
    }

    /// The files, each with what it sees.
    #[cfg(test)]
    pub(super) fn drawn(&self) -> Vec<Drawn> {
        let drawn = |template: String, stop, sees| Drawn {
            template,
            stop,
            sees,
        };
        match self {
            Self::File { file, sees } => vec![drawn((*file).to_owned(), None, sees())],
            Self::FileByStop { file, sees } => {
                let stops = sees().into_iter();
                stops
                    .map(|(stop, sees)| drawn((*file).to_owned(), Some(stop), sees))
                    .collect()
            }
            Self::OfKind => Kind::ALL
                .iter()
                .map(|kind| drawn(of_name(kind.name()), None, entry::shape(*kind)))
                .collect(),
        }
    }
}

/// All templates of pages, also that of reports, which are no pages of a site.
#[cfg(test)]
pub(super) fn all_drawn() -> impl Iterator<Item = Drawn> {
    let report = Drawn {
        template: report::TEMPLATE.to_owned(),
        stop: None,
        sees: report::ReportPage::shape(),
    };
    let pages = PAGES.iter().flat_map(|row| row.template.drawn());
    pages.chain([report])
}

/// The template of the entries of a kind.
fn of_name(kind: &str) -> String {
    format!("{kind}.html")
}

impl Row {
    /// The same page, to which the menu leads.
    const fn menu(self, group: MenuGroup) -> Self {
        let menu = Some(group);
        Self { menu, ..self }
    }

    /// The same page, of books that leave none of these parts out.
    const fn part_of(self, parts: &'static [Part]) -> Self {
        Self { parts, ..self }
    }

    /// The same page, which the whole book on paper has too.
    const fn sheet(self) -> Self {
        let is_sheet = true;
        Self { is_sheet, ..self }
    }

    /// Whether the book leaves it out.
    fn is_left_out(&self, viewer: &Viewer<'_>) -> bool {
        self.parts.iter().any(|part| !viewer.has(*part))
    }

    /// The same page with another icon.
    const fn icon(self, icon: &'static str) -> Self {
        Self { icon, ..self }
    }

    /// The same page, of books of which this holds only.
    const fn only_if(self, exists: fn(&Viewer<'_>) -> bool) -> Self {
        let what = match self.what {
            What::Single { path, make, .. } => What::Single { path, exists, make },
            What::Long { path, pages, .. } => What::Long {
                path,
                exists,
                pages,
            },
            what => what,
        };
        Self { what, ..self }
    }

    /// The address of a page that the book has once; nothing when it has not.
    pub(super) fn path(&self, viewer: &Viewer<'_>) -> Option<&'static str> {
        match &self.what {
            What::Single { path, exists, .. } | What::Long { path, exists, .. }
                if !self.is_left_out(viewer) && exists(viewer) =>
            {
                Some(path)
            }
            _ => None,
        }
    }

    /// Pages with the template that draws them.
    fn all_made(&self, pages: Vec<PageView>) -> Vec<Made> {
        pages.into_iter().map(|page| self.made(page)).collect()
    }

    /// A page with the template that draws it.
    fn made(&self, page: PageView) -> Made {
        let template = self.template.file(&page);
        Made::Page(page, template)
    }
}

/// Something that is made at once: a page, or a few files that belong together.
pub(super) enum PageGroup<'a> {
    /// What the book has once.
    Single {
        row: &'static Row,
        place: PagePlace,
        make: fn(&Viewer<'_>, PagePlace) -> PageView,
    },
    /// What the book has once, on several pages.
    Long {
        row: &'static Row,
        place: PagePlace,
        pages: Pages,
    },
    /// What follows from the content.
    Several {
        row: &'static Row,
        paths: fn(&Viewer<'_>) -> Vec<String>,
        make: fn(&Viewer<'_>) -> Vec<PageView>,
    },
    /// What a kind has.
    Kind {
        row: &'static Row,
        paths: fn(&Viewer<'_>, Kind) -> Vec<String>,
        make: fn(&Viewer<'_>, Kind) -> Vec<PageView>,
        kind: Kind,
    },
    /// Files that are no pages.
    Files {
        paths: fn(&Viewer<'_>) -> Vec<String>,
        make: fn(&Viewer<'_>) -> Vec<File>,
    },
    /// Files of the content that are copied.
    Copied {
        paths: fn(&Viewer<'_>) -> BTreeMap<String, String>,
    },
    /// All that rows say an entry has.
    Entry(&'a Entry),
}

/// Everything that a site consists of, in a fixed order.
pub(super) fn page_groups<'a>(viewer: &Viewer<'a>) -> Vec<PageGroup<'a>> {
    let mut page_groups = Vec::new();
    for row in PAGES.iter().filter(|row| !row.is_left_out(viewer)) {
        let name = row.name;
        match row.what {
            What::Single { path, exists, make } => {
                let place = PagePlace { path, name };
                let page = PageGroup::Single { row, place, make };
                page_groups.extend(exists(viewer).then_some(page));
            }
            What::Long {
                path,
                exists,
                pages,
            } => {
                let place = PagePlace { path, name };
                let list = PageGroup::Long { row, place, pages };
                page_groups.extend(exists(viewer).then_some(list));
            }
            What::Several { paths, make } => {
                page_groups.push(PageGroup::Several { row, paths, make });
            }
            What::Kind {
                exists,
                paths,
                make,
            } => {
                let kinds = Kind::ALL.iter().copied();
                let kinds = kinds.filter(|kind| exists(viewer, *kind));
                page_groups.extend(kinds.map(|kind| PageGroup::Kind {
                    row,
                    paths,
                    make,
                    kind,
                }));
            }
            What::Entry { .. } => {}
        }
    }
    page_groups.extend(files(viewer).filter_map(|files| match *files {
        Files::OfBook { paths, make } => Some(PageGroup::Files { paths, make }),
        Files::Copied { paths } => Some(PageGroup::Copied { paths }),
        Files::OfEntry { .. } => None,
    }));
    page_groups.extend(viewer.catalog.entries().map(PageGroup::Entry));
    page_groups
}

/// The templates that draw nothing but pages that the book leaves out.
pub(super) fn templates_left_out(viewer: &Viewer<'_>) -> BTreeSet<&'static str> {
    let file = |row: &Row| match row.template {
        Template::File { file, .. } | Template::FileByStop { file, .. } => Some(file),
        Template::OfKind => None,
    };
    let (out, there): (Vec<&Row>, Vec<&Row>) =
        PAGES.iter().partition(|row| row.is_left_out(viewer));
    let there: BTreeSet<_> = there.into_iter().filter_map(file).collect();
    let out = out.into_iter().filter_map(file);
    out.filter(|file| !there.contains(file)).collect()
}

/// What is no page, of the parts that the site has.
fn files(viewer: &Viewer<'_>) -> impl Iterator<Item = &'static Files> {
    let rows = FILES.iter();
    let rows = rows.filter(|row| row.part.is_none_or(|part| viewer.has(part)));
    rows.map(|row| &row.files)
}

/// The rows of the sheets that an entry has in the whole book on paper: first its own page, which stands last in the table.
fn sheet_rows(viewer: &Viewer<'_>) -> impl Iterator<Item = &'static Row> {
    let rows = PAGES.iter().filter(|row| !row.is_left_out(viewer));
    let (own, others): (Vec<_>, Vec<_>) = rows
        .filter(|row| row.is_sheet)
        .partition(|row| matches!(row.template, Template::OfKind));
    own.into_iter().chain(others)
}

/// The sheets of an entry in the whole book on paper, still to be drawn.
pub(super) fn sheets_of(viewer: &Viewer<'_>, entry: &Entry) -> Vec<(PageView, String)> {
    let one = OneEntry {
        links: EntryLinks { viewer, entry },
        on_paper: OnceCell::new(),
        is_for_paper: true,
    };
    let sheets = sheet_rows(viewer).filter_map(|row| match row.what {
        What::Entry { make, .. } => {
            let page = make(&one)?;
            let template = row.template.file(&page);
            Some((page, template))
        }
        _ => None,
    });
    sheets.collect()
}

/// On which page of the whole book on paper each sheet of an entry is shown, by the address of the sheet.
pub(super) fn pages_by_sheet(viewer: &Viewer<'_>) -> BTreeMap<String, String> {
    let pages = paper::pages_by_entry(viewer);
    let rows: Vec<&Row> = sheet_rows(viewer).collect();
    let mut places = BTreeMap::new();
    for entry in viewer.catalog.entries() {
        let Some(page) = pages.get(&url(&entry.key)) else {
            continue;
        };
        places.extend(rows.iter().filter_map(|row| match row.what {
            What::Entry { path, .. } => Some((path(viewer, entry)?, page.clone())),
            _ => None,
        }));
    }
    places
}

/// The part that has the file at this path. Whoever asks for one page waits for this: groups that know at once are asked first, and
/// those last that look through the whole book.
pub(super) fn part_of(
    page_groups: &[PageGroup<'_>],
    viewer: &Viewer<'_>,
    path: &str,
) -> Option<usize> {
    let has = |group: &PageGroup<'_>| group.paths(viewer).iter().any(|one| one == path);
    let knows_at_once = |group: &PageGroup<'_>| match group {
        PageGroup::Single { place, .. } | PageGroup::Long { place, .. } => place.path == path,
        // Every file of an entry has its id in its path.
        PageGroup::Entry(entry) => path.contains(&entry.key.id) && has(group),
        _ => false,
    };
    let looks_a_little = |group: &PageGroup<'_>| {
        !matches!(group, PageGroup::Entry(_) | PageGroup::Several { .. }) && has(group)
    };
    let looks_through_all =
        |group: &PageGroup<'_>| matches!(group, PageGroup::Several { .. }) && has(group);
    let position = |is_it: &dyn Fn(&PageGroup<'_>) -> bool| page_groups.iter().position(is_it);
    position(&knows_at_once)
        .or_else(|| position(&looks_a_little))
        .or_else(|| position(&looks_through_all))
}

impl PageGroup<'_> {
    /// Where what [`Self::make`] makes is found.
    pub(super) fn paths(&self, viewer: &Viewer<'_>) -> Vec<String> {
        match self {
            Self::Single { place, .. } => vec![place.path.to_owned()],
            Self::Long { pages, .. } => (pages.paths)(viewer),
            Self::Several { paths, .. } | Self::Files { paths, .. } => paths(viewer),
            Self::Kind { paths, kind, .. } => paths(viewer, *kind),
            Self::Copied { paths } => paths(viewer).into_keys().collect(),
            Self::Entry(entry) => {
                let pages = PAGES.iter().filter(|row| !row.is_left_out(viewer));
                let pages = pages.filter_map(|row| match row.what {
                    What::Entry { path, .. } => path(viewer, entry),
                    _ => None,
                });
                let files = files(viewer).filter_map(|files| match files {
                    Files::OfEntry { paths, .. } => Some(paths(viewer, entry)),
                    Files::OfBook { .. } | Files::Copied { .. } => None,
                });
                pages.chain(files.flatten()).collect()
            }
        }
    }

    pub(super) fn make(&self, viewer: &Viewer<'_>) -> Vec<Made> {
        let file = |(path, bytes)| Made::File(path, bytes);
        match self {
            Self::Single { row, place, make } => vec![row.made(make(viewer, *place))],
            Self::Long { row, place, pages } => row.all_made((pages.make)(viewer, *place)),
            Self::Several { row, make, .. } => row.all_made(make(viewer)),
            Self::Kind {
                row, make, kind, ..
            } => row.all_made(make(viewer, *kind)),
            Self::Files { make, .. } => make(viewer).into_iter().map(file).collect(),
            Self::Copied { paths } => {
                let copied = paths(viewer).into_iter();
                copied.map(|(path, from)| Made::Copy(path, from)).collect()
            }
            Self::Entry(entry) => {
                let one = OneEntry {
                    links: EntryLinks { viewer, entry },
                    on_paper: OnceCell::new(),
                    is_for_paper: false,
                };
                let pages = PAGES.iter().filter(|row| !row.is_left_out(viewer));
                let pages = pages.filter_map(|row| match row.what {
                    What::Entry { make, .. } => Some(row.made(make(&one)?)),
                    _ => None,
                });
                let files = files(viewer).filter_map(|files| match files {
                    Files::OfEntry { make, .. } => Some(make(&one)),
                    Files::OfBook { .. } | Files::Copied { .. } => None,
                });
                pages.chain(files.flatten().map(file)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::doc::Date;
    use crate::language::{Language, Words};
    use crate::load::load;
    use crate::model::history::{History, Past};
    use crate::pages::template_test::{built_in, is_part};
    use crate::progress::nobody;

    #[test]
    fn every_page_has_a_name_of_its_own_and_the_menu_has_words_for_it() {
        let names: BTreeSet<&str> = PAGES.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), PAGES.len());
        for words in Language::all().map(Words::built_in) {
            for row in PAGES.iter().filter(|row| row.menu.is_some()) {
                for part in ["title", "about"] {
                    assert_ne!(words.part(row.name, part), row.name, "{part}");
                }
            }
            for group in MenuGroup::ALL {
                assert_ne!(words.part("nav", group.name()), group.name());
            }
        }
    }

    #[test]
    fn the_icons_that_rows_name_are_those_that_are_drawn() {
        let style_sheet = include_str!("../../static/marks.css");
        let drawn = style_sheet
            .lines()
            .filter_map(|line| line.strip_prefix(".icon-"));
        let drawn: BTreeSet<&str> = drawn
            .filter_map(|rest| rest.split([',', ' ']).next())
            .collect();
        let kinds = Kind::ALL.iter().map(|kind| kind.about().icon);
        let named = PAGES.iter().map(|row| row.icon).chain(kinds);
        assert_eq!(drawn, named.collect());
        // In the menu the class of a kind says its icon, too.
        for kind in Kind::ALL {
            let mut lines = style_sheet.lines();
            let line = format!(".icon-{}, ", kind.about().icon);
            let line = lines.find(|one| one.starts_with(&line)).unwrap();
            let selectors = line.split(" {").next().unwrap();
            let of_kind = format!(".menu .kind-{}", kind.name());
            assert!(selectors.split(", ").any(|one| one == of_kind), "{of_kind}");
        }
    }

    /// The files that rows name.
    fn named() -> BTreeSet<String> {
        all_drawn().map(|drawn| drawn.template).collect()
    }

    #[test]
    fn the_templates_of_the_rows_and_what_they_share_are_the_folder_of_templates() {
        let templates = built_in();
        let pages = templates.keys().filter(|name| !is_part(&templates, name));
        assert_eq!(pages.cloned().collect::<BTreeSet<_>>(), named());
    }

    /// Which rows and which templates the pages of a book come from.
    fn used(folder: &str) -> (BTreeSet<&'static str>, BTreeSet<String>) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut book = load(&root, &nobody).unwrap().book.unwrap();
        // As if it asked for its history.
        book.catalog.past = Past::Known(History::default());
        let pictures = BTreeMap::new();
        let today = Date(jiff::civil::date(2026, 11, 28));
        let viewer = Viewer::new(&book, today, &pictures);
        let (mut rows, mut templates) = (BTreeSet::new(), BTreeSet::new());
        for group in page_groups(&viewer) {
            rows.extend(match group {
                PageGroup::Single { row, .. }
                | PageGroup::Long { row, .. }
                | PageGroup::Several { row, .. }
                | PageGroup::Kind { row, .. } => vec![row.name],
                PageGroup::Files { .. } | PageGroup::Copied { .. } => Vec::new(),
                PageGroup::Entry(entry) => PAGES
                    .iter()
                    .filter(|row| match row.what {
                        What::Entry { path, .. } => path(&viewer, entry).is_some(),
                        _ => false,
                    })
                    .map(|row| row.name)
                    .collect(),
            });
            let mut made_at = BTreeSet::new();
            for made in group.make(&viewer) {
                match made {
                    Made::Page(page, template) => {
                        assert!(made_at.insert(page.path));
                        templates.insert(template);
                    }
                    Made::File(path, _) | Made::Copy(path, _) => assert!(made_at.insert(path)),
                }
            }
            let found_at: BTreeSet<String> = group.paths(&viewer).into_iter().collect();
            assert_eq!(made_at, found_at);
        }
        (rows, templates)
    }

    #[test]
    fn every_row_and_every_template_makes_a_page_of_a_book() {
        // A report is a page of no book.
        let mut of_pages = named();
        of_pages.remove(report::TEMPLATE);
        // Of a source on which more rests than a page has room for; `tests/it/long_lists.rs` makes such a book.
        of_pages.remove("cited.html");
        let (mut rows, mut templates) = (BTreeSet::new(), BTreeSet::new());
        // The first has no path of its own, so that one is made for it; the demo has everything else.
        for folder in ["examples/buurtbakker", "."] {
            let (more_rows, more_templates) = used(folder);
            rows.extend(more_rows);
            templates.extend(more_templates);
        }
        assert_eq!(rows, PAGES.iter().map(|row| row.name).collect());
        assert_eq!(templates, of_pages);
    }
}
