//! Writes RFC 8785 JSON: no white space, minimal escapes, ECMAScript numbers.

use std::fmt::{Display, Write as _};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A JSON text that grows; the caller gives keys in order.
///
/// Source: RFC 8785, JSON Canonicalization Scheme.
#[derive(Debug, Default)]
pub struct Json {
    text: String,
    /// Whether a comma is due before the next key or element.
    comma: bool,
}

impl Json {
    /// A text that starts with these characters, before the JSON.
    #[must_use]
    pub fn with(prefix: &str) -> Self {
        let mut text = String::with_capacity(2048);
        text.push_str(prefix);
        Self { text, comma: false }
    }

    /// The text so far.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// How many bytes there are so far.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Makes room for this many further bytes.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Begins a further JSON text behind the last one, with nothing between them.
    pub(super) const fn restart(&mut self) {
        self.comma = false;
    }

    /// Opens an object or an array.
    pub fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
        self.comma = false;
    }

    /// Closes an object or an array.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.comma = true;
    }

    /// A key; its value comes next.
    pub fn key(&mut self, key: &str) {
        self.separate();
        self.quote(key);
        self.text.push(':');
        self.comma = false;
    }

    /// A text value.
    pub fn string(&mut self, value: &str) {
        self.separate();
        self.quote(value);
        self.comma = true;
    }

    /// A value that is written by itself: a number, `true`, a JSON text that is canonical already.
    pub fn raw(&mut self, value: &str) {
        self.separate();
        self.text.push_str(value);
        self.comma = true;
    }

    /// A whole number.
    pub fn integer(&mut self, value: i64) {
        self.separate();
        _ = write!(self.text, "{value}");
        self.comma = true;
    }

    /// A text that has no character to escape: a digest, an amount, a span of time.
    pub(super) fn plain(&mut self, value: impl Display) {
        self.separate();
        _ = write!(self.text, "\"{value}\"");
        self.comma = true;
    }

    /// A decimal number, as ECMAScript writes it.
    pub fn decimal(&mut self, value: Decimal) {
        let mut buffer = ryu_js::Buffer::new();
        let number = value.to_f64().filter(|number| number.is_finite()).unwrap_or_default();
        self.raw(buffer.format(number));
    }

    fn separate(&mut self) {
        if self.comma {
            self.text.push(',');
        }
    }

    fn quote(&mut self, value: &str) {
        self.text.push('"');
        // Without a branch a byte, so that it is done many bytes at a time; nearly every text passes.
        let escapes = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
        if !value.bytes().fold(false, |found, byte| found | escapes(byte)) {
            self.text.push_str(value);
            self.text.push('"');
            return;
        }
        let mut plain = 0;
        for (at, byte) in value.bytes().enumerate() {
            if !escapes(byte) {
                continue;
            }
            self.text.push_str(value.get(plain..at).unwrap_or_default());
            plain = at + 1;
            match byte {
                b'"' => self.text.push_str("\\\""),
                b'\\' => self.text.push_str("\\\\"),
                b'\n' => self.text.push_str("\\n"),
                b'\r' => self.text.push_str("\\r"),
                b'\t' => self.text.push_str("\\t"),
                0x08 => self.text.push_str("\\b"),
                0x0c => self.text.push_str("\\f"),
                other => self.text.push_str(&format!("\\u{other:04x}")),
            }
        }
        self.text.push_str(value.get(plain..).unwrap_or_default());
        self.text.push('"');
    }
}

/// The order of keys: by UTF-16 code units, as RFC 8785 wants it.
#[must_use]
pub(super) fn key_order(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}
