//! Findings as a Markdown table.

use std::io::{self, Write};

use super::{row, rule};
use crate::check::Finding;

/// Writes a row a finding.
///
/// # Errors
/// When writing fails.
pub fn check(out: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    row(out, ["Place", "Severity", "Code", "What is wrong", "What to do"].map(str::to_owned))?;
    rule(out, 5)?;
    findings.iter().try_for_each(|f| {
        let [severity, code, help] = [f.code.severity().name(), f.code.name(), f.code.help()];
        row(out, [&f.place(), severity, code, &f.message, help].map(str::to_owned))
    })
}
