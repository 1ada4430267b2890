//! About how wide a text is in a font that nobody knows yet, and lines that fit for sure. Must not know what is drawn.

use crate::doc::markdown::escape;

/// A text in lines of one size.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    lines: Vec<String>,
    size: f64,
}

impl Lines {
    /// From one base line to the next, in sizes of the font.
    pub(crate) const LEADING: f64 = 1.24;

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// From the top of the first line to the bottom of the last.
    pub(crate) fn height(&self) -> f64 {
        let lines = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        f64::from(lines) * self.size * Self::LEADING
    }

    /// The width of the longest line.
    pub(crate) fn width(&self) -> f64 {
        let widths = self.lines.iter().map(|line| width(line) * self.size);
        widths.fold(0.0, f64::max)
    }

    /// Draws each line as a text, the base line of the first at `y`; `style` is its attributes.
    pub(crate) fn draw(&self, out: &mut String, (x, y): (f64, f64), style: &str) {
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
    pub(crate) fn draw_below(&self, out: &mut String, (x, y): (f64, f64), style: &str) -> f64 {
        self.draw(out, (x, y + self.size), style);
        y + self.height()
    }
}

/// A text in the first of these sizes (size, most lines) in which it fits; in the last one what fits, and an ellipsis.
pub(crate) fn fit(text: &str, room: f64, sizes: &[(f64, usize)]) -> Lines {
    let mut last = Lines::default();
    for (size, most) in sizes {
        let mut lines = wrap(text, room / size);
        let fits = lines.len() <= *most;
        if !fits {
            lines.truncate(*most);
            if let Some(line) = lines.last_mut() {
                *line = cut(line, room / size);
            }
        }
        last = Lines { lines, size: *size };
        if fits {
            break;
        }
    }
    last
}

/// A line with an ellipsis at its end, not wider than the room, in sizes of the font.
fn cut(line: &str, room: f64) -> String {
    let mut kept = line.to_owned();
    while !kept.is_empty() && width(&kept) + letter_width('\u{2026}') > room {
        kept.pop();
    }
    let kept = kept.trim_end_matches(|last: char| !last.is_alphanumeric());
    format!("{kept}\u{2026}")
}

/// Lines of at most this width, in sizes of the font; a word that is longer is broken.
fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in text.split_whitespace() {
        let word_width = width(word);
        let space = if line.is_empty() {
            0.0
        } else {
            letter_width(' ')
        };
        if used + space + word_width <= room {
            if space > 0.0 {
                line.push(' ');
            }
            line.push_str(word);
            used += space + word_width;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        for letter in word.chars() {
            let letter_width = letter_width(letter);
            if used + letter_width > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(letter);
            used += letter_width;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The width of a text in sizes of its font, at least as much as in the widest of the usual fonts.
pub(crate) fn width(text: &str) -> f64 {
    text.chars().map(letter_width).sum()
}

/// Measured on DejaVu Serif Bold, which is wider than the fonts before it in our lists.
fn letter_width(letter: char) -> f64 {
    match letter {
        ' ' => 0.36,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | '’' | '‘' => 0.42,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' => 0.53,
        'm' | 'M' | 'W' => 1.14,
        'w' | '@' | '%' | '&' | '—' | '…' => 1.02,
        'A'..='Z' => 0.9,
        'a'..='z' => 0.72,
        '0'..='9' => 0.71,
        other if other < '\u{2e80}' => 0.92,
        _ => 1.15,
    }
}

/// A text without the characters that XML may not hold, and without those that only turn the direction of others.
pub(crate) fn printable(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_inside() {
        assert_eq!(
            wrap("one two three", width("one two ")),
            ["one two", "three"]
        );
        assert_eq!(wrap("aaaaaa", width("aaaa")), ["aaaa", "aa"]);
        assert!(wrap("  ", 9.0).is_empty());
        // No room at all still ends.
        assert_eq!(wrap("ab", 0.0), ["a", "b"]);
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
