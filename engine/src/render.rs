//! Texts made from templates; what a template sees is data and nothing else.

pub mod template;
