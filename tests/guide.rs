//! The keeper's guide: every command in it is run, in its order, and prints what the guide says.
//! `UPDATE_DOCS=1 cargo test --test guide` writes what they print anew.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::path::{Path, PathBuf};
use std::process::Command;

const CONSOLE: &str = "```console";
const PROMPT: &str = "$ ";

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/library.md")
}

/// What a command prints, on stdout and stderr in their order.
fn run(command: &str, here: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_pamphlet")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let author = [("GIT_AUTHOR_NAME", "K"), ("GIT_AUTHOR_EMAIL", "k@example.org")];
    let committer = [("GIT_COMMITTER_NAME", "K"), ("GIT_COMMITTER_EMAIL", "k@example.org")];
    let ran = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(here)
        .env_clear()
        .envs(author.into_iter().chain(committer))
        .env("PATH", path)
        .env("HOME", here.join(".home"))
        .output()
        .unwrap();
    String::from_utf8(ran.stdout).unwrap()
}

/// The command that starts at a line: up to the end of the text that it is given, if it is.
fn command<'a>(lines: &mut impl Iterator<Item = &'a str>, first: &str) -> String {
    let mut command = first.to_owned();
    if let Some((_, end)) =
        first.split_once("<<'").and_then(|(_, end)| end.split_once('\'').map(|(e, _)| ((), e)))
    {
        for line in lines {
            command.push('\n');
            command.push_str(line);
            if line == end {
                break;
            }
        }
    }
    command
}

/// The guide with what its commands print now.
fn renewed(text: &str, here: &Path) -> String {
    let (mut renewed, mut lines) = (String::new(), text.lines());
    let mut inside = false;
    while let Some(line) = lines.next() {
        inside = line == CONSOLE || inside && line != "```";
        match line.strip_prefix(PROMPT).filter(|_| inside) {
            Some(first) => {
                let command = command(&mut lines, first);
                let printed = run(&command, here);
                renewed.push_str(&format!("{PROMPT}{command}\n{printed}"));
            }
            None if inside && line != CONSOLE => {}
            None => renewed.push_str(&format!("{line}\n")),
        }
    }
    renewed
}

#[test]
fn the_guide_shows_what_its_commands_print() {
    let here = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(guide()).unwrap();
    let now = renewed(&text, here.path());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(guide(), &now).unwrap();
        return;
    }
    let differs = text.lines().zip(now.lines()).position(|(a, b)| a != b);
    assert!(text == now, "docs/library.md is stale at line {differs:?}:\n{now}");
}
