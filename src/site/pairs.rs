//! Cards on sheets of paper, printed on both sides. Must not know what is on a card.

use crate::view::view;

/// Two columns of four cards on a sheet of A4.
const COLUMNS: usize = 2;
const CARDS_ON_A_SHEET: usize = 8;

view! {
    /// The two sides of a sheet of paper, row by row from its left.
    pub(crate) struct PaperSheet[T] {
        /// The fronts; nothing is a place without a card.
        fronts: Vec<Option<T>>,
        /// The backs, every row mirrored, so that a back is behind its front when the paper is turned over its long edge.
        backs: Vec<Option<T>>,
    }
}

/// The sheets that cards fill, in their order. Only the last one has places without a card.
pub(crate) fn sheets<T: Clone>(cards: &[T]) -> Vec<PaperSheet<T>> {
    cards
        .chunks(CARDS_ON_A_SHEET)
        .map(|chunk| {
            let mut fronts: Vec<Option<T>> = chunk.iter().cloned().map(Some).collect();
            fronts.resize(fronts.len().next_multiple_of(COLUMNS), None);
            let backs = fronts
                .chunks(COLUMNS)
                .flat_map(|row| row.iter().rev().cloned())
                .collect();
            PaperSheet { fronts, backs }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Where a place is on the paper, seen from its front, in columns and rows.
    fn seen_from_the_front(side: &str, place: usize) -> (usize, usize) {
        let (column, row) = (place % 2, place / 2);
        // Turned over its long edge, what is left on the back is right on the front.
        let column = if side == "back" { 1 - column } else { column };
        (column, row)
    }

    proptest! {
        #[test]
        fn every_card_has_its_back_behind_its_front(count in 0_usize..70) {
            let cards: Vec<usize> = (0..count).collect();
            let sheets = sheets(&cards);
            prop_assert_eq!(sheets.len(), count.div_ceil(8));
            let mut printed = Vec::new();
            for sheet in &sheets {
                prop_assert_eq!(sheet.fronts.len(), sheet.backs.len());
                for (place, card) in sheet.fronts.iter().enumerate() {
                    let behind = sheet.backs.iter().position(|back| back == card && card.is_some());
                    if let Some(card) = card {
                        printed.push(*card);
                        let behind = behind.expect("a card has a back on the same sheet");
                        prop_assert_eq!(
                            seen_from_the_front("front", place),
                            seen_from_the_front("back", behind)
                        );
                    }
                }
            }
            prop_assert_eq!(printed, cards);
        }
    }
}
