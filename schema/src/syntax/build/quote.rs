//! The notation of a text: bare, in quotes, raw, or over several lines.

use crate::syntax::character::{is_disallowed, is_newline, is_space, is_word_byte};

/// A name as people write it: without quotes where it may stand without.
pub(super) fn name(text: &str) -> String {
    if is_bare(text) { text.to_owned() } else { quoted(text) }
}

/// A value: over several lines where it has several, raw where that saves escapes, else in quotes.
pub(super) fn value(text: &str, indentation: &str) -> String {
    if text.contains('\n') {
        return over_lines(text, &format!("{indentation}    "));
    }
    if !text.contains(['"', '\\']) || !may_be_raw(text) || text == "\"" || text.starts_with("\"\"")
    {
        return quoted(text);
    }
    let hashes = hashes(text, "\"");
    format!("{hashes}\"{text}\"{hashes}")
}

/// The text on one line in quotes, with escapes where they are needed.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn over_lines(text: &str, indentation: &str) -> String {
    let blank = |line: &str| !line.is_empty() && line.chars().all(is_space);
    let raw = (text.contains('\\') || text.contains("\"\"\""))
        && may_be_raw(text)
        && !text.split('\n').any(blank);
    let hashes = if raw { hashes(text, "\"\"\"") } else { String::new() };
    let mut out = format!("{hashes}\"\"\"\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            out += indentation;
        }
        if raw {
            out += line;
        } else if blank(line) {
            // A line of space alone would count as empty.
            let length = line.chars().next().map_or(0, char::len_utf8);
            out += &line.chars().take(1).map(escape_always).collect::<String>();
            out += line.get(length..).unwrap_or_default();
        } else {
            out += &escaped_in_lines(line);
        }
        out.push('\n');
    }
    out + indentation + "\"\"\"" + &hashes
}

/// Whether a text may stand without quotes.
fn is_bare(text: &str) -> bool {
    let wordly = |character: char| {
        (!character.is_ascii() || u8::try_from(character).is_ok_and(is_word_byte))
            && !is_space(character)
            && !is_newline(character)
            && !is_disallowed(character)
    };
    let digits = text.trim_start_matches(['+', '-']).trim_start_matches('.');
    let signs = text.len() - digits.len();
    let number = digits.starts_with(|first: char| first.is_ascii_digit()) && signs <= 2;
    let keyword = matches!(text, "true" | "false" | "null" | "inf" | "-inf" | "nan");
    !text.is_empty() && text.chars().all(wordly) && !number && !keyword
}

/// Whether a text has no character that only an escape can write.
fn may_be_raw(text: &str) -> bool {
    !text
        .chars()
        .any(|character| is_disallowed(character) || (is_newline(character) && character != '\n'))
}

/// So many `#` that the text does not end early.
fn hashes(text: &str, quotes: &str) -> String {
    let runs = text.match_indices(quotes).map(|(at, _)| {
        // Of a longer run of quotes the last ones end the text.
        let rest = text.get(at + quotes.len()..).unwrap_or_default().trim_start_matches('"');
        rest.len() - rest.trim_start_matches('#').len() + 1
    });
    "#".repeat(runs.max().unwrap_or(1))
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, character| {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            _ if is_newline(character) || is_disallowed(character) || character == '\t' => {
                out += &escape_always(character);
            }
            _ => out.push(character),
        }
        out
    })
}

/// A line between triple quotes: only what ends the text or is no plain character is escaped.
fn escaped_in_lines(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut quotes = 0;
    for character in line.chars() {
        quotes = if character == '"' { quotes + 1 } else { 0 };
        match character {
            '"' if quotes < 3 => out.push('"'),
            '"' | '\\' => {
                out.extend(['\\', character]);
                quotes = 0;
            }
            _ if is_newline(character) || is_disallowed(character) => {
                out += &escape_always(character);
            }
            _ => out.push(character),
        }
    }
    out
}

fn escape_always(character: char) -> String {
    match character {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        ' ' => "\\s".to_owned(),
        '\u{8}' => "\\b".to_owned(),
        '\u{C}' => "\\f".to_owned(),
        other => format!("\\u{{{:X}}}", u32::from(other)),
    }
}

/// The lines of a comment's text, at every line end of KDL.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_newline)
}

/// The characters of a line that may stand in a comment.
pub(super) fn in_comment(line: &str) -> String {
    line.chars().filter(|character| !is_disallowed(*character)).collect()
}
