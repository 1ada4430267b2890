//! The one place that reads the clock.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use personabook::Date;
use personabook::error::Error;
use personabook::load::day_at;
use personabook::model::TimeZone;

/// The day that the book names, else that of `SOURCE_DATE_EPOCH` (seconds since 1970, for builds that can be repeated) if it is
/// set, else today, in the time zone of the book.
pub(super) fn today(root: &Path) -> Result<Date, Error> {
    day_at(root, now()?)
}

/// The same in UTC, where there is no book yet.
pub(super) fn today_in_utc() -> Result<Date, Error> {
    let day = TimeZone("UTC".to_owned()).day_at(now()?);
    day.ok_or_else(|| {
        Error::refused(
            "SOURCE_DATE_EPOCH lies beyond the calendar",
            "set it to the seconds since 1970",
        )
    })
}

fn now() -> Result<Duration, Error> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds.parse().map(Duration::from_secs).map_err(|_| {
            Error::refused(
                format!("SOURCE_DATE_EPOCH is `{seconds}`, which is no number of seconds"),
                "set it to the seconds since 1970, or unset it, or use `--today`",
            )
        }),
        // A clock set before 1970 is as good as one at 1970.
        Err(_) => Ok(SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()),
    }
}
