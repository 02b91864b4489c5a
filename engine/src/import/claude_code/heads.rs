//! Programs whose arguments Claude Code looks at, whatever a rule allows.
//!
//! Found by calls of version 2.1.330, each program with a path inside, one outside and one that is protected, under a rule
//! that allows it with any arguments, and under one that allows all commands.

use super::run::Shape;

/// Programs that take paths: one outside of the project is asked about.
const READERS: &[&str] = &[
    "awk",
    "base64",
    "cat",
    "cmp",
    "column",
    "comm",
    "cut",
    "diff",
    "du",
    "file",
    "find",
    "fold",
    "git diff",
    "grep",
    "head",
    "hexdump",
    "jq",
    "ls",
    "md5sum",
    "nl",
    "od",
    "paste",
    "rg",
    "sed",
    "sha1sum",
    "sha256sum",
    "sort",
    "stat",
    "strings",
    "tac",
    "tail",
    "tr",
    "tree",
    "uniq",
    "wc",
];

/// Programs that change files: a path outside of the project or a protected one is asked about.
pub(super) const WRITERS: &[&str] = &["cp", "mkdir", "mv", "rm", "rmdir", "sed", "tee", "touch"];

/// Programs that run what they are given or change where others run: asked about, where any arguments are allowed.
const RUNNERS: &[&str] = &[
    ".", "alias", "awk", "cd", "chrt", "eval", "exec", "flock", "ionice", "popd", "pushd",
    "script", "setsid", "source", "strace", "trap", "unshare", "watch",
];

/// What is asked about although a rule allows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// All that the rule allows.
    Everything,
    /// What these patterns match.
    These(Vec<String>),
}

/// What is asked about of what a rule with this shape allows.
pub(super) fn asked(shape: &Shape) -> Asked {
    let Some((head, rest)) = shape.words.split_first() else {
        return Asked::These(everywhere());
    };
    if head.contains('*') {
        return Asked::Everything;
    }
    let starred = shape.has_stars;
    if starred && RUNNERS.contains(&head.as_str()) {
        return Asked::Everything;
    }
    let reads = |reader: &&&str| {
        let mut words = reader.split(' ');
        words.next() == Some(head)
            && words.next().is_none_or(|word| {
                rest.first().is_none_or(|first| first == word || first.contains('*'))
            })
    };
    let mut patterns = Vec::new();
    for reader in READERS.iter().filter(reads) {
        patterns.extend(outside(reader));
    }
    if WRITERS.contains(&head.as_str()) {
        patterns.extend(guarded(head));
    }
    if !starred {
        // A command without stars is asked about as a whole or not at all.
        let is_asked = !patterns.is_empty() && rest.iter().any(|word| is_looked_at(head, word));
        return if is_asked { Asked::Everything } else { Asked::These(Vec::new()) };
    }
    if head == "find" {
        let words = ["-delete", "-exec*", "-f*", "-ok*"];
        patterns.extend(words.map(|word| format!("find ** {word} **")));
    }
    Asked::These(patterns)
}

/// Under a rule that allows every command, what is protected is asked about all the same.
fn everywhere() -> Vec<String> {
    let dotted = WRITERS.iter().map(|head| format!("{head} ** *.* **"));
    let absolute = ["rm", "rmdir"].map(|head| format!("{head} ** /* **"));
    dotted.chain(absolute).collect()
}

/// Paths that lead out of the project, as they are written.
fn outside(head: &str) -> Vec<String> {
    let files = matches!(head, "grep" | "rg").then_some("--*=*/*");
    // Two dots stand between revisions, too.
    let upwards: &[&str] = if head == "git diff" { &["..", "../*", "*/..*"] } else { &["*..*"] };
    let words = ["/*"].iter().chain(upwards).copied().chain(files);
    words.map(|word| format!("{head} ** {word} **")).collect()
}

/// All that is protected has a dot in its path, and so has all that leads upwards.
fn guarded(head: &str) -> Vec<String> {
    let flags = matches!(head, "cp" | "mv").then_some("-*");
    let words = ["/*", "*.*"].into_iter().chain(flags);
    words.map(|word| format!("{head} ** {word} **")).collect()
}

/// Whether a word without stars may be one that is asked about.
fn is_looked_at(head: &str, word: &str) -> bool {
    let leads_out = word.starts_with(['/', '~']) || word.split('/').any(|part| part == "..");
    let is_flag = word.starts_with('-') && matches!(head, "cp" | "mv");
    leads_out || is_flag || (WRITERS.contains(&head) && word.contains('.'))
}
