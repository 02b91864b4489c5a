//! Path patterns: globs whose `*` stays in a segment and whose `**` stands for whole segments.

use super::alternatives::expand;
use super::glob::{Kind, Sign, signs};
use super::{Expression, Pattern, PatternError};
use crate::permission::Space;
use crate::permission::language::Language;
use crate::permission::resource::{composed, path_spelling};

/// Reads a path pattern.
pub(super) fn read(text: &str) -> Result<Pattern, PatternError> {
    let signs = signs(text)?;
    let mut languages = Vec::new();
    let mut spellings = Vec::new();
    for alternative in expand(&signs)? {
        let (space, segments) = canonical(text, &alternative)?;
        spellings.push(written(space, &segments));
        languages.push(language(space, &segments));
    }
    spellings.sort_unstable();
    spellings.dedup();
    languages.sort_unstable();
    languages.dedup();
    let canonical = match spellings.as_slice() {
        [one] => one.clone(),
        many => format!("{{{}}}", many.join(",")).into(),
    };
    Ok(Pattern::written(canonical, languages))
}

/// One segment of a pattern.
#[derive(Debug)]
enum Segment {
    /// `**`.
    Deep,
    Plain(Vec<Kind>),
}

/// Takes `.`, `..` and empty segments out of a pattern without braces.
fn canonical(text: &str, signs: &[Sign]) -> Result<(Space, Vec<Segment>), PatternError> {
    let is = |at: usize, wanted: &Kind| signs.get(at).is_some_and(|sign| sign.kind == *wanted);
    let tilde = Kind::Literal('~');
    let is_home = is(0, &tilde) && is_written(text, signs, '~');
    let (space, skip) = match (is(0, &Kind::Slash), is_home) {
        (true, _) => (Space::Absolute, 1),
        (_, true) if signs.len() == 1 || is(1, &Kind::Slash) => (Space::Home, 1),
        (_, true) => {
            let at = signs.first().map_or(0, |sign| sign.at);
            let help = "write `~/` for the own home, or the path from `/`";
            return Err(PatternError::new(
                at..at + 1,
                "`~name` stands for somebody else's home",
                help,
            ));
        }
        _ => (Space::Relative, 0),
    };
    let mut segments: Vec<Segment> = Vec::new();
    for part in signs.get(skip..).unwrap_or_default().split(|sign| sign.kind == Kind::Slash) {
        add(&mut segments, part, space)?;
    }
    Ok((space, segments))
}

/// Whether the first sign is this character as it is, not one that `\` stands before.
fn is_written(text: &str, signs: &[Sign], character: char) -> bool {
    signs
        .first()
        .is_some_and(|sign| text.get(sign.at..).is_some_and(|rest| rest.starts_with(character)))
}

fn add(segments: &mut Vec<Segment>, part: &[Sign], space: Space) -> Result<(), PatternError> {
    let dots = part.iter().filter(|sign| sign.kind == Kind::Literal('.')).count();
    let at = part.first().map_or(0, |sign| sign.at);
    match (part.len(), dots) {
        (0, _) | (1, 1) => return Ok(()),
        (2, 2) => {
            let message = match segments.pop() {
                Some(Segment::Plain(kinds)) if kinds.iter().all(is_literal) => return Ok(()),
                None if space == Space::Absolute => return Ok(()),
                None => "`..` leads above the root",
                Some(_) => "`..` behind a wildcard leads nobody knows where",
            };
            let help = "write the path without `..`";
            return Err(PatternError::new(at..at + 2, message, help));
        }
        _ => {}
    }
    if let Some(deep) = part.iter().find(|sign| sign.kind == Kind::Deep) {
        if part.len() > 1 {
            let help = "write `*` for a part of a segment, or `/**/` for whole ones";
            let message = "`**` stands only for whole segments";
            return Err(PatternError::new(deep.at..deep.at + 2, message, help));
        }
        // Two of them side by side say what one says.
        if !matches!(segments.last(), Some(Segment::Deep)) {
            segments.push(Segment::Deep);
        }
        return Ok(());
    }
    segments.push(Segment::Plain(part.iter().map(|sign| sign.kind.clone()).collect()));
    Ok(())
}

const fn is_literal(kind: &Kind) -> bool {
    matches!(kind, Kind::Literal(_))
}

/// A pattern without braces in its one spelling.
fn written(space: Space, segments: &[Segment]) -> Box<str> {
    let parts: Vec<String> = segments
        .iter()
        .map(|segment| match segment {
            Segment::Deep => "**".to_owned(),
            Segment::Plain(kinds) => spelled(kinds),
        })
        .collect();
    path_spelling(space, &parts.join("/"))
}

/// A segment: its letters are composed, the characters of a class stay what they are.
fn spelled(kinds: &[Kind]) -> String {
    let runs = kinds.chunk_by(|a, b| is_literal(a) == is_literal(b));
    let spell = |run: &[Kind]| {
        let text: String = run.iter().map(sign).collect();
        if run.first().is_some_and(is_literal) { composed(&text).into_owned() } else { text }
    };
    runs.map(spell).collect()
}

fn sign(kind: &Kind) -> String {
    match kind {
        Kind::Literal(character) if r"\*?[]{},~".contains(*character) => format!("\\{character}"),
        Kind::Literal(character) => character.to_string(),
        Kind::One => "?".to_owned(),
        Kind::Any => "*".to_owned(),
        Kind::Class { negated, ranges } => {
            let range = |(first, last): &(char, char)| {
                let escape = |character: char| {
                    let special = r"\]-!^".contains(character);
                    if special { format!("\\{character}") } else { character.to_string() }
                };
                if first == last {
                    escape(*first)
                } else {
                    format!("{}-{}", escape(*first), escape(*last))
                }
            };
            let mark = if *negated { "!" } else { "" };
            let mut ranges = ranges.clone();
            ranges.sort_unstable();
            ranges.dedup();
            format!("[{mark}{}]", ranges.iter().map(range).collect::<String>())
        }
        Kind::Slash | Kind::Deep | Kind::Open | Kind::Comma | Kind::Close => String::new(),
    }
}

/// The language over the spellings of the space: what is no such spelling may match or not, for nobody asks.
fn language(space: Space, segments: &[Segment]) -> Language {
    let mut expression = Expression::default();
    expression.raw(match space {
        Space::Absolute => "/",
        Space::Home => "~",
        _ => "",
    });
    // What has to stand before the next segment.
    let mut before = if space == Space::Home { "/" } else { "" };
    match segments {
        [] if space == Space::Relative => expression.raw("/"),
        // `**` is every path and the root itself.
        [Segment::Deep] if space == Space::Home => expression.raw("(?:/(?s:.)*)?"),
        _ => {
            for (at, segment) in segments.iter().enumerate() {
                let is_last = at + 1 == segments.len();
                match segment {
                    Segment::Deep if is_last && (at == 0 && space != Space::Home) => {
                        expression.raw("(?s:.)*");
                    }
                    Segment::Deep if is_last => {
                        expression.raw("(?:/(?s:.)*)?");
                    }
                    Segment::Deep => {
                        expression.raw(before);
                        expression.raw("(?:(?s:.)*/)?");
                        before = "";
                    }
                    Segment::Plain(kinds) => {
                        expression.raw(before);
                        plain(kinds, &mut expression);
                        before = "/";
                    }
                }
            }
        }
    }
    expression.language(space)
}

fn plain(kinds: &[Kind], expression: &mut Expression) {
    // A segment is never empty.
    if kinds.iter().all(|kind| *kind == Kind::Any) {
        return expression.raw("[^/]+");
    }
    let mut text = String::new();
    let flush = |text: &mut String, expression: &mut Expression| {
        for character in composed(text).chars() {
            expression.literal(character);
        }
        text.clear();
    };
    for kind in kinds {
        if let Kind::Literal(character) = kind {
            text.push(*character);
            continue;
        }
        flush(&mut text, expression);
        kind.write(expression);
    }
    flush(&mut text, expression);
}
