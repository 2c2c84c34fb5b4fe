//! The program in a terminal: what it shows, how it ends, and what it leaves behind.
//!
//! A test waits for output or for the end of the program, never for time to pass.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use pamphlet::tui::event::Event;
use pamphlet::tui::run::{Application, Flow, Options, run};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use vt100::{MouseProtocolMode, Screen};

const PROGRAM: &str = env!("CARGO_BIN_EXE_pamphlet");
const SHOWN: &str = "Side effects";

/// A machine under load may be slow; only a failing test waits this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// Tells the settings of the terminal.
const STTY: &str = "echo '<stty>'; stty -g; echo '</stty>'";

/// A program in a terminal of its own, whose session it leads.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// There from the first key on: on closing it types an end of file.
    keyboard: Option<Box<dyn Write + Send>>,
    /// Asks the reading thread for one more chunk, so that nothing reads a terminal being closed.
    more: Option<Sender<()>>,
    chunks: Receiver<Vec<u8>>,
    terminal: vt100::Parser,
    output: Vec<u8>,
    /// Its settings and what it keeps, of this session alone.
    _home: tempfile::TempDir,
}

impl Session {
    fn pamphlet(arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Self::start(command)
    }

    /// A shell for which `$0` is the program; with `set -m` it has job control.
    fn shell(script: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, PROGRAM]);
        Self::start(command)
    }

    fn start(mut command: CommandBuilder) -> Self {
        let pty = native_pty_system().openpty(size(24, 100)).unwrap();
        command.env("TERM", "xterm-256color");
        let home = tempfile::tempdir().unwrap();
        command.env("XDG_CONFIG_HOME", home.path().join("config"));
        command.env("XDG_STATE_HOME", home.path().join("state"));
        let child = pty.slave.spawn_command(command).unwrap();
        let (more, chunks) = read_on_demand(pty.master.try_clone_reader().unwrap());
        Self {
            child,
            master: Some(pty.master),
            keyboard: None,
            more: Some(more),
            chunks,
            terminal: vt100::Parser::new(count(24), count(100), 0),
            output: Vec::new(),
            _home: home,
        }
    }

    fn type_in(&mut self, keys: &str) {
        let take = || self.master.as_ref().unwrap().take_writer().unwrap();
        let keyboard = self.keyboard.get_or_insert_with(take);
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    fn resize(&mut self, rows: u16, columns: u16) {
        self.terminal.screen_mut().set_size(count(rows), count(columns));
        self.master.as_ref().unwrap().resize(size(rows, columns)).unwrap();
    }

    fn screen(&self) -> &Screen {
        self.terminal.screen()
    }

    fn text(&self) -> String {
        self.screen().contents()
    }

    fn wait_until(&mut self, what: &str, holds: impl Fn(&Session) -> bool) {
        while !holds(self) {
            assert!(self.read(), "the output ended before {what}:\n{}", self.text());
        }
    }

    fn wait_until_shown(&mut self) {
        self.wait_until("the program was shown", |session| {
            session.screen().alternate_screen() && session.text().contains(SHOWN)
        });
    }

    /// Reads to the end of the output and returns the exit code.
    fn wait_until_ended(&mut self) -> u32 {
        while self.read() {}
        self.child.wait().unwrap().exit_code()
    }

    /// Takes in one more chunk of output; whether there was any.
    fn read(&mut self) -> bool {
        self.more.as_ref().unwrap().send(()).unwrap();
        let chunk = self.chunks.recv_timeout(PATIENCE);
        let chunk = chunk.unwrap_or_else(|_| panic!("no more output after:\n{}", self.text()));
        self.terminal.process(&chunk);
        self.output.extend_from_slice(&chunk);
        !chunk.is_empty()
    }

    /// Closes the terminal as a window or a connection that goes away does.
    fn hang_up(&mut self) {
        self.more = None;
        self.keyboard = None;
        self.master = None;
    }

    /// The process that the shell has started.
    fn started_by_shell(&self) -> u32 {
        let shell = self.child.process_id().unwrap().to_string();
        let processes = fs::read_dir("/proc").unwrap();
        let mut ids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        ids.find(|id| stat(*id).is_some_and(|fields| fields[1] == shell)).unwrap()
    }

    #[track_caller]
    fn assert_says(&self, text: &str) {
        assert!(self.text().contains(text), "{text:?} is not in:\n{}", self.text());
    }

    #[track_caller]
    fn assert_terminal_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left on");
        assert!(!screen.hide_cursor(), "the cursor is left hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is left on");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        let output = String::from_utf8_lossy(&self.output);
        for mode in ["1000", "1002", "1003", "1006", "1015", "1049", "2004", "2026"] {
            let on = output.matches(&format!("\x1b[?{mode}h")).count();
            let off = output.matches(&format!("\x1b[?{mode}l")).count();
            assert_eq!(on, off, "mode {mode} was set {on} times and reset {off} times");
        }
    }

    /// Whether `STTY`, before and after the program, has told the same.
    #[track_caller]
    fn assert_same_settings(&self) {
        let output = String::from_utf8_lossy(&self.output);
        let told = output.split("<stty>").skip(1);
        let settings: Vec<&str> = told.map(|rest| rest.split("</stty>").next().unwrap()).collect();
        assert!(settings.len() == 2, "{output}");
        assert_eq!(settings[0], settings[1]);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn read_on_demand(mut reader: Box<dyn Read + Send>) -> (Sender<()>, Receiver<Vec<u8>>) {
    let (more, wanted) = mpsc::channel();
    let (sender, chunks) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while wanted.recv().is_ok() {
            let length = reader.read(&mut buffer).unwrap_or(0);
            if sender.send(buffer[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    (more, chunks)
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn count(cells: u16) -> NonZeroU16 {
    cells.try_into().unwrap()
}

/// The fields of `/proc/PID/stat` after the command: state, parent, and so on.
fn stat(process: u32) -> Option<Vec<String>> {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    Some(line.rsplit_once(')')?.1.split_whitespace().map(String::from).collect())
}

fn signal(process: u32, name: &str) {
    let kill = format!("kill -s {name} {process}");
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

#[test]
fn q_quits_with_0_and_leaves_the_terminal_as_it_was() {
    let mut session = Session::shell(&format!("{STTY}; $0; echo exit $?; {STTY}"));
    session.wait_until_shown();
    assert!(session.screen().bracketed_paste());
    session.type_in("q");
    session.wait_until_ended();
    session.assert_terminal_given_back();
    session.assert_same_settings();
    session.assert_says("exit 0");
}

#[test]
fn a_signal_gives_the_terminal_back_and_is_told_by_the_exit_code() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let mut session = Session::shell(&format!("{STTY}; $0; echo exit $?; {STTY}"));
        session.wait_until_shown();
        signal(session.started_by_shell(), name);
        session.wait_until_ended();
        session.assert_terminal_given_back();
        session.assert_same_settings();
        session.assert_says(&format!("exit {code}"));
    }
}

/// The shell leads the session, gets the SIGHUP, and ignores it: nothing but the end of its input
/// tells the program that the terminal is gone.
#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_the_program_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (report, ended) = (folder.path().join("report"), folder.path().join("ended"));
    assert!(Command::new("mkfifo").arg(&ended).status().unwrap().success());
    let script = format!(
        "trap '' HUP; $0; {{ echo exit $?; times; }} > {}; : > {}",
        report.display(),
        ended.display()
    );
    let mut session = Session::shell(&script);
    session.wait_until_shown();
    let start = Instant::now();
    session.hang_up();
    wait_for_writer(&ended);
    let waited = start.elapsed();
    let report = fs::read_to_string(report).unwrap();
    assert!(report.starts_with("exit 129\n"), "{report}");
    assert!(waited < Duration::from_secs(1), "it took {waited:?}");
    let busy = processor_seconds(&report);
    assert!(busy < 0.25, "it kept the processor busy for {busy} s");
}

/// Returns once a process has opened the named pipe for writing.
fn wait_for_writer(pipe: &Path) {
    let (sender, opened) = mpsc::channel();
    let pipe = pipe.to_path_buf();
    thread::spawn(move || sender.send(fs::read(pipe).is_ok()));
    assert_eq!(opened.recv_timeout(PATIENCE), Ok(true), "it goes on without a terminal");
}

/// What the children of a shell used, from the last line of `times`: `0m0.01s 0m0.02s`.
fn processor_seconds(report: &str) -> f64 {
    let seconds = |time: &str| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    report.lines().last().unwrap().split_whitespace().map(seconds).sum()
}

#[test]
fn a_terminal_that_goes_away_ends_the_leader_of_its_session() {
    let mut session = Session::pamphlet(&[]);
    session.wait_until_shown();
    session.hang_up();
    assert_eq!(session.child.wait().unwrap().exit_code(), 129);
}

/// A shell with job control that continues the program once a line is typed.
fn job(meanwhile: &str) -> Session {
    Session::shell(&format!(
        "set -m; {STTY}; $0; echo back in the shell; {meanwhile} read line; fg > /dev/null; echo exit $?; {STTY}"
    ))
}

fn stops_and_goes_on(stop: impl Fn(&mut Session, u32)) {
    let mut session = job("");
    session.wait_until_shown();
    let program = session.started_by_shell();
    stop(&mut session, program);
    session.wait_until("the stop", |session| session.text().contains("back in the shell"));
    session.assert_terminal_given_back();
    assert_eq!(stat(program).unwrap()[0], "T");
    session.type_in("\n");
    session.wait_until_shown();
    session.type_in("q");
    session.wait_until_ended();
    session.assert_terminal_given_back();
    session.assert_same_settings();
    session.assert_says("exit 0");
}

#[test]
fn ctrl_z_hands_the_terminal_to_the_shell_and_fg_draws_again() {
    stops_and_goes_on(|session, _| session.type_in("\x1a"));
}

#[test]
fn a_stop_from_outside_hands_the_terminal_to_the_shell_and_fg_draws_again() {
    stops_and_goes_on(|_, program| signal(program, "TSTP"));
}

#[test]
fn ctrl_z_does_nothing_where_no_shell_could_continue_the_program() {
    let mut session = Session::pamphlet(&[]);
    session.wait_until_shown();
    session.type_in("\x1aq");
    assert_eq!(session.wait_until_ended(), 0);
}

/// SIGSTOP leaves the program no time to give anything back, and the shell sets its own modes.
#[test]
fn going_on_after_a_stop_that_nobody_announced_takes_the_terminal_anew() {
    let mut session = job("stty sane;");
    session.wait_until_shown();
    signal(session.started_by_shell(), "STOP");
    session.wait_until("the stop", |session| session.text().contains("back in the shell"));
    session.type_in("\n");
    session.wait_until("the screen was drawn afresh", |session| {
        session.text().contains(SHOWN) && !session.text().contains("back in the shell")
    });
    session.type_in("q");
    session.wait_until_ended();
    session.assert_terminal_given_back();
    session.assert_says("exit 0");
}

#[test]
fn a_resize_draws_the_whole_screen_again() {
    let mut session = Session::pamphlet(&[]);
    session.wait_until_shown();
    session.terminal.process(b"\x1b[2J");
    session.resize(30, 120);
    session.wait_until_shown();
    session.type_in("q");
    assert_eq!(session.wait_until_ended(), 0);
}

#[test]
fn the_mouse_is_asked_for_only_where_it_is_wanted() {
    let wanted: [(&[&str], _); 2] =
        [(&[], MouseProtocolMode::None), (&["--mouse"], MouseProtocolMode::PressRelease)];
    for (arguments, mode) in wanted {
        let mut session = Session::pamphlet(arguments);
        session.wait_until_shown();
        assert_eq!(session.screen().mouse_protocol_mode(), mode);
        session.type_in("q");
        session.wait_until_ended();
        session.assert_terminal_given_back();
    }
}

#[test]
fn an_idle_program_is_never_woken() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/articles");
    for arguments in [&[][..], &["--library", folder]] {
        is_never_woken(arguments);
    }
}

fn is_never_woken(arguments: &[&str]) {
    let mut session = Session::pamphlet(arguments);
    session.wait_until_shown();
    session.type_in("sketmaine");
    session.wait_until("the index answered", |session| session.text().contains("showing"));
    sleeps_while_others_run(session.child.process_id().unwrap());
}

#[track_caller]
fn sleeps_while_others_run(program: u32) {
    let settled = switches_once_asleep(program);
    for _ in 0..10 {
        let mut other = Session::pamphlet(&[]);
        other.wait_until_shown();
        other.type_in("q");
        other.wait_until_ended();
    }
    assert_eq!(switches(program), settled);
}

/// Lines of a file in `/proc/PID/task/TID/`, one text for each thread.
fn of_threads(process: u32, file: &str) -> Vec<String> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    // A thread may end while its siblings are looked at.
    threads
        .filter_map(|thread| fs::read_to_string(thread.unwrap().path().join(file)).ok())
        .collect()
}

/// How often the threads have gone to sleep.
fn switches(process: u32) -> u64 {
    let statuses = of_threads(process, "status");
    let lines = statuses.iter().flat_map(|status| status.lines());
    let counts = lines.filter_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
    counts.map(|count| count.trim().parse::<u64>().unwrap()).sum()
}

fn switches_once_asleep(process: u32) -> u64 {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let stats = of_threads(process, "stat");
        let builds = stats.iter().any(|stat| stat.contains("(index)"));
        let asleep = |stat: &String| stat.rsplit_once(')').unwrap().1.starts_with(" S ");
        if !builds && stats.iter().all(asleep) {
            return switches(process);
        }
        thread::yield_now();
    }
    panic!("the program never sleeps");
}

/// A screen full of text; panics at the first key: in the loop, in a thread that it starts, or with a
/// message that quotes the key.
struct Fragile {
    panics: String,
}

impl Application for Fragile {
    type Message = ();

    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Key(key) if self.panics == "quoting" => panic!("it was {key} that was typed"),
            Event::Key(_) if self.panics == "elsewhere" => {
                thread::spawn(|| panic!("a panic on demand"));
                Flow::Nothing
            }
            Event::Key(_) => panic!("a panic on demand"),
            _ => Flow::Redraw,
        }
    }

    fn receive(&mut self, (): ()) -> Flow {
        Flow::Nothing
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect) -> Option<Position> {
        for row in area.rows() {
            buffer.set_string(row.x, row.y, SHOWN.repeat(usize::from(row.width)), Style::new());
        }
        None
    }
}

const PANICS: &str = "PAMPHLET_TEST_PANICS";
const REPORT: &str = "PAMPHLET_TEST_REPORT";

/// Starts this test program once more, in a terminal, to run [`Fragile`] there; the report goes to
/// a file.
fn fragile(panics: &str, report: Option<&Path>) -> Session {
    let mut command = CommandBuilder::new("sh");
    let test = "the_fragile_application_runs_in_a_process_of_its_own";
    let script = format!("{STTY}; $0 --exact {test} --nocapture; echo exit $?; {STTY}");
    command.args(["-c", &script]);
    command.arg(env::current_exe().unwrap());
    command.env(PANICS, panics);
    if let Some(file) = report {
        command.env(REPORT, file);
    }
    command.env("RUST_BACKTRACE", "0");
    let mut session = Session::start(command);
    session.wait_until_shown();
    session
}

/// The other half of [`fragile`]: does nothing where that has not started it.
#[test]
fn the_fragile_application_runs_in_a_process_of_its_own() {
    if let Ok(panics) = env::var(PANICS) {
        let report = env::var_os(REPORT).map(PathBuf::from);
        let options = Options { report, ..Options::default() };
        let exit = run(&mut Fragile { panics }, options, mpsc::channel()).unwrap();
        process::exit(exit.code().into());
    }
}

fn gives_the_terminal_back_before_a_panic_is_told(panics: &str) {
    let mut session = fragile(panics, None);
    session.type_in("x");
    session.wait_until_ended();
    session.assert_terminal_given_back();
    session.assert_same_settings();
    session.assert_says("exit 101");
    let output = String::from_utf8_lossy(&session.output);
    let told = output.split("\x1b[?1049l").nth(1).unwrap();
    assert!(told.contains("a panic on demand"), "{output}");
}

#[test]
fn the_report_of_a_panic_quotes_nothing_that_was_typed() {
    let mut session = fragile("quoting", None);
    session.type_in("%");
    session.wait_until_ended();
    session.assert_says("exit 101");
    session.assert_says("at: tests/pty.rs:");
    session.assert_says("thread: ");
    assert!(!session.text().contains("it was"), "{}", session.text());
}

#[test]
fn the_report_of_a_panic_goes_to_a_file_for_its_owner_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state/pamphlet");
    let file = folder.join("panic.txt");
    let mut session = fragile("here", Some(&file));
    session.type_in("x");
    session.wait_until_ended();
    session.assert_terminal_given_back();
    session.assert_says("exit 101");
    session.assert_says("pamphlet has failed: see ");
    let report = fs::read_to_string(&file).unwrap();
    assert!(report.contains("message: a panic on demand"), "{report}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_report_that_cannot_be_written_is_told_on_stderr() {
    let mut session = fragile("here", Some(Path::new("/proc/nowhere/panic.txt")));
    session.type_in("x");
    session.wait_until_ended();
    session.assert_says("message: a panic on demand");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    gives_the_terminal_back_before_a_panic_is_told("here");
}

#[test]
fn a_panic_of_another_thread_gives_the_terminal_back_and_ends_the_program() {
    gives_the_terminal_back_before_a_panic_is_told("elsewhere");
}

/// The screen is larger than what a terminal that nobody reads takes (8 KiB on Linux).
#[test]
fn a_signal_ends_a_program_that_waits_for_a_terminal_which_takes_no_more() {
    let mut session = fragile("here", None);
    session.resize(200, 300);
    session.wait_until("the larger screen begins", |session| {
        String::from_utf8_lossy(&session.output).matches("\x1b[2J").count() > 1
    });
    let program = session.started_by_shell();
    signal(program, "TERM");
    wait_until_gone(program);
    session.wait_until_ended();
    session.assert_same_settings();
    session.assert_says("exit 143");
}

fn wait_until_gone(process: u32) {
    let deadline = Instant::now() + PATIENCE;
    while stat(process).is_some_and(|fields| fields[0] != "Z") {
        assert!(Instant::now() < deadline, "it does not end");
        thread::yield_now();
    }
}

/// A library of one subject with an article a source.
fn write_article(root: &Path, source: &str, text: &str) {
    let folder = root.join("tea");
    fs::create_dir_all(&folder).unwrap();
    let article = format!(
        "+++\ntitle = \"Tea\"\nsource = \"{source} clinic\"\n+++\n\n## Side effects\n\n{text}\n"
    );
    fs::write(folder.join(format!("{source}.md")), article).unwrap();
}

#[test]
fn a_file_that_changes_is_read_again_where_it_is_read() {
    let root = tempfile::tempdir().unwrap();
    write_article(root.path(), "east", "Keeps one awake.");
    let mut session = Session::pamphlet(&["--library", root.path().to_str().unwrap()]);
    session.wait_until_shown();
    session.type_in("sawake\r");
    session.wait_until("the article", |session| session.text().contains("end of article"));
    session.assert_says("Keeps one awake.");
    write_article(root.path(), "east", "Makes one sleepy.");
    session.wait_until("the change", |session| {
        session.text().contains("Makes one sleepy.")
            && session.text().contains("tea/east.md changed")
    });
    fs::remove_file(root.path().join("tea/east.md")).unwrap();
    write_article(root.path(), "west", "Warms the hands.");
    session.wait_until("the removal", |session| {
        session.text().contains("east clinic is no longer in the library: this is its subject")
    });
    session.wait_until("what came instead", |session| session.text().contains("west clinic"));
    session.type_in("q");
    assert_eq!(session.wait_until_ended(), 0);
    session.assert_terminal_given_back();
}

#[test]
fn what_a_file_says_to_a_terminal_never_reaches_it() {
    let root = tempfile::tempdir().unwrap();
    let text = "Keeps one awake.\x1b]52;c;b3duZWQ=\x07\x1b]0;owned\x07\x1b[5;31m\u{9b}2J\x1bPowned\x1b\\ &#27;]0;owned&#7;";
    write_article(root.path(), "east", text);
    let mut session = Session::pamphlet(&["--library", root.path().to_str().unwrap()]);
    session.wait_until_shown();
    session.type_in("sawake\r");
    session.wait_until("the article", |session| session.text().contains("end of article"));
    session.assert_says("Keeps one awake.");
    session.type_in("q");
    assert_eq!(session.wait_until_ended(), 0);
    let output = String::from_utf8_lossy(&session.output);
    for driving in ["\x1b]", "\x1bP", "\x1b[5;31m", "\u{9b}", "\x07", "b3duZWQ"] {
        assert!(!output.contains(driving), "{driving:?} is in {output:?}");
    }
}

#[test]
fn a_folder_without_an_article_is_an_error_with_all_that_is_wrong() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("tea");
    fs::create_dir_all(&folder).unwrap();
    for name in ["one.md", "two.md"] {
        fs::write(folder.join(name), "nothing").unwrap();
    }
    let script = format!("$0 --library {}; echo exit $?", root.path().display());
    let mut session = Session::shell(&script);
    session.wait_until_ended();
    session.assert_says("no article in");
    session.assert_says("tea/two.md:1:1: no front matter");
    session.assert_says("exit 2");
    session.assert_terminal_given_back();
}

/// A search, typed and left; the files that are under a home afterwards, and what was said.
fn files_after_a_search(home: &Path, keys: &[&str]) -> (Vec<String>, String) {
    let script = "env HOME=\"$HERE\" XDG_CONFIG_HOME=\"$HERE/config\" \
        XDG_STATE_HOME=\"$HERE/state\" \"$0\"; find \"$HERE\" -type f; echo ended";
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, PROGRAM]);
    command.env("HERE", home);
    let mut session = Session::start(command);
    session.wait_until_shown();
    for key in keys {
        session.type_in(key);
    }
    assert_eq!(session.wait_until_ended(), 0);
    let text = String::from_utf8_lossy(&session.output).into_owned();
    let after = text.rsplit("\u{1b}[?1049l").next().unwrap().to_owned();
    let files = after.lines().map(str::trim).filter(|line| line.starts_with('/'));
    (files.map(str::to_owned).collect(), after)
}

/// A home whose `config.toml` has this text.
fn home_with(config: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/pamphlet");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), config).unwrap();
    home
}

#[test]
fn queries_are_written_nowhere_unless_history_is_on() {
    for off in ["", "history = false\n"] {
        let home = home_with(off);
        let (files, _) = files_after_a_search(home.path(), &["s", "nausea", "\r", "\u{3}"]);
        assert_eq!(files, [home.path().join("config/pamphlet/config.toml").to_str().unwrap()]);
    }
}

#[test]
fn with_history_on_queries_are_kept_and_recalled_in_the_next_run() {
    let home = home_with("history = true\n");
    let kept = home.path().join("state/pamphlet/history");
    let (files, _) = files_after_a_search(home.path(), &["s", "nausea", "\r", "\u{3}"]);
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(fs::read_to_string(&kept).unwrap(), "nausea\n");
    files_after_a_search(home.path(), &["s", "\u{1b}[A", " sleep", "\u{3}"]);
    assert_eq!(fs::read_to_string(&kept).unwrap(), "nausea sleep\nnausea\n");
}

#[test]
fn places_are_written_only_where_they_are_to_be_kept() {
    for (config, written) in [("", false), ("positions = true\n", true)] {
        let home = home_with(config);
        files_after_a_search(home.path(), &["\r", "\u{3}"]);
        let kept = home.path().join("state/pamphlet/reading.json");
        assert_eq!(kept.exists(), written, "{config}");
    }
}

#[test]
fn a_history_that_cannot_be_written_is_said_and_ends_nothing_else() {
    let home = home_with("history = true\n");
    fs::write(home.path().join("state"), "a file, no folder").unwrap();
    let (_, said) = files_after_a_search(home.path(), &["s", "nausea", "\u{3}"]);
    assert!(said.contains("pamphlet: cannot keep the queries in "), "{said}");
}

#[test]
fn what_is_marked_is_written_to_the_file_that_is_named_and_a_file_is_replaced_only_with_y() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a page.html");
    let mut session = Session::pamphlet(&[]);
    session.wait_until_shown();
    // All at once: the file is written before the keys after it are told.
    session.type_in(&format!("\rmMw{}\r", file.display()));
    session.wait_until("it was written", |session| session.text().contains("1 mark written to"));
    assert!(fs::read_to_string(&file).unwrap().starts_with("<!DOCTYPE html>"));
    fs::write(&file, "mine").unwrap();
    session.type_in(&format!("w{}\r", file.display()));
    session.wait_until("it was asked", |session| session.text().contains("is there already"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    session.type_in("y");
    session.wait_until("it was written", |session| session.text().contains("1 mark written to"));
    assert!(fs::read_to_string(&file).unwrap().starts_with("<!DOCTYPE html>"));
    session.type_in("qq");
    assert_eq!(session.wait_until_ended(), 0);
}

/// The program as a kiosk under a shell, with somebody before it.
fn visited_kiosk() -> Session {
    let mut session = Session::shell(&format!("{STTY}; $0 --kiosk; echo exit $?; {STTY}"));
    session.wait_until("the first page was shown", |session| session.text().contains(FIRST_PAGE));
    session.type_in("x");
    session.wait_until_shown();
    session
}

const FIRST_PAGE: &str = "Press any key to begin";

#[test]
fn nothing_that_a_keyboard_can_send_ends_or_stops_a_kiosk() {
    let mut session = visited_kiosk();
    session.type_in("qQ\x1b\x03\x04\x1a\x1c:q\rZZ\x1b\x1b\x1bH");
    for name in ["INT", "QUIT", "TSTP"] {
        signal(session.started_by_shell(), name);
    }
    session.type_in("\x1b\x1b\x1bH?");
    session.wait_until("help was shown", |session| session.text().contains("everywhere"));
    let kiosk = session.started_by_shell();
    assert_ne!(stat(kiosk).unwrap()[0], "T", "the kiosk was stopped");
    assert!(session.screen().alternate_screen());
}

#[test]
fn a_kiosk_ends_at_sigterm_and_sighup_and_gives_the_terminal_back() {
    for (name, code) in [("TERM", 143), ("HUP", 129)] {
        let mut session = visited_kiosk();
        signal(session.started_by_shell(), name);
        session.wait_until_ended();
        session.assert_terminal_given_back();
        session.assert_same_settings();
        session.assert_says(&format!("exit {code}"));
    }
}

#[test]
fn a_kiosk_where_nobody_is_is_never_woken_and_with_somebody_not_before_its_time() {
    let mut session = Session::pamphlet(&["--kiosk"]);
    session.wait_until("the first page was shown", |session| session.text().contains(FIRST_PAGE));
    let kiosk = session.child.process_id().unwrap();
    sleeps_while_others_run(kiosk);
    session.type_in("x");
    session.wait_until_shown();
    sleeps_while_others_run(kiosk);
}

#[test]
fn a_kiosk_takes_nothing_from_a_person_and_writes_nothing() {
    let home = home_with("history = true\npositions = true\nascii = true\n");
    let config = home.path().join("config/pamphlet/keymap.toml");
    fs::write(&config, "[global]\nquit = \"j\"\n").unwrap();
    let mut command = CommandBuilder::new("sh");
    let script = "env HOME=\"$HERE\" XDG_CONFIG_HOME=\"$HERE/config\" \
        XDG_STATE_HOME=\"$HERE/state\" \"$0\" --kiosk";
    command.args(["-c", script, PROGRAM]);
    command.env("HERE", home.path());
    let mut session = Session::start(command);
    session.wait_until("the first page was shown", |session| session.text().contains(FIRST_PAGE));
    session.type_in("x");
    session.wait_until_shown();
    session.type_in("jsnausea\r");
    session.wait_until("an article was read", |session| session.text().contains("restated"));
    assert!(session.text().contains('›'), "only a person has asked for ASCII");
    session.type_in("mMKw\x7f");
    session.type_in(&"\x7f".repeat(10));
    session.type_in("?");
    session.wait_until("help was shown", |session| session.text().contains("everywhere"));
    signal(session.started_by_shell(), "TERM");
    session.wait_until_ended();
    assert!(!home.path().join("state").exists());
}
