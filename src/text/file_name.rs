//! Names that every system can hold: a book is cloned, and its site unpacked, on Windows and macOS too. Must not know
//! what is in the files.

/// Whether Windows takes a name for a device, with any ending: `con`, `nul`, `com1`.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => {
            let port = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
            let mut letters = port.unwrap_or("").chars();
            let is_number =
                |letter: char| letter.is_ascii_digit() || matches!(letter, '¹' | '²' | '³');
            letters.next().is_some_and(is_number) && letters.next().is_none()
        }
    }
}

/// Why some system cannot hold a file or folder with this name; nothing when all can.
pub(crate) fn why_no_file_name(name: &str) -> Option<&'static str> {
    if is_device(name) {
        Some("Windows takes this name for a device")
    } else if name.contains(super::is_control) {
        Some("it has a character that cannot be seen")
    } else if name.contains(['<', '>', ':', '"', '\\', '|', '?', '*']) {
        Some("Windows has no names with any of < > : \" \\ | ? *")
    } else if name.ends_with(['.', ' ']) {
        Some("Windows has no names that end in a point or a space")
    } else {
        None
    }
}

/// The endings of documents that a page may lead to: none of them runs in a browser as a part of the site.
pub(crate) const DOCUMENT_ENDINGS: [&str; 24] = [
    "csv", "doc", "docx", "epub", "ics", "key", "m4a", "mp3", "mp4", "odp", "ods", "odt", "ogg",
    "pdf", "ppt", "pptx", "rtf", "txt", "vtt", "wav", "webm", "xls", "xlsx", "zip",
];

/// The endings of those that a page plays: what every browser of today can, and `ogg`, which most can.
pub(crate) const MEDIA_ENDINGS: [&str; 6] = ["m4a", "mp3", "mp4", "ogg", "wav", "webm"];

/// The endings of captions.
pub(crate) const CAPTION_ENDINGS: [&str; 1] = ["vtt"];

/// The endings of the images a page can show. Not avif: reading it takes more packages than all of personabook has.
pub(crate) const IMAGE_ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "svg"];

/// Endings for a message: ".csv, .pdf".
pub(crate) fn listed(endings: &[&str]) -> String {
    let endings = endings.iter().map(|ending| format!(".{ending}"));
    endings.collect::<Vec<_>>().join(", ")
}

/// Whether a file is a document that a page may lead to.
pub(crate) fn is_document(name: &str) -> bool {
    ends_in(name, &DOCUMENT_ENDINGS)
}

/// Whether a file is an image that a page can show.
pub(crate) fn is_image(name: &str) -> bool {
    ends_in(name, &IMAGE_ENDINGS)
}

/// Whether the name of a file has one of these endings.
pub(crate) fn ends_in(name: &str, endings: &[&str]) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_hold_are_known() {
        for name in [
            "con",
            "NUL.txt",
            "aux.tar.gz",
            "com0",
            "lpt9.png",
            "conin$",
            "com¹",
            "prn .a",
        ] {
            assert!(
                is_device(name) && why_no_file_name(name).is_some(),
                "{name}"
            );
        }
        for name in ["a?.png", "a:b", "end.", "end ", "a\u{1b}", "a\\b"] {
            assert!(why_no_file_name(name).is_some(), "{name}");
        }
        for name in [
            "console", "com", "com10", "lpt", "nul-1", "é.png", ".hidden", "a b.png",
        ] {
            assert_eq!(why_no_file_name(name), None, "{name}");
        }
    }
}
