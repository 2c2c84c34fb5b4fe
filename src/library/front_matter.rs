//! Front matter.
use super::Fault;
/// A TOML error as a fault; `first_line` lines stand before the text in the file.
pub fn toml_fault(file: &str, text: &str, first_line: usize, error: &toml::de::Error) -> Fault {
    todo!()
}
