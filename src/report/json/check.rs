//! The `check` document.

use std::io::{self, Write};

use serde::Serialize;

use super::write;
use crate::check::{self, Severity};

#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    severity: &'static str,
    code: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'static str,
}

/// Writes every finding; line and column are 0 where a whole file is meant.
///
/// # Errors
/// When writing fails.
pub fn check(out: &mut impl Write, findings: &[check::Finding]) -> io::Result<()> {
    let count = |wanted| findings.iter().filter(|f| f.code.severity() == wanted).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    write(out, Document { errors, warnings, findings: findings.iter().map(finding).collect() })
}

fn finding(of: &check::Finding) -> Finding<'_> {
    Finding {
        severity: of.code.severity().name(),
        code: of.code.name(),
        file: &of.file,
        line: of.line,
        column: of.column,
        message: &of.message,
        help: of.code.help(),
    }
}
