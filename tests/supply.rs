//! What the program is built from: every dependency has its reason, none reaches a network or opens
//! other programs, and neither does the build.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// Crates that speak to a network, or hand things to other programs.
const BARRED: &[&str] = &[
    "actix-web",
    "arboard",
    "async-std",
    "attohttpc",
    "axum",
    "clipboard",
    "copypasta",
    "curl",
    "curl-sys",
    "duct",
    "git2",
    "h2",
    "hickory-resolver",
    "http",
    "hyper",
    "hyper-util",
    "isahc",
    "libgit2-sys",
    "minreq",
    "native-tls",
    "open",
    "opener",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "self_update",
    "sentry",
    "smol",
    "socket2",
    "ssh2",
    "subprocess",
    "surf",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "url_open",
    "webbrowser",
    "xshell",
];

/// What no build of ours may name.
const OUTSIDE: &[&str] =
    &["std::net", "net::", "TcpStream", "UdpSocket", "Command", "process", "http:", "https:"];

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The names of a table of `Cargo.toml`.
fn dependencies(table: &str) -> BTreeSet<String> {
    let manifest: Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let targets =
        manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let tables = targets.filter_map(|target| target.get(table)).chain([&manifest[table]]);
    tables.flat_map(|table| table.as_table().unwrap().keys().cloned()).collect()
}

/// The rows below a heading of `docs/dependencies.md`: a crate, and why it is there.
fn listed(heading: &str) -> BTreeMap<String, String> {
    let text = read("docs/dependencies.md");
    let part = text.split("\n## ").find(|part| part.starts_with(heading)).unwrap();
    let rows = part.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.map(|row| row.split_once("` | ").unwrap());
    cells.map(|(name, why)| (name.to_owned(), why.to_owned())).collect()
}

#[test]
fn every_dependency_is_listed_with_its_reason_and_licence_and_no_other() {
    for (table, heading) in
        [("dependencies", "In the program"), ("dev-dependencies", "In tests and measurements only")]
    {
        let listed = listed(heading);
        assert_eq!(
            listed.keys().cloned().collect::<BTreeSet<_>>(),
            dependencies(table),
            "{heading}"
        );
        for (name, said) in &listed {
            let cells: Vec<&str> = said.trim_end_matches(" |").split(" | ").collect();
            assert!(cells.len() == 2 && cells.iter().all(|cell| cell.len() > 2), "{name}: {said}");
        }
    }
}

#[test]
fn the_licences_that_are_listed_are_allowed() {
    let deny: Table = toml::from_str(&read("deny.toml")).unwrap();
    let allowed: Vec<&str> = deny["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|name| name.as_str())
        .collect();
    for heading in ["In the program", "In tests and measurements only"] {
        for (name, said) in listed(heading) {
            let licence = said.trim_end_matches(" |").rsplit(" | ").next().unwrap();
            let fits = |choice: &str| {
                choice.trim_matches(['(', ')']).split(" OR ").any(|one| allowed.contains(&one))
            };
            assert!(licence.split(" AND ").all(fits), "{name}: {licence}");
        }
    }
}

#[test]
fn no_crate_that_is_built_reaches_a_network_or_opens_a_program() {
    let lock: Table = toml::from_str(&read("Cargo.lock")).unwrap();
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > dependencies("dependencies").len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        assert!(!BARRED.contains(&name), "{name}");
        let source = package.get("source").map_or("", |source| source.as_str().unwrap());
        let is_ours = name == "pamphlet" && source.is_empty();
        assert!(
            is_ours || source == "registry+https://github.com/rust-lang/crates.io-index",
            "{name}"
        );
        assert!(is_ours || package.get("checksum").is_some(), "{name}");
    }
}

#[test]
fn the_build_script_reads_the_articles_and_nothing_else() {
    let script = read("build.rs");
    for name in OUTSIDE {
        assert!(!script.contains(name), "build.rs names {name}");
    }
    let manifest: Table = toml::from_str(&read("Cargo.toml")).unwrap();
    assert!(!manifest.contains_key("build-dependencies") && !manifest.contains_key("patch"));
}
