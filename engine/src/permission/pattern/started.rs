//! Commands that start a program, whatever its version, with one of some rows of words.

use super::{Expression, Pattern};
use crate::permission::Space;
use crate::permission::language::Language;
use crate::permission::resource::command::words;

/// The pattern of a program in a folder, in which `*` at the end stands for folders in it or none.
pub(super) fn started(folder: &str, name: &str, rows: &[&str]) -> Pattern {
    let mut expression = Expression::default();
    expression.mention('\0', words::EMPTY);
    expression.mention('0', '9');
    for sign in ['-', '.', '/', '@'] {
        expression.mention(sign, sign);
    }
    let fixed = folder.strip_suffix('*').unwrap_or(folder);
    fixed.chars().for_each(|sign| expression.literal(sign));
    if fixed != folder {
        expression.raw(r"(?:[^\x00\x01]*/)?");
    }
    name.chars().for_each(|sign| expression.literal(sign));
    // `python3.12`, `clang-17`, `node.exe`
    expression.raw(r"(?:-?[0-9]+(?:\.[0-9]+)*)?");
    expression.raw(r"(?:\.");
    "exe".chars().for_each(|sign| expression.literal(sign));
    expression.raw(r")?\x00(?:");
    for (at, row) in rows.iter().enumerate() {
        expression.raw(if at == 0 { "" } else { "|" });
        row.split(' ').for_each(|word| write(word, &mut expression));
    }
    expression.raw(")");
    let Expression { text, mentioned, .. } = expression;
    Pattern::of(Language::ours(Space::Command, text.into(), Some(mentioned)))
}

/// Writes a word; `-*c` is options of which the last ends in `c`.
fn write(word: &str, expression: &mut Expression) {
    if let Some(last) = word.strip_prefix("-*") {
        expression.mention('A', 'Z');
        expression.mention('a', 'z');
        expression.raw(r"(?:-[A-Za-z]+\x00)*-[A-Za-z]*");
        last.chars().for_each(|sign| expression.literal(sign));
    } else {
        word.chars().for_each(|sign| expression.literal(sign));
    }
    expression.raw(r"\x00");
}
