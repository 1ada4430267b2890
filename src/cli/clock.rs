//! The one place that reads the clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use personabook::Date;
use personabook::error::Error;

/// The day of `SOURCE_DATE_EPOCH` (seconds since 1970, for builds that can be repeated) if it is set,
/// else today, in UTC.
pub(super) fn today() -> Result<Date, Error> {
    let since_1970 = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => Duration::from_secs(seconds.parse().map_err(|_| {
            Error::refused(
                format!("SOURCE_DATE_EPOCH is `{seconds}`, which is no number of seconds"),
                "set it to the seconds since 1970, or unset it, or use `--today`",
            )
        })?),
        // A clock set before 1970 is as good as one at 1970.
        Err(_) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default(),
    };
    date(since_1970).ok_or_else(|| {
        Error::refused(
            "SOURCE_DATE_EPOCH lies beyond the calendar",
            "set it to the seconds since 1970, or use `--today`",
        )
    })
}

fn date(since_1970: Duration) -> Option<Date> {
    let days = i32::try_from(since_1970.as_secs() / 86_400).ok()?;
    let epoch: Date = "1970-01-01".parse().ok()?;
    epoch
        .0
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
        .map(Date)
}
