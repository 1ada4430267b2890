//! A list with what sales said of leads lies beside its qualification, and nothing leads to it: it has the names of accounts.

use crate::model::qualification::Qualification;
use crate::model::{Catalog, Finding, Pointer};
use crate::text::{FieldPath, closest};

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, qualification) in catalog.all::<Qualification>() {
        let Some(name) = &qualification.feedback else {
            continue;
        };
        if catalog.feedback_path(entry).is_some() {
            continue;
        }
        let folder = &entry.folder;
        let inside = format!("{folder}/");
        let beside = catalog.files.iter();
        let beside = beside.filter_map(|file| file.strip_prefix(inside.as_str()));
        let lists = beside.filter(|file| file.ends_with(".csv") && !file.contains('/'));
        let help = match closest(name, lists) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!(
                "copy it to content/{folder} as a CSV file and write its name, such as `feedback.csv`"
            ),
        };
        let message = format!("there is no list `{name}` beside this entry");
        let path = FieldPath::default().key("feedback");
        found.push(Finding::new("missing-feedback", path, message, help).of(&entry.key));
    }
    let lists = catalog.feedback_paths();
    for record in catalog.records().filter(|_| !lists.is_empty()) {
        let entry = record.entry();
        for used in record.others() {
            let Pointer::Document(name) = &used.to else {
                continue;
            };
            if entry
                .file_paths(name)
                .iter()
                .any(|path| lists.contains_key(path))
            {
                let finding = Finding::new(
                    "feedback-shown",
                    used.path.clone(),
                    format!(
                        "`{name}` has the names of accounts, and a link would put it on the site"
                    ),
                    "remove the link: the page of the qualification shows the sums",
                );
                found.push(finding.within(name).after(used.offset).of(&entry.key));
            }
        }
    }
    found
}
