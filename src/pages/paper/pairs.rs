//! Cards on sheets of paper, printed on both sides. Must not know what is on a card.

use crate::site::map;
use crate::theme::Value;

/// Two columns of four cards on a sheet of A4.
const COLUMNS: usize = 2;
const CARDS_ON_A_SHEET: usize = 8;

/// The two sides of a sheet, row by row from its left; `None` is a place without a card.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sheet<T> {
    fronts: Vec<Option<T>>,
    /// Every row is mirrored, so that a back is behind its front when the paper is turned over its long edge.
    backs: Vec<Option<T>>,
}

/// The sheets that cards fill, in their order. Only the last one has places without a card.
fn sheets<T: Clone>(cards: &[T]) -> Vec<Sheet<T>> {
    cards
        .chunks(CARDS_ON_A_SHEET)
        .map(|chunk| {
            let mut fronts: Vec<Option<T>> = chunk.iter().cloned().map(Some).collect();
            fronts.resize(fronts.len().next_multiple_of(COLUMNS), None);
            let backs = fronts
                .chunks(COLUMNS)
                .flat_map(|row| row.iter().rev().cloned())
                .collect();
            Sheet { fronts, backs }
        })
        .collect()
}

/// The sheets as templates see them: a place without a card is `none`.
pub(crate) fn values(cards: &[Value]) -> Value {
    let side = |places: Vec<Option<Value>>| -> Value {
        let places = places.into_iter();
        places
            .map(|place| place.unwrap_or(Value::none()))
            .collect::<Vec<_>>()
            .into()
    };
    sheets(cards)
        .into_iter()
        .map(|Sheet { fronts, backs }| map(vec![("fronts", side(fronts)), ("backs", side(backs))]))
        .collect::<Vec<_>>()
        .into()
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
