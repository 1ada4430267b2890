//! What lies in the folders of a book and is nobody's work. Must not know what the folders are for.

use std::ffi::OsStr;

/// What programs and systems leave beside files by themselves: hidden files, backups, locks and files that are being written.
/// Nobody's content, and no part of a site.
pub(crate) fn is_nobodys(name: &OsStr) -> bool {
    const NAMES: [&str; 9] = [
        "desktop.ini",
        "ehthumbs.db",
        "thumbs.db",
        "icon\r",
        "$recycle.bin",
        "system volume information",
        "__macosx",
        "@eadir",
        // The name under which vim tries whether it can write.
        "4913",
    ];
    const ENDINGS: [&str; 14] = [
        "~",
        ".swp",
        ".swo",
        ".tmp",
        ".temp",
        ".bak",
        ".orig",
        ".rej",
        ".crswap",
        ".part",
        ".crdownload",
        ".save",
        "___jb_tmp___",
        "___jb_old___",
    ];
    let name = name.to_string_lossy().to_lowercase();
    NAMES.contains(&name.as_str())
        || name.starts_with(['.', '~'])
        // What Windows adds to it on disks of others, and what macOS leaves beside a text that it saves.
        || name.starts_with("thumbs.db:")
        || name.contains(".sb-")
        || (name.starts_with('#') && name.ends_with('#'))
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_and_programs_leave_is_nobodys_content() {
        for name in [
            "desktop.ini",
            "Thumbs.db",
            "Icon\r",
            "~$notes.docx",
            ".DS_Store",
            "sophie.toml~",
            "sophie.md.orig",
            ".sophie.md.swp",
            "sophie.toml.tmp",
            "4913",
            "sophie.md.crswap",
            "sophie.md.bak",
            "#sophie.md#",
            "Thumbs.db:encryptable",
            "sophie.md.sb-1a2b3c4d-x5Y6z7",
            "sophie.md___jb_tmp___",
            "sophie.md.save",
        ] {
            assert!(is_nobodys(OsStr::new(name)), "{name}");
        }
        for name in [
            "sophie.md",
            "index.toml",
            "icon.png",
            "old.md",
            "notes.docx",
            "lock.md",
        ] {
            assert!(!is_nobodys(OsStr::new(name)), "{name}");
        }
    }
}
