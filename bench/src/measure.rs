//! What a program costs while it runs, and the middle of several costs.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What a run of a program took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// The processor's time in the program, over all cores.
    pub user: Duration,
    /// The processor's time in the system for the program.
    pub system: Duration,
    /// The most memory it had at once, in bytes.
    ///
    /// Linux counts what the process that starts it has at that moment, so that one must stay small: whatever needs
    /// memory here runs in a process of its own.
    pub peak: u64,
}

impl Cost {
    /// The processor's time altogether.
    pub fn cpu(&self) -> Duration {
        self.user + self.system
    }
}

/// Runs a program to its end. What it prints is dropped, its complaints are shown.
///
/// # Errors
/// When it cannot be started, or fails.
pub fn run(command: &mut Command) -> Result<Cost, String> {
    let name = command.get_program().display().to_string();
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    let used = child
        .wait4()
        .map_err(|error| format!("cannot wait for {name}: {error}"))?;
    let wall = start.elapsed();
    if !used.status.success() {
        return Err(format!("{name} failed with {}", used.status));
    }
    Ok(Cost {
        wall,
        user: used.rusage.utime,
        system: used.rusage.stime,
        peak: used.rusage.maxrss,
    })
}

/// Each figure's own median.
pub fn median(costs: &[Cost]) -> Cost {
    Cost {
        wall: middle(costs.iter().map(|cost| cost.wall)),
        user: middle(costs.iter().map(|cost| cost.user)),
        system: middle(costs.iter().map(|cost| cost.system)),
        peak: middle(costs.iter().map(|cost| cost.peak)),
    }
}

/// The median; of an even number the higher one of the two in the middle; of none nothing.
pub fn middle<T: Ord + Default>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    let middle = values.len() / 2;
    values.into_iter().nth(middle).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_median() {
        assert_eq!(middle([5, 1, 3].into_iter()), 3);
        assert_eq!(middle([4, 1, 2, 3].into_iter()), 3);
        assert_eq!(middle(std::iter::empty::<u64>()), 0);
    }

    #[test]
    fn a_program_that_fails_is_an_error() {
        let error = run(&mut Command::new("false")).unwrap_err();
        assert!(error.starts_with("false failed"), "{error}");
        assert!(run(&mut Command::new("no-such-program")).is_err());
    }
}
