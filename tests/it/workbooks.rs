//! A list in a workbook gives the same as the CSV file that is exported from it. Without the feature `xlsx` it is refused with what to do.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personabook"))
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795824000")
        .args(arguments)
        .arg("--root")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/leads"))
        .output()
        .unwrap()
}

fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr)
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn without_the_feature_a_workbook_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.xlsx"), "PK").unwrap();
    for command in [
        &["score", "list.xlsx"][..],
        &["analyse", "list.xlsx"],
        &["backtest", "list.xlsx", "--outcome", "a=b"],
    ] {
        let done = run(folder.path(), command);
        let said = said(&done);
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(
            said.contains("save it as CSV, or install personabook with `--features xlsx`"),
            "{said}"
        );
    }
}

#[cfg(feature = "xlsx")]
mod with_the_feature {
    use super::*;

    /// The sum by which a zip archive tells whether a file in it is whole.
    fn crc(bytes: &[u8]) -> u32 {
        let step = |sum: u32| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
        let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum));
        !bytes.iter().fold(u32::MAX, byte)
    }

    /// A zip archive of files that are not compressed.
    fn archive(files: &[(&str, String)]) -> Vec<u8> {
        let (mut all, mut index) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let offset = u32::try_from(all.len()).unwrap();
            let length = u32::try_from(text.len()).unwrap().to_le_bytes();
            let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
            about.extend(crc(text.as_bytes()).to_le_bytes());
            about.extend([length, length].concat());
            about.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            about.extend([0, 0]);
            all.extend(b"PK\x03\x04");
            all.extend(&about);
            all.extend(name.bytes().chain(text.bytes()));
            index.extend(b"PK\x01\x02\x14\x00");
            index.extend(&about);
            index.extend([0; 10]);
            index.extend(offset.to_le_bytes());
            index.extend(name.bytes());
        }
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        let start = u32::try_from(all.len()).unwrap().to_le_bytes();
        let length = u32::try_from(index.len()).unwrap().to_le_bytes();
        all.extend(&index);
        all.extend(b"PK\x05\x06\0\0\0\0");
        all.extend([count, count].concat());
        all.extend([length, start].concat());
        all.extend([0, 0]);
        all
    }

    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// A workbook of sheets, each with its name and its rows.
    fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
        let numbered = || sheets.iter().zip(1..);
        let named: String = numbered()
            .map(|((name, _), id)| {
                format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"r{id}\"/>")
            })
            .collect();
        let linked: String = numbered()
            .map(|(_, id)| format!("<Relationship Id=\"r{id}\" Type=\"{LINKS}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"))
            .collect();
        // Formats: as it is, a percentage without and with decimals, a date, a date with time.
        let formats = ["0", "9", "10", "14", "22"].map(|id| {
            format!("<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>")
        });
        let mut files = vec![
            (
                "_rels/.rels".to_owned(),
                format!(
                    "{HEAD}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{LINKS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!(
                    "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheets>{named}</sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!(
                    "{HEAD}<Relationships xmlns=\"{PACKAGE}\">{linked}<Relationship Id=\"s\" Type=\"{LINKS}/styles\" Target=\"styles.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/styles.xml".to_owned(),
                format!(
                    "{HEAD}<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"5\">{}</cellXfs></styleSheet>",
                    formats.concat()
                ),
            ),
        ];
        for ((_, rows), id) in numbered() {
            files.push((
                format!("xl/worksheets/sheet{id}.xml"),
                format!(
                    "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"
                ),
            ));
        }
        let files: Vec<(&str, String)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.clone()))
            .collect();
        archive(&files)
    }

    /// Rows from lines of cells: `%35` and `%%35.25` are percentages, `@46082` is a date, `@@46082.5` one with a time, `!#N/A` an error; numbers and flags are such.
    fn rows(lines: &[(usize, &str)]) -> String {
        let mut out = String::new();
        for (line, cells) in lines {
            out.push_str(&format!("<row r=\"{line}\">"));
            for (cell, letter) in cells.split('|').zip('A'..) {
                let at = format!("r=\"{letter}{line}\"");
                let number =
                    |format: usize, text: &str| format!("<c {at} s=\"{format}\"><v>{text}</v></c>");
                let written = match cell {
                    "" => continue,
                    "TRUE" | "FALSE" => {
                        format!("<c {at} t=\"b\"><v>{}</v></c>", u8::from(cell == "TRUE"))
                    }
                    _ if cell.starts_with('!') => {
                        format!("<c {at} t=\"e\"><v>{}</v></c>", &cell[1..])
                    }
                    _ if cell.starts_with("%%") => number(2, &cell[2..]),
                    _ if cell.starts_with('%') => number(1, &cell[1..]),
                    _ if cell.starts_with("@@") => number(4, &cell[2..]),
                    _ if cell.starts_with('@') => number(3, &cell[1..]),
                    _ if cell.parse::<f64>().is_ok() => number(0, cell),
                    _ => format!(
                        "<c {at} t=\"inlineStr\"><is><t xml:space=\"preserve\">{cell}</t></is></c>"
                    ),
                };
                out.push_str(&written);
            }
            out.push_str("</row>");
        }
        out
    }

    const HEADER: &str = "account|employees|country|email|goods|share|since|seen|decider";

    fn leads() -> Vec<u8> {
        let leads = rows(&[
            (3, HEADER),
            (4, "Anna|120|NL|work|shoes|%0.35|@46082|@@46082.5|TRUE"),
            (5, "Bert|20.5|BE||bags|%%0.0725|@46083||FALSE"),
            (6, "4711|0.30000000000000004|DE|private|x, y||||"),
            (8, "Coen|!#DIV/0!|NL|work|shoes||||"),
            (9, "Dirk|1250000|NL|work|shoes|||||more"),
            (10, "Total|1250140.5|||||||"),
        ]);
        let other = rows(&[(1, "account|employees"), (2, "Eva|50")]);
        workbook(&[("Leads", &leads), ("Other ones", &other)])
    }

    #[test]
    fn a_workbook_gives_the_same_as_the_list_that_is_exported_from_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("list.xlsx"), leads()).unwrap();
        let list = "account,employees,country,email,goods,share,since,seen,decider\n\
            Anna,120,NL,work,shoes,35%,2026-03-01,2026-03-01 12:00:00,TRUE\n\
            Bert,20.5,BE,,bags,7.25%,2026-03-02,,FALSE\n\
            4711,0.3,DE,private,\"x, y\",,,,\n";
        fs::write(folder.path().join("list.csv"), list).unwrap();
        let scored = |list: &str| {
            let out = folder.path().join("scored.csv");
            let arguments = [
                "score",
                list,
                "--qualification",
                "lead",
                "--out",
                "scored.csv",
                "--rejects",
                "rejects.csv",
            ];
            let done = run(folder.path(), &arguments);
            (
                said(&done),
                fs::read_to_string(out).unwrap_or_else(|_| said(&done)),
            )
        };
        let (said, written) = scored("list.xlsx");
        assert_eq!(written, scored("list.csv").1);
        for line in [
            "3 accounts scored; the name is in `account`; sheet `Leads`, numbers like 1,200.5",
            "Anna (row 4)",
            "1 empty row passed over: row 7",
            "row 8: `Leads!B8` holds the error #DIV/0!",
            "row 9: `Leads!J9` stands below no name of a column",
            "row 10: the foot of a report, and no account",
        ] {
            assert!(said.contains(line), "{line}: {said}");
        }
    }

    /// `tests/workbooks/` has the same list as other programs write it: percentages are numbers there.
    #[test]
    fn other_forms_of_workbooks_give_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
        let scored = |list: &str| {
            let path = lists.join(list);
            let arguments = ["score", path.to_str().unwrap(), "--out", "scored.csv"];
            let done = run(folder.path(), &arguments);
            let out = fs::read_to_string(folder.path().join("scored.csv"));
            out.unwrap_or_else(|_| said(&done))
        };
        let plain = scored("list.csv");
        assert!(plain.contains("\nAnna,120,"), "{plain}");
        for list in ["list.xls", "list.ods"] {
            assert_eq!(scored(list), plain, "{list}");
        }
    }

    #[test]
    fn analyse_and_backtest_read_the_same_of_both() {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = vec!["account,employees,country,Status,revenue".to_owned()];
        for row in 0..40 {
            let (country, status) = [("NL", "Won"), ("DE", "Lost"), ("BE", "Won")][row % 3];
            lines.push(format!(
                "Firm {row},{},{country},{status},{}",
                row * 7,
                row * 100
            ));
        }
        fs::write(folder.path().join("list.csv"), lines.join("\n")).unwrap();
        let cells: Vec<String> = lines.iter().map(|line| line.replace(',', "|")).collect();
        let cells: Vec<(usize, &str)> = (1..).zip(cells.iter().map(String::as_str)).collect();
        let empty = rows(&[]);
        let book = workbook(&[("Empty", &empty), ("Deals", &rows(&cells))]);
        fs::write(folder.path().join("list.xlsx"), book).unwrap();
        let without_names = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.contains("numbers like"));
            lines
                .map(|line| line.replace("list.xlsx", "list.csv"))
                .collect()
        };
        for command in ["backtest", "analyse"] {
            let arguments = [command, "list.csv", "--outcome", "Status=Won"];
            let plain = run(folder.path(), &arguments);
            assert!(
                matches!(plain.status.code(), Some(0 | 1)),
                "{}",
                said(&plain)
            );
            let arguments = [
                command,
                "list.xlsx",
                "--outcome",
                "Status=Won",
                "--sheet",
                "deals",
            ];
            let sheet = run(folder.path(), &arguments);
            assert_eq!(without_names(&said(&sheet)), without_names(&said(&plain)));
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_what_can() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("list.xlsx"), leads()).unwrap();
        fs::write(folder.path().join("list.csv"), "account,employees\nA,1\n").unwrap();
        fs::write(folder.path().join("broken.xlsx"), &leads()[..900]).unwrap();
        fs::write(folder.path().join("other.ods"), "no workbook").unwrap();
        fs::write(
            folder.path().join("empty.xlsx"),
            workbook(&[("Sheet1", "")]),
        )
        .unwrap();
        for (arguments, wanted) in [
            (
                &["list.xlsx", "--sheet", "Lead"][..],
                "did you mean `Leads`?",
            ),
            (
                &["list.xlsx", "--sheet", "x"],
                "it has `Leads` or `Other ones`",
            ),
            (&["list.csv", "--sheet", "Leads"], "list.csv has no sheets"),
            (&["broken.xlsx"], "cannot be read as a workbook"),
            (&["other.ods"], "cannot be read as a workbook"),
            (&["empty.xlsx"], "the sheet `Sheet1` of empty.xlsx is empty"),
            (
                &["list.csv", "--out", "scored.xlsx"],
                "this command writes CSV",
            ),
        ] {
            let done = run(folder.path(), &[&["score"], arguments].concat());
            let said = said(&done);
            assert_eq!(done.status.code(), Some(2), "{said}");
            assert!(said.contains(wanted), "{wanted}: {said}");
        }
        let done = run(
            folder.path(),
            &["score", "list.xlsx", "--sheet", "other ones"],
        );
        assert!(said(&done).contains("Eva (row 2)"), "{}", said(&done));
        // Spoilt anywhere it is read or refused.
        let whole = leads();
        for place in (0..whole.len()).step_by(97) {
            let mut spoilt = whole.clone();
            spoilt[place] ^= 0x55;
            fs::write(folder.path().join("broken.xlsx"), &spoilt).unwrap();
            let done = run(folder.path(), &["score", "broken.xlsx"]);
            assert!(
                matches!(done.status.code(), Some(0..=2)),
                "{place}: {}",
                said(&done)
            );
        }
    }
}
