//! Long runs of the characters that keys and tokens are made of.

use std::ops::Range;

/// The shortest run that is looked at: what was drawn at random has a part of 12 letters and digits.
const LEAST: usize = 12;

/// The runs that mix letters and digits, in order; most of a text is passed over a dozen bytes at a time.
pub(super) fn mixed_runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = LEAST - 1;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let run = around(bytes, at);
            at = run.end + LEAST;
            if run.len() >= LEAST && is_mixed(bytes.get(run.clone()).unwrap_or_default()) {
                return Some(run);
            }
        }
        None
    })
}

const fn is_of_a_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'+' | b'=')
}

/// The run that holds a place; empty where the byte there is of none.
fn around(bytes: &[u8], at: usize) -> Range<usize> {
    let (before, after) = bytes.split_at_checked(at).unwrap_or_default();
    let length = after.iter().take_while(|byte| is_of_a_key(**byte)).count();
    if length == 0 {
        return at..at;
    }
    let lead = before.iter().rev().take_while(|byte| is_of_a_key(**byte)).count();
    at - lead..at + length
}

fn is_mixed(run: &[u8]) -> bool {
    run.iter().any(u8::is_ascii_digit) && run.iter().any(u8::is_ascii_alphabetic)
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
        for lead in 0..40 {
            for filler in [" ", "é ", "ab ", "a1-b2 "] {
                let text = format!(
                    "{}{run} {run}{run}, {}",
                    filler.repeat(lead),
                    run.trim_start_matches('f')
                );
                let found: Vec<&str> = mixed_runs(&text).filter_map(|run| text.get(run)).collect();
                assert_eq!(found, plain(&text), "{text}");
            }
        }
    }
}
