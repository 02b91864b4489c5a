//! Command patterns as texts in which a `*` stands for any characters: how most runtimes write them.

use crate::permission::pattern::command::{Piece, Word, words_of};

/// A text in which each `*` stands for any characters, blanks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    /// The text: words with one blank between.
    pub text: String,
    /// Whether it matches what the pattern matches and no more.
    pub is_exact: bool,
}

/// So many `**` are written out; more give patterns beyond reason.
const MOST_DEEP: usize = 4;

/// The texts that together match at least what a pattern matches; `**` is written out as words and as none.
///
/// None where a pattern has too many `**`.
#[must_use]
pub fn globs(pattern: &str) -> Option<Vec<Glob>> {
    let mut words = words_of(pattern);
    // A star that ends a word and what `**` stands for behind it are any characters together.
    let is_open = matches!(words.as_slice(), [.., Word::Plain(pieces), Word::Any] if pieces.last() == Some(&Piece::Any));
    if is_open {
        words.pop();
        if let Some(Word::Plain(pieces)) = words.last_mut() {
            pieces.pop();
        }
    }
    if words.iter().filter(|word| **word == Word::Any).count() > MOST_DEEP {
        return None;
    }
    let mut all: Vec<(Vec<String>, bool)> = vec![(Vec::new(), true)];
    for word in &words {
        let (text, is_exact) = match word {
            Word::Any => ("*".to_owned(), true),
            Word::Plain(pieces) => written(pieces),
        };
        let without = if *word == Word::Any { all.clone() } else { Vec::new() };
        for (words, exact) in &mut all {
            words.push(text.clone());
            *exact &= is_exact;
        }
        all.extend(without);
    }
    all.sort();
    all.dedup();
    let globs = all.into_iter().filter(|(words, _)| !words.is_empty());
    let end = if is_open { "*" } else { "" };
    let text = |words: Vec<String>| format!("{}{end}", words.join(" "));
    Some(globs.map(|(words, is_exact)| Glob { text: text(words), is_exact }).collect())
}

/// A word as a text, and whether that matches no more: a star that stays in a word has no such text, nor has what is quoted.
fn written(pieces: &[Piece]) -> (String, bool) {
    let mut text = String::new();
    let mut is_exact = true;
    for piece in pieces {
        match piece {
            Piece::Literal(literal) if !literal.is_empty() && literal.chars().all(is_plain) => {
                text.push_str(literal);
            }
            Piece::Literal(_) | Piece::Any => {
                is_exact = false;
                if !text.ends_with('*') {
                    text.push('*');
                }
            }
        }
    }
    (text, is_exact)
}

/// Whether shells and runtimes take a character as it is, in patterns, too.
const fn is_plain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.' | '/' | ',' | '+' | '@' | '%')
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::globs;

    fn check(pattern: &str, expect: &Expect) {
        let all = globs(pattern).unwrap_or_default();
        let mark = |exact: bool| if exact { "=" } else { "<" };
        let lines: Vec<String> =
            all.iter().map(|glob| format!("{} {}", mark(glob.is_exact), glob.text)).collect();
        expect.assert_eq(&lines.join("; "));
    }

    #[test]
    fn words_are_written_as_texts() {
        check("git push **", &expect!["= git push; = git push *"]);
        check("git status", &expect!["= git status"]);
        check("**", &expect!["= *"]);
        check("git ** --force", &expect!["= git * --force; = git --force"]);
        check("cat *.md", &expect!["< cat *.md"]);
        check("grep 'a b' **", &expect!["< grep *; < grep * *"]);
        check("npm run test* **", &expect!["= npm run test*"]);
        check("git pu* **", &expect!["= git pu*"]);
        check("git p*h* **", &expect!["< git p*h*"]);
        check("** ** a", &expect!["= * a; = a"]);
        check("a ** b ** c ** d ** e **", &expect![""]);
    }
}
