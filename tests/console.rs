//! A plain console (`TERM=linux`, `--ascii`): every character that is drawn is in its font, and every
//! colour is one of its eight.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use pamphlet::library::Library;
use pamphlet::store::bundle;
use pamphlet::store::config::Theme as Choice;
use pamphlet::tui::theme::{ASCII, Theme};
use ratatui::style::Color;
use support::Screen;

/// What is drawn beside ASCII: letters, signs and lines of code page 437.
const FONT: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧\
    ╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■•§¶←↑→↓";

const COLOURS: [Color; 9] = [
    Color::Reset,
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
];

/// Keys that lead to every screen and overlay, and to what stands out on them.
const PLACES: [&str; 20] = [
    "",
    "right down down down down down",
    "enter",
    "enter o",
    "enter i",
    "enter tab K",
    "enter / t:a enter n",
    "enter m M",
    "enter m M w t:page",
    "c",
    "c x D L",
    "c / t:a enter",
    "c 2",
    "c 3",
    "s t:ketmaine",
    "s t:zürich space t:“x”",
    "s t:nausea tab t",
    "p t:r",
    "?",
    "u",
];

const HOSTILE: &str = "+++\ntitle = \"“Ω” — ketamine ≠ ケタミン\"\nsource = \"Clínica ‘São’ № 1 ™\"\nplace = \"Łódź…\"\n+++\n\
    # “Ω” — ketamine ≠ ケタミン\n\n## Side effects · nausea 🤢\n\nNausea at ≥ 5 µg/kg ‒ ¾ of 10³ people; e\u{301}\u{302}\u{303} ﬁ ½.\n\n\
    > ❝quoted❞ → so\n\n| Dose‑1 | ＡＢ |\n| --- | --- |\n| ⅓ | ₂ |\n\n* one\u{a0}item\n* ☐ two ✓\n\n1. a term: kétamine\n\n[ein Link](https://exämple.org/§)\n";

fn hostile() -> Library {
    support::library([("a/one.md", HOSTILE), ("a/two.md", HOSTILE), ("ü/three.md", HOSTILE)])
}

/// A reader on a console, in a theme.
fn console(library: &Library, (columns, rows): (u16, u16), choice: Choice) -> Screen {
    let mut screen = Screen::of(library.clone(), columns, rows);
    (screen.app.glyphs, screen.app.theme) = (ASCII, Theme::on_console(choice));
    screen
}

const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (50, 16), (30, 8)];

#[track_caller]
fn assert_drawn_by_a_console(screen: &Screen, place: &str) {
    for cell in screen.drawn().0.content() {
        let mut drawn = cell.symbol().chars();
        let (c, rest) = (drawn.next().unwrap(), drawn.next());
        let has_glyph = (' '..='~').contains(&c) || FONT.contains(c);
        assert!(
            has_glyph && rest.is_none(),
            "{:?} at {place:?}:\n{}",
            cell.symbol(),
            screen.text()
        );
        for colour in [cell.fg, cell.bg] {
            assert!(COLOURS.contains(&colour), "{colour} at {place:?}");
        }
    }
}

#[test]
fn every_character_on_every_screen_is_in_the_font_and_every_colour_one_of_eight() {
    for (library, before) in [(bundle::library(), ""), (hostile(), "enter")] {
        for (at, place) in PLACES.into_iter().enumerate() {
            let choice = Choice::ALL[at % Choice::ALL.len()].1;
            for size in SIZES {
                let mut screen = console(&library, size, choice);
                assert_drawn_by_a_console(&screen, "the first screen");
                assert_drawn_by_a_console(screen.press(before).press(place), place);
            }
        }
    }
}

#[test]
fn every_theme_of_a_console_keeps_to_eight_colours() {
    let mut screen = console(&bundle::library(), (120, 36), Choice::Terminal);
    for _ in Choice::ALL {
        screen.press("T");
        assert_drawn_by_a_console(&screen, screen.app.theme.choice.name());
    }
}

#[test]
fn nothing_in_the_bundled_library_is_lost_on_a_console() {
    let library = bundle::library();
    let marks = |screen: &Screen| screen.text().matches('?').count();
    for place in PLACES {
        let mut plain = console(&library, (120, 200), Choice::Terminal);
        let mut whole = Screen::of(library.clone(), 120, 200);
        assert!(
            marks(plain.press(place)) <= marks(whole.press(place)),
            "{place}:\n{}",
            plain.text()
        );
    }
}

#[test]
fn text_that_a_console_cannot_draw_is_shown_as_missing_and_never_as_something_else() {
    let mut screen = console(&hostile(), (80, 40), Choice::Terminal);
    screen.press("enter down down down down down enter home");
    for text in ["\"Ω\" - ketamine ?", "Nausea at ≥ 5 µg/kg - ? of 10? people", "?quoted? → so"]
    {
        assert!(screen.text().contains(text), "{text:?} is not in:\n{}", screen.text());
    }
}
