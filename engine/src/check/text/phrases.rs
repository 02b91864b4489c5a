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

/// The bytes that a finding marks of a sentence that begins at `start` and holds `at`.
///
/// They begin where the sentence does on its line: behind comments and the marks of lists, headings and quotes.
pub(crate) fn marked(text: &str, start: usize, said: &str, at: usize) -> (usize, usize) {
    let before = text.get(start..at).unwrap_or_default();
    let after_comment = before.rfind("-->").map_or(0, |end| end + 3);
    let after_line = before
        .rmatch_indices('\n')
        .map(|(end, _)| end + 1)
        .find(|begin| {
            // A sentence that goes on in the next line does so in a lower-case letter.
            let line = before.get(*begin..).unwrap_or_default().trim_start();
            !line.starts_with(char::is_lowercase)
        })
        .unwrap_or(0);
    let own = start + after_comment.max(after_line);
    let said = text.get(own..start + said.len()).unwrap_or_default();
    let said = said.split("<!--").next().unwrap_or_default();
    let body = said.trim_start_matches(|mark: char| "-*+#>".contains(mark) || mark.is_whitespace());
    (own + said.len() - body.len(), own + said.trim_end().len())
}
