//! Themes and glyphs: how each meaning looks. Every state also shows without colour.

use ratatui::style::{Color, Modifier, Style};

use super::font::Font;
use crate::store::config::Theme as Choice;

/// A style for each meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Which one it is.
    pub choice: Choice,
    /// Whether it has the eight colours of a plain console alone.
    pub console: bool,
    /// Running text and the ground.
    pub text: Style,
    /// What helps but is not read first.
    pub dim: Style,
    /// Headings and names.
    pub strong: Style,
    /// The title row.
    pub title: Style,
    /// What the cursor is on.
    pub focus: Style,
    /// Bars of the matrix and other marks.
    pub mark: Style,
    /// A found word.
    pub hit: Style,
    /// The found word that is gone to.
    pub current: Style,
    /// A word that the glossary explains, or a link.
    pub term: Style,
    /// A key in the bottom row.
    pub key: Style,
    /// What a person should notice.
    pub notice: Style,
}

impl Theme {
    /// The styles of a theme that a person can choose.
    #[must_use]
    pub fn of(choice: Choice) -> Self {
        let plain = Self::plain(choice);
        match choice {
            Choice::Terminal => plain.coloured(&TERMINAL),
            Choice::Dark => plain.coloured(&DARK),
            Choice::Light => plain.coloured(&LIGHT),
            Choice::HighContrast => plain.coloured(&HIGH_CONTRAST),
            Choice::Mono => plain,
        }
    }

    /// The styles of a theme in the eight colours of a plain console. It draws bold as bright and dim
    /// as grey, so that neither may be what makes a colour readable.
    #[must_use]
    pub fn on_console(choice: Choice) -> Self {
        let plain = Self { console: true, ..Self::plain(choice) };
        match choice {
            Choice::Terminal => plain.coloured(&CONSOLE),
            Choice::Dark | Choice::HighContrast => plain.coloured(&CONSOLE_DARK),
            Choice::Light => plain.coloured(&CONSOLE_LIGHT).without_bold(),
            Choice::Mono => plain,
        }
    }

    /// The theme after this one, after the last the first.
    #[must_use]
    pub fn next(&self) -> Self {
        let at = Choice::ALL.iter().position(|(_, choice)| *choice == self.choice).unwrap_or(0);
        let next = Choice::ALL[(at + 1) % Choice::ALL.len()].1;
        if self.console { Self::on_console(next) } else { Self::of(next) }
    }

    /// Weight, reverse and underline only.
    fn plain(choice: Choice) -> Self {
        let style = Style::new();
        Self {
            choice,
            console: false,
            text: style,
            dim: style.add_modifier(Modifier::DIM),
            strong: style.add_modifier(Modifier::BOLD),
            title: style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            focus: style.add_modifier(Modifier::REVERSED),
            mark: style,
            hit: style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            current: style.add_modifier(Modifier::BOLD | Modifier::REVERSED),
            term: style.add_modifier(Modifier::UNDERLINED),
            key: style.add_modifier(Modifier::BOLD),
            notice: style.add_modifier(Modifier::BOLD),
        }
    }

    /// Bright black on grey is hard to read: what is bold stands out by its colour instead.
    fn without_bold(mut self) -> Self {
        let bold = [&mut self.strong, &mut self.title, &mut self.hit, &mut self.current];
        for style in bold.into_iter().chain([&mut self.key, &mut self.notice]) {
            style.add_modifier -= Modifier::BOLD;
        }
        self.strong.fg = self.title.fg;
        self
    }

    fn coloured(mut self, colours: &Palette) -> Self {
        let on_ground = |style: Style, fg: Color| style.fg(fg).bg(colours.ground);
        self.text = on_ground(self.text, colours.text);
        self.strong = on_ground(self.strong, colours.text);
        self.term = on_ground(self.term, colours.text);
        self.title = on_ground(self.title, colours.title);
        self.mark = on_ground(self.mark, colours.mark);
        self.key = on_ground(self.key, colours.key);
        self.hit = on_ground(self.hit, colours.hit);
        self.current = on_ground(self.current, colours.hit);
        self.notice = on_ground(self.notice, colours.hit);
        self.focus = on_ground(self.focus, colours.text);
        self.dim = match colours.dim {
            Some(dim) => Style::new().fg(dim).bg(colours.ground),
            None => on_ground(self.dim, colours.text),
        };
        self
    }
}

struct Palette {
    ground: Color,
    text: Color,
    dim: Option<Color>,
    title: Color,
    mark: Color,
    key: Color,
    hit: Color,
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

/// The terminal's own colours: text keeps its foreground, so that any ground will do.
const TERMINAL: Palette = Palette {
    ground: Color::Reset,
    text: Color::Reset,
    dim: None,
    title: Color::Reset,
    mark: Color::Cyan,
    key: Color::Reset,
    hit: Color::Magenta,
};

const DARK: Palette = Palette {
    ground: rgb(0x0016_191d),
    text: rgb(0x00e0_e3e7),
    dim: Some(rgb(0x009a_a3ad)),
    title: rgb(0x00ff_ffff),
    mark: rgb(0x006f_c3d6),
    key: rgb(0x006f_c3d6),
    hit: rgb(0x00ff_c66d),
};

const LIGHT: Palette = Palette {
    ground: rgb(0x00fb_faf6),
    text: rgb(0x0022_262b),
    dim: Some(rgb(0x005a_626b)),
    title: rgb(0x0000_0000),
    mark: rgb(0x0000_5f73),
    key: rgb(0x0000_5f73),
    hit: rgb(0x008f_2d56),
};

const HIGH_CONTRAST: Palette = Palette {
    ground: Color::Rgb(0, 0, 0),
    text: Color::Rgb(255, 255, 255),
    dim: Some(Color::Rgb(255, 255, 255)),
    title: Color::Rgb(255, 255, 255),
    mark: Color::Rgb(0, 255, 255),
    key: Color::Rgb(0, 255, 255),
    hit: Color::Rgb(255, 255, 0),
};

/// The console's own ground, which is black: all that differs is what would be grey.
const CONSOLE: Palette = Palette { dim: Some(Color::Reset), ..TERMINAL };

const CONSOLE_DARK: Palette = Palette {
    ground: Color::Black,
    text: Color::Gray,
    dim: Some(Color::Gray),
    title: Color::Gray,
    mark: Color::Cyan,
    key: Color::Cyan,
    hit: Color::Yellow,
};

const CONSOLE_LIGHT: Palette = Palette {
    ground: Color::Gray,
    text: Color::Black,
    dim: Some(Color::Black),
    title: Color::Blue,
    mark: Color::Blue,
    key: Color::Blue,
    hit: Color::Blue,
};

/// The characters that are drawn beside text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// One step of a bar.
    pub bar: &'static str,
    /// A mention.
    pub mention: &'static str,
    /// Not covered.
    pub silent: &'static str,
    /// Marked to hand over.
    pub marked: &'static str,
    /// What one source alone has.
    pub only: &'static str,
    /// What one source alone lacks.
    pub lacking: &'static str,
    /// The row of the cursor.
    pub pointer: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub post: &'static str,
    /// Between steps of the way here.
    pub step: &'static str,
    /// Between facts.
    pub dot: &'static str,
    /// A list item.
    pub bullet: &'static str,
    /// Cut text.
    pub more: &'static str,
    /// A range.
    pub dash: &'static str,
    /// What characters of the text are drawn with.
    pub font: Font,
}

/// For terminals that draw Unicode.
pub const UNICODE: Glyphs = Glyphs {
    bar: "▇",
    mention: "~",
    silent: "—",
    marked: "◆",
    only: "●",
    lacking: "○",
    pointer: "▸",
    rule: "─",
    post: "│",
    step: "›",
    dot: "·",
    bullet: "•",
    more: "…",
    dash: "–",
    font: Font::Unicode,
};

/// For `--ascii` and plain consoles.
pub const ASCII: Glyphs = Glyphs {
    bar: "#",
    mention: "~",
    silent: "-",
    marked: "+",
    only: "*",
    lacking: "o",
    pointer: ">",
    rule: "-",
    post: "|",
    step: ">",
    dot: "|",
    bullet: "*",
    more: "...",
    dash: "-",
    font: Font::Console,
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Color, b: Color) -> f64 {
        let part = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |colour| match colour {
            Color::Rgb(r, g, b) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b),
            _ => unreachable!("a palette with a ground of its own has full colours"),
        };
        let (light, dark) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
        (light + 0.05) / (dark + 0.05)
    }

    #[test]
    fn every_colour_stands_out_from_its_ground() {
        for (palette, least) in [(DARK, 4.5), (LIGHT, 4.5), (HIGH_CONTRAST, 7.0)] {
            for colour in [
                Some(palette.text),
                palette.dim,
                Some(palette.title),
                Some(palette.mark),
                Some(palette.hit),
            ] {
                assert!(contrast(colour.unwrap(), palette.ground) >= least, "{colour:?}");
            }
        }
    }

    #[test]
    fn one_key_goes_through_all_themes_and_back() {
        let mut theme = Theme::of(Choice::Terminal);
        for name in ["dark", "light", "high-contrast", "mono", "terminal"] {
            theme = theme.next();
            assert_eq!(theme.choice.name(), name);
        }
    }

    #[test]
    fn states_differ_without_colour_and_on_a_console() {
        let console = Choice::ALL.map(|(_, choice)| Theme::on_console(choice));
        for theme in console.iter().chain([&Theme::of(Choice::Mono)]) {
            let styles = [theme.text, theme.focus, theme.hit, theme.current, theme.term];
            for (i, a) in styles.iter().enumerate() {
                assert!(styles[i + 1..].iter().all(|b| a != b), "{:?}: {a:?}", theme.choice);
            }
            assert_ne!(theme.text, theme.strong, "{:?}", theme.choice);
        }
    }

    #[test]
    fn on_a_console_the_next_theme_is_one_for_it_too() {
        assert!(Theme::on_console(Choice::Terminal).next().console);
        assert!(!Theme::of(Choice::Terminal).next().console);
    }
}
