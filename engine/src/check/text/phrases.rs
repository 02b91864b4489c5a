//! Words that attacks on agents are made of, and the sentence around them.

/// Where a closer look begins. Without their first letter, so that `Ignore` and `ignore` are one.
pub(super) const ANCHORS: &[&str] = &[
    "gnore ",
    "GNORE ",
    "isregard ",
    "ISREGARD ",
    "orget ",
    "ORGET ",
    "verride ",
    "VERRIDE ",
    "ot tell",
    "OT TELL",
    "n't tell",
    "ithout tell",
    "ot mention",
    "n't mention",
    "ot inform",
    "n't inform",
    "he user's knowledge",
    "rom the user",
    "ou are now ",
    "o restrictions",
    "eveloper mode",
    "<|im_",
    "<|system|",
    "<|endoftext|",
    "[INST]",
    "<<SYS>>",
    "erbatim",
    "plaintext",
    "plain text",
    "n full",
    "nredacted",
    "nmasked",
];

/// How far from a place a sentence is followed in each direction, in bytes.
const LONGEST: usize = 4096;

/// The sentence around a place, with its first byte.
pub(crate) fn sentence(text: &str, at: usize) -> (usize, &str) {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let before = text.get(from..at).unwrap_or_default();
    let ends = [". ", "! ", "? ", ".\n", "!\n", "?\n", "\n\n", "\n- ", "\n* ", "\n#"];
    let start =
        ends.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max().unwrap_or(0)
            + from;
    let after = text.get(at..text.ceil_char_boundary(at + LONGEST)).unwrap_or_default();
    let length = ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    (start, text.get(start..at + length).unwrap_or_default())
}
