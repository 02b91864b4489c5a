//! Text of others in Markdown: only ever in code spans and fences that it cannot leave.

use crate::output::diff::pieces::shortened;

/// A text as a code span: on one line, at most so many characters, unable to end the span or a comment.
///
/// In code no forge knows mentions, links or HTML.
pub(super) fn code(text: &str, most: usize) -> String {
    span(&shortened(text, most))
}

/// The same in a cell of a table, which `|` ends even in code unless `\` stands before it, and does again where two do.
pub(super) fn cell(text: &str, most: usize) -> String {
    let shown = shortened(text, most);
    span(&shown.replace("\\|", "<U+005C>|").replace('|', "\\|"))
}

fn span(shown: &str) -> String {
    let shown = if shown.trim().is_empty() { "(empty)" } else { shown };
    let ticks = "`".repeat(longest_run(shown) + 1);
    let is_bounded = shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ', '\\']);
    let space = if is_bounded { " " } else { "" };
    format!("{ticks}{space}{shown}{space}{ticks}")
}

/// Lines as a fenced block, indented by nothing, with a fence that none of them can close.
pub(super) fn fence(language: &str, lines: &[String]) -> String {
    let run = lines.iter().map(|line| longest_run(line)).max().unwrap_or_default();
    let ticks = "`".repeat((run + 1).max(3));
    let mut text = format!("{ticks}{language}\n");
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(&ticks);
    text.push('\n');
    text
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::{cell, code, fence};

    #[test]
    fn no_text_leaves_its_span() {
        assert_eq!(code("docs/**", 80), "`docs/**`");
        assert_eq!(code("a`b``c", 80), "```a`b``c```");
        assert_eq!(code("`", 80), "`` ` ``");
        assert_eq!(code("a|b", 80), "`a|b`");
        assert_eq!(cell("a|b", 80), "`a\\|b`");
        assert_eq!(cell("a\\|b\\", 80), "` a<U+005C>\\|b\\ `");
        assert_eq!(code("@all <b> --> \u{202e}x\n", 80), "`@all <b> --> <U+202E>x`");
        assert_eq!(code("", 80), "`(empty)`");
        assert_eq!(code("abcdef", 4), "`abc…`");
    }

    #[test]
    fn no_line_closes_its_fence() {
        assert_eq!(fence("diff", &["+ ```".to_owned()]), "````diff\n+ ```\n````\n");
        assert_eq!(fence("", &["a".to_owned()]), "```\na\n```\n");
    }
}
