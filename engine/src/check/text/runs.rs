//! Long runs of the characters that keys and tokens are made of.

use std::ops::Range;

/// The shortest run that is looked at: what was drawn at random has a part of 12 letters and digits.
const LEAST: usize = 12;

/// How many bytes are looked through for a digit at once.
const CHUNK: usize = 32;

/// The runs that mix letters and digits, in order. Prose has few digits, so most of it is passed over a chunk at a time.
pub(super) fn mixed_runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(digit) = digit_from(bytes, at) {
            let run = around(bytes, digit, at);
            at = run.end;
            let letters = bytes.get(run.clone()).unwrap_or_default();
            if run.len() >= LEAST && letters.iter().any(u8::is_ascii_alphabetic) {
                return Some(run);
            }
        }
        None
    })
}

/// The first digit at or after a place.
fn digit_from(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(chunk) = bytes.get(at..(at + CHUNK).min(bytes.len())).filter(|c| !c.is_empty()) {
        // Without a branch a byte, so that it is done many bytes at a time.
        if chunk.iter().fold(false, |found, byte| found | byte.is_ascii_digit()) {
            return chunk.iter().position(u8::is_ascii_digit).map(|digit| at + digit);
        }
        at += chunk.len();
    }
    None
}

const fn is_of_a_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'+' | b'=')
}

/// The run that holds a place; none of it lies before `from`.
fn around(bytes: &[u8], at: usize, from: usize) -> Range<usize> {
    let before = bytes.get(from..at).unwrap_or_default();
    let after = bytes.get(at..).unwrap_or_default();
    let lead = before.iter().rev().take_while(|byte| is_of_a_key(**byte)).count();
    let length = after.iter().take_while(|byte| is_of_a_key(**byte)).count();
    at - lead..at + length
}

#[cfg(test)]
mod tests {
    use super::mixed_runs;

    /// All runs, found byte by byte.
    fn plain(text: &str) -> Vec<&str> {
        let of_a_key =
            |character: char| character.is_ascii_alphanumeric() || "_-./+=".contains(character);
        text.split(|character| !of_a_key(character))
            .filter(|run| run.len() >= 12)
            .filter(|run| run.contains(|character: char| character.is_ascii_digit()))
            .filter(|run| run.contains(|character: char| character.is_ascii_alphabetic()))
            .collect()
    }

    #[test]
    fn finds_every_run_wherever_it_stands() {
        let run = "f3Jk29xQpL0v";
        for lead in 0..70 {
            for filler in [" ", "é ", "ab ", "a1-b2 ", "a"] {
                let short = run.trim_start_matches('f');
                let text = format!("{}{run} {run}{run}, {short}", filler.repeat(lead));
                let found: Vec<&str> = mixed_runs(&text).filter_map(|run| text.get(run)).collect();
                assert_eq!(found, plain(&text), "{text}");
            }
        }
    }
}
