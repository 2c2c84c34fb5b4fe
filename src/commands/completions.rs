//! `pamphlet completions`: what a shell needs to complete the command line.

use std::io::Write;

use clap_complete::{Shell, generate};

use super::{Answer, CommandError};

/// Writes the completions of a command for a shell.
///
/// # Errors
/// When writing fails.
pub fn run(
    command: &mut clap::Command,
    shell: Shell,
    out: &mut impl Write,
) -> Result<Answer, CommandError> {
    let name = command.get_name().to_owned();
    let mut script = Vec::new(); // `generate` panics where its writer fails
    generate(shell, command, name, &mut script);
    out.write_all(&script)?;
    Ok(Answer::Found)
}
