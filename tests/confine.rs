//! A program that is shut in opens no file, makes no connection and starts no program; with a real
//! process, since there is no way out again.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::net::{TcpStream, UdpSocket};
use std::process::Command;
use std::{env, thread};

use pamphlet::tui::confine::confine;

/// Tells a process of this test to shut itself in.
const SHUT_IN: &str = "PAMPHLET_TEST_SHUT_IN";

fn refused<T>(attempt: std::io::Result<T>) -> bool {
    attempt.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

/// The attempts that are refused, by name.
fn attempts() -> Vec<&'static str> {
    let attempts = [
        (
            "read a file",
            refused(File::open("/etc/hostname").or_else(|_| File::open("/proc/self/stat"))),
        ),
        ("list a folder", refused(fs::read_dir("/"))),
        ("make a file", refused(File::create(env::temp_dir().join("pamphlet-shut-in")))),
        ("start a program", refused(Command::new("/bin/true").spawn())),
        ("connect", refused(TcpStream::connect("127.0.0.1:9"))),
        ("send", refused(UdpSocket::bind("127.0.0.1:0"))),
    ];
    attempts.into_iter().filter(|(_, refused)| *refused).map(|(name, _)| name).collect()
}

/// Shuts itself in, and says what is refused then, on a thread that began later.
#[test]
fn shut_in() {
    if env::var_os(SHUT_IN).is_none() {
        return;
    }
    let mut before =
        File::create(env::temp_dir().join(format!("shut-in-{}", std::process::id()))).unwrap();
    let missing = confine();
    let refused = thread::spawn(attempts).join().unwrap();
    before.write_all(b"what is open goes on working").unwrap();
    println!("\nmissing {missing:?}\nrefused {refused:?}");
}

#[test]
fn what_is_shut_in_opens_connects_and_starts_nothing() {
    let ran = Command::new(env::current_exe().unwrap())
        .args(["--exact", "shut_in", "--nocapture"])
        .env(SHUT_IN, "1")
        .env("TMPDIR", tempfile::tempdir().unwrap().keep())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{said}");
    let line =
        |start: &str| said.lines().find_map(|line| line.strip_prefix(start)).unwrap().to_owned();
    let missing = line("missing ");
    let refused = line("refused ");
    if !missing.contains("files can still be opened") {
        for name in ["read a file", "list a folder", "make a file"] {
            assert!(refused.contains(name), "{refused}");
        }
    }
    if !missing.contains("sockets and programs") {
        for name in ["start a program", "connect", "send"] {
            assert!(refused.contains(name), "{refused}");
        }
    }
}
