//! Command patterns: words split by the quoting of POSIX; `*` stays in a word, `**` stands for whole ones.

mod reach;

use super::name::unfinished;
use super::{Expression, Pattern, PatternError};
use crate::permission::Space;
use crate::permission::language::Language;
use crate::permission::resource::command::{KEYWORDS, words};

pub(super) use crate::permission::resource::command::words::EMPTY;
pub(super) use reach::scripts;

/// A word of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    /// `**`.
    Any,
    /// One word.
    Plain(Vec<Piece>),
}

/// A piece of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `*`.
    Any,
    /// These characters.
    Literal(String),
}

/// The words of a pattern that is one; none of one that is none.
pub(crate) fn words_of(text: &str) -> Vec<Word> {
    split(text).unwrap_or_default()
}

/// Reads a command pattern.
pub(super) fn read(text: &str) -> Result<Pattern, PatternError> {
    let words = split(text)?;
    if words.is_empty() {
        let help = "write `**` for every command";
        return Err(PatternError::new(0..text.len(), "the pattern has no words", help));
    }
    let written: Vec<String> =
        words.iter().enumerate().map(|(at, word)| word.shown(at == 0)).collect();
    let guarding = vec![reach::guarded(&words)];
    Ok(Pattern::guarding(written.join(" "), vec![as_written(&words)], guarding))
}

/// A word while it is read.
#[derive(Debug)]
struct Begun {
    at: usize,
    pieces: Vec<Piece>,
    is_quoted: bool,
}

type Characters<'t> = std::iter::Peekable<std::str::CharIndices<'t>>;

/// Cuts a pattern into its words.
fn split(text: &str) -> Result<Vec<Word>, PatternError> {
    let mut found: Vec<Word> = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut word: Option<Begun> = None;
    while let Some((at, character)) = characters.next() {
        if matches!(character, ' ' | '\t') {
            finish(&mut found, word.take())?;
            continue;
        }
        let begun = word.get_or_insert(Begun { at, pieces: Vec::new(), is_quoted: false });
        match character {
            '\\' => {
                begun.is_quoted = true;
                let (_, next) = characters.next().ok_or_else(|| unfinished(at))?;
                push(&mut begun.pieces, next);
            }
            '\'' | '"' => {
                begun.is_quoted = true;
                quote(at, character, &mut characters, &mut begun.pieces)?;
            }
            '*' => {
                let is_deep = stars(at, &mut characters, begun)?;
                if is_deep {
                    word = None;
                    if found.last() != Some(&Word::Any) {
                        found.push(Word::Any);
                    }
                }
            }
            other => {
                check(at, other)?;
                push(&mut begun.pieces, other);
            }
        }
    }
    finish(&mut found, word)?;
    Ok(found)
}

/// Reads what stands between quotes, the opening one being read.
fn quote(
    open: usize,
    mark: char,
    characters: &mut Characters<'_>,
    pieces: &mut Vec<Piece>,
) -> Result<(), PatternError> {
    push_all(pieces, "");
    while let Some((at, character)) = characters.next() {
        match (mark, character) {
            (_, close) if close == mark => return Ok(()),
            ('"', '$' | '`') => return Err(expansion(at)),
            ('"', '\\') => match characters.next() {
                Some((_, next @ ('$' | '`' | '"' | '\\'))) => push(pieces, next),
                Some((_, next)) => push_all(pieces, &format!("\\{next}")),
                None => {}
            },
            (_, other) => push(pieces, other),
        }
    }
    let help = format!("write `\\{mark}` for the sign itself");
    Err(PatternError::new(open..open + 1, format!("nothing closes this `{mark}`"), help))
}

/// Reads stars, the first being read; says whether they stand for whole words.
fn stars(
    at: usize,
    characters: &mut Characters<'_>,
    begun: &mut Begun,
) -> Result<bool, PatternError> {
    let mut count = 1;
    while characters.next_if(|(_, next)| *next == '*').is_some() {
        count += 1;
    }
    let is_end = characters.peek().is_none_or(|(_, next)| matches!(next, ' ' | '\t'));
    if count == 1 {
        begun.pieces.push(Piece::Any);
        return Ok(false);
    }
    if count == 2 && begun.pieces.is_empty() && !begun.is_quoted && is_end {
        return Ok(true);
    }
    let help = "write `*` for a part of a word, `**` for whole ones";
    Err(PatternError::new(at..at + count, "`**` stands only for whole words", help))
}

/// Refuses what stands in no simple command.
fn check(at: usize, character: char) -> Result<(), PatternError> {
    let place = at..at + character.len_utf8();
    let message = match character {
        '$' | '`' => return Err(expansion(at)),
        ';' | '&' | '|' | '(' | ')' | '\n' => "a pattern is one simple command",
        '<' | '>' => "a redirect is asked for as `read` or `write` of its file",
        '?' | '[' => "only `*` and `**` are wildcards of commands",
        '\0' | words::EMPTY => "no command holds this character",
        _ => return Ok(()),
    };
    let help = match character {
        '\n' => "write a rule for each line".to_owned(),
        '\0' | words::EMPTY => "take it away".to_owned(),
        sign => format!("write `'{sign}'` for the sign itself"),
    };
    Err(PatternError::new(place, message, help))
}

fn expansion(at: usize) -> PatternError {
    let help = "put it between `'` for the sign itself";
    PatternError::new(at..at + 1, "nothing is put in place of variables here", help)
}

fn push(pieces: &mut Vec<Piece>, character: char) {
    push_all(pieces, character.encode_utf8(&mut [0; 4]));
}

fn push_all(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Literal(last)) => last.push_str(text),
        _ => pieces.push(Piece::Literal(text.to_owned())),
    }
}

/// Adds a word that has come to its end.
fn finish(found: &mut Vec<Word>, word: Option<Begun>) -> Result<(), PatternError> {
    let Some(Begun { at, pieces, is_quoted }) = word else { return Ok(()) };
    if let (true, false, [Piece::Literal(literal), ..]) =
        (found.is_empty(), is_quoted, pieces.as_slice())
    {
        if literal.contains('=') {
            let help = "take it away: a command with one in front is asked at best";
            let message = "a variable that is set is no part of a command";
            return Err(PatternError::new(at..at + literal.len(), message, help));
        }
        if pieces.len() == 1 && KEYWORDS.contains(&literal.as_str()) && literal != "time" {
            let help = format!("write `'{literal}'` for a program of this name");
            let message = "a word of the shell's own is no command";
            return Err(PatternError::new(at..at + literal.len(), message, help));
        }
    }
    found.push(Word::Plain(joined(pieces)));
    Ok(())
}

/// Pieces without those that say nothing: an empty literal beside another piece, a star behind a star.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_alone = pieces.len() == 1;
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let is_empty = matches!(&piece, Piece::Literal(literal) if literal.is_empty());
        let is_again = piece == Piece::Any && all.last() == Some(&Piece::Any);
        if is_alone || !is_empty && !is_again {
            all.push(piece);
        }
    }
    if all.is_empty() { vec![Piece::Literal(String::new())] } else { all }
}

impl Word {
    fn shown(&self, is_first: bool) -> String {
        let Self::Plain(pieces) = self else { return "**".to_owned() };
        let piece = |(at, piece): (usize, &Piece)| match piece {
            Piece::Any => "*".to_owned(),
            Piece::Literal(literal) if literal.is_empty() && pieces.len() > 1 => String::new(),
            Piece::Literal(literal) => words::quoted(literal, is_first && at == 0),
        };
        pieces.iter().enumerate().map(piece).collect()
    }

    fn write(&self, expression: &mut Expression) {
        let Self::Plain(pieces) = self else { return expression.raw(ANY_WORDS) };
        let is_star = |piece: &Piece| *piece == Piece::Any;
        let text: String = pieces.iter().map(Piece::literal).collect();
        if text.is_empty() {
            // An empty word is one, too.
            let is_any = pieces.iter().any(is_star);
            expression.raw(if is_any { r"[^\x00]+\x00" } else { r"\x01\x00" });
            return;
        }
        write_pieces(pieces, r"[^\x00\x01]*", expression);
    }
}

/// Writes a word; `any` is what its stars match.
fn write_pieces(pieces: &[Piece], any: &str, expression: &mut Expression) {
    for piece in pieces {
        match piece {
            Piece::Any => expression.raw(any),
            Piece::Literal(literal) => literal.chars().for_each(|sign| expression.literal(sign)),
        }
    }
    expression.raw(r"\x00");
}

impl Piece {
    fn literal(&self) -> &str {
        match self {
            Self::Any => "",
            Self::Literal(literal) => literal,
        }
    }
}

/// Any number of words.
pub(super) const ANY_WORDS: &str = r"(?:[^\x00]+\x00)*";

/// What a rule that allows matches.
fn as_written(words: &[Word]) -> Language {
    let mut expression = Expression::default();
    expression.mention('\0', words::EMPTY);
    words.iter().for_each(|word| word.write(&mut expression));
    expression.language(Space::Command)
}
