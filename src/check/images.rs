//! Every image that an entry shows lies beside it.

use crate::model::{Catalog, Entry, Finding, Pointer};
use crate::text::Meant;

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut meant = Meant::default();
    for record in catalog.records() {
        let entry = record.entry();
        for used in record.others() {
            if let Pointer::Image(image) = &used.to
                && let Some((message, help)) =
                    wrong(catalog, &mut meant, entry, (image, used.path.0.is_empty()))
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

fn wrong(
    catalog: &Catalog,
    meant: &mut Meant,
    entry: &Entry,
    (image, is_in_markdown): (&str, bool),
) -> Option<(String, String)> {
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
    let inside = format!("{folder}/");
    let beside = || {
        let from = catalog.files.range(inside.clone()..);
        from.map_while(|file| file.strip_prefix(inside.as_str()))
    };
    let help = match meant.closest(folder, image, beside) {
        // Markdown ends an address at its first space.
        Some(close) if is_in_markdown && close.contains(' ') => format!("write `<{close}>`"),
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("copy a .jpg, .png, .webp or .gif file to content/{path}, or remove this"),
    };
    Some((format!("there is no image content/{path}"), help))
}
