//! Patterns over names: `*` stays within a part, `**` goes across parts, `\` takes a sign as it is.

use super::{Expression, Pattern, PatternError};
use crate::permission::Space;

/// A pattern over tools: the server's name, `/`, the tool's.
pub(super) fn tool(text: &str) -> Result<Pattern, PatternError> {
    if !text.contains('/') && text != "**" {
        let message = format!("`{text}` names no tool");
        let help = format!("write `{text}/*` for all tools of a server, or `**` for all calls");
        return Err(PatternError::new(0..text.len(), message, help));
    }
    read(text, Space::Tool)
}

/// A pattern over names of declarations.
pub(super) fn name(text: &str) -> Result<Pattern, PatternError> {
    read(text, Space::Name)
}

/// The pattern that matches one name only.
pub(super) fn exactly(name: &str) -> Pattern {
    let mut expression = Expression::default();
    name.chars().for_each(|character| expression.literal(character));
    Pattern::written(escaped(name), vec![expression.language(Space::Name)])
}

/// The pattern that matches one tool only.
pub(super) fn one_tool(server: &str, tool: &str) -> Pattern {
    let mut expression = Expression::default();
    let signs = server.chars().chain(['/']).chain(tool.chars());
    signs.for_each(|character| expression.literal(character));
    let canonical = format!("{}/{}", escaped(server), escaped(tool));
    Pattern::written(canonical, vec![expression.language(Space::Tool)])
}

/// The pattern of the tools of a server that one of the agent's `only` leaves, in which `*` stands for any characters.
pub(super) fn tools(server: &str, only: &str) -> Pattern {
    let mut expression = Expression::default();
    server.chars().chain(['/']).for_each(|character| expression.literal(character));
    for character in only.chars() {
        match character {
            '*' => expression.raw("(?s:.)*"),
            character => expression.literal(character),
        }
    }
    let only: Vec<String> = only.split('*').map(escaped).collect();
    let canonical = format!("{}/{}", escaped(server), only.join("**"));
    Pattern::written(canonical, vec![expression.language(Space::Tool)])
}

fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('*', "\\*")
}

fn read(text: &str, space: Space) -> Result<Pattern, PatternError> {
    let mut expression = Expression::default();
    let mut characters = text.char_indices().peekable();
    let mut before = '/';
    while let Some((at, character)) = characters.next() {
        match character {
            '*' => {
                let mut stars = 1;
                while characters.next_if(|(_, next)| *next == '*').is_some() {
                    stars += 1;
                }
                match stars {
                    1 => expression.raw("[^/]*"),
                    2 => expression.raw("(?s:.)*"),
                    more => {
                        let help = "write `*` within a part, `**` across parts";
                        let message = format!("{more} stars in a row mean nothing");
                        return Err(PatternError::new(at..at + more, message, help));
                    }
                }
            }
            '\\' => {
                let Some((_, next)) = characters.next() else { return Err(unfinished(at)) };
                expression.literal(next);
            }
            '/' if before == '/' => return Err(empty_part(at)),
            '\0' => return Err(nul(at)),
            character => expression.literal(character),
        }
        before = character;
    }
    if before == '/' {
        return Err(empty_part(text.len() - 1));
    }
    Ok(Pattern::written(text, vec![expression.language(space)]))
}

pub(super) fn unfinished(at: usize) -> PatternError {
    PatternError::new(at..at + 1, "nothing follows this `\\`", "write `\\\\` for the sign itself")
}

pub(super) fn nul(at: usize) -> PatternError {
    PatternError::new(at..at + 1, "no resource holds a NUL character", "take it away")
}

fn empty_part(at: usize) -> PatternError {
    PatternError::new(at..at + 1, "a part of a name is never empty", "take this `/` away")
}
