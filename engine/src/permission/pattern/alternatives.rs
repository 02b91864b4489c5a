//! Braces: `a{b,c/d}` is `ab` and `ac/d`.

use super::PatternError;
use super::glob::{Kind, Sign};

/// How deep braces may stand in each other.
const DEEPEST: usize = 8;

/// How many patterns one pattern may come to.
const MOST: usize = 1024;

/// The patterns without braces that a pattern comes to.
pub(super) fn expand(signs: &[Sign]) -> Result<Vec<Vec<Sign>>, PatternError> {
    let mut rest = signs.iter();
    sequence(&mut rest, 0).map(|(all, _)| all)
}

type Signs<'s> = std::slice::Iter<'s, Sign>;

/// Reads up to the end of an alternative; gives all it comes to, and the sign that ended it.
fn sequence<'s>(
    rest: &mut Signs<'s>,
    depth: usize,
) -> Result<(Vec<Vec<Sign>>, Option<&'s Sign>), PatternError> {
    let mut all: Vec<Vec<Sign>> = vec![Vec::new()];
    while let Some(sign) = rest.next() {
        match sign.kind {
            Kind::Comma | Kind::Close => return Ok((all, Some(sign))),
            Kind::Open => {
                if depth == DEEPEST {
                    let help = format!("at most {DEEPEST}; write several patterns");
                    let message = "braces stand too deep in each other";
                    return Err(PatternError::new(sign.at..sign.at + 1, message, help));
                }
                let inside = braces(rest, depth + 1, sign.at)?;
                if all.len().saturating_mul(inside.len()) > MOST {
                    let message = format!("the pattern comes to more than {MOST} alternatives");
                    let help = "write several patterns, or a `*`";
                    return Err(PatternError::new(sign.at..sign.at + 1, message, help));
                }
                let with = |before: &Vec<Sign>| {
                    let before = before.clone();
                    inside.iter().map(move |more| [before.as_slice(), more].concat())
                };
                all = all.iter().flat_map(with).collect();
            }
            _ => {
                for alternative in &mut all {
                    alternative.push(sign.clone());
                }
            }
        }
    }
    Ok((all, None))
}

/// Reads what stands between braces, the opening one being read.
fn braces(rest: &mut Signs<'_>, depth: usize, open: usize) -> Result<Vec<Vec<Sign>>, PatternError> {
    let mut all = Vec::new();
    loop {
        let (alternatives, end) = sequence(rest, depth)?;
        all.extend(alternatives);
        if all.len() > MOST {
            let message = format!("the pattern comes to more than {MOST} alternatives");
            return Err(PatternError::new(
                open..open + 1,
                message,
                "write several patterns, or a `*`",
            ));
        }
        if end.is_none_or(|end| end.kind == Kind::Close) {
            return Ok(all);
        }
    }
}
