//! The only file access: the bundled library, a library folder, the person's configuration.

pub mod bundle;
pub mod config;
pub mod folder;
pub mod live;
mod pool;
mod watch;
