//! The documents: pictures and tables that cannot go stale. `UPDATE_DOCS=1 cargo test --test docs`
//! writes them anew.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use pamphlet::store::config::Theme as Choice;
use pamphlet::tui::theme::Theme;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use support::Screen;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Compares a file with what it should be, or writes it if asked to.
fn hold(file: &Path, expected: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, expected).unwrap();
    }
    let found = std::fs::read_to_string(file).unwrap_or_default();
    assert!(found == expected, "{} is stale: UPDATE_DOCS=1 cargo test --test docs", file.display());
}

/// A screen as text with escape sequences for its styles.
fn styled(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let row: Vec<&Cell> = (0..buffer.area.width).map(|x| &buffer[(x, y)]).collect();
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            let symbols: String = run.iter().map(|c| c.symbol()).collect();
            let _ = write!(text, "\x1b[0{}m{symbols}", codes(run[0]));
        }
        text.push_str("\x1b[0m\n");
    }
    text
}

/// The parameters of a cell's style, each with its semicolon.
fn codes(cell: &Cell) -> String {
    let mut codes = String::new();
    let modifiers = [
        (Modifier::BOLD, ";1"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
    ];
    for (modifier, code) in modifiers {
        if cell.modifier.contains(modifier) {
            codes.push_str(code);
        }
    }
    for (colour, ground) in [(cell.fg, 38), (cell.bg, 48)] {
        if let Color::Rgb(r, g, b) = colour {
            let _ = write!(codes, ";{ground};2;{r};{g};{b}");
        }
    }
    codes
}

fn picture(name: &str, keys: &str) {
    let mut screen = Screen::new(110, 30);
    screen.app.theme = Theme::of(Choice::Dark);
    screen.press(keys);
    let svg = anstyle_svg::Term::new().render_svg(&styled(&screen.drawn().0));
    hold(&root().join(format!("docs/{name}.svg")), &svg);
}

#[test]
fn the_picture_of_home_is_what_home_looks_like() {
    picture("home", "down down down down down right");
}

#[test]
fn the_picture_of_compare_is_what_compare_looks_like() {
    picture("compare", "down down down down down c");
}

#[test]
fn the_keys_of_the_readme_are_those_of_the_program() {
    let program = Command::new(env!("CARGO_BIN_EXE_pamphlet"))
        .args(["keys", "--format", "markdown"])
        .output()
        .unwrap();
    let keys = String::from_utf8(program.stdout).unwrap();
    let file = root().join("README.md");
    let readme = std::fs::read_to_string(&file).unwrap();
    let (before, rest) = readme.split_once("<!-- keys -->").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
    hold(&file, &format!("{before}<!-- keys -->\n\n{}\n\n<!-- /keys -->{after}", keys.trim()));
}
