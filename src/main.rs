//! The program: reads the command line, loads settings and library, and hands over to a command
//! or to the reader.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser};
use pamphlet::cli::{Cli, Color, Command, Format, Options, Question};
use pamphlet::commands::{self, Answer, CommandError, Request};
use pamphlet::library::sanitize::clean;
use pamphlet::library::{Fault, Library};
use pamphlet::report::Page;
use pamphlet::store::config::{self, Layer, Settings};
use pamphlet::store::{bundle, folder};
use pamphlet::tui::theme::{ASCII, Theme, UNICODE};
use pamphlet::tui::{self, Start, terminal};

/// Columns where no terminal says how many there are.
const COLUMNS: u16 = 80;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error),
    };
    match run(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// Help and version are no errors; a wrong argument is repeated without what could drive a terminal.
fn not_parsed(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let _ = write!(io::stderr(), "{}", clean(&error.render().to_string()));
        return ExitCode::from(2);
    }
    let _ = error.print();
    ExitCode::SUCCESS
}

/// The exit code of what was asked for.
fn run(cli: &Cli) -> Result<u8> {
    if cli.command.is_none() && has_terminal() {
        return reader(&cli.options);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let answer = match &cli.command {
        Some(Command::Completions { shell }) => {
            commands::completions::run(&mut Cli::command(), *shell, &mut out)?
        }
        Some(Command::Man) => commands::man::run(&Cli::command(), &mut out)?,
        Some(Command::Keys(how)) => keys(&cli.options, how.format(), &mut out)?,
        Some(Command::Ask(question)) => open(&cli.options, Some(question), &mut out)?,
        None => open(&cli.options, None, &mut out)?,
    };
    out.flush()?;
    Ok(answer.code())
}

/// Opens the reader on the terminal.
fn reader(options: &Options) -> Result<u8> {
    let settings = settings(options)?;
    let (keymap, faults) = config::keymap(&settings)?;
    tell(&faults);
    let library = library(options, &settings)?;
    let notice = (!library.faults.is_empty()).then(|| left_aside(&library.faults));
    let theme = Theme::named(settings.theme).context("the reader has no such theme")?;
    let glyphs = if settings.ascii { ASCII } else { UNICODE };
    let start = Start { library, keymap, theme, glyphs, mouse: settings.mouse, notice };
    Ok(tui::start(start)?.code())
}

/// Loads settings and library, and answers; without a question, with what home shows.
fn open(options: &Options, question: Option<&Question>, out: &mut impl Write) -> Result<Answer> {
    let settings = settings(options)?;
    let library = library(options, &settings)?;
    tell(&library.faults);
    let request = Request { library: &library, page: page(&settings, options.color) };
    let answer = match question {
        Some(question) => ask(question, &request, out)?,
        None => commands::coverage::home(&request, out)?,
    };
    Ok(answer)
}

/// Prints the effective keymap.
fn keys(options: &Options, format: Format, out: &mut impl Write) -> Result<Answer> {
    let settings = settings(options)?;
    let (keymap, faults) = config::keymap(&settings)?;
    tell(&faults);
    Ok(commands::keys::run(&keymap, format, &page(&settings, options.color), out)?)
}

/// The settings that hold; what is wrong with them is told.
fn settings(options: &Options) -> Result<Settings> {
    let variable = |name: &str| std::env::var_os(name);
    let (settings, faults) = config::settings(flags(options)?, options.config.clone(), variable)?;
    tell(&faults);
    Ok(settings)
}

/// What the flags say of the settings.
fn flags(options: &Options) -> Result<Layer> {
    let theme = options.theme.as_deref().map(config::theme).transpose();
    Ok(Layer {
        library: options.library.clone(),
        theme: theme.map_err(anyhow::Error::msg)?,
        keymap: options.keymap.clone(),
        ascii: options.ascii.then_some(true),
        mouse: options.mouse.then_some(true),
        width: options.width,
    })
}

fn ask(
    question: &Question,
    request: &Request,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    match question {
        Question::List(how) => commands::list::run(request, how.format(), out),
        Question::Coverage(how) => commands::coverage::run(request, how.format(), out),
        Question::Read(asked) => commands::read::run(request, asked, out),
        Question::Search(asked) => commands::search::run(request, asked, out),
        Question::Compare(asked) => commands::compare::run(request, asked, out),
    }
}

/// The folder that the settings name, or the bundled library; only the subject that is named.
fn library(options: &Options, settings: &Settings) -> Result<Library> {
    let mut library = match &settings.library {
        Some(path) => folder::library(path)?,
        None => bundle::library(),
    };
    if let Some(subject) = &options.subject {
        commands::keep_subject(&mut library, subject)?;
    }
    Ok(library)
}

fn page(settings: &Settings, color: Color) -> Page {
    let width = settings.width.unwrap_or_else(terminal_width);
    Page { width: usize::from(width), ascii: settings.ascii, styled: is_styled(color) }
}

/// The terminal's columns, where text goes to one.
fn terminal_width() -> u16 {
    let size = io::stdout().is_terminal().then(terminal::size).and_then(Result::ok);
    size.map_or(COLUMNS, |size| size.width)
}

/// Whether the reader can be shown and take keys.
fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !is_dumb()
}

fn is_styled(color: Color) -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && !plain && !is_dumb(),
    }
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn tell(faults: &[Fault]) {
    for fault in faults {
        let left_out = if fault.left_out { " (left out)" } else { "" };
        complain(&format!("{fault}{left_out}"));
    }
}

/// What the reader says of faults, whose lines `pamphlet list` has.
fn left_aside(faults: &[Fault]) -> String {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    match faults.len() {
        1 => clean(&first).into_owned(),
        all => format!("{all} faults in the library, first: {}", clean(&first)),
    }
}

/// Says a line on stderr; where that is closed there is no one to tell.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "pamphlet: {}", clean(message));
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(broken)
}
