//! The program: reads the command line, loads settings and library, and hands over to a command
//! or to the reader.

mod cli;

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser};
use pamphlet::commands::{self, Answer, CommandError, Request};
use pamphlet::library::sanitize::{clean, clean_line};
use pamphlet::library::{Fault, Library};
use pamphlet::report::{Color, Format, Page};
use pamphlet::store::config::{Settings, settings};
use pamphlet::store::{bundle, folder};

use cli::{Cli, Command, Options};

/// Columns where no terminal says how many there are.
const COLUMNS: u16 = 80;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error),
    };
    match run(&cli) {
        Ok(Answer::Found) => ExitCode::SUCCESS,
        Ok(Answer::Nothing) => ExitCode::from(1),
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

fn run(cli: &Cli) -> Result<Answer> {
    let mut out = BufWriter::new(io::stdout().lock());
    let answer = match &cli.command {
        Some(Command::Completions { shell }) => {
            commands::completions::run(&mut Cli::command(), *shell, &mut out)?
        }
        Some(Command::Man) => commands::man::run(&Cli::command(), &mut out)?,
        _ => with_settings(cli, &mut out)?,
    };
    out.flush()?;
    Ok(answer)
}

fn with_settings(cli: &Cli, out: &mut impl Write) -> Result<Answer> {
    let options = &cli.options;
    let variable = |name: &str| std::env::var_os(name);
    let (settings, faults) = settings(options.layer(), options.config.clone(), variable)?;
    tell(&faults);
    let library = library(options, &settings)?;
    tell(&library.faults);
    let page = page(&settings, options.color);
    let request = |format| Request { library: &library, format, page };
    let answer = match &cli.command {
        Some(command) => ask(command, &request, out)?,
        None => commands::coverage::home(&request(Format::Text), out)?,
    };
    Ok(answer)
}

/// Carries out a command that asks the library.
fn ask<'a>(
    command: &Command,
    request: &impl Fn(Format) -> Request<'a>,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    match command {
        Command::List(how) => commands::list::run(&request(how.format()), out),
        Command::Coverage(how) => commands::coverage::run(&request(how.format()), out),
        Command::Read(read) => self::read(read, &request(read.how.format()), out),
        Command::Compare(compare) => commands::compare::run(
            &request(compare.how.format()),
            &compare.topic,
            &compare.source,
            out,
        ),
        _ => Ok(Answer::Found),
    }
}

fn read(read: &cli::Read, request: &Request, out: &mut impl Write) -> Result<Answer, CommandError> {
    let topic = read.topic.as_deref();
    match &read.article {
        Some(id) => commands::read::run(request, id, topic, out),
        None => Err(CommandError::TopicWithoutArticle(clean_line(topic.unwrap_or("TOPIC")))),
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

/// The terminal's columns by its own word; asking `crossterm` for the size could start `tput`.
fn terminal_width() -> u16 {
    let on_terminal = io::stdout().is_terminal();
    let size = on_terminal.then(crossterm::terminal::window_size).and_then(Result::ok);
    size.map(|size| size.columns).filter(|&columns| columns > 0).unwrap_or(COLUMNS)
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

/// Says a line on stderr; where that is closed there is no one to tell.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "pamphlet: {}", clean(message));
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(broken)
}
