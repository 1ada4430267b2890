//! Files beside an entry: SVG images, documents that fields and texts lead to, and the page that a server shows where there is none.

use personabook::build::{Builder, build};
use personabook::diag;
use personabook::progress::nobody;

use super::small_book::{Site, built_at, options, with_warnings, written};

/// The files of a site, and what the book is warned of, one a line.
fn site(config: &str, files: &[(&str, &str)]) -> (Site, String) {
    let folder = written(config, files);
    with_warnings(built_at(folder.path()))
}

const HOSTILE: &str = r##"<?xml version="1.0"?>
<?xml-stylesheet href="http://evil.example/a.css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20" onload="alert(1)">
<style>@import url(http://evil.example/b.css); .a { fill: #c00 }</style>
<script>alert(1)</script>
<a href="javascript:alert(1)"><circle class="a" r="4"/></a>
<image href="http://evil.example/c.png"/>
<use xlink:href="http://evil.example/d.svg#e"/>
<rect fill="url(http://evil.example/f.svg#g)" style="background: url(//evil.example)"/>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://evil.example"></iframe></foreignObject>
<animate attributeName="href" to="javascript:alert(1)"/>
</svg>
"##;

#[test]
fn an_svg_image_is_shown_everywhere_without_what_runs_loads_or_moves() {
    let (site, warnings) = site(
        "",
        &[
            (
                "personas/pim/index.md",
                "+++\nname = \"Pim\"\nportrait = \"face.svg\"\ngoals = [\"Rest\"]\n+++\n\n![A wall](face.svg) and [the drawing](face.svg)\n",
            ),
            ("personas/pim/face.svg", HOSTILE),
        ],
    );
    assert_eq!(
        warnings.matches("image-part-left-out").count(),
        11,
        "{warnings}"
    );
    assert!(
        warnings.contains("content/personas/pim/face.svg:5:1: warning[image-part-left-out]: the site shows this image without `<script>` - remove it: an image on a page runs nothing"),
        "{warnings}"
    );
    let images: Vec<&String> = site
        .keys()
        .filter(|path| path.starts_with("personas/pim/"))
        .collect();
    let [image] = images.as_slice() else {
        panic!("{images:?}");
    };
    assert_eq!(
        site[*image],
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\" width=\"40\" height=\"20\">\
         <g><circle r=\"4\" fill=\"#c00\"/></g><use/><rect/></svg>"
    );
    let address = format!("../{image}");
    let page = &site["personas/pim.html"];
    assert!(page.contains(&format!(
        "<img src=\"{address}\" alt=\"A wall\" width=\"40\" height=\"20\" loading=\"lazy\" />"
    )));
    assert!(page.contains(&format!("<a href=\"{address}\">the drawing</a>")));
    for path in [
        "index.html",
        "personas/index.html",
        "paper/pim.html",
        "paper/pim-slides.html",
        "paper/cards.html",
    ] {
        assert!(site[path].contains(image.as_str()), "{path}");
    }
    assert!(site["paper/pim-card.svg"].contains("href=\"data:image/svg+xml;base64,"));
    for (path, text) in &site {
        assert!(
            !text.contains("evil.example") && !text.contains("alert(1)"),
            "{path}"
        );
    }
}

#[test]
fn an_svg_image_that_cannot_be_read_is_an_error_where_it_is_shown() {
    let bomb =
        "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg viewBox=\"0 0 1 1\"><text>&a;</text></svg>";
    let folder = written(
        "",
        &[
            (
                "personas/pim.toml",
                "name = \"Pim\"\nportrait = \"face.svg\"\n",
            ),
            ("personas/face.svg", bomb),
        ],
    );
    let built = build(folder.path(), options(), &nobody).unwrap();
    assert_eq!(
        diag::short(&built.report),
        "content/personas/pim.toml:2:13: error[bad-image]: the image content/personas/face.svg has a `<!DOCTYPE` with definitions, which are not read - \
         save it anew from a drawing program as plain SVG, or remove everything from `<!DOCTYPE` to `]>`\n"
    );
    assert!(built.site.is_none());
}

#[test]
fn fields_lead_to_documents_and_images_beside_their_entry() {
    let (site, warnings) = site(
        "",
        &[
            (
                "evidence/talks/index.toml",
                "name = \"Talks\"\nmethod = \"interview\"\ndate = 2026-09-12\nn = 1\nurl = \"./the%20report.pdf#page=2\"\n",
            ),
            ("evidence/talks/the report.pdf", "%PDF"),
            (
                "journeys/way/index.toml",
                "name = \"Way\"\npersonas = [\"pim\"]\nlinks = [\"sheet.xlsx\", \"https://example.org\"]\n[[stages]]\nname = \"One\"\n[[stages.content]]\ntitle = \"The sheet\"\nurl = \"sheet.xlsx\"\n",
            ),
            ("journeys/way/sheet.xlsx", "PK"),
            ("personas/pim.toml", "name = \"Pim\"\ngoals = [\"Rest\"]\n"),
        ],
    );
    assert_eq!(warnings, "");
    let only = |start: &str| -> &String {
        let mut found = site.keys().filter(|path| path.starts_with(start));
        found.next().unwrap()
    };
    let (report, sheet) = (
        only("evidence/talks/the-report-"),
        only("journeys/way/sheet-"),
    );
    assert_eq!(
        (site[report].as_str(), site[sheet].as_str()),
        ("%PDF", "PK")
    );
    assert!(site["evidence/talks.html"].contains(&format!("href=\"../{report}#page=2\"")));
    let way = &site["journeys/way.html"];
    assert_eq!(
        way.matches(&format!("href=\"../{sheet}\"")).count(),
        2,
        "{way}"
    );
    assert!(way.contains("<a href=\"https://example.org\">https://example.org</a>"));
}

#[test]
fn the_page_for_what_is_not_there_finds_its_way_from_every_folder() {
    let persona = ("personas/pim.toml", "name = \"Pim\"\ngoals = [\"Rest\"]\n");
    let (found, _) = site(
        "[site]\nurl = \"https://example.org/customers/\"\n",
        &[persona],
    );
    let page = &found["404.html"];
    for attribute in ["href=\"", "src=\"", "data-root=\""] {
        for address in page.split(attribute).skip(1) {
            let address = address.split('"').next().unwrap();
            assert!(
                address.starts_with("/customers/") || address.starts_with('#'),
                "{address}"
            );
        }
    }
    // `serve` answers from the root of its own server.
    let folder = written(
        "[site]\nurl = \"https://example.org/customers/\"\n",
        &[persona],
    );
    let mut served = Builder::new(folder.path()).served();
    let served = served.build(options(), &nobody).unwrap().site.unwrap();
    let served = served.render(&nobody).unwrap();
    let (without, _) = site("", &[persona]);
    assert_eq!(served.files["404.html"], without["404.html"].as_bytes());
    let page = without.get("404.html").unwrap();
    assert!(page.contains("href=\"personas/index.html\""));
    // Without its style sheet it can be read all the same.
    for drawing in page.split("<svg").skip(1) {
        let tag = drawing.split('>').next().unwrap();
        assert!(
            tag.contains(" width=\"") && tag.contains(" height=\""),
            "{tag}"
        );
    }
    // No other page knows where the site lies.
    for (path, text) in found.iter().filter(|(path, _)| *path != "404.html") {
        assert_eq!(Some(text), without.get(path), "{path}");
    }
}
