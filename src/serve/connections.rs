//! The connections that are open, and which of them must go: a client that is slow, silent or gone keeps nobody
//! out. Must not know what is said on them.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// How many requests may be read, made and answered at once. A browser opens six connections to a site.
const TALKING: usize = 128;

/// How many pages may wait for news besides.
const WAITING: usize = 128;

/// All connections, each closed by whoever holds its [`Connection`], or here when it must make room or takes
/// too long.
pub(super) struct Connections {
    open: Mutex<Open>,
    one_ended: Condvar,
    most: Most,
}

/// How many there may be of each sort.
#[derive(Clone, Copy)]
struct Most {
    talking: usize,
    waiting: usize,
}

#[derive(Default)]
struct Open {
    /// By a number that no other connection has or had.
    by_number: BTreeMap<u64, Entry>,
    /// Counts the beginnings of connections and of what they do.
    next: u64,
}

struct Entry {
    stream: Arc<TcpStream>,
    doing: Doing,
    /// Smaller when it began to do this earlier.
    since: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Doing {
    /// The client sends its request or takes its answer, and has so many seconds left for it.
    Talking { seconds_left: u64 },
    /// The answer is being made: not the client's fault, however long it takes.
    Making,
    /// The client waits for news.
    Waiting,
}

/// One connection. It ends when this is dropped, or before, when it had to go.
pub(super) struct Connection {
    number: u64,
    pub(super) stream: Arc<TcpStream>,
    all: Arc<Connections>,
}

impl Default for Connections {
    fn default() -> Self {
        Self::of(Most {
            talking: TALKING,
            waiting: WAITING,
        })
    }
}

impl Connections {
    fn of(most: Most) -> Self {
        Self {
            open: Mutex::default(),
            one_ended: Condvar::new(),
            most,
        }
    }

    /// Takes one in, for so many seconds at first. When there are too many, the one that has been talking longest
    /// has to go; when all wait for answers that are being made, so does the new one.
    pub(super) fn open(self: &Arc<Self>, stream: TcpStream, seconds: u64) -> Connection {
        let stream = Arc::new(stream);
        let mut open = self.lock();
        while open.count(|doing| doing != Doing::Waiting) >= self.most.talking {
            if !open.close_longest(|doing| matches!(doing, Doing::Talking { .. })) {
                open = self
                    .one_ended
                    .wait(open)
                    .unwrap_or_else(PoisonError::into_inner);
            }
        }
        let number = open.count_on();
        let entry = Entry {
            stream: Arc::clone(&stream),
            doing: Doing::Talking {
                seconds_left: seconds,
            },
            since: number,
        };
        open.by_number.insert(number, entry);
        drop(open);
        Connection {
            number,
            stream,
            all: Arc::clone(self),
        }
    }

    /// Ends the one that has been open for nothing longest: another is more urgent.
    pub(super) fn make_room(&self) {
        let mut open = self.lock();
        if !open.close_longest(|doing| matches!(doing, Doing::Talking { .. })) {
            open.close_longest(|doing| doing == Doing::Waiting);
        }
    }

    /// To be called every second: ends those that took too long.
    pub(super) fn a_second_passed(&self) {
        let mut open = self.lock();
        open.by_number.retain(|_, entry| match &mut entry.doing {
            Doing::Talking { seconds_left: 0 } => {
                entry.close();
                false
            }
            Doing::Talking { seconds_left } => {
                *seconds_left -= 1;
                true
            }
            Doing::Making | Doing::Waiting => true,
        });
    }

    /// Nothing that is done under the lock leaves it half done.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn count(&self, what: impl Fn(Doing) -> bool) -> usize {
        let doing = self.by_number.values().map(|entry| entry.doing);
        doing.filter(|doing| what(*doing)).count()
    }

    fn count_on(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Ends the one that has been doing such a thing longest, if there is one.
    fn close_longest(&mut self, what: impl Fn(Doing) -> bool) -> bool {
        let such = self.by_number.iter().filter(|(_, entry)| what(entry.doing));
        let longest = such.min_by_key(|(_, entry)| entry.since);
        let Some(number) = longest.map(|(number, _)| *number) else {
            return false;
        };
        if let Some(entry) = self.by_number.remove(&number) {
            entry.close();
        }
        true
    }
}

impl Entry {
    /// Whoever reads from it or writes to it hears of this at once.
    fn close(&self) {
        // It may be gone already.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Connection {
    /// From now on the client has so many seconds to send or to take something.
    pub(super) fn talks(&self, seconds: u64) {
        self.does(Doing::Talking {
            seconds_left: seconds,
        });
    }

    /// From now on its answer is being made.
    pub(super) fn is_answered(&self) {
        self.does(Doing::Making);
    }

    /// From now on it waits for news. Tells whether another one had to go for it, and must be woken up.
    pub(super) fn waits(&self) -> bool {
        self.does(Doing::Waiting);
        // One talks less.
        self.all.one_ended.notify_one();
        let mut open = self.all.lock();
        let is_waiting = |doing| doing == Doing::Waiting;
        open.count(is_waiting) > self.all.most.waiting && open.close_longest(is_waiting)
    }

    /// Whether it had to go.
    pub(super) fn is_closed(&self) -> bool {
        !self.all.lock().by_number.contains_key(&self.number)
    }

    fn does(&self, doing: Doing) {
        let mut open = self.all.lock();
        let since = open.count_on();
        if let Some(entry) = open.by_number.get_mut(&self.number) {
            entry.doing = doing;
            entry.since = since;
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.all.lock().by_number.remove(&self.number);
        self.all.one_ended.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::net::TcpListener;

    use super::*;

    /// Room for two that talk and two that wait, and connections as from a browser.
    struct Two {
        all: Arc<Connections>,
        listener: TcpListener,
    }

    impl Two {
        fn new() -> Self {
            let most = Most {
                talking: 2,
                waiting: 2,
            };
            Self {
                all: Arc::new(Connections::of(most)),
                listener: TcpListener::bind("127.0.0.1:0").unwrap(),
            }
        }

        /// The client's end and ours.
        fn open(&self, seconds: u64) -> (TcpStream, Connection) {
            let client = TcpStream::connect(self.listener.local_addr().unwrap()).unwrap();
            let (stream, _) = self.listener.accept().unwrap();
            (client, self.all.open(stream, seconds))
        }
    }

    #[test]
    fn a_new_one_takes_the_place_of_the_one_that_talked_longest() {
        let two = Two::new();
        let (mut client, first) = two.open(9);
        let (_second_client, second) = two.open(9);
        second.talks(9);
        first.talks(9);
        let (_third_client, third) = two.open(9);
        assert!(second.is_closed() && !first.is_closed() && !third.is_closed());
        third.is_answered();
        let (_fourth_client, fourth) = two.open(9);
        assert!(first.is_closed() && !third.is_closed() && !fourth.is_closed());
        assert_eq!(
            client.read(&mut [0]).unwrap(),
            0,
            "the client hears of its end"
        );
    }

    #[test]
    fn who_waits_for_news_takes_no_place_from_who_talks() {
        let two = Two::new();
        let waiting: Vec<_> = (0..2).map(|_| two.open(9)).collect();
        assert!(waiting.iter().all(|(_, one)| !one.waits()));
        let talking: Vec<_> = (0..2).map(|_| two.open(9)).collect();
        assert!(
            waiting
                .iter()
                .chain(&talking)
                .all(|(_, one)| !one.is_closed())
        );
        assert!(talking[0].1.waits(), "one more waits than may");
        assert!(waiting[0].1.is_closed() && !waiting[1].1.is_closed());
    }

    #[test]
    fn one_that_takes_too_long_ends_but_not_while_its_answer_is_made() {
        let two = Two::new();
        let (_slow_client, slow) = two.open(1);
        let (_patient_client, patient) = two.open(1);
        patient.is_answered();
        two.all.a_second_passed();
        assert!(!slow.is_closed());
        two.all.a_second_passed();
        two.all.a_second_passed();
        assert!(slow.is_closed() && !patient.is_closed());
        slow.talks(9);
        assert!(slow.is_closed(), "what has ended stays so");
        patient.talks(0);
        two.all.a_second_passed();
        assert!(patient.is_closed());
    }

    #[test]
    fn a_new_one_waits_while_all_answers_are_being_made() {
        let two = Two::new();
        let (_one_client, one) = two.open(9);
        let (_other_client, other) = two.open(9);
        one.is_answered();
        other.is_answered();
        std::thread::scope(|scope| {
            let third = scope.spawn(|| two.open(9));
            drop(one);
            let (_client, third) = third.join().unwrap();
            assert!(!third.is_closed() && !other.is_closed());
        });
    }
}
