//! Cues of `topics.toml` that nothing in the library has.

use super::{Code, Finding};
use crate::library::Topics;
use crate::library::fault::line_and_column;
use crate::library::topics::standing::{Cue, Written, written};

/// Cues that a finding names; more are counted.
const NAMED: usize = 5;

/// A finding for each list of cues of which some stand nowhere in the library.
#[must_use]
pub fn cues(file: &str, text: &str, topics: &Topics, stands: impl Fn(Cue) -> bool) -> Vec<Finding> {
    let finding = |written: &Written| {
        let is_idle = |cue: &str| !stands((written.list, written.topic, cue));
        let idle: Vec<_> = written.cues.iter().filter(|(_, cue)| is_idle(cue)).collect();
        let (first, _) = idle.first()?;
        let cues: Vec<&str> = idle.iter().map(|(_, cue)| cue.as_str()).collect();
        let of = topics.iter().find(|(id, _)| *id == written.topic);
        let message = message(&cues, of.map(|(_, topic)| topic.id.as_str()));
        Some(Finding::new(Code::IdleCue, file, line_and_column(text, first.start), &message, text))
    };
    written(text).iter().filter_map(finding).collect()
}

fn message(cues: &[&str], topic: Option<&str>) -> String {
    let named = cues.iter().take(NAMED).map(|cue| format!("`{cue}`")).collect::<Vec<_>>();
    let more = match cues.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let of = topic.map_or_else(String::new, |topic| format!(" of `{topic}`"));
    format!("nothing in the library has {}{more}{of}", named.join(", "))
}
