//! What is kept from run to run, with real processes: several at once, killed at any moment.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use pamphlet::store::state::reading::{Change, Mark, keep, kept};

/// Tells a process of this test that it is a writer: its file, and its name.
const WRITER: &str = "PAMPHLET_TEST_WRITER";

/// Marks that each writer makes before it is killed: some have hardly begun, some are well on.
const MADE: [usize; 6] = [0, 1, 3, 7, 12, 20];

/// Keeps one mark after another and says so after each; ends when it is killed.
#[test]
fn writer() {
    let Ok(asked) = env::var(WRITER) else { return };
    let (name, file) = asked.split_once(':').unwrap();
    for n in 0..100 {
        let mark = Mark::Term(format!("{name}-{n}"));
        keep(Path::new(file), &Change { marked: vec![mark], ..Change::default() }).unwrap();
        println!("\nkept {name}-{n}");
    }
    loop {
        std::thread::park();
    }
}

fn start(name: &str, file: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "writer", "--nocapture"])
        .env(WRITER, format!("{name}:{}", file.display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a writer says that it has kept, until it has said so often, and then what it said before
/// it was killed.
fn said(mut writer: Child, times: usize) -> Vec<String> {
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut kept = lines.filter_map(|line| line.strip_prefix("kept ").map(str::to_owned));
    let mut said: Vec<String> = kept.by_ref().take(times).collect();
    writer.kill().unwrap();
    said.extend(kept);
    writer.wait().unwrap();
    said
}

#[test]
fn writers_at_once_lose_nothing_when_they_are_killed() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("pamphlet/reading.json");
    let writers: Vec<Child> = (0..MADE.len()).map(|i| start(&format!("w{i}"), &file)).collect();
    let said: Vec<String> =
        writers.into_iter().zip(MADE).flat_map(|(writer, times)| said(writer, times)).collect();
    let (found, aside) = kept(&file).unwrap();
    assert_eq!(aside, None, "the file was never damaged");
    assert!(said.len() >= MADE.iter().sum());
    for mark in said {
        assert!(found.marks.contains(&Mark::Term(mark.clone())), "{mark} was kept, and is lost");
    }
}
