//! Comments that silence a finding: `// bailiwick: allow(floating-model-alias) the reason`.

use bailiwick_schema::span::{Span, offset};
use bailiwick_schema::syntax::Tree;

/// One comment that silences rules on the lines it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The rules it names, by code or name, with their places.
    pub rules: Vec<(String, Span)>,
    /// Why; empty where none is given.
    pub reason: String,
    /// Whether it is only nearly a suppression, which silences nothing.
    pub is_misspelt: bool,
    /// The bytes in which findings are silenced: the node that follows, or the line it ends.
    pub covers: Span,
}

const MARKER: &str = "bailiwick: allow(";

/// What every suppression and everything that is nearly one has.
const NAME: &str = "bailiwick";

/// The suppressions of a KDL file.
///
/// A comment on a line of its own covers the node that follows; one at the end of a line covers that line.
#[must_use]
pub fn in_tree(tree: &Tree) -> Vec<Suppression> {
    let text = tree.text();
    if memchr::memmem::find(text.as_bytes(), NAME.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let comments: Vec<Span> = tree.comments().map(|comment| comment.span).collect();
    // Last first, so that each comment of many that follow each other passes on what comes after all of them.
    let mut below = None;
    for span in comments.into_iter().rev() {
        let next = next_text(text, span.end, below);
        below = Some((span.start, next));
        let Some(mut suppression) = read(span, span.text(text)) else { continue };
        suppression.covers = if stands_alone(text, span) {
            tree.node_at(next).map_or_else(|| line_of(text, next), |node| node.span())
        } else {
            line_of(text, span.start)
        };
        found.push(suppression);
    }
    found.reverse();
    found
}

/// The suppressions of a Markdown file: `<!-- bailiwick: allow(rule) reason -->`, for the line that follows.
#[must_use]
pub fn in_markdown(text: &str) -> Vec<Suppression> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("<!--")).map(|at| at + from) {
        let end = text
            .get(at..)
            .and_then(|rest| rest.find("-->"))
            .map_or(text.len(), |length| at + length + 3);
        let span = Span::new(offset(at), offset(end));
        if let Some(mut suppression) = read(span, span.text(text)) {
            suppression.reason = suppression.reason.trim_end_matches("-->").trim().to_owned();
            let line =
                if stands_alone(text, span) { next_text(text, span.end, None) } else { span.start };
            suppression.covers = line_of(text, line);
            found.push(suppression);
        }
        from = end;
    }
    found
}

fn read(span: Span, comment: &str) -> Option<Suppression> {
    let Some(start) = comment.find(MARKER).map(|at| at + MARKER.len()) else {
        let reason = String::new();
        let none = Suppression { span, rules: Vec::new(), reason, is_misspelt: true, covers: span };
        return is_nearly_one(comment).then_some(none);
    };
    let body = comment.get(start..)?;
    let (names, reason) = body.split_once(')')?;
    let mut rules = Vec::new();
    let mut at = span.start + offset(start);
    for name in names.split(',') {
        let trimmed = name.trim();
        let lead = offset(name.len() - name.trim_start().len());
        if !trimmed.is_empty() {
            rules.push((
                trimmed.to_owned(),
                Span::new(at + lead, at + lead + offset(trimmed.len())),
            ));
        }
        at += offset(name.len()) + 1;
    }
    let reason =
        reason.trim().trim_end_matches("*/").trim_start_matches([':', '-']).trim().to_owned();
    Some(Suppression { span, rules, reason, is_misspelt: false, covers: span })
}

/// Whether a comment begins with the name, one word and a parenthesis: `bailiwick: ignore(…)`, `bailiwick allow(…)`.
fn is_nearly_one(comment: &str) -> bool {
    let said = comment.trim_start_matches(['/', '*', '<', '!', '-', ' ']);
    let Some(rest) = said.strip_prefix(NAME) else { return false };
    let word = rest.trim_start_matches([':', ' ']);
    let length =
        word.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-').count();
    let behind = word.get(length..).unwrap_or_default().trim_start();
    word.len() < rest.len() && length > 0 && behind.starts_with('(')
}

/// Whether only white space stands before it on its line.
fn stands_alone(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let before = before.trim_end_matches(|mark: char| mark != '\n' && mark.is_whitespace());
    before.is_empty() || before.ends_with('\n')
}

/// The next byte that is neither white space nor part of a line comment.
///
/// `known` is the start of a comment and what comes after it.
fn next_text(text: &str, from: u32, known: Option<(u32, u32)>) -> u32 {
    let mut at = from as usize;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        match trimmed.strip_prefix("//") {
            Some(_) if known.is_some_and(|(start, _)| start == offset(at)) => {
                return known.map_or_else(|| offset(at), |(_, next)| next);
            }
            Some(comment) => at += 2 + comment.find('\n').unwrap_or(comment.len()),
            None => return offset(at),
        }
    }
}

fn line_of(text: &str, at: u32) -> Span {
    let at = (at as usize).min(text.len());
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |start| start + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
    Span::new(offset(start), offset(end))
}
