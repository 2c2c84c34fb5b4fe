//! The layers: every module uses only what it stands on, and the core knows no terminal, file,
//! clock or environment.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the crate and the modules that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("library", &[]),
    ("reflow", &[]),
    ("keymap", &["library"]),
    ("check", &["library"]),
    ("import", &["library"]),
    ("search", &["library"]),
    ("compare", &["library"]),
    ("store", &["library", "keymap", "search"]),
    ("report", &["library", "check", "reflow", "keymap", "search", "compare"]),
    (
        "commands",
        &[
            "library", "check", "import", "reflow", "keymap", "search", "compare", "store",
            "report", "cli",
        ],
    ),
    ("tui", &["library", "reflow", "keymap", "search", "compare", "store"]),
    ("cli", &[]),
    ("main", &["library", "store", "report", "commands", "tui", "cli"]),
];

/// What no module of the core may name.
const CORE: &[&str] = &["library", "reflow", "keymap", "check", "import", "search", "compare"];
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::time",
    "std::process",
    "std::net",
    "std::thread",
    "stdout",
    "stderr",
    "println!",
    "eprintln!",
    "clap",
    "ratatui",
    "crossterm",
    "Instant",
    "SystemTime",
];

/// What only some modules may name.
const ONLY: &[(&str, &[&str])] = &[
    ("std::fs", &["store", "tui"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("clap", &["cli", "main", "commands"]),
    ("anyhow", &["main"]),
];

struct Source {
    module: String,
    path: PathBuf,
    code: String,
}

/// Every source file with its module and its code, without comments and tests.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 30, "found only {} files under {}", files.len(), root.display());
    files.iter().map(|path| source(&root, path)).filter(|s| s.module != "lib").collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

fn source(root: &Path, path: &Path) -> Source {
    let below = path.strip_prefix(root).unwrap().with_extension("");
    let module = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let plain = |line: &&str| !line.trim_start().starts_with("//");
    let code = code.lines().filter(plain).collect::<Vec<_>>().join(
        "
",
    );
    let code = format!(
        "{code}
{}",
        ungrouped(&code)
    );
    Source { module, path: path.to_owned(), code }
}

/// `use std::{fs, io}` written out: `std::fs std::io`.
fn ungrouped(code: &str) -> String {
    let names = |(at, open): (usize, &str)| {
        let rest = &code[at + open.len()..];
        rest.split('}').next().unwrap().split(',').map(first_word).collect::<Vec<_>>()
    };
    let names = code.match_indices("use std::{").flat_map(names);
    names.map(|name| format!("std::{name}")).collect::<Vec<_>>().join(" ")
}

/// The modules of the crate that a piece of code names: after `crate::` and `pamphlet::`, also in
/// groups.
fn used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for root in ["crate::", "pamphlet::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => {
                    used.extend(group.split('}').next().unwrap().split(',').map(first_word));
                }
                None => used.push(first_word(rest)),
            }
        }
    }
    used
}

fn first_word(text: &str) -> String {
    text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn modules_use_only_what_they_stand_on() {
    for source in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(module, _)| *module == source.module) else {
            panic!("{}: module `{}` has no layer", source.path.display(), source.module);
        };
        for module in used(&source.code) {
            let known = MAY_USE.iter().any(|(name, _)| *name == module);
            let fine = !known || module == source.module || allowed.contains(&module.as_str());
            assert!(fine, "{}: `{}` may not use `{module}`", source.path.display(), source.module);
        }
    }
}

#[test]
fn the_core_knows_nothing_outside() {
    for source in sources().iter().filter(|s| CORE.contains(&s.module.as_str())) {
        for name in OUTSIDE {
            assert!(
                !source.code.contains(name),
                "{}: the core names `{name}`",
                source.path.display()
            );
        }
    }
}

#[test]
fn the_outside_is_reached_in_its_own_place_only() {
    for source in sources() {
        for (name, modules) in ONLY {
            let fine = modules.contains(&source.module.as_str())
                || !source.code.contains(&format!("{name}::"));
            assert!(fine, "{}: `{name}` belongs to {modules:?}", source.path.display());
        }
    }
}

#[test]
fn only_the_store_opens_files_and_the_terminal_is_a_file_too() {
    let device = ["event.rs", "signals.rs", "run.rs", "terminal.rs", "canvas.rs"];
    for source in sources().iter().filter(|s| s.module == "tui") {
        let name = source.path.file_name().unwrap().to_string_lossy();
        let fine = device.contains(&&*name) || !source.code.contains("fs::");
        assert!(fine, "{}: opens files", source.path.display());
    }
}

#[test]
fn nothing_is_spawned_and_no_socket_is_opened() {
    for source in sources() {
        for name in ["std::process::Command", "Command::new", "std::net", "TcpStream", "UdpSocket"]
        {
            let builds_arguments = source.module == "cli" || source.module == "commands";
            let fine = !source.code.contains(name) || (name == "Command::new" && builds_arguments);
            assert!(fine, "{}: `{name}`", source.path.display());
        }
    }
}
