//! The command line as clap reads it: options that hold everywhere, and one struct a subcommand.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;

/// The names of the themes.
const THEMES: [&str; 5] = ["terminal", "dark", "light", "high-contrast", "mono"];

const AFTER_HELP: &str = "\
Without a command, pamphlet opens the reader; without a terminal it prints what home shows.
Each PAMPHLET_* variable (LIBRARY, KEYMAP, CONFIG, THEME, ASCII, MOUSE, WIDTH) stands for the option
of its name; an option goes before its variable, a variable before config.toml.

Exit status: 0 done or found, 1 nothing found or errors in a check, 2 wrong usage, an unknown name or unreadable input.
Education, not medical advice.";

/// Read, search and compare what clinics say about a treatment.
#[derive(Debug, Parser)]
#[command(name = "pamphlet", version, after_help = AFTER_HELP)]
pub struct Cli {
    /// What holds for every subcommand.
    #[command(flatten)]
    pub options: Options,
    /// What to do; without one, the reader opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that hold before and after every subcommand.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options everywhere")]
pub struct Options {
    /// Read this folder instead of the bundled library
    #[arg(long, global = true, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// Keep to one subject of the library
    #[arg(long, global = true, value_name = "ID")]
    pub subject: Option<String>,
    /// Take keys from this file, over the default ones
    #[arg(long, global = true, value_name = "FILE")]
    pub keymap: Option<PathBuf>,
    /// Take settings from this file instead of the person's config.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Colours of the reader
    #[arg(long, global = true, value_name = "NAME", value_parser = THEMES)]
    pub theme: Option<String>,
    /// Draw as on a plain console, which TERM=linux asks for too: ASCII, and text in what its font has
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Let the reader take the mouse
    #[arg(long, global = true)]
    pub mouse: bool,
    /// Let the reader be a kiosk, which nobody leaves and which forgets everybody
    ///
    /// Without a key for some time everything of the session is gone, and the first page stands again.
    /// Nothing is written, and neither a configuration nor a keymap of a person's is read, but
    /// /etc/xdg/pamphlet/config.toml. It ends at SIGTERM.
    #[arg(long, global = true)]
    pub kiosk: bool,
    /// Write in this many columns (running text in at most 72)
    #[arg(long, global = true, value_name = "N", value_parser = value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    /// When to write bold and reversed text
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: Color,
}

/// When text stands out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that can, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    #[default]
    Text,
    /// For pasting
    Markdown,
    /// For programs
    Json,
}

/// What to do instead of opening the reader.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// What asks the library.
    #[command(flatten)]
    Ask(Question),
    /// Say what is wrong with a library, and where
    Check(Check),
    /// Make articles of saved pages: HTML, copied text or Markdown
    ///
    /// The words of the page's main content are kept as they are. Title, source and days are those that
    /// the page states. What is left out is listed on stderr, and so is where a fact comes from.
    Import(Import),
    /// Start a library, or a subject or article in one
    ///
    /// Writes DIR/ID/subject.toml, with the ID of --subject, and an article beside it, both with comments on what
    /// belongs there. What is there already stays as it is.
    New(New),
    /// Print the keys that hold, by screen
    Keys(As),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// What asks the library.
#[derive(Debug, Subcommand)]
pub enum Question {
    /// List subjects, articles, sections and their topics
    List(List),
    /// Show which source covers which topic
    Coverage(Coverage),
    /// Print an article or a section
    Read(Read),
    /// Find passages, best first
    Search(Search),
    /// Print what every source says on a topic
    Compare(Compare),
    /// Write passages and sections as a page to hand over
    Handout(Handout),
}

/// How to write.
#[derive(Debug, Args)]
pub struct As {
    /// How to write
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl As {
    /// The format that both flags come to.
    #[must_use]
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct Check {
    /// The library's folder; without it, the library in use
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// End with 1 on warnings too
    #[arg(long, value_name = "WHAT", value_parser = ["warnings"])]
    pub deny: Option<String>,
    /// How to write
    #[command(flatten)]
    pub how: As,
}

/// What `import` takes.
#[derive(Debug, Args)]
pub struct Import {
    /// Saved pages
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The title, where the page states none or another
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Who publishes the pages
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Where that is: town and state
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// The page's address
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
    /// The day on which the pages were saved, as 2024-05-01
    #[arg(long, value_name = "DAY")]
    pub retrieved: Option<String>,
    /// Write DIR/ID/NAME.md for each NAME of a file, with the ID of --subject; without it, print
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write nothing, and say what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// Replace articles that are there
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What `new` takes.
#[derive(Debug, Args)]
pub struct New {
    /// The library's folder; it is made if it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The name of the article's file, without .md
    #[arg(long, value_name = "NAME")]
    pub article: Option<String>,
}

/// What `coverage` takes.
#[derive(Debug, Args)]
pub struct Coverage {
    /// Print what no source speaks of, or only one: topics, terms and common questions
    #[arg(long)]
    pub gaps: bool,
    /// How to write
    #[command(flatten)]
    pub how: As,
}

/// What `list` takes.
#[derive(Debug, Args)]
pub struct List {
    /// Say how hard each article is to read, and what the reading grades are made of
    ///
    /// The grades are those of Flesch-Kincaid (from 100 words on) and SMOG (from 30 sentences on), for
    /// the article and for each topic that has as much. They are estimates from the length of sentences and
    /// words alone: they do not measure whether a text is right, clear or well ordered, nor whether its
    /// words are known to a reader. They are of the words as they stand here, also where an article is
    /// restated.
    #[arg(long)]
    pub explain: bool,
    /// How to write
    #[command(flatten)]
    pub how: As,
}

/// What `read` takes.
#[derive(Debug, Args)]
pub struct Read {
    /// An id of `pamphlet list`, or its end: `catalyst-clinic`, `catalyst-clinic#long-term-risks`
    #[arg(value_name = "ARTICLE[#SECTION]", required_unless_present = "topic")]
    pub article: Option<String>,
    /// Print only what the article says on this topic
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
    /// How to write
    #[command(flatten)]
    pub how: As,
}

/// What `search` takes.
#[derive(Debug, Args)]
pub struct Search {
    /// Words in any order; "exact phrase", 'exactly, !without, topic:uses, source:catalyst
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// Print at most this many passages, up to 1,024
    #[arg(long, value_name = "N", default_value = "20", value_parser = value_parser!(u16).range(1..=1024))]
    pub limit: u16,
    /// Only passages of sections on this topic
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
    /// Only this source: its id or a part of it
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// Say of each passage why it was found, and what its score is made of
    #[arg(long)]
    pub explain: bool,
    /// How to write
    #[command(flatten)]
    pub how: As,
}

/// What `compare` takes.
#[derive(Debug, Args)]
pub struct Compare {
    /// A topic's id, name or alias
    #[arg(value_name = "TOPIC")]
    pub topic: String,
    /// Only this source: its id or a part of it; may be repeated
    #[arg(long, value_name = "SOURCE")]
    pub source: Vec<String>,
    /// How to write
    #[command(flatten)]
    pub how: As,
}

/// What `handout` takes.
#[derive(Debug, Args)]
pub struct Handout {
    /// Ids of articles, sections or passages, or their ends (`catalyst-clinic#long-term-risks`), and
    /// terms of the glossary
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// How to write; without it, as the ending of FILE says, or Markdown
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<PageFormat>,
    /// Write to this file, which must not be there yet
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace FILE if it is there
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// The form of a page to hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For pasting
    Markdown,
    /// For printing: one page that needs nothing beside it
    Html,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_stand_before_and_after_the_subcommand() {
        let before = Cli::parse_from(["pamphlet", "--width", "50", "list"]);
        let after = Cli::parse_from(["pamphlet", "list", "--width", "50"]);
        assert_eq!((before.options.width, after.options.width), (Some(50), Some(50)));
    }
}
