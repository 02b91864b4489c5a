//! The standard library's modules, as text.
