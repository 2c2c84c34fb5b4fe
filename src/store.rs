//! The only file access: the bundled library, a library folder, the person's configuration
//! and state, and files that a person names to be written.

pub mod bundle;
pub mod config;
pub mod folder;
pub mod live;
pub mod output;
pub mod page;
pub mod pool;
pub mod state;
mod watch;
