//! What is printed: formats, and the care that no text of a stranger's moves the reader's cursor.

pub mod count;
pub mod decision;
pub mod diagnostics;
pub mod diff;
pub mod drift;
pub mod hook;
pub mod import;
pub mod json;
pub mod list;
pub mod padded;
pub mod prefix;
pub mod render;
pub mod sarif;
pub mod source;
pub mod test;
pub mod visible;
pub mod why;
pub mod witness;
pub mod xml;
