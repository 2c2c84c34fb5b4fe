//! Bundles `articles/` into the program: writes a list of its files with their texts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("articles");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("bundle.rs");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    fs::write(out, list(&root, &files))
}

/// Every `.md` and `.toml` file below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "md" || e == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// A Rust slice of pairs: path below the root with `/`, and the text.
fn list(root: &Path, files: &[PathBuf]) -> String {
    let mut code = String::from("&[\n");
    for file in files {
        let parts = file.strip_prefix(root).unwrap_or(file).components();
        let name: Vec<_> = parts.map(|p| p.as_os_str().to_string_lossy().into_owned()).collect();
        let _ = writeln!(
            code,
            "    ({:?}, include_str!({:?})),",
            name.join("/"),
            file.to_string_lossy()
        );
    }
    code + "]\n"
}
