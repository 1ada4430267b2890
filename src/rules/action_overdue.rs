//! An action whose day has passed and that is not done.

use crate::doc::Date;
use crate::model::plan::Action;
use crate::model::{Book, Data, Finding};
use crate::text::FieldPath;

pub(super) fn find(book: &Book, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        let actions: &[Action] = match &entry.data {
            Data::Segment(segment) => &segment.actions,
            Data::Persona(persona) => &persona.actions,
            _ => &[],
        };
        for (index, action) in actions.iter().enumerate() {
            if let (Some(due), None) = (action.due, action.done)
                && due < today
            {
                let path = FieldPath::default().key("actions").index(index).key("due");
                let finding = Finding::new(
                    "action-overdue",
                    path,
                    format!("this was to be done by {due}"),
                    format!("write `done = {today}` if it is done, or another day here"),
                );
                found.push(finding.of(&entry.key));
            }
        }
    }
    found
}
