//! The units in `contrib/`: systemd reads them without a complaint, and they lock what they should.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn unit(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("contrib").join(name)).unwrap()
}

/// Has systemd read a unit, with programs in it that are there; nothing where there is no systemd.
fn verified(name: &str, programs: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let there = env!("CARGO_BIN_EXE_pamphlet");
    let text = programs.iter().fold(unit(name), |text, program| text.replace(program, there));
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    let output = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&file).output();
    let Ok(output) = output else {
        eprintln!("no systemd-analyze here: {name} is not verified");
        return None;
    };
    // It also says what is wrong with other units of the machine.
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Some(said.lines().filter(|line| line.contains(name)).collect())
}

#[test]
fn systemd_reads_the_units_without_a_complaint() {
    let console = verified("pamphlet-kiosk.service", &["/usr/local/bin/pamphlet"]);
    let cage = verified("pamphlet-kiosk-cage.service", &["/usr/bin/cage"]);
    for complaints in [console, cage].into_iter().flatten() {
        assert_eq!(complaints, "");
    }
}

#[test]
fn the_console_kiosk_is_started_again_and_shut_in() {
    let unit = unit("pamphlet-kiosk.service");
    for line in [
        "ExecStart=/usr/local/bin/pamphlet --kiosk",
        "User=pamphlet",
        "Restart=always",
        "StandardInput=tty",
        "TTYReset=yes",
        "TTYVHangup=yes",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateNetwork=yes",
        "MemoryDenyWriteExecute=yes",
    ] {
        assert!(unit.lines().any(|l| l == line), "{line} is not there");
    }
}
