//! `pamphlet`: read, search and compare patient education in a terminal.

pub mod check;
pub mod cli;
pub mod commands;
pub mod compare;
pub mod import;
pub mod keymap;
pub mod library;
pub mod reflow;
pub mod report;
pub mod search;
pub mod store;
pub mod tui;
