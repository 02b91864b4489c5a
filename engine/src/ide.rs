//! What is asked about a text that is being written.

pub mod completion;
mod cursor;
mod outline;
