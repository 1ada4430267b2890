//! One site whose files are made when somebody asks for them: what nobody looks at costs nothing. Must not know
//! which site is the newest.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::build::Built;
use crate::render::Renderer;

/// The bytes at a path of a site; nothing when there is no such file, or what is wrong with the templates.
type Answer = Result<Option<Vec<u8>>, String>;

/// Makes the files of a site. The site is given up when the last copy of this is.
#[derive(Clone)]
pub(super) struct Pages(Arc<dyn Fn(&str) -> Answer + Send + Sync>);

/// What somebody wants to have, and where the answer goes.
type Question = (String, Sender<Answer>);

impl Pages {
    pub(super) fn of(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        Self(Arc::new(answer))
    }

    /// The site of a build. A thread holds what its pages have in common, until nobody can ask any more.
    pub(super) fn of_build(built: Arc<Built>) -> Self {
        let (ask, questions) = channel::<Question>();
        thread::spawn(move || {
            if let Some(site) = &built.site {
                site.with_renderer(|renderer| answer_all(renderer, &questions));
            }
        });
        Self::of(move |path| {
            let (sender, answer) = channel();
            let asked = ask.send((path.to_owned(), sender));
            asked
                .map_err(|_| ())
                .and_then(|()| answer.recv().map_err(|_| ()))
                .unwrap_or_else(|()| Err("this page could not be made\n".to_owned()))
        })
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        (self.0)(path)
    }
}

/// Each in a thread of its own: a large page keeps nobody waiting for a small one.
fn answer_all(renderer: &Renderer<'_>, questions: &Receiver<Question>) {
    thread::scope(|scope| {
        for (path, answer) in questions {
            scope.spawn(move || {
                let made = renderer
                    .file(&path)
                    .map_err(|error| format!("error: {error}\n"));
                // A visitor may have gone.
                let _ = answer.send(made);
            });
        }
    });
}
