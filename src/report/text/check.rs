//! Findings as a compiler writes them: the place, the line with a caret, and what to do.

use std::io::{self, Write};

use crate::check::{Finding, Severity};
use crate::library::words::counted;
use crate::reflow::columns;

/// Writes every finding, and how many there are.
///
/// # Errors
/// When writing fails.
pub fn check(out: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    findings.iter().try_for_each(|finding| one(out, finding))?;
    let count = |wanted| findings.iter().filter(|f| f.code.severity() == wanted).count();
    let errors = counted(count(Severity::Error), "error");
    writeln!(out, "{errors}, {}", counted(count(Severity::Warning), "warning"))
}

fn one(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let Finding { code, message, excerpt, .. } = finding;
    let place = finding.place();
    writeln!(out, "{place}: {}[{}]: {message}", code.severity().name(), code.name())?;
    if let Some(excerpt) = excerpt {
        let before: String = excerpt.text.chars().take(excerpt.before).collect();
        writeln!(out, "  | {}", excerpt.text.trim_end())?;
        writeln!(out, "  | {}^", " ".repeat(columns(&before)))?;
    }
    writeln!(out, "  = {}\n", code.help())
}
