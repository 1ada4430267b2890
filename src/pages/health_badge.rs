//! How much of the book is fresh as a small picture, for a wiki or a README. Must not know other numbers.

use crate::doc::markdown::escape;
use crate::score::FreshShare;
use crate::site::Viewer;
use crate::text::width;

/// Its path on the site.
pub(super) const PATH: &str = "health.svg";

const HEIGHT: f64 = 20.0;
/// The size of its letters.
const SIZE: f64 = 11.0;
/// The room beside the words of each part.
const MARGIN: f64 = 6.0;

/// Behind the first word.
const LABEL: &str = "#44403c";
/// Behind the share: as much as was wanted, less, less than half of that, and where nobody said how much. White letters on each have a
/// contrast of more than 4.5.
const GOOD: &str = "#15703f";
const FAIR: &str = "#9a5b00";
const BAD: &str = "#b3261e";
const UNTOLD: &str = "#2f5d8c";

/// The file.
pub(super) fn svg(viewer: &Viewer<'_>) -> Vec<u8> {
    let words = &viewer.words;
    let share = FreshShare::of(viewer.book, viewer.due());
    let target = viewer.book.config.review.target;
    let label = words.get("badge_fresh");
    let value = match share.percent() {
        Some(percent) => words.fill("badge_percent", "value", &percent.to_string()),
        None => "–".to_owned(),
    };
    let colour = match target {
        None => UNTOLD,
        Some(target) if share.reaches(target) => GOOD,
        #[expect(clippy::cast_precision_loss, reason = "a share of at most 100")]
        Some(target) if share.percent().unwrap_or(0) as f64 * 2.0 >= target.percent() => FAIR,
        Some(_) => BAD,
    };
    let title = match target {
        Some(target) => words
            .fill(
                "badge_title_target",
                "target",
                &words.number(target.percent(), 1),
            )
            .replace("{percent}", &value),
        None => words.fill("badge_title", "percent", &value),
    };
    let [left, right] = [label, &value].map(|text| {
        let width = (width::em(text) * SIZE).ceil();
        width + 2.0 * MARGIN
    });
    let whole = left + right;
    let (at_label, at_value) = (left / 2.0, left + right / 2.0);
    let [title, label, value] = [&title, label, &value].map(escape);
    let language = words.code();
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{HEIGHT}" viewBox="0 0 {whole} {HEIGHT}" role="img" lang="{language}" aria-labelledby="badge-title"><title id="badge-title">{title}</title><rect width="{whole}" height="{HEIGHT}" rx="3" fill="{colour}"/><path d="M3 0H{left}V{HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="{LABEL}"/><g fill="#fff" font-family="Verdana, 'DejaVu Sans', sans-serif" font-size="{SIZE}" text-anchor="middle"><text x="{at_label}" y="14">{label}</text><text x="{at_value}" y="14">{value}</text></g></svg>
"##
    )
    .into_bytes()
}
