//! How far a command pattern reaches that denies or asks: programs in any folder, commands behind wrappers; and what it cannot reach.

use super::{ANY_WORDS, Expression, Piece, Word, words, write_pieces};
use crate::permission::Space;
use crate::permission::language::Language;
use crate::permission::resource::command::{JOINERS, LOADER, SHELLS, VERSION, WRAPPERS};

/// The folder that a program may lie in.
const FOLDER: &str = r"(?:[^\x00\x01]*/)?";

/// What may stand behind a `/` in a path, and says nothing.
const NOTHING: &str = r"(?:\.?/)*";

/// What a rule that denies or asks matches: the program in any folder, and the command anywhere behind a wrapper.
///
/// Every such rule has an automaton of its own, so that this is kept small: wrappers with a version, the loader, and files that
/// shells are given are looked behind where a line is read.
pub(super) fn guarded(words: &[Word]) -> Language {
    let mut expression = Expression::default();
    expression.mention('\0', words::EMPTY);
    // `**` stands for a wrapper as well.
    if words.first() != Some(&Word::Any) {
        expression.raw("(?:");
        program(&[WRAPPERS], "", &mut expression);
        expression.raw(ANY_WORDS);
        expression.raw(")?");
    }
    let mut rest = words.iter();
    if let Some(Word::Plain(pieces)) = words.first() {
        let is_empty = pieces.iter().all(|piece| piece.literal().is_empty());
        if pieces.iter().any(|piece| piece.literal().contains('/')) {
            rest.next();
            path(pieces, &mut expression);
        } else if !is_empty {
            rest.next();
            // As it is written, or as the last segment of a path.
            expression.raw("(?:");
            write_pieces(pieces, r"[^\x00\x01]*", &mut expression);
            expression.raw(r"|[^\x00\x01]*/");
            write_pieces(pieces, r"[^\x00\x01/]*", &mut expression);
            expression.raw(")");
        }
    }
    rest.for_each(|word| word.write(&mut expression));
    expression.language(Space::Command)
}

/// Commands that are given a script, or words that are known only when they run.
pub(in crate::permission::pattern) fn scripts() -> Language {
    let mut expression = Expression::default();
    expression.mention('\0', words::EMPTY);
    expression.raw("(?:");
    wrapper(&mut expression);
    expression.raw(")?(?:");
    program(&[SHELLS, &["env", "find"]], VERSION, &mut expression);
    let option = r"-(?:[^\x00]*[cS][^\x00]*|-command[^\x00]*|-split-string[^\x00]*|ok(?:dir)?)\x00";
    expression.raw(&format!("{ANY_WORDS}{option}{ANY_WORDS}|"));
    program(&[SHELLS], VERSION, &mut expression);
    expression.raw(&format!("{BARE}|"));
    program(&[&["eval", "trap", "xargs"], JOINERS], VERSION, &mut expression);
    expression.raw(&format!("{SOME_WORDS})"));
    "-+cSokdir".chars().for_each(|sign| expression.mention(sign, sign));
    "command split-string".chars().for_each(|sign| expression.mention(sign, sign));
    expression.ours(Space::Command)
}

/// Words, at least one.
const SOME_WORDS: &str = r"(?:[^\x00]+\x00)+";

/// Nothing but options.
const BARE: &str = r"(?:[-+][^\x00]*\x00)*";

/// Writes a program that runs the command in its arguments, and words up to there.
fn wrapper(expression: &mut Expression) {
    program(&[WRAPPERS], VERSION, expression);
    expression.raw(&format!(r"{ANY_WORDS}|{FOLDER}{LOADER}\x00{ANY_WORDS}"));
    "ld-.so".chars().for_each(|sign| expression.mention(sign, sign));
}

/// Writes a program of one of these names, in any folder and such a version.
fn program(names: &[&[&str]], version: &str, expression: &mut Expression) {
    let names: Vec<String> = names
        .iter()
        .flat_map(|names| names.iter())
        .map(|name| regex_syntax::escape(name))
        .collect();
    names.iter().flat_map(|name| name.chars()).for_each(|sign| expression.mention(sign, sign));
    if !version.is_empty() {
        expression.mention('0', '9');
    }
    "/.-".chars().for_each(|sign| expression.mention(sign, sign));
    expression.raw(&format!(r"{FOLDER}(?:{}){version}\x00", names.join("|")));
}

/// Writes the path of a program in all spellings that lead to the same file without `..`.
fn path(pieces: &[Piece], expression: &mut Expression) {
    expression.mention('.', '/');
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Literal(literal) = piece else {
            expression.raw(r"[^\x00\x01]*");
            continue;
        };
        let mut literal = literal.replace("/./", "/");
        while literal.contains("//") || literal.contains("/./") {
            literal = literal.replace("//", "/").replace("/./", "/");
        }
        let mut text = literal.as_str();
        if at == 0 && !text.starts_with('/') {
            let is_here = text.starts_with("./");
            text = text.strip_prefix("./").unwrap_or(text);
            // Without another `/`, the program would be looked for elsewhere.
            let is_path = text.contains('/')
                || pieces.iter().skip(1).any(|piece| piece.literal().contains('/'));
            match (is_here, is_path) {
                (_, true) => expression.raw(&format!(r"(?:\./{NOTHING})?")),
                (true, false) => expression.raw(&format!(r"\./{NOTHING}")),
                (false, false) => {}
            }
        }
        for sign in text.chars() {
            expression.literal(sign);
            if sign == '/' {
                expression.raw(NOTHING);
            }
        }
    }
    expression.raw(r"\x00");
}
