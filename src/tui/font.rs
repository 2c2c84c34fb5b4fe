//! What a terminal has glyphs for. A plain console has those of its font, and draws a box or nothing
//! for all others: there, a character gives way to one that means the same, or to a question mark.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// What can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    /// Everything.
    Unicode,
    /// Code page 437, which is the font of the Linux kernel and in nearly every other console font.
    Console,
}

/// Code page 437 beyond ASCII, without the signs for control characters but those that text uses
/// (`The Unicode Consortium, MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT`).
const CODE_PAGE: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌\
    █▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■•§¶←↑→↓";

/// Characters outside the font with one inside that says the same.
const ALIKE: [(&str, char); 8] = [
    ("‘’‚‛′ʼ", '\''),
    ("“”„‟″", '"'),
    ("‐‑‒–—―−", '-'),
    ("\u{a0}\u{2002}\u{2003}\u{2009}\u{200a}\u{202f}®™©", ' '),
    ("…", '.'),
    ("‣◦●▪", '*'),
    ("×", 'x'),
    ("μ", 'µ'),
];

impl Font {
    /// What stands on the screen for a character, of as many columns or one.
    #[must_use]
    pub fn shown(self, grapheme: &str) -> Cow<'_, str> {
        match self {
            Self::Unicode => grapheme.into(),
            Self::Console if grapheme.is_ascii() => grapheme.into(),
            Self::Console => on_console(grapheme).to_string().into(),
        }
    }
}

fn on_console(grapheme: &str) -> char {
    let mut composed = grapheme.nfc();
    let (first, rest) = (composed.next().unwrap_or('?'), composed.next());
    match drawn(first) {
        Some(c) if rest.is_none() || c.is_alphabetic() => c,
        _ => base_letter(grapheme),
    }
}

/// The character, or one that says the same.
fn drawn(c: char) -> Option<char> {
    let alike = || ALIKE.iter().find(|(of, _)| of.contains(c)).map(|(_, alike)| *alike);
    if c.is_ascii() || CODE_PAGE.contains(c) { Some(c) } else { alike() }
}

/// The letter under marks that the font does not have. What is no letter loses its meaning with its
/// mark: ≠ without one is =.
fn base_letter(grapheme: &str) -> char {
    let base = grapheme.nfd().next().and_then(drawn);
    base.filter(|base| base.is_alphabetic()).unwrap_or('?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        use unicode_segmentation::UnicodeSegmentation;
        text.graphemes(true).map(|g| Font::Console.shown(g)).collect()
    }

    #[test]
    fn punctuation_gives_way_to_what_says_the_same() {
        assert_eq!(shown("“Don’t” — 5–10\u{a0}mg × 2 …"), "\"Don't\" - 5-10 mg x 2 .");
    }

    #[test]
    fn letters_lose_marks_that_the_font_does_not_have() {
        assert_eq!(shown("café ō ş Ž e\u{301} a\u{315}\u{315}\u{315} β"), "café o s Z é a ?");
    }

    #[test]
    fn what_would_mean_something_else_is_not_guessed_at() {
        let text = "a ≠ b, ≤ 5, ¾, 10³, =\u{338}, ½, 10², 5 μg ± 1";
        assert_eq!(shown(text), "a ? b, ≤ 5, ?, 10?, ?, ½, 10², 5 µg ± 1");
    }

    #[test]
    fn what_there_is_nothing_for_is_a_question_mark() {
        assert_eq!(shown("ケ🧑‍⚕️ ﬁ"), "?? ?");
        assert_eq!(Font::Unicode.shown("🧑‍⚕️"), "🧑‍⚕️");
    }
}
