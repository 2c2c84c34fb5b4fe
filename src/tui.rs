//! The reader: what people see and press in a terminal.

pub mod document;
pub mod find;
pub mod scroll;
