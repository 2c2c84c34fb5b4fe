//! The real program, started in an empty environment.

#![allow(dead_code, reason = "each test uses its part")]

use assert_cmd::Command;

/// The library of two subjects that the tests read.
pub const LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");

/// The program with nothing in its environment and an empty home.
pub fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.env_clear().env("HOME", "/nonexistent").write_stdin("");
    command
}

/// The program on a library, with these further arguments.
pub fn pamphlet(library: &str, args: &[&str]) -> Command {
    let mut command = bare();
    command.arg("--library").arg(library).args(args);
    command
}

/// What a run prints, after it ended with this code and said nothing on stderr.
pub fn printed(code: i32, args: &[&str]) -> String {
    let assert = pamphlet(LIBRARY, args).assert().code(code).stderr("");
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}
