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

/// Whether a sentence speaks about attacks, or forbids what it says.
pub(crate) fn is_about_attacks(sentence: &str, at: usize) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let before = lower.get(..at).unwrap_or_default();
    let denies = ["never ", "not ", "n't ", "avoid ", "refuse", "must not", "cannot "];
    let speaks = [
        "attempt",
        "inject",
        "attack",
        "detect",
        "suspicious",
        "malicious",
        "such as",
        "e.g.",
        "for example",
        "example:",
        "examples:",
        "tries to",
        "try to",
        "trying to",
        "asks you to",
        "ask you to",
        "tells you to",
        "tell you to",
        "told to",
        "claims",
        "phrases like",
        "if a ",
        "if the ",
        "if any",
        "when a ",
        "whatever",
        "regardless",
        "jailbreak",
        "resist",
        "red team",
        "saying ",
        "says ",
        "adversar",
    ];
    denies.iter().any(|word| before.contains(word))
        || speaks.iter().any(|word| lower.contains(word))
}
