//! What is told of a panic: where it was and in which version, and nothing that somebody typed.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::env::consts::{ARCH, OS};
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::Path;
use std::thread;

use crate::store::state;

/// Tells of a panic: in a file, which stderr then names, or on stderr.
pub fn tell(info: &PanicHookInfo, file: Option<&Path>) {
    let report = report(info);
    let kept = file.filter(|file| state::keep_report(file, &report).is_ok());
    let said = match kept {
        Some(file) => format!("pamphlet has failed: see {}\n", file.display()),
        None => report,
    };
    // Where stderr is closed there is nobody to tell.
    let _ = io::stderr().write_all(said.as_bytes());
}

/// The whole report. A message that was put together as the program ran is left out: it may quote
/// what was typed, as that of a slice of a text does.
fn report(info: &PanicHookInfo) -> String {
    let place = info.location().map_or_else(|| "no known place".to_owned(), ToString::to_string);
    let literal = info.payload().downcast_ref::<&'static str>().copied();
    let message = literal.unwrap_or("left out, as it may quote what was typed");
    let current = thread::current();
    let name = current.name().unwrap_or("unnamed");
    let version = env!("CARGO_PKG_VERSION");
    let trace = Backtrace::capture();
    let trace = match trace.status() {
        BacktraceStatus::Captured => format!("{trace}"),
        _ => String::new(),
    };
    format!(
        "pamphlet {version} has failed ({OS}, {ARCH})\n\
         at: {place}\nthread: {name}\nmessage: {message}\n{trace}"
    )
}
