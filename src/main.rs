//! The program: reads the command line, loads settings and library, and hands over to a command
//! or to the reader.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{CommandFactory, Parser};
use pamphlet::cli::{self, Cli, Color, Command, Format, Options, Question};
use pamphlet::commands::progress::with_meter;
use pamphlet::commands::{self, Answer, CommandError, Request};
use pamphlet::library::sanitize::clean;
use pamphlet::library::{Fault, Library};
use pamphlet::report::Page;
use pamphlet::store::config::{self, Layer, Settings, Theme};
use pamphlet::store::folder::{self, Folder};
use pamphlet::store::{bundle, state};
use pamphlet::tui::confine::confine;
use pamphlet::tui::{self, follow::Narrow};

/// Columns where no terminal says how many there are.
const COLUMNS: u16 = 80;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error),
    };
    match run(&cli) {
        Ok(code) => code,
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

fn run(cli: &Cli) -> Result<ExitCode> {
    if cli.command.is_none() && is_interactive() {
        return read(&cli.options);
    }
    if cli.options.kiosk {
        bail!("a kiosk is the reader: it takes no command, and needs a terminal");
    }
    let answer = answer(cli)?;
    Ok(ExitCode::from(answer.code()))
}

/// Carries out a command; without one, prints what home shows.
fn answer(cli: &Cli) -> Result<Answer> {
    let mut out = BufWriter::new(io::stdout().lock());
    let answer = match &cli.command {
        Some(Command::Completions { shell }) => {
            commands::completions::run(&mut Cli::command(), *shell, &mut out)?
        }
        Some(Command::Man) => commands::man::run(&Cli::command(), &mut out)?,
        Some(Command::Check(asked)) => check(&cli.options, asked, &mut out)?,
        Some(Command::New(asked)) => {
            let subject = cli.options.subject.as_deref();
            commands::new::run(subject, asked, &mut out, &mut io::stderr())?
        }
        Some(Command::Import(asked)) => import(&cli.options, asked, &mut out)?,
        Some(Command::Keys(how)) => keys(&cli.options, how.format(), &mut out)?,
        Some(Command::Ask(question)) => open(&cli.options, Some(question), &mut out)?,
        None => open(&cli.options, None, &mut out)?,
    };
    out.flush()?;
    Ok(answer)
}

/// Opens the reader.
fn read(options: &Options) -> Result<ExitCode> {
    let (settings, mut faults) = settings(options)?;
    let (keymap, more) = config::keymap(&settings)?;
    tell(&more);
    faults.extend(more);
    // A kiosk keeps nothing, and tells the next person nothing of the system's mistakes.
    let keeps = settings.kiosk.is_none();
    let said = faults.first().filter(|_| keeps).map(ToString::to_string);
    let start = tui::Start {
        origin: origin(options, &settings)?,
        keymap,
        theme: settings.theme,
        colour: options.color != Color::Never && !no_color(),
        ascii: settings.ascii,
        mouse: settings.mouse,
        notice: said,
        history: settings.history.then(|| state::file("history")).flatten(),
        reading: keeps.then(|| state::file("reading.json")).flatten(),
        positions: settings.positions,
        report: keeps.then(|| state::file("panic.txt")).flatten(),
        kiosk: settings.kiosk,
    };
    if start.kiosk.is_some() {
        for missing in confine() {
            complain(&missing);
        }
    }
    let end = tui::start(start)?;
    end.notice.iter().for_each(|notice| complain(notice));
    Ok(ExitCode::from(end.exit.code()))
}

/// Whether there is a terminal to read on.
fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !is_dumb()
}

/// Loads settings and library, and answers; without a question, with what home shows.
fn open(options: &Options, question: Option<&Question>, out: &mut impl Write) -> Result<Answer> {
    let (settings, _) = settings(options)?;
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
    let (settings, _) = settings(options)?;
    let (keymap, faults) = config::keymap(&settings)?;
    tell(&faults);
    Ok(commands::keys::run(&keymap, format, &page(&settings, options.color), out)?)
}

/// Looks a library through, with the keymap and the settings.
fn check(options: &Options, asked: &cli::Check, out: &mut impl Write) -> Result<Answer> {
    let (settings, config) = said(options)?;
    let (_, keymap) = config::keymap(&settings)?;
    let root = asked.folder.as_deref().or(settings.library.as_deref());
    let meter = io::stderr().is_terminal().then(io::stderr);
    let mut library = match root {
        Some(path) => with_meter(meter, |tell| folder::inspect(path, tell))?,
        None => bundle::library(),
    };
    if let Some(subject) = &options.subject {
        commands::keep_subject(&mut library, subject)?;
    }
    let looked =
        commands::check::Subject { library: &library, root, config: &config, keymap: &keymap };
    Ok(commands::check::run(&looked, asked, out)?)
}

/// Makes articles of pages, with the topics of the library that they are for.
fn import(options: &Options, asked: &cli::Import, out: &mut impl Write) -> Result<Answer> {
    let (settings, _) = settings(options)?;
    let rules = folder::rules(asked.output.as_deref().or(settings.library.as_deref()));
    tell(&rules.faults);
    let to = commands::import::To { topics: &rules.topics, subject: options.subject.as_deref() };
    Ok(commands::import::run(&to, asked, out, &mut io::stderr())?)
}

/// The settings that hold, and what is wrong with them, which is told.
fn settings(options: &Options) -> Result<(Settings, Vec<Fault>)> {
    let (settings, faults) = said(options)?;
    tell(&faults);
    Ok((settings, faults))
}

/// What all places together say, and what is wrong with it.
fn said(options: &Options) -> Result<(Settings, Vec<Fault>)> {
    let variable = |name: &str| std::env::var_os(name);
    let (system, mut faults) = config::system(Path::new(config::SYSTEM), config::ROOT)?;
    let named = options.config.clone();
    let (settings, more) = config::settings(flags(options), named, variable, system)?;
    faults.extend(more);
    Ok((settings, faults))
}

/// What the flags say of the settings.
fn flags(options: &Options) -> Layer {
    Layer {
        library: options.library.clone(),
        theme: options.theme.as_deref().and_then(Theme::named),
        keymap: options.keymap.clone(),
        ascii: options.ascii.then_some(true),
        mouse: options.mouse.then_some(true),
        kiosk: options.kiosk.then_some(true),
        width: options.width,
        ..Layer::default()
    }
}

fn ask(
    question: &Question,
    request: &Request,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    match question {
        Question::List(asked) => commands::list::run(request, asked, out),
        Question::Coverage(asked) => commands::coverage::run(request, asked, out),
        Question::Read(asked) => commands::read::run(request, asked, out),
        Question::Search(asked) => commands::search::run(request, asked, out),
        Question::Compare(asked) => commands::compare::run(request, asked, out),
        Question::Handout(asked) => commands::handout::run(request, asked, out),
    }
}

/// What the reader reads: the folder that the settings name, from which nothing is read yet, or
/// the bundled library. A kiosk has read all of it before it shuts itself in.
fn origin(options: &Options, settings: &Settings) -> Result<tui::Origin> {
    let (Some(path), None) = (&settings.library, &settings.kiosk) else {
        return Ok(tui::Origin::Whole(library(options, settings)?.into()));
    };
    let narrow = options.subject.clone().map(|subject| -> Narrow {
        Box::new(move |library| {
            commands::keep_subject(library, &subject).map_err(|error| error.to_string())
        })
    });
    Ok(tui::Origin::Folder(Folder::open(path)?.into(), narrow))
}

/// The folder that the settings name, or the bundled library; only the subject that is named.
fn library(options: &Options, settings: &Settings) -> Result<Library> {
    let mut library = match &settings.library {
        Some(path) => {
            let meter = io::stderr().is_terminal().then(io::stderr);
            with_meter(meter, |tell| folder::read(path, tell))?
        }
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
    let size = io::stdout().is_terminal().then(tui::terminal::size).and_then(Result::ok);
    size.map_or(COLUMNS, |size| size.width)
}

fn is_styled(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && !no_color() && !is_dumb(),
    }
}

/// Whether the person wants no colours (<https://no-color.org>).
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
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
