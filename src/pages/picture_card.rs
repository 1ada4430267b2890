//! The picture files of a persona: the drawn face, in pixels too if the book asks for it, and the picture card, one SVG of 1200 by 630 with face, name, role and quote, for a chat, a wiki or
//! a slide. It loads nothing: a picture is inside it.

use crate::doc::markdown::escape;
use crate::model::look::{Hue, Look};
use crate::model::persona::{Persona, PersonaKind};
use crate::model::value::Text;
use crate::model::{Catalog, Entry, FaceFiles, Key, Kind, Part};
use crate::picture::in_pixels;
use crate::portrait::{Accent, Described, portrait};
use crate::site::Viewer;
use crate::site::persona_colours::persona_colours;
use crate::site::pictures::{Shown, drawing_url, pixels_url};
use crate::text::width::{BOLD, em, shorten, wrap};

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;

/// Where the face ends and where the words begin and end.
const FACE: f64 = 480.0;
const LEFT: f64 = 540.0;
const RIGHT: f64 = 1140.0;

/// The largest picture that is put into a card, in bytes: a chat should not wait for it.
const LARGEST_PICTURE: usize = 80 * 1024;

/// The width from which a picture in a card is taken, in pixels.
const PICTURE_WIDTH: u32 = 320;

const DISPLAY: &str = "'Iowan Old Style','Palatino Linotype',Palatino,'URW Palladio L',P052,Georgia,'DejaVu Serif',serif";
const SANS: &str =
    "Seravek,'Avenir Next','Segoe UI',Ubuntu,Cantarell,'Noto Sans','DejaVu Sans',sans-serif";

/// The face drawn for a persona without an image, and her picture card if she has more than a name: addresses and bytes.
pub(crate) fn files(
    viewer: &Viewer<'_>,
    entry: &Entry,
    persona: &Persona,
) -> Vec<(String, Vec<u8>)> {
    let drawn = persona.portrait.is_none().then(|| {
        let hue = viewer.persona_colours[entry.key.id.as_str()];
        let look = persona.look.clone().unwrap_or_default();
        drawn(entry, persona, (&look, hue))
    });
    let card = has_card(viewer, entry).then(|| card(viewer, (entry, persona), drawn.as_deref()));
    let pixels = drawn.as_deref().filter(|_| has_pixels(viewer));
    let pixels = pixels
        .and_then(in_pixels)
        .map(|pixels| (pixels_url(&entry.key), pixels));
    let face = drawn.map(|drawn| (drawing_url(&entry.key), drawn.into_bytes()));
    card.into_iter().chain(face).chain(pixels).collect()
}

/// The face of a persona with a look.
fn drawn(entry: &Entry, persona: &Persona, (look, hue): (&Look, Hue)) -> String {
    let described = Described {
        look,
        years: persona.years(),
        spoken_of: persona.spoken_of(),
    };
    portrait(&entry.key.id, described, Accent::of(hue))
}

/// The face that a persona would have with another look; nothing when she is not in the book.
pub(crate) fn drawn_with(catalog: &Catalog, key: &Key, look: &Look) -> Option<String> {
    let entry = catalog.get(key)?;
    let persona = entry.as_kind::<Persona>()?;
    let hue = *persona_colours(catalog).get(key.id.as_str())?;
    Some(drawn(entry, persona, (look, hue)))
}

/// Where those are found.
pub(crate) fn paths(viewer: &Viewer<'_>, entry: &Entry, persona: &Persona) -> Vec<String> {
    let face = persona.portrait.is_none().then(|| drawing_url(&entry.key));
    let card = has_card(viewer, entry).then(|| url_of_card(&entry.key));
    let pixels = face
        .as_ref()
        .filter(|_| has_pixels(viewer))
        .map(|_| pixels_url(&entry.key));
    card.into_iter().chain(face).chain(pixels).collect()
}

/// Whether drawn faces lie in pixels too.
fn has_pixels(viewer: &Viewer<'_>) -> bool {
    viewer.book.config.site.faces == Some(FaceFiles::Png)
}

fn has_card(viewer: &Viewer<'_>, entry: &Entry) -> bool {
    viewer.has(Part::Paper) && !entry.is_only_a_name()
}

/// The address of a persona's picture card. It lies with her paper, where no face of another persona can have it.
fn url_of_card(key: &Key) -> String {
    format!("paper/{}-card.svg", key.id)
}

/// The card of a persona, and its address. `face` is her drawn face, if she has one.
fn card(
    viewer: &Viewer<'_>,
    (entry, persona): (&Entry, &Persona),
    face: Option<&str>,
) -> (String, Vec<u8>) {
    let card = Card::new(viewer, entry, persona);
    let face = match (face, &persona.portrait) {
        (Some(drawn), _) => placed(drawn),
        (None, Some(image)) => picture(viewer, entry, &image.0).unwrap_or_default(),
        (None, None) => String::new(),
    };
    (url_of_card(&entry.key), card.svg(&face).into_bytes())
}

/// The words of a card and its colours, pale to deep.
struct Card {
    name: String,
    role: String,
    quote: String,
    /// The quote as it is drawn: in quotation marks when somebody says it, and not when it is a summary.
    spoken: String,
    segment: String,
    negative: Option<String>,
    foot: String,
    language: String,
    colours: [String; 4],
}

impl Card {
    fn new(viewer: &Viewer<'_>, entry: &Entry, persona: &Persona) -> Self {
        let segment = persona.segment.as_ref();
        let segment = segment.and_then(|one| viewer.catalog.get(&Key::new(Kind::Segment, &one.id)));
        let summary = entry.header.summary.as_ref().map(Text::plain);
        let quote = persona.quote.as_ref().map(|quote| quote.text.plain());
        let book = &viewer.book.config.book;
        let foot = match &book.company {
            Some(company) => format!("{} · {company}", book.title),
            None => book.title.clone(),
        };
        let is_said = quote.is_some();
        let quote = printable(&shorten(&quote.or(summary).unwrap_or_default(), 170));
        let negative = persona.kind == Some(PersonaKind::Negative);
        Self {
            name: printable(&entry.header.name),
            role: printable(persona.role.as_deref().unwrap_or("")),
            spoken: if is_said {
                viewer.words.quote(&quote)
            } else {
                quote.clone()
            },
            quote,
            segment: printable(segment.map_or("", |one| one.header.name.as_str())),
            negative: negative.then(|| viewer.words.get("persona_not_ours").to_owned()),
            foot: printable(&foot),
            language: viewer.words.code().to_owned(),
            colours: Accent::of(viewer.persona_colours[entry.key.id.as_str()]).colours(),
        }
    }

    fn svg(&self, face: &str) -> String {
        let [_, soft, strong, deep] = &self.colours;
        let about = [self.role.as_str(), &self.quote];
        let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
        let mut out = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" lang="{language}" aria-labelledby="card-title card-desc"><title id="card-title">{title}</title><desc id="card-desc">{desc}</desc><rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdf9"/><rect width="{FACE}" height="{HEIGHT}" fill="{soft}"/>"##,
            language = self.language,
            title = escape(&self.name),
            desc = escape(&about.join(" – ")),
        );
        if face.is_empty() {
            out.push_str(&format!(
                r#"<text x="{}" y="375" font-family="{DISPLAY}" font-size="200" text-anchor="middle" fill="{deep}">{}</text>"#,
                FACE / 2.0,
                escape(&initials(&self.name))
            ));
        } else if self.negative.is_some() {
            out.push_str(r#"<filter id="card-grey"><feColorMatrix type="saturate" values="0.15"/></filter><g filter="url(#card-grey)">"#);
            out.push_str(face);
            out.push_str("</g>");
        } else {
            out.push_str(face);
        }
        out.push_str(&format!(
            r#"<rect x="{FACE}" width="8" height="{HEIGHT}" fill="{strong}"/>"#
        ));
        self.words(&mut out);
        out.push_str(&format!(
            r#"<rect x="{LEFT}" y="566" width="56" height="5" fill="{strong}"/>"#
        ));
        let foot = fit(&self.foot, RIGHT - LEFT, &[(20.0, 1)]);
        foot.draw(
            &mut out,
            (LEFT, 602.0),
            &format!(r##"font-family="{SANS}" fill="#5d544b""##),
        );
        out.push_str("</svg>");
        out
    }

    /// Segment, name, role and quote, from the top down, so that the quote ends above the foot.
    fn words(&self, out: &mut String) {
        let [_, _, _, deep] = &self.colours;
        let room = RIGHT - LEFT;
        let name = fit(
            &self.name,
            room,
            &[(66.0, 1), (56.0, 2), (44.0, 2), (36.0, 2)],
        );
        let role = fit(&self.role, room / BOLD, &[(30.0, 1), (27.0, 2)]);
        let labels = if self.segment.is_empty() && self.negative.is_none() {
            0.0
        } else {
            64.0
        };
        let above = labels + name.height() + role.height() + 28.0;
        let left = 500.0 - above;
        let quote = if self.quote.is_empty() {
            Lines::default()
        } else {
            let sizes = [42.0, 37.0, 33.0, 29.0, 26.0].map(|size| {
                let lines = (left / (size * Lines::LEADING)).floor().max(1.0);
                (size, lines)
            });
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most twenty lines fit on the card"
            )]
            let sizes = sizes.map(|(size, lines)| (size, lines as usize));
            fit(&self.spoken, room, &sizes)
        };
        // Shared out above and below, so that a short card is not empty at its foot.
        let mut y = 48.0 + ((left - quote.height()) / 2.0).max(0.0);
        if labels > 0.0 {
            self.labels(out, y);
            y += labels;
        }
        let display = |colour: &str| format!(r#"font-family="{DISPLAY}" fill="{colour}""#);
        y = name.draw_below(out, (LEFT, y), &display("#2b231c"));
        let sans = format!(r#"font-family="{SANS}" font-weight="600" fill="{deep}""#);
        y = role.draw_below(out, (LEFT, y), &sans);
        quote.draw_below(out, (LEFT, y + 28.0), &display("#433a32"));
    }

    fn labels(&self, out: &mut String, y: f64) {
        let mut x = LEFT;
        let mut label = |text: &str, fill: &str, ink: &str| {
            let line = fit(text, (RIGHT - x - 36.0) / BOLD, &[(21.0, 1)]);
            let width = line.width() * BOLD + 36.0;
            if line.is_empty() || x + width > RIGHT {
                return;
            }
            out.push_str(&format!(
                r#"<rect x="{x:.0}" y="{y:.0}" width="{width:.0}" height="40" rx="20" fill="{fill}"/>"#
            ));
            let style = format!(r#"font-family="{SANS}" font-weight="600" fill="{ink}""#);
            line.draw(out, (x + 18.0, y + 27.0), &style);
            x += width + 12.0;
        };
        if let Some(negative) = &self.negative {
            label(negative, "#a3282b", "#fffdf9");
        }
        // The colour of segments on every page.
        label(&self.segment, "#f3e6c8", "#5f4614");
    }
}

/// A text in lines of one size.
#[derive(Debug, Default)]
struct Lines {
    lines: Vec<String>,
    size: f64,
}

impl Lines {
    /// From one base line to the next, in sizes of the font.
    const LEADING: f64 = 1.24;

    fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// From the top of the first line to the bottom of the last.
    fn height(&self) -> f64 {
        let lines = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        f64::from(lines) * self.size * Self::LEADING
    }

    /// The width of the longest line.
    fn width(&self) -> f64 {
        let widths = self.lines.iter().map(|line| em(line) * self.size);
        widths.fold(0.0, f64::max)
    }

    /// Draws each line as a text, the base line of the first at `y`; `style` is its attributes.
    fn draw(&self, out: &mut String, (x, y): (f64, f64), style: &str) {
        let mut y = y;
        for line in &self.lines {
            out.push_str(&format!(
                r#"<text x="{x:.0}" y="{y:.0}" font-size="{:.0}" {style}>{}</text>"#,
                self.size,
                escape(line)
            ));
            y += self.size * Self::LEADING;
        }
    }

    /// Draws the lines below `y` and gives where they end.
    fn draw_below(&self, out: &mut String, (x, y): (f64, f64), style: &str) -> f64 {
        self.draw(out, (x, y + self.size), style);
        y + self.height()
    }
}

/// A text in the first of these sizes (size, most lines) in which it fits; in the last one what fits, and an ellipsis.
fn fit(text: &str, room: f64, sizes: &[(f64, usize)]) -> Lines {
    let mut lines = Vec::new();
    let mut last = 0.0;
    for (size, most) in sizes {
        last = *size;
        lines = wrap(text, room / size, most + 1);
        if lines.len() <= *most {
            break;
        }
        lines = wrap(text, room / size, *most);
    }
    Lines { lines, size: last }
}

/// A text without the characters that XML may not hold, and without those that only turn the direction of others.
fn printable(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '\t' | '\n' | '\r' => ' ',
        other => other,
    });
    letters
        .filter(|letter| {
            !letter.is_control()
                && !matches!(letter, '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect()
}

/// A drawn face as large as its place: a document becomes a part of this one.
fn placed(drawn: &str) -> String {
    let inside = drawn
        .split_once('>')
        .and_then(|(_, rest)| rest.strip_suffix("</svg>"));
    let head = drawn.split_once("viewBox=").and_then(|(_, rest)| {
        let (view, rest) = rest.split_once(" width=")?;
        let (_, rest) = rest.split_once(" fill=")?;
        Some((view, rest.split_once('>')?.0))
    });
    let (Some(inside), Some((view, attributes))) = (inside, head) else {
        return String::new();
    };
    format!(
        r#"<svg viewBox={view} width="{FACE}" height="{HEIGHT}" preserveAspectRatio="xMidYMid slice" fill={attributes}>{inside}</svg>"#
    )
}

/// A picture inside the card; nothing when it is not there or too large.
fn picture(viewer: &Viewer<'_>, entry: &Entry, image: &str) -> Option<String> {
    let shown = Shown::of(viewer, entry, image)?;
    let size = shown.picture.at_most(PICTURE_WIDTH);
    if size.bytes.len() > LARGEST_PICTURE {
        return None;
    }
    let kind = match shown.picture.ending {
        "png" => "png",
        "svg" => "svg+xml",
        _ => "jpeg",
    };
    Some(format!(
        r#"<image width="{FACE}" height="{HEIGHT}" preserveAspectRatio="xMidYMid slice" href="data:image/{kind};base64,{}"/>"#,
        base64(&size.bytes)
    ))
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).collect()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_usize {
            let digit = (bits >> (18 - 6 * place)) & 63;
            if place <= chunk.len() {
                out.push(char::from(DIGITS[digit as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(name: &str, role: &str, quote: &str) -> Card {
        Card {
            name: name.into(),
            role: role.into(),
            quote: quote.into(),
            spoken: format!("“{quote}”"),
            segment: "Mid-size web shops".into(),
            negative: None,
            foot: "Meet our customers".into(),
            language: "en".into(),
            colours: ["#ffffff", "#eeeeee", "#aa5544", "#663322"].map(str::to_owned),
        }
    }

    /// The texts of a card: where each ends, its base line, its size, its words.
    fn texts(svg: &str) -> Vec<(f64, f64, f64, String)> {
        svg.split("<text ")
            .skip(1)
            .map(|part| {
                let number = |name: &str| -> f64 {
                    let value = part.split(&format!("{name}=\"")).nth(1).unwrap();
                    value.split('"').next().unwrap().parse().unwrap()
                };
                let words = part.split('>').nth(1).unwrap().split('<').next().unwrap();
                let size = number("font-size");
                let width = em(words) * size;
                let bold = part.contains("font-weight");
                let width = if bold { width * BOLD } else { width };
                (number("x") + width, number("y"), size, words.to_owned())
            })
            .collect()
    }

    #[test]
    fn whatever_the_texts_nothing_leaves_the_card() {
        let long = "w".repeat(400);
        let wide = "WMWMWM ".repeat(60);
        let japanese = "支払いのページで離脱する人が多すぎる".repeat(12);
        let sentence = "Show me, on my own shop, in five minutes, what it does. ".repeat(9);
        for text in [long.as_str(), &wide, &japanese, &sentence, "x", ""] {
            let mut card = card(text, text, text);
            card.segment = text.into();
            card.foot = text.into();
            card.negative = Some("Not our customer".into());
            for (end, y, size, words) in texts(&card.svg("<svg/>")) {
                assert!(end <= RIGHT + 0.5, "{words} ends at {end}");
                assert!(y <= 620.0 && y - size >= 20.0, "{words} stands at {y}");
            }
        }
    }

    #[test]
    fn a_quote_never_runs_into_the_foot() {
        let quote = "m ".repeat(300);
        let svg = card(
            "A name of two long words",
            "A role that is long enough for two lines of this card",
            &quote,
        )
        .svg("<svg/>");
        let texts = texts(&svg);
        let (_, last, _, _) = &texts[texts.len() - 2];
        assert!(*last < 566.0, "{last}");
    }

    #[test]
    fn texts_are_escaped() {
        let svg = card("<Sophie> & \"co\"", "", "a < b").svg("");
        assert!(
            svg.contains("<title id=\"card-title\">&lt;Sophie&gt; &amp; &quot;co&quot;</title>")
        );
        assert!(svg.contains("“a &lt; b”"));
    }

    #[test]
    fn without_a_face_there_are_initials() {
        assert_eq!(initials("Sophie van Dijk"), "SD");
        assert_eq!(initials("Sophie"), "S");
        assert!(
            card("Sophie van Dijk", "", "")
                .svg("")
                .contains(">SD</text>")
        );
    }

    #[test]
    fn bytes_are_written_as_base_64() {
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(base64(b""), "");
    }

    #[test]
    fn the_largest_size_that_fits_is_taken_and_the_last_one_is_cut() {
        let text = "Four words and more";
        let lines = fit(text, 1000.0, &[(50.0, 1), (20.0, 1)]);
        assert_eq!((lines.lines.len(), lines.size), (1, 50.0));
        let lines = fit(text, 200.0, &[(50.0, 1), (20.0, 1)]);
        assert_eq!(lines.size, 20.0);
        assert!(lines.lines[0].ends_with('…') && lines.width() <= 200.0);
    }

    #[test]
    fn what_xml_may_not_hold_is_left_out() {
        assert_eq!(printable("a\u{7}b\nc\u{202e}d\u{ffff}"), "ab cd");
    }
}
