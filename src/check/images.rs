//! Every image that an entry shows lies beside it.

use crate::model::{Catalog, Entry, Finding, Pointer};
use crate::text::closest;

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for record in catalog.records() {
        let entry = record.entry();
        for used in record.others() {
            if let Pointer::Image(image) = &used.to
                && let Some((message, help)) = wrong(catalog, entry, image)
            {
                found.push(
                    Finding::new("missing-image", used.path.clone(), message, help)
                        .within(image)
                        .after(used.offset)
                        .of(&entry.key),
                );
            }
        }
    }
    found
}

fn wrong(catalog: &Catalog, entry: &Entry, image: &str) -> Option<(String, String)> {
    let folder = &entry.folder;
    if image.starts_with('/')
        || image.contains(['\\', ':'])
        || image.split('/').any(|part| part == "..")
    {
        return Some((
            format!("the image `{image}` lies outside the folder of the entry"),
            format!("copy it to content/{folder} and write only its name"),
        ));
    }
    let path = format!("{folder}/{image}");
    if catalog.files.contains(&path) {
        return None;
    }
    let beside: Vec<&str> = catalog
        .files
        .iter()
        .filter_map(|file| file.strip_prefix(folder.as_str())?.strip_prefix('/'))
        .collect();
    let help = match closest(image, beside.iter().copied()) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("copy a .jpg, .png, .webp or .gif file to content/{path}, or remove this"),
    };
    Some((format!("there is no image content/{path}"), help))
}
