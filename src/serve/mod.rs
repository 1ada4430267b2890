//! The site while you write: builds, answers from memory, watches the book's files, builds again, tells the
//! pages. Must not know the terminal: whoever calls it is told what happens, and prints.

mod changes;
mod connections;
mod desk;
mod listen;
mod names;
mod pages;
mod respond;
mod site;

use std::convert::Infallible;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::build::{Built, Difference};
use crate::diag;
use crate::disk::{self, Folder};
use crate::error::Error;
use crate::load::refuse_no_book;
use crate::session::{Session, Today};

use changes::Changes;
use desk::Desk;
use names::Names;
use pages::Pages;
use respond::Served;
use site::Site;

/// How long an error must last before it is shown: a save that writes in two steps, and a rename that is a
/// deletion and a new file, look like mistakes for a moment.
const BAD_NEWS_WAITS: Duration = Duration::from_millis(150);

/// How often in a row new changes may keep an error back.
const BAD_NEWS_WAITS_AT_MOST: usize = 5;

/// Where to listen and how to watch.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen on; 127.0.0.1 unless somebody knows better.
    pub address: IpAddr,
    /// The port, 0 for any; without one, 4000 or the next that is free.
    pub port: Option<u16>,
    /// The name of this computer, under which others may know it.
    pub computer: Option<String>,
    /// Whether to look at every file twice a second instead of asking the system: for network disks and
    /// containers, whose systems do not tell.
    pub poll: bool,
    /// Lets the pages change the book; the day of a review is told by this. Only where nobody but this computer is answered.
    pub edit: Option<Today>,
}

/// What happens while serving.
#[derive(Debug)]
pub enum Event<'a> {
    /// A build is done, and what came of it can be visited.
    Built {
        /// What came of it. An [`Error`] here is a template or a file that cannot be used; the last good
        /// site stays.
        outcome: &'a Result<Arc<Built>, Error>,
        /// The files that led to it, from the root of the book; none for the first build.
        changed: &'a [String],
    },
    /// The site can be visited. Comes once, after the first build.
    Serving {
        /// The address for a browser on this computer.
        url: &'a str,
        /// The addresses for other computers, as far as they can be told. None when only this one is answered.
        for_others: &'a [String],
    },
    /// The system does not tell of changes; every file is looked at twice a second instead.
    Polling {
        /// What the system said.
        reason: &'a str,
    },
}

/// Makes a build, knowing which files changed since the one before.
pub type Build<'a> = &'a mut dyn FnMut(&[String]) -> Result<Built, Error>;

/// Builds and serves the book in a folder until the process ends. `build` is called for every build.
///
/// # Errors
/// When there is no book in the folder, or the address cannot be listened on.
pub fn serve(
    root: &Path,
    settings: &Settings,
    build: Build<'_>,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<Infallible, Error> {
    if settings.edit.is_some() && !settings.address.to_canonical().is_loopback() {
        return Err(Error::refused(
            format!("others could write into the book at {}", settings.address),
            "edit on this computer only: leave `--host` out",
        ));
    }
    // Systems tell of changes by the real path.
    let root = &disk::real(root)?;
    // Watching begins before the first build, so that no change falls between the two.
    let mut changes = Changes::watch(root, settings.poll);
    let outcome = match build(&[]) {
        Err(error) if refuse_no_book(&Folder::named(root)).is_err() => return Err(error),
        outcome => outcome.map(Arc::new),
    };
    let site = Arc::new(Site::default());
    let mut good = None;
    publish(&site, &outcome, &mut good);
    let names = Names::of(settings.address, settings.computer.as_deref());
    let session = settings.edit.clone().map(|today| Session::new(root, today));
    let served = Served {
        site: Arc::clone(&site),
        names,
        desk: session.map(Desk::new).transpose()?,
    };
    let addresses = listen::listen(settings.address, settings.port, served)?;
    tell(Event::Built {
        outcome: &outcome,
        changed: &[],
    });
    tell(Event::Serving {
        url: &addresses.own,
        for_others: &addresses.for_others,
    });
    loop {
        if let Some(reason) = changes.why_polling() {
            tell(Event::Polling { reason: &reason });
        }
        let mut changed = changes.wait();
        if changed.is_empty() {
            continue;
        }
        let mut outcome = build(&changed);
        for _ in 0..BAD_NEWS_WAITS_AT_MOST {
            if outcome.as_ref().is_ok_and(|built| built.site.is_some()) {
                break;
            }
            let more = changes.wait_for(BAD_NEWS_WAITS);
            if more.is_empty() {
                break;
            }
            outcome = build(&more);
            changed.extend(more);
        }
        let outcome = outcome.map(Arc::new);
        publish(&site, &outcome, &mut good);
        changed.sort();
        changed.dedup();
        tell(Event::Built {
            outcome: &outcome,
            changed: &changed,
        });
    }
}

/// Shows what came of a build to the browsers. `good` is the last build that gave a site.
fn publish(site: &Site, outcome: &Result<Arc<Built>, Error>, good: &mut Option<Arc<Built>>) {
    let built = match outcome {
        Ok(built) => built,
        Err(error) => return site.warn(format!("error: {error}\n")),
    };
    let Some(now) = &built.site else {
        let summary = built.report.summary(built.files).unwrap_or_default();
        return site.warn(format!("{}{summary}\n", diag::human(&built.report, false)));
    };
    let before = good.as_ref().and_then(|built| built.site.as_ref());
    let difference = before.map_or(Difference::Pages, |before| now.difference(before));
    site.publish(Pages::of_build(Arc::clone(built)), difference);
    *good = Some(Arc::clone(built));
}
