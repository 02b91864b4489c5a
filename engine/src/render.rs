//! Texts made from templates; what a template sees is data and nothing else.

mod tags;
pub mod template;
