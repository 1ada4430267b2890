//! Every image that an entry shows, and every document that it leads to, lies beside it.

use crate::model::{Catalog, Entry, Finding, Pointer, Use};
use crate::text::Meant;

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut meant = Meant::default();
    for record in catalog.records() {
        let entry = record.entry();
        for used in record.others() {
            found.extend(wrong(catalog, &mut meant, entry, used));
        }
    }
    found
}

fn wrong(catalog: &Catalog, meant: &mut Meant, entry: &Entry, used: &Use) -> Option<Finding> {
    let (what, code, image) = match &used.to {
        Pointer::Image(image) => ("image", "missing-image", image),
        Pointer::Document(path) => ("document", "missing-document", path),
        _ => return None,
    };
    let finding = |message: String, help: String| {
        Finding::new(code, used.path.clone(), message, help)
            .within(image)
            .after(used.offset)
            .of(&entry.key)
    };
    let folder = &entry.folder;
    if image.starts_with('/')
        || image.contains(['\\', ':'])
        || image.split('/').any(|part| part == "..")
    {
        return Some(finding(
            format!("the {what} `{image}` lies outside the folder of the entry"),
            format!("copy it to content/{folder} and write only its name"),
        ));
    }
    let paths = entry.file_paths(image);
    if paths.iter().any(|path| catalog.files.contains(path)) {
        return None;
    }
    let [_, path] = paths;
    let inside = format!("{folder}/");
    let beside = || {
        let from = catalog.files.range(inside.clone()..);
        from.map_while(|file| file.strip_prefix(inside.as_str()))
    };
    let is_in_text = used.offset > 0;
    let help = match meant.closest(folder, image, beside) {
        // A space ends an address in a text.
        Some(close) if is_in_text && close.contains([' ', '(', ')', '%']) => {
            format!("write `<{}>`", close.replace('%', "%25"))
        }
        Some(close) => format!("did you mean `{close}`?"),
        None if what == "document" => format!("copy the file to content/{path}, or remove this"),
        None => {
            format!("copy a .jpg, .png, .webp, .gif or .svg file to content/{path}, or remove this")
        }
    };
    Some(finding(format!("there is no {what} content/{path}"), help))
}
