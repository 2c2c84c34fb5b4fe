//! Sanitising.
use std::borrow::Cow;
/// Cleans.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    todo!()
}
