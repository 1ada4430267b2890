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
    // All that another page knows of where the site lies is what chat programs are told.
    let told = "<meta property=\"og:";
    for (path, text) in found.iter().filter(|(path, _)| *path != "404.html") {
        let lines = text.split('\n').filter(|line| !line.starts_with(told));
        let text = lines.collect::<Vec<_>>().join("\n");
        assert_eq!(Some(&text), without.get(path), "{path}");
    }
    let page = &found["personas/pim.html"];
    for said in [
        "<meta property=\"og:title\" content=\"Pim\">",
        "<meta property=\"og:url\" content=\"https://example.org/customers/personas/pim.html\">",
    ] {
        assert!(page.contains(said), "{said}");
    }
    // A drawn face is SVG, which no chat program shows.
    assert!(!page.contains("og:image"));
}

#[test]
fn a_picture_in_pixels_is_shown_where_somebody_shares_the_page() {
    let persona = (
        "personas/yuki.toml",
        "name = \"Yuki\"\nportrait = \"face.png\"\n",
    );
    let folder = written("[site]\nurl = \"https://example.org\"\n", &[persona]);
    let face = "tests/golden/book/content/personas/yuki/face.png";
    std::fs::copy(face, folder.path().join("content/personas/face.png")).unwrap();
    let site = Builder::new(folder.path()).build(options(), &nobody);
    let site = site.unwrap().site.unwrap().render(&nobody).unwrap();
    let page = String::from_utf8_lossy(&site.files["personas/yuki.html"]).into_owned();
    let image = page.split("og:image\" content=\"").nth(1).unwrap();
    let image = image.split('"').next().unwrap();
    let path = image.strip_prefix("https://example.org/").unwrap();
    assert!(site.files.contains_key(path), "{image}");
}

#[cfg(feature = "png")]
#[test]
fn a_drawn_face_lies_on_the_site_in_pixels_if_the_book_asks_for_it() {
    let persona = ("personas/pim.toml", "name = \"Pim\"\ngoals = [\"Rest\"]\n");
    let config = "[site]\nurl = \"https://example.org\"\nfaces = \"png\"\n";
    let folder = written(config, &[persona]);
    let render = || {
        let site = Builder::new(folder.path()).build(options(), &nobody);
        site.unwrap().site.unwrap().render(&nobody).unwrap()
    };
    let site = render();
    let face = &site.files["personas/pim_face.png"];
    assert!(face.starts_with(b"\x89PNG\r\n\x1a\n"));
    // As wide as high: 600 pixels, in the first part of the file.
    assert_eq!(face[16..24], [0, 0, 2, 88, 0, 0, 2, 88]);
    assert!(face.len() < 100_000, "{}", face.len());
    let page = String::from_utf8_lossy(&site.files["personas/pim.html"]).into_owned();
    assert!(page.contains("og:image\" content=\"https://example.org/personas/pim_face.png\""));
    assert_eq!(render().files["personas/pim_face.png"], *face);
}

#[test]
fn a_film_lies_on_the_site_and_plays_in_the_page_up_to_the_size_that_the_book_sets() {
    let persona = "name = \"Pim\"\nfilms = [{ title = \"A talk\", file = \"talk.mp4\", captions = \"talk.vtt\", transcript = [\"One.\", \"Two.\"] }, { title = \"A sound\", file = \"talk.mp3\" }, { title = \"Elsewhere\", url = \"https://video.example.org/x\" }]\n";
    let film = "x".repeat(1024 * 1024 + 1);
    let files = [
        ("personas/pim/index.toml", persona),
        ("personas/pim/talk.mp4", film.as_str()),
        ("personas/pim/talk.mp3", "sound"),
        ("personas/pim/talk.vtt", "WEBVTT\n"),
    ];
    let (found, _) = site("", &files);
    let copied = |ending: &str| {
        let mut paths = found.keys().filter(|path| path.ends_with(ending));
        paths.next().unwrap_or_else(|| panic!("no {ending}"))
    };
    let page = &found["personas/pim.html"];
    for said in [
        format!(
            "<video controls preload=\"metadata\" src=\"../{}\"",
            copied(".mp4")
        ),
        format!(
            "<track kind=\"captions\" src=\"../{}\" srclang=\"en\"",
            copied(".vtt")
        ),
        format!(
            "<audio controls preload=\"metadata\" src=\"../{}\"",
            copied(".mp3")
        ),
        "<a href=\"https://video.example.org/x\">Elsewhere</a>".to_owned(),
        "<p>One.</p>\n<p>Two.</p>".to_owned(),
    ] {
        assert!(page.contains(&said), "{said} in {page}");
    }
    assert_eq!(found[copied(".mp4")].len(), film.len());

    let folder = written("[site]\nlargest_file = 1\n", &files);
    let refused = build(folder.path(), options(), &nobody).unwrap();
    assert!(refused.site.is_none());
    let told = diag::short(&refused.report);
    assert!(
        told.contains("content/personas/pim/talk.mp4: error[document-too-large]: this document is larger than 1 MB"),
        "{told}"
    );
}

#[test]
fn readers_are_told_where_to_write_when_they_heard_something_else() {
    let persona = (
        "personas/pim.toml",
        "name = \"Pim & co\"\ngoals = [\"Rest\"]\n",
    );
    let config = "[site]\nurl = \"https://example.org/a/\"\nfeedback = \"https://example.org/new?title={entry}&body={text}%20{place}\"\n";
    let (found, _) = site(config, &[persona]);
    let page = &found["personas/pim.html"];
    for said in [
        "href=\"https://example.org/new?title=Pim%20%26%20co&amp;body=%20https%3A%2F%2Fexample.org%2Fa%2Fpersonas%2Fpim.html\"",
        "data-address=\"https://example.org/new?title={entry}&amp;body={text}%20{place}\"",
        " data-place=\"https://example.org/a/personas/pim.html\"",
        "static/feedback.js",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    // Only what somebody wrote about customers can be contradicted.
    for other in ["index.html", "all/a-z.html", "paper/pim.html"] {
        assert!(!found[other].contains("feedback"), "{other}");
    }
    let (without, _) = site("", &[persona]);
    assert!(!without["personas/pim.html"].contains("feedback"));
}
