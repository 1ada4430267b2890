//! What every cleaned image promises, hostile ones first.

use super::*;

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 20\"";

fn image(inside: &str) -> String {
    format!("{HEAD} xmlns:xlink=\"{XLINK}\">{inside}</svg>")
}

fn cleaned(inside: &str) -> Cleaned {
    clean(&image(inside)).unwrap()
}

/// What is left inside of an image, and what is told.
fn left(inside: &str) -> (String, Vec<String>) {
    let cleaned = cleaned(&format!("{inside}<path d=\"M0 0\"/>"));
    let head = format!("{HEAD} width=\"10\" height=\"20\">");
    let inside = cleaned.svg.strip_prefix(&head).unwrap().to_owned();
    let inside = inside.strip_suffix("<path d=\"M0 0\"/></svg>").unwrap();
    let told = cleaned.left_out.into_iter().map(|one| one.what).collect();
    (inside.to_owned(), told)
}

#[test]
fn whatever_runs_loads_or_moves_is_left_out_and_told() {
    let cases = [
        ("<script>alert(1)</script>", "", "`<script>`"),
        ("<SCRIPT>alert(1)</SCRIPT>", "", "`<SCRIPT>`"),
        (
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">1</x:script>",
            "",
            "`<script>`",
        ),
        (
            "<script xmlns=\"http://www.w3.org/1999/xhtml\">1</script>",
            "",
            "`<script>`",
        ),
        ("<g onclick=\"alert(1)\"/>", "<g/>", "`onclick`"),
        ("<rect ONLOAD=\"x\"/>", "<rect/>", "`ONLOAD`"),
        (
            "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"http://a.example\"/></foreignObject>",
            "",
            "`<foreignObject>`",
        ),
        ("<image href=\"http://a.example/x.png\"/>", "", "`<image>`"),
        (
            "<image href=\"data:image/png;base64,AAAA\"/>",
            "",
            "`<image>`",
        ),
        (
            "<use href=\"http://a.example/x.svg#a\"/>",
            "<use/>",
            "what `<use>` takes from elsewhere",
        ),
        (
            "<use xlink:href=\"data:image/svg+xml,x#a\"/>",
            "<use/>",
            "what `<use>` takes from elsewhere",
        ),
        (
            "<use xlink:href=\"  javascript:alert(1)\"/>",
            "<use/>",
            "what `<use>` takes from elsewhere",
        ),
        (
            "<filter id=\"f\"><feImage href=\"//a.example\"/></filter>",
            "<filter id=\"f\"/>",
            "`<feImage>`",
        ),
        (
            "<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "",
            "`<animate>`",
        ),
        (
            "<set attributeName=\"fill\" to=\"url(http://a.example)\"/>",
            "",
            "`<set>`",
        ),
        (
            "<rect fill=\"url(http://a.example/x#a)\"/>",
            "<rect/>",
            "a `fill` that is more than a colour, a number or a part of the image",
        ),
        (
            "<rect fill=\"u\\72l(http://a.example)\"/>",
            "<rect/>",
            "a `fill` that is more than a colour, a number or a part of the image",
        ),
        (
            "<rect style=\"fill:url(//a.example)\"/>",
            "<rect/>",
            "a `fill` that is more than a colour, a number or a part of the image",
        ),
        (
            "<rect style=\"background:url(//a.example)\"/>",
            "<rect/>",
            "the style `background`",
        ),
        (
            "<style>@import url(//a.example/x.css);</style>",
            "",
            "the style `@import url(//a.example/x.css)`",
        ),
        (
            "<style>@font-face{src:url(//a.example)}</style>",
            "",
            "the style `@font-face`",
        ),
        (
            "<style>rect:hover{fill:red}</style><rect/>",
            "<rect/>",
            "the style `rect:hover`",
        ),
        (
            "<style>rect{fill:url(//a.example)}</style><rect/>",
            "<rect/>",
            "a `fill` that is more than a colour, a number or a part of the image",
        ),
        (
            "<a href=\"javascript:alert(1)\"><rect/></a>",
            "<g><rect/></g>",
            "the link `<a>`",
        ),
        ("<video src=\"x\"/>", "", "`<video>`"),
    ];
    for (inside, kept, what) in cases {
        let (left, told) = left(inside);
        assert_eq!(
            (left.as_str(), told),
            (kept, vec![what.to_owned()]),
            "of {inside}"
        );
    }
}

#[test]
fn what_may_be_missed_is_told_where_it_stands_and_each_sort_once() {
    let text = image(
        "<path d=\"M0 0\"/>\n<script>1</script><script>2</script>\n<g onclick=\"a\" onload=\"b\"/>",
    );
    let told = clean(&text).unwrap().left_out;
    let told: Vec<&str> = told.iter().map(|one| &text[one.place.clone()]).collect();
    assert_eq!(told, ["<script>", "onclick=\"a\"", "onload=\"b\""]);
    let text = format!(
        "<?xml version=\"1.0\"?><?xml-stylesheet href=\"http://a.example\"?>{}",
        image("<path d=\"\"/>")
    );
    let told = clean(&text).unwrap().left_out;
    assert_eq!(told[0].what, "`<?xml-stylesheet ?>`");
}

#[test]
fn a_style_becomes_the_attributes_that_say_the_same() {
    let cases = [
        (
            "<rect style=\"fill:red;stroke : #123 !important;-inkscape-x:1\"/>",
            "<rect fill=\"red\" stroke=\"#123\"/>",
        ),
        (
            "<rect fill=\"blue\" style=\"fill:red\"/>",
            "<rect fill=\"red\"/>",
        ),
        (
            "<style>.a{fill:red}</style><rect class=\"a\" fill=\"blue\"/>",
            "<rect fill=\"red\"/>",
        ),
        (
            "<style type=\"text/css\"><![CDATA[ .a,.b{fill:red;} #c{fill:url(#d)} ]]></style><rect id=\"c\" class=\"b\"/>",
            "<rect id=\"c\" fill=\"url(#d)\"/>",
        ),
        (
            "<style>rect{fill:red}</style><g><rect style=\"fill:none\"/></g>",
            "<g><rect fill=\"none\"/></g>",
        ),
    ];
    for (inside, kept) in cases {
        assert_eq!(left(inside), (kept.to_owned(), Vec::new()), "of {inside}");
    }
}

#[test]
fn a_drawing_stays_as_it_is() {
    for inside in [
        "<title>A &amp; B</title><desc>\"x\" &lt; y</desc>".replace('"', "&quot;"),
        "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient></defs><circle r=\"2\" fill=\"url(#a)\"/>".to_owned(),
        "<text x=\"1\" xml:space=\"preserve\"> two  <tspan dy=\"1\">words</tspan> </text>".to_owned(),
        "<symbol id=\"s\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\"/></symbol><use href=\"#s\" x=\"3\"/>".to_owned(),
        "<filter id=\"f\"><feGaussianBlur in=\"SourceGraphic\" stdDeviation=\"2\"/></filter><g filter=\"url(#f)\" transform=\"translate(1 2)\"/>".to_owned(),
    ] {
        assert_eq!(left(&inside), (inside.clone(), Vec::new()));
    }
}

#[test]
fn notes_of_programs_go_without_a_word() {
    let (left, told) = left(
        "<!-- made by x --><metadata><a/></metadata>\n <sodipodi:namedview xmlns:sodipodi=\"http://s.example\"/>\
         <g xmlns:i=\"http://i.example\" i:label=\"Layer\" class=\"x\" data-name=\"y\" aria-label=\"z\" role=\"img\"/>",
    );
    assert_eq!((left.as_str(), told), ("<g/>", Vec::new()));
}

#[test]
fn how_large_an_image_is_may_be_said_in_several_ways() {
    let size = |head: &str| {
        clean(&format!("<svg {head}><path d=\"M0 0\"/></svg>")).map(|one| (one.width, one.height))
    };
    assert_eq!(size("viewBox=\"0 0 24 12\""), Ok((24, 12)));
    assert_eq!(size("width=\"48\" viewBox=\"0,0 24 12\""), Ok((48, 24)));
    assert_eq!(size("width=\"1in\" height=\"48px\""), Ok((96, 48)));
    assert_eq!(
        size("width=\"100%\" height=\"100%\" viewBox=\"0 0 3200 100\""),
        Ok((1600, 50))
    );
    for none in [
        "",
        "width=\"10\"",
        "width=\"100%\" height=\"3\"",
        "viewBox=\"0 0 0 0\"",
        "viewBox=\"0 0 x 1\"",
    ] {
        assert_eq!(
            size(none).unwrap_err().message,
            "does not say how large it is",
            "{none}"
        );
    }
    assert!(
        size("width=\"1e9\" height=\"2\"")
            .unwrap_err()
            .message
            .contains("at most")
    );
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let wrong = |text: &str| {
        let wrong = clean(text).unwrap_err();
        format!("{} | {}", wrong.message, wrong.help)
    };
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><svg viewBox=\"0 0 1 1\">&c;</svg>";
    assert!(
        wrong(bomb).contains("definitions, which are not read | save it anew"),
        "{}",
        wrong(bomb)
    );
    let outside = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg><text>&x;</text></svg>";
    assert!(wrong(outside).contains("definitions"));
    assert!(wrong("<svg><g></svg>").starts_with("cannot be read as SVG"));
    assert!(wrong("<html><body/></html>").starts_with("is no SVG: it begins with `<html>`"));
    assert!(
        wrong("<svg viewBox=\"0 0 1 1\"><use xlink:href=\"#a\"/></svg>")
            .contains("write xmlns:xlink=")
    );
    assert!(wrong("<svg viewBox=\"0 0 1 1\">&nbsp;</svg>").contains("`&nbsp;`"));
    assert!(
        wrong("<svg viewBox=\"0 0 1 1\"><image href=\"data:image/png;base64,x\"/></svg>")
            .contains("draws nothing")
    );
    assert!(
        wrong("<svg xmlns=\"http://www.w3.org/2000/svgs\"/>")
            .contains("write xmlns=\"http://www.w3.org/2000/svg\"")
    );
    assert!(wrong("<").contains("cannot be read"));
    let plain = "\u{feff}<?xml version=\"1.0\"?>\n<!-- x -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg viewBox=\"0 0 1 1\"><path d=\"\"/></svg>";
    assert!(clean(plain).is_ok());
}

#[test]
fn little_that_makes_much_is_refused() {
    let mut inside = "<g id=\"a0\"><path d=\"M0 0\"/></g>".to_owned();
    for step in 1..12 {
        let uses = format!("<use href=\"#a{}\"/>", step - 1).repeat(10);
        inside.push_str(&format!("<g id=\"a{step}\">{uses}</g>"));
    }
    let wrong = clean(&image(&inside)).unwrap_err();
    assert!(
        wrong.message.contains("used again and again"),
        "{}",
        wrong.message
    );
    let itself = "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>";
    assert!(clean(&image(itself)).is_ok());
    let patterns: String = (0..12)
        .map(|step| {
            let rects = format!("<rect fill=\"url(#p{})\"/>", step + 1).repeat(10);
            format!("<pattern id=\"p{step}\">{rects}</pattern>")
        })
        .collect();
    assert!(clean(&image(&patterns)).is_err());
    let deep = format!(
        "{}<path d=\"\"/>{}",
        "<g>".repeat(5000),
        "</g>".repeat(5000)
    );
    assert!(clean(&image(&deep)).unwrap_err().message.contains("deep"));
    let chain: String = (0..5000)
        .map(|step| format!("<use id=\"u{step}\" href=\"#u{}\"/>", step + 1))
        .collect();
    assert!(clean(&image(&chain)).unwrap_err().message.contains("deep"));
    let many = "<g/>".repeat(300_000);
    assert!(
        clean(&image(&many))
            .unwrap_err()
            .message
            .contains("more than 200000 parts")
    );
}

#[test]
fn what_was_cleaned_stays_the_same_when_it_is_cleaned_again() {
    let text = image(
        "<style>.a{fill:red}</style><title>a</title><a href=\"x\"><rect class=\"a\" onclick=\"1\"/></a><text>b &lt; c</text>",
    );
    let once = clean(&text).unwrap();
    let twice = clean(&once.svg).unwrap();
    assert_eq!(once.svg, twice.svg);
    assert!(twice.left_out.is_empty());
}
