//! The reader under random keys, sizes, signals and changing files, for as long as `SOAK_SECONDS`
//! says: it stays alive, its memory stays flat, and the first screen is three keys away.
//!
//! What is typed follows from a seed, which a failing run prints; `SOAK_SEED` takes one again.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use pamphlet::tui::app::Screen;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Only a program that hangs takes as long to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at the memory, in rounds of keys.
const ROUNDS: usize = 10;

/// A size that came and went unseen has cut what the terminal shows.
const REDRAW: &str = "\u{c}";

/// What is typed; `q` and ctrl-c end the program and stand in no round.
const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "J",
    "G",
    "g",
    "gg",
    "H",
    "s",
    "p",
    "c",
    "M",
    "?",
    "/",
    "n",
    "N",
    "u",
    "d",
    "f",
    "b",
    "i",
    "o",
    "m",
    "K",
    "x",
    "X",
    "D",
    "L",
    "T",
    "1",
    "2",
    "3",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    " ",
    "\t",
    "\r",
    "\u{7f}",
    "\u{1b}",
    "e",
    "a",
    "t",
    "y",
    "0",
    "é",
    "氯",
    "\"",
    "!",
    "'",
    "ketamine",
    "nausea ",
    "topic:",
    "zzz",
    "\u{1}",
    "\u{2}",
    "\u{5}",
    "\u{6}",
    "\u{7}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{e}",
    "\u{f}",
    "\u{10}",
    "\u{14}",
    "\u{15}",
    "\u{16}",
    "\u{17}",
    "\u{18}",
    "\u{19}",
    "\u{1a}",
    "\u{0}",
    "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[C",
    "\u{1b}[D",
    "\u{1b}[5~",
    "\u{1b}[6~",
    "\u{1b}[H",
    "\u{1b}[F",
    "\u{1b}[Z",
    "\u{1b}OP",
    "\u{1b}OR",
    "\u{1b}[19~",
    "\u{1b}v",
    "\u{1b}[200~pasted\r\u{1b}[201~",
    "\u{1b}[<0;5;5M",
    "\u{1b}[999;999R",
    "\u{1b}]52;c;x\u{7}",
    "\u{1b}[?1;2c",
    "\u{9b}2J",
];

/// `SplitMix64`: Guy Steele and others, "Fast splittable pseudorandom number generators", 2014.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below).unwrap()).unwrap()
    }
}

/// The program in a terminal, which somebody always reads.
struct Reader {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    terminal: vt100::Parser,
    /// The last bytes of the output.
    tail: VecDeque<u8>,
    /// The list of places to go to has leaving the program among them.
    has_quit: bool,
}

impl Reader {
    /// Starts it on a library, in whose parent folder it keeps what it keeps.
    fn start(library: &Path) -> Self {
        let pty = native_pty_system().openpty(size(24, 80)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pamphlet"));
        command.args(["--mouse", "--library"]);
        command.arg(library);
        command.env("TERM", "xterm-256color");
        let around = library.parent().unwrap();
        command.env("XDG_CONFIG_HOME", around.join("config"));
        command.env("XDG_STATE_HOME", around.join("state"));
        command.cwd(around);
        let child = pty.slave.spawn_command(command).unwrap();
        let (sender, output) = mpsc::channel();
        let mut from = pty.master.try_clone_reader().unwrap();
        thread::spawn(move || {
            let mut buffer = [0; 16_384];
            while let Ok(length @ 1..) = from.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pty.master.take_writer().unwrap();
        let terminal = vt100::Parser::new(count(24), count(80), 0);
        Self {
            child,
            master: pty.master,
            keyboard,
            output,
            terminal,
            tail: VecDeque::new(),
            has_quit: false,
        }
    }

    fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    fn type_in(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    fn resize(&mut self, rows: u16, columns: u16) {
        self.terminal.screen_mut().set_size(count(rows), count(columns));
        self.master.resize(size(rows, columns)).unwrap();
    }

    fn signal(&self, name: &str) {
        let kill = format!("kill -s {name} {}", self.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Reads until the screen shows what is waited for, or the program was told to quit; panics where
    /// it ends otherwise or hangs.
    fn wait_until(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(&self.terminal.screen().contents()) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("no {what}:\n{}", self.said()),
                Err(RecvTimeoutError::Disconnected) => return self.end(what),
            }
        }
    }

    /// Takes in that the program has ended, which it does only when it is told to.
    fn end(&mut self, before: &str) {
        let exit = self.child.wait().unwrap();
        assert!(exit.success(), "ended with {exit} before {before}:\n{}", self.said());
        self.has_quit = true;
    }

    fn take(&mut self, bytes: &[u8]) {
        self.terminal.process(bytes);
        self.tail.extend(bytes);
        let excess = self.tail.len().saturating_sub(4000);
        self.tail.drain(..excess);
    }

    fn said(&self) -> String {
        let tail: Vec<u8> = self.tail.iter().copied().collect();
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap_or_default();
        format!(
            "{stat}\n{}\n{:?}",
            self.terminal.screen().contents(),
            String::from_utf8_lossy(&tail)
        )
    }

    /// Goes to the first screen, whatever is open: an H goes there, or types where text is typed, which
    /// an Esc leaves; a list over a box takes two.
    fn go_home(&mut self) {
        self.resize(30, 100);
        // An Esc and a letter in one write are alt and it; before a report that means nothing it is Esc.
        let [report, esc] = ["\u{1b}[0n", "\u{1b}\u{1b}[0n"];
        self.type_in(&[report, report, "H", esc, "H", esc, "H", REDRAW].concat());
        self.wait_until("first screen", |text| {
            text.lines().next().is_some_and(|title| title.contains(" topics · "))
        });
    }

    /// Resident memory in KB; none of a program that has ended.
    fn memory(&mut self) -> Option<usize> {
        if self.has_quit {
            return None;
        }
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let Some(line) = status.lines().find_map(|line| line.strip_prefix("VmRSS:")) else {
            self.end("its memory was read");
            return None;
        };
        Some(line.trim().trim_end_matches(" kB").parse().unwrap())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// What a soak has done.
#[derive(Debug, Default)]
struct Done {
    keys: usize,
    resizes: usize,
    signals: usize,
    changes: usize,
    quits: usize,
    /// Of the last start, in KB, once every few rounds, at the first screen.
    memory: Vec<usize>,
}

/// A library of one subject, whose first article never changes.
fn library(root: &Path) {
    fs::create_dir_all(root.join("tea")).unwrap();
    for i in 0..6 {
        change(root, &mut Random(i), i);
    }
}

/// Writes, breaks or takes away an article.
fn change(root: &Path, random: &mut Random, i: u64) {
    let file = root.join(format!("tea/a{i}.md"));
    let text = "It may cause nausea, for 40 minutes. Ketamine.\n\n".repeat(1 + random.next(9));
    let head = format!("+++\ntitle = \"T\"\nsource = \"Source {i}\"\n+++\n\n## Side effects\n\n");
    match if i == 0 { 9 } else { random.next(10) } {
        0 => fs::write(file, "+++\nbroken").unwrap(),
        1 => _ = fs::remove_file(file),
        _ => fs::write(file, [head, text].concat()).unwrap(),
    }
}

fn round(reader: &mut Reader, root: &Path, random: &mut Random, done: &mut Done) {
    for _ in 0..40 {
        reader.type_in(KEYS[random.next(KEYS.len())]);
        done.keys += 1;
    }
    let (rows, columns) = (1 + random.next(70), 1 + random.next(250));
    reader.resize(rows.try_into().unwrap(), columns.try_into().unwrap());
    done.resizes += 1;
    if random.next(4) == 0 {
        let signals =
            [&["WINCH"][..], &["CONT"], &["TSTP", "CONT"], &["STOP", "CONT"]][random.next(4)];
        for name in signals {
            reader.signal(name);
        }
        done.signals += signals.len();
    }
    if random.next(4) == 0 {
        let article = u64::try_from(random.next(6)).unwrap();
        change(root, random, article);
        done.changes += 1;
    }
    reader.go_home();
}

fn mean(all: &[usize]) -> usize {
    all.iter().sum::<usize>() / all.len().max(1)
}

/// The mean memory of the first tenth after a fifth to warm up, and of the last tenth.
fn tenths(memory: &[usize]) -> (usize, usize) {
    let (tenth, all) = (memory.len().div_ceil(10), memory.len());
    (mean(&memory[2 * tenth..3 * tenth]), mean(&memory[all - tenth..]))
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok()?.parse().ok()
}

#[test]
fn random_keys_sizes_signals_and_changes_neither_end_it_nor_make_it_grow() {
    let seed = number("SOAK_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    let lasts = Duration::from_secs(number("SOAK_SECONDS").unwrap_or(10));
    println!("seed {seed}");
    let folder = tempfile::tempdir().unwrap();
    let root = &folder.path().join("library");
    library(root);
    let mut reader = Reader::start(root);
    reader.go_home();
    let (mut random, mut done, start) = (Random(seed), Done::default(), Instant::now());
    let mut started = start;
    while start.elapsed() < lasts || done.memory.len() < 10 {
        for _ in 0..ROUNDS {
            if !reader.has_quit {
                round(&mut reader, root, &mut random, &mut done);
            }
        }
        if let Some(memory) = reader.memory() {
            done.memory.push(memory);
        } else {
            reader = Reader::start(root);
            reader.go_home();
            (done.memory, done.quits, started) = (Vec::new(), done.quits + 1, Instant::now());
        }
    }
    let (first, last) = tenths(&done.memory);
    let Done { keys, resizes, signals, changes, quits, .. } = done;
    let seconds = started.elapsed().as_secs();
    println!(
        "{keys} keys, {resizes} sizes, {signals} signals, {changes} changes, {quits} quits; \
         {first} to {last} KB in {seconds} s since the last"
    );
    assert!(!reader.said().contains("panicked"), "{}", reader.said());
    // What runs shortly is mostly warming up.
    let is_short = started.elapsed() < Duration::from_secs(60);
    let most = if is_short { first + 4096 } else { first + first / 20 };
    assert!(last <= most, "memory grew from {first} KB to {last} KB in {keys} keys");
}

/// Keys as the keymap writes them, but those that leave the program or write a file.
const NAMED: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "G",
    "g",
    "H",
    "s",
    "p",
    "c",
    "M",
    "?",
    "/",
    "n",
    "u",
    "d",
    "i",
    "o",
    "m",
    "K",
    "x",
    "X",
    "D",
    "L",
    "1",
    "2",
    "3",
    "]",
    "[",
    "}",
    "{",
    "space",
    "tab",
    "backtab",
    "enter",
    "backspace",
    "esc",
    "f1",
    "f2",
    "f3",
    "f6",
    "f7",
    "f8",
    "ctrl-t",
    "ctrl-x",
    "ctrl-y",
    "ctrl-g",
    "ctrl-p",
    "ctrl-n",
    "ctrl-u",
    "w",
    "y",
    "up",
    "down",
    "left",
    "right",
    "t:nausea",
    "t:keta",
    "t:side",
];

/// At most two Esc and an H: where an H is typed into a field nothing else changes, so that those typed
/// before count as no keys.
#[test]
fn the_first_screen_is_three_keys_away_from_everywhere() {
    let mut random = Random(number("SOAK_SEED").unwrap_or(7));
    let mut screen = support::Screen::new(100, 30);
    let home = |screen: &support::Screen| {
        matches!(screen.app.screen, Screen::Home(_)) && screen.app.overlay.is_none()
    };
    let rounds = number("SOAK_SECONDS").unwrap_or(10) * 30;
    for round in 0..rounds {
        let keys: Vec<&str> =
            (0..=random.next(25)).map(|_| NAMED[random.next(NAMED.len())]).collect();
        screen.press(&keys.join(" "));
        let way = ["H", "esc H", "esc H"].iter().position(|keys| home(screen.press(keys)));
        assert!(way.is_some(), "round {round}, after {}:\n{}", keys.join(" "), screen.text());
    }
}

fn count(cells: u16) -> NonZeroU16 {
    cells.try_into().unwrap()
}
