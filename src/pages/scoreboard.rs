//! What is measured and what is done about it: measures with before, now and target, actions with their owners and days, what was promised on leads
//! and what came of it.

use super::owners;
use super::report_words::ReportWords;
use crate::model::content::Content;
use crate::model::qualification::Qualification;
use crate::model::value::Text;
use crate::score::{FeedbackSums, feedback_sums, share};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::filter::{Marks, facets};
use crate::site::links::{EntryLinks, url};
use crate::site::plans::{
    Measured, Task, TaskCounts, TaskRow, TaskState, counts, measures, part, place_of_group,
    task_row, tasks,
};
use crate::site::{Day, EntryCard, PagePlace, PageView, Sentence, Viewer, across};
use crate::view::{Fields, Shared, view};

view! {
    /// The scoreboard.
    pub(crate) struct Scoreboard<'a> {
        /// Plan, do, check and act, each with what stands there.
        columns: Vec<CycleColumn>,
        /// The measures, by what they tell of.
        groups: Vec<MeasuresOf<'a>>,
        /// The actions, what is overdue first.
        tasks: Vec<TaskRow<'a>>,
        /// How many actions are open, overdue and done.
        counts: TaskCounts,
        /// What was promised on leads, and what came of it.
        promises: Vec<Promise>,
        /// Everybody who has something to look after.
        owners: Vec<owners::OwnerLink>,
        /// What the actions can be filtered by.
        facets: Vec<&'static str>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// One of plan, do, check and act.
    pub(crate) struct CycleColumn {
        /// Which one: `plan`, `do`, `check` or `act`.
        name: &'static str,
        /// The first few that stand there.
        items: Vec<ColumnItem>,
        /// How many more there are.
        more: usize,
    }
}

view! {
    /// Something in a column.
    pub(crate) struct ColumnItem {
        /// What it is.
        what: Sentence,
        /// Whose it is.
        owner: Option<String>,
        /// The day by which it is wanted.
        day: Option<Day>,
        /// Its place from the root of the site.
        url: String,
    }
}

view! {
    /// The measures that tell of one thing.
    pub(crate) struct MeasuresOf<'a> {
        /// What they tell of, in a word; nothing for those of which nobody said it.
        word: Option<&'a str>,
        /// The measures.
        rows: Vec<MeasureRow>,
    }
}

view! {
    /// A measure.
    pub(crate) struct MeasureRow {
        /// Its fields.
        measure: Fields,
        /// Where it stands.
        places: Vec<PlaceOfMeasure>,
        /// Whether the target is reached; nothing where it cannot be told.
        reached: Option<bool>,
        /// Whether its day has passed without that.
        missed: bool,
    }
}

view! {
    /// Where a measure stands.
    pub(crate) struct PlaceOfMeasure {
        /// Whose measure it is.
        card: Shared<EntryCard>,
        /// What leads to its place, behind the address of the entry.
        part: String,
        /// The stage of a journey that it is about.
        stage: Option<String>,
    }
}

view! {
    /// What marketing and sales promised each other, and what came of it.
    pub(crate) struct Promise {
        /// The qualification.
        card: Shared<EntryCard>,
        /// How soon sales answers, as promised.
        respond_within: Option<Sentence>,
        /// How soon marketing hears what came of it, as promised.
        feedback_within: Option<Sentence>,
        /// How many leads a month were promised.
        leads_per_month: Option<f64>,
        /// How many leads were handed over, as sales answered them.
        leads: Option<usize>,
        /// How many of those whose time is known were answered in time, of how many, in words.
        kept: Option<String>,
        /// That share, 0 to 100.
        kept_share: Option<f64>,
        /// The days that the one in the middle waited, in words.
        median: Option<String>,
    }
}

/// How many measures, actions and owners a page has room for: a kilobyte each at most.
const LIMIT: Limit = Limit {
    most: 150,
    front: Front::OfEach,
};

/// How many of each column are shown.
const IN_COLUMN: usize = 6;

/// The path of the page.
pub(crate) const PATH: &str = owners::SCOREBOARD;

/// What the page lists: measures, then tasks, then owners.
struct Listed<'a> {
    measures: Vec<Measured<'a>>,
    tasks: Vec<Task<'a>>,
    owners: Vec<owners::OwnerLink>,
}

impl<'a> Listed<'a> {
    fn of(viewer: &Viewer<'a>) -> Self {
        Self {
            measures: measures(viewer),
            tasks: tasks(viewer),
            owners: owners::links(viewer),
        }
    }

    fn cut(&self, viewer: &Viewer<'_>) -> Cut {
        let words = &viewer.words;
        let measures = self.measures.iter().map(|_| (0, "scoreboard_measures"));
        let tasks = self.tasks.iter().map(|_| (1, "scoreboard_tasks"));
        let owners = self.owners.iter().map(|_| (2, "scoreboard_owners"));
        let headings = measures.chain(tasks).chain(owners);
        let headings = headings.map(|(place, key)| (place, words.get(key).to_owned()));
        Cut::new(PATH, LIMIT, headings)
    }
}

/// Whether anything is measured or done, or anybody looks after anything.
pub(crate) fn exists(viewer: &Viewer<'_>) -> bool {
    // Most books answer by their first entry, and do not make the lists below.
    let mut entries = viewer.catalog.current();
    entries.any(|entry| entry.header.owner.is_some())
        || !tasks(viewer).is_empty()
        || !measures(viewer).is_empty()
        || !owners::links(viewer).is_empty()
        || !promises(viewer).is_empty()
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    Listed::of(viewer).cut(viewer).paths()
}

/// The pages. All but the lists stands on the front page.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let listed = Listed::of(viewer);
    let pieces = listed.cut(viewer).pieces().into_iter();
    let pages = pieces.map(|piece| page(viewer, place, &listed, piece));
    pages.collect()
}

fn page(viewer: &Viewer<'_>, place: PagePlace, listed: &Listed<'_>, piece: Piece) -> PageView {
    let urls = owners::urls(viewer);
    let count = listed.measures.len();
    let mut groups: Vec<MeasuresOf<'_>> = Vec::new();
    let mut last = None;
    let (measured, others): (Vec<usize>, Vec<usize>) =
        piece.places.iter().partition(|place| **place < count);
    let (tasks, looking_after): (Vec<usize>, Vec<usize>) = others
        .into_iter()
        .map(|place| place - count)
        .partition(|place| *place < listed.tasks.len());
    for one in measured.into_iter().map(|place| &listed.measures[place]) {
        let group = place_of_group(one.measure);
        if last != Some(group) {
            last = Some(group);
            let word = one.measure.group;
            groups.push(MeasuresOf {
                word: word.map(|group| viewer.words.choice("measure-group", group.as_str())),
                rows: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(measure_row(viewer, one));
        }
    }
    let tasks = tasks.into_iter().map(|place| &listed.tasks[place]);
    let looking_after = looking_after.into_iter();
    let looking_after =
        looking_after.filter_map(|place| listed.owners.get(place - listed.tasks.len()));
    let tasks: Vec<&Task<'_>> = tasks.collect();
    let marks = tasks.iter().map(|task| {
        let owner = task.owner.map(str::to_owned);
        Marks::from([("owner", owner.into_iter().collect())])
    });
    let facets = facets(&["owner"], &marks.collect::<Vec<_>>());
    let rows = tasks.into_iter().map(|task| TaskRow {
        owner_url: task.owner.and_then(|owner| urls.get(owner).cloned()),
        ..task_row(viewer, task)
    });
    let is_front = piece.is_front();
    let head = across(viewer, place).of_piece(&piece);
    let board = Scoreboard {
        columns: if is_front {
            columns(viewer, listed)
        } else {
            Vec::new()
        },
        groups,
        tasks: rows.collect(),
        counts: counts(listed.tasks.iter()),
        promises: if is_front {
            promises(viewer)
        } else {
            Vec::new()
        },
        owners: looking_after.cloned().collect(),
        facets,
        cut: piece.cut,
    };
    head.page(board)
}

fn measure_row(viewer: &Viewer<'_>, one: &Measured<'_>) -> MeasureRow {
    let entry = one.entry;
    let also = one.also.iter();
    let also = also.map(|(entry, stage)| (*entry, stage.as_ref()));
    let places = std::iter::once((entry, one.stage.as_ref())).chain(also);
    MeasureRow {
        measure: EntryLinks { viewer, entry }.value(&one.measure.node()),
        places: places
            .map(|(entry, stage)| PlaceOfMeasure {
                card: viewer.card_of(entry),
                part: part(stage),
                stage: stage.map(|stage| stage.name.to_owned()),
            })
            .collect(),
        reached: one.is_reached(),
        missed: one.is_missed(viewer.today),
    }
}

/// What nobody began, what somebody is at, which targets are still to be reached, and what did not go as planned.
fn columns(viewer: &Viewer<'_>, listed: &Listed<'_>) -> Vec<CycleColumn> {
    let of_state = |state: TaskState| {
        let tasks = listed.tasks.iter().filter(move |task| task.state == state);
        tasks.map(|task| {
            let entry = task.entry;
            ColumnItem {
                what: EntryLinks { viewer, entry }.text(task.what),
                owner: task.owner.map(str::to_owned),
                day: task.due.map(|day| viewer.day(day)),
                url: url(&entry.key) + &part(task.stage.as_ref()),
            }
        })
    };
    let of_measures = |is_missed: bool| {
        let open = listed.measures.iter().filter(move |one| {
            one.is_reached() == Some(false) && one.is_missed(viewer.today) == is_missed
        });
        open.map(|one| ColumnItem {
            what: EntryLinks {
                viewer,
                entry: one.entry,
            }
            .text(&Text(one.measure.name.clone())),
            owner: one.entry.header.owner.clone(),
            day: one.measure.date.map(|day| viewer.day(day)),
            url: url(&one.entry.key) + &part(one.stage.as_ref()),
        })
    };
    let late = of_state(TaskState::Overdue).chain(of_measures(true));
    let columns: [(&'static str, Vec<ColumnItem>); 4] = [
        ("plan", of_state(TaskState::Planned).collect()),
        ("do", of_state(TaskState::Doing).collect()),
        ("check", of_measures(false).collect()),
        ("act", late.collect()),
    ];
    if columns.iter().all(|(_, items)| items.is_empty()) {
        return Vec::new();
    }
    let columns = columns.into_iter().map(|(name, mut items)| {
        let more = items.len().saturating_sub(IN_COLUMN);
        items.truncate(IN_COLUMN);
        CycleColumn { name, items, more }
    });
    columns.collect()
}

/// Of each qualification with promises, what came of them as far as its feedback tells.
fn promises(viewer: &Viewer<'_>) -> Vec<Promise> {
    let say = ReportWords(&viewer.words);
    let qualifications = viewer.catalog.all::<Qualification>();
    let promises = qualifications.filter_map(|(entry, qualification)| {
        let sla = qualification.handover.as_ref()?.sla.as_ref()?;
        let links = EntryLinks { viewer, entry };
        let text = |text: &Option<Text>| text.as_ref().map(|text| links.text(text));
        let feedback = viewer.catalog.feedback_of(entry);
        let sums = feedback.map(|feedback| feedback_sums(qualification, feedback));
        let promised = sla.respond_within.as_ref().map(Text::plain);
        let most = promised.and_then(|promised| viewer.words.days(&promised));
        let most = most.map(|(_, most)| most).filter(|most| most.is_finite());
        let kept = sums.as_ref().zip(most).and_then(|(sums, most)| {
            let n = sums.waited.len();
            (n > 0).then(|| (sums.within(most), n))
        });
        let median = sums.as_ref().and_then(FeedbackSums::median);
        Some(Promise {
            card: viewer.card_of(entry),
            respond_within: text(&sla.respond_within),
            feedback_within: text(&sla.feedback_within),
            leads_per_month: sla.leads_per_month.as_ref().map(|amount| amount.0),
            leads: sums.as_ref().map(|sums| sums.leads),
            kept: kept.map(|(within, n)| {
                let percent = say.percent(share(within, n));
                let (within, n) = (say.rows(within), say.rows(n));
                let parts = [("within", &*within), ("rows", &*n), ("share", &*percent)];
                say.filled("scoreboard_kept", &parts)
            }),
            kept_share: kept.map(|(within, n)| 100.0 * share(within, n)),
            median: median.map(|median| viewer.words.number(median, 1)),
        })
    });
    promises.collect()
}
