//! What an SVG image may hold. Everything else is left out. Must not know how images are read.

/// Elements that draw something.
const SHAPES: &str = "\
    path rect circle ellipse line polyline polygon text use";

/// Elements that hold, describe or change what is drawn.
const OTHERS: &str = "\
    svg g defs symbol switch a title desc tspan textPath linearGradient radialGradient stop clipPath mask pattern \
    marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting \
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge \
    feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence";

fn is_in(names: &str, name: &str) -> bool {
    names.split(' ').any(|one| one == name)
}

/// Whether an element draws something itself.
pub(super) fn is_shape(element: &str) -> bool {
    is_in(SHAPES, element)
}

/// Whether an image may hold an element.
pub(super) fn is_element(element: &str) -> bool {
    is_shape(element) || is_in(OTHERS, element)
}

/// Whether the words in an element are shown, with their spaces.
pub(super) fn holds_words(element: &str) -> bool {
    matches!(element, "text" | "tspan" | "textPath" | "title" | "desc")
}

/// Elements of which nothing is ever seen: notes of drawing programs.
pub(super) fn is_note(element: &str) -> bool {
    element == "metadata"
}

/// Attributes that say where and how something is drawn.
const ATTRIBUTES: &str = "\
    id lang systemLanguage x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox \
    preserveAspectRatio transform gradientTransform gradientUnits patternTransform patternUnits \
    patternContentUnits spreadMethod offset dx dy rotate textLength lengthAdjust startOffset method spacing side \
    pathLength clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight orient refX refY in \
    in2 result type values mode operator k1 k2 k3 k4 stdDeviation edgeMode radius scale xChannelSelector \
    yChannelSelector baseFrequency numOctaves seed stitchTiles surfaceScale specularConstant specularExponent \
    diffuseConstant kernelMatrix order divisor bias targetX targetY preserveAlpha azimuth elevation pointsAtX \
    pointsAtY pointsAtZ limitingConeAngle z tableValues slope intercept amplitude exponent filterUnits \
    primitiveUnits unicode-bidi direction writing-mode kerning glyph-orientation-vertical glyph-orientation- \
    horizontal text-decoration word-spacing baseline-shift alignment-baseline dominant-baseline font-stretch font- \
    variant font-size-adjust color-rendering text-overflow white-space vector-effect";

/// Attributes that a style sheet may set as well.
const PROPERTIES: &str = "\
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke- \
    miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility overflow font-family font-size \
    font-style font-weight letter-spacing text-anchor stop-color stop-opacity clip-path clip-rule mask filter \
    marker marker-start marker-mid marker-end paint-order shape-rendering text-rendering image-rendering color- \
    interpolation color-interpolation-filters flood-color flood-opacity lighting-color dominant-baseline \
    alignment-baseline baseline-shift text-decoration word-spacing font-variant font-stretch writing-mode";

/// Whether an element may have an attribute.
pub(super) fn is_attribute(attribute: &str) -> bool {
    is_property(attribute) || is_in(ATTRIBUTES, attribute)
}

/// Whether a style may set it, and an attribute say the same.
pub(super) fn is_property(property: &str) -> bool {
    is_in(PROPERTIES, property)
}

/// Attributes and properties that change nothing which is seen in an image: nobody needs to hear that they go.
pub(super) fn means_nothing(name: &str) -> bool {
    const NOTHING: &str = "\
    class style version baseProfile role tabindex focusable enable-background contentScriptType contentStyleType \
    zoomAndPan xml:base requiredFeatures requiredExtensions externalResourcesRequired name target xlink:type \
    xlink:show xlink:actuate xlink:title line-height text-indent text-align solid-color solid-opacity cursor \
    pointer-events isolation user-select";
    is_in(NOTHING, name)
        || name.starts_with("data-")
        || name.starts_with("aria-")
        || name.starts_with('-')
        || name.starts_with("font-variant-")
        || name.starts_with("font-feature")
        || name.starts_with("text-decoration-")
        || name.starts_with("shape-")
        || name.starts_with("text-orientation")
}

/// The functions that a value may call, in small letters. `url` is looked at more closely.
const FUNCTIONS: &str = "\
    matrix translate translatex translatey scale scalex scaley rotate skewx skewy rgb rgba hsl hsla calc blur \
    brightness contrast grayscale hue-rotate invert saturate sepia drop-shadow";

/// Whether a value leads nowhere but into the same image, and runs nothing.
pub(super) fn is_safe(value: &str) -> bool {
    // An escaped letter may hide a word, a remark may cut it in two.
    if value.contains(['\\', '<', '@', ';']) || value.contains("/*") || value.contains("//") {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    let mut from = 0;
    while let Some(open) = lower[from..].find('(').map(|open| from + open) {
        let before = lower[..open].trim_end();
        let start = before
            .rfind(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
            .map_or(0, |at| at + 1);
        // A letter that is not of ASCII is longer than one byte.
        let Some(function) = before.get(start..) else {
            return false;
        };
        let is_fine = match function {
            "url" => reference(&value[open + 1..]).is_some(),
            "" => true,
            function => is_in(FUNCTIONS, function),
        };
        if !is_fine {
            return false;
        }
        from = open + 1;
    }
    !lower.contains("script:") && !lower.contains("data:") && !lower.contains("expression")
}

/// The id in what stands behind `url(`: `#id)`, with or without quotes.
pub(super) fn reference(inside: &str) -> Option<&str> {
    let (inside, _) = inside.split_once(')')?;
    let inside = inside.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| inside.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(inside);
    bare.trim().strip_prefix('#').filter(|id| is_id(id))
}

/// Whether something may be known by this name in an image.
pub(super) fn is_id(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ':'))
}

/// A length in pixels, of which there are 96 on an inch; nothing for a share of something else.
pub(super) fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let end = length
        .trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '%')
        .len();
    let number: f64 = length[..end].trim().parse().ok()?;
    let unit = match length[end..].trim() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "em" | "rem" => 16.0,
        "ex" => 8.0,
        _ => return None,
    };
    let pixels = number * unit;
    (pixels.is_finite() && pixels > 0.0).then_some(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_leads_nowhere_but_into_the_image() {
        for value in [
            "red",
            "url(#a)",
            "url( '#a-b_1' ) red",
            "translate(1 2) rotate(3)",
            "M0 0L1 1z",
            "rgb(1,2,3)",
            "'Helvetica Neue', Arial",
            "blur(2px)",
            "10%",
            "calc(1px + (2px * 3))",
        ] {
            assert!(is_safe(value), "{value}");
        }
        for value in [
            "url(http://a.example/x.svg#a)",
            "URL(//a.example)",
            "url(a.svg#b)",
            "url()",
            "url(#)",
            "u\\72l(http://a.example)",
            "u/**/rl(x)",
            "image-set('a.png')",
            "src('a')",
            "url('#a",
            "javascript:alert(1)",
            "expression(alert(1))",
            "url(data:image/svg+xml,x)",
            "red;x:url(a)",
            "éurl(a)",
            "attr(x)",
            "var(--x)",
            "url (http:a)",
            "@import 'a'",
        ] {
            assert!(!is_safe(value), "{value}");
        }
    }

    #[test]
    fn lengths_are_pixels() {
        assert_eq!(pixels("24"), Some(24.0));
        assert_eq!(pixels(" 1.5e1px"), Some(15.0));
        assert_eq!(pixels("1in"), Some(96.0));
        assert_eq!(pixels("25.4mm").map(f64::round), Some(96.0));
        assert_eq!(pixels("2em"), Some(32.0));
        for none in ["100%", "0", "-3", "", "wide", "1e999", "3parsecs"] {
            assert_eq!(pixels(none), None, "{none}");
        }
    }
}
