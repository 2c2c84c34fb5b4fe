//! `pamphlet man`: the manual, every subcommand on one page.

use std::io::{self, Write};

use clap_mangen::Man;

use super::{Answer, CommandError};

/// Writes the manual page of a command.
///
/// # Errors
/// When writing fails.
pub fn run(command: &clap::Command, out: &mut impl Write) -> Result<Answer, CommandError> {
    let man = Man::new(command.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_options_section(out)?;
    for subcommand in command.get_subcommands() {
        section(subcommand, out)?;
    }
    man.render_extra_section(out)?;
    man.render_version_section(out)?;
    Ok(Answer::Found)
}

/// A subcommand as a section, with what would be the sections of its own page below that.
fn section(subcommand: &clap::Command, out: &mut impl Write) -> io::Result<()> {
    let man = Man::new(subcommand.clone().disable_help_flag(true));
    let mut page = Vec::new();
    man.render_description_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let page = String::from_utf8_lossy(&page).replace(".SH ", ".SS ");
    writeln!(out, ".SH \"PAMPHLET {}\"", subcommand.get_name().to_uppercase())?;
    out.write_all(page.as_bytes())
}
