//! Bytes to text: a file must be UTF-8.

use super::character::offset;
use super::findings::Source;
use super::rules;
use crate::diagnostic::Diagnostic;
use crate::path::FilePath;
use crate::span::Span;

/// The text of a file's bytes, and a finding where they are not UTF-8.
///
/// Each wrong sequence becomes U+FFFD, so that the rest of the file is still read. The finding's place lies in that
/// text; its message names the offset in the bytes.
#[must_use]
pub fn decode_utf8(path: &FilePath, bytes: &[u8]) -> (String, Option<Diagnostic>) {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return (text.to_owned(), None),
        Err(error) => error,
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let at = error.valid_up_to();
    let wrong = bytes.get(at).copied().unwrap_or_default();
    let count = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let start = offset(at);
    let span = Span::new(start, start + offset('\u{FFFD}'.len_utf8()));
    let source = Source { path, text: &text };
    let finding = rules::not_utf_8::report(&source, span, wrong, count);
    (text, Some(finding))
}
