//! The only file access: the bundled library, a library folder, the person's configuration
//! and state.

pub mod bundle;
pub mod config;
pub mod folder;
pub mod live;
mod pool;
pub mod state;
mod watch;
