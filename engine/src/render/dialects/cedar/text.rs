//! Text as Cedar writes it.

/// A text as a string of Cedar.
pub(super) fn literal(text: &str) -> String {
    format!("\"{}\"", escaped(text, false))
}

/// The signs of a string, or of a pattern, in which a star has to be escaped, too.
pub(super) fn escaped(text: &str, is_pattern: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '"' | '\\' => escaped.extend(['\\', sign]),
            '*' if is_pattern => escaped.push_str("\\*"),
            sign if sign.is_control() || ('\u{2028}'..='\u{202e}').contains(&sign) => {
                escaped.push_str(&format!("\\u{{{:x}}}", u32::from(sign)));
            }
            sign => escaped.push(sign),
        }
    }
    escaped
}
