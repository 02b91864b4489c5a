//! Patterns of other tools, as languages over canonical spellings of ours.

use super::{Expression, Pattern};
use crate::permission::Space;

/// A piece of a pattern of another tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// These characters; in commands, a blank ends a word.
    Text(&'t str),
    /// Any characters, also none, across parts and words.
    Any,
    /// What ends a word of a command, or a blank in a word that is quoted.
    Blank,
    /// Any characters but `/`, also none.
    Within,
    /// At least one character, the first no `/`: how a path below a root begins, and the root itself does not.
    Begun,
    /// At least one character, none a `/`.
    BegunWithin,
}

/// The end of a word, as automata read commands.
const WORD_END: &str = r"\x00";

/// The characters of a folder that is written plainly.
const FOLDER_RANGES: [(char, char); 7] =
    [('A', 'Z'), ('a', 'z'), ('0', '9'), ('+', '/'), ('@', '@'), ('%', '%'), (':', '_')];

impl Pattern {
    /// What a pattern matches whose stars run over the whole text of a resource.
    ///
    /// A word of a command that has to be quoted is matched by [`Piece::Any`] alone.
    #[must_use]
    pub fn across(space: Space, pieces: &[Piece<'_>]) -> Self {
        let mut expression = Expression::default();
        let is_command = space == Space::Command;
        if is_command {
            expression.mention('\0', '\0');
        }
        for piece in pieces {
            match piece {
                Piece::Any => expression.raw("(?s:.)*"),
                Piece::Blank => {
                    expression.mention(' ', ' ');
                    expression.raw(r"(?:\x00| )");
                }
                Piece::Within => {
                    expression.mention('/', '/');
                    expression.raw("[^/]*");
                }
                Piece::Begun => {
                    expression.mention('/', '/');
                    expression.raw("[^/](?s:.)*");
                }
                Piece::BegunWithin => {
                    expression.mention('/', '/');
                    expression.raw("[^/]+");
                }
                Piece::Text(text) => {
                    for sign in text.chars() {
                        if is_command && sign == ' ' {
                            expression.raw(WORD_END);
                        } else {
                            expression.literal(sign);
                        }
                    }
                }
            }
        }
        if is_command {
            expression.raw(WORD_END);
        }
        let text = |piece: &Piece<'_>| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Blank => " ".to_owned(),
            _ => "*".to_owned(),
        };
        let spelling: String = pieces.iter().map(text).collect();
        Self::written(spelling, vec![expression.language(space)])
    }

    /// Commands with a word that shells do not take as it is, so that it has to be quoted.
    #[must_use]
    pub fn unplain() -> Self {
        let mut expression = Expression::default();
        expression.mention('\0', super::command::EMPTY);
        expression.mention('%', '@');
        expression.mention('A', 'z');
        // A word that is empty, begins with `=` or has another sign.
        let word = r"(?:\x01|=[^\x00]*|[^\x00]*[^A-Za-z0-9_@%+=:,./\x00-][^\x00]*)\x00";
        let any = super::command::ANY_WORDS;
        expression.raw(&format!("{any}{word}{any}"));
        Self::written("", vec![expression.language(Space::Command)])
    }

    /// The tools of all servers but one, whose name has letters, digits, `-` and `_` alone.
    #[must_use]
    pub fn tools_of_others(server: &str) -> Self {
        let mut expression = Expression::default();
        expression.mention('/', '/');
        server.chars().for_each(|sign| expression.mention(sign, sign));
        expression.raw("(?:");
        let mut begun = String::new();
        for sign in server.chars() {
            // Those that end here, and those that go on otherwise.
            let end = if begun.is_empty() { "" } else { "?" };
            expression.raw(&format!(
                "{begun}(?:[^/{}][^/]*){end}|",
                regex_syntax::escape(&sign.to_string())
            ));
            regex_syntax::escape_into(sign.encode_utf8(&mut [0; 4]), &mut begun);
        }
        expression.raw(&format!("{begun}[^/]+)/(?s:.)*"));
        Self::written(format!("tools of all but {server}"), vec![expression.language(Space::Tool)])
    }

    /// Commands whose first words are these, each one of some; whatever follows.
    #[must_use]
    pub fn begun(words: &[Vec<String>]) -> Self {
        Self::begun_with("", "", words)
    }

    /// The same of programs in any folder whose name is written plainly: `/bin/rm`, `./rm`.
    #[must_use]
    pub fn begun_in_folders(words: &[Vec<String>]) -> Self {
        Self::begun_with("*/", r"(?:[A-Za-z0-9_./][A-Za-z0-9_./@%:,+\-]*)?/", words)
    }

    /// Commands whose first word begins as an expression says, shown as such.
    fn begun_with(shown: &str, front: &str, words: &[Vec<String>]) -> Self {
        let mut expression = Expression::default();
        expression.mention('\0', super::command::EMPTY);
        if !front.is_empty() {
            FOLDER_RANGES.iter().for_each(|(first, last)| expression.mention(*first, *last));
        }
        expression.raw(front);
        for choices in words {
            expression.raw("(?:");
            for (at, choice) in choices.iter().enumerate() {
                expression.raw(if at == 0 { "" } else { "|" });
                if choice.is_empty() {
                    expression.raw(r"\x01");
                }
                choice.chars().for_each(|sign| expression.literal(sign));
            }
            expression.raw(")");
            expression.raw(WORD_END);
        }
        expression.raw(super::command::ANY_WORDS);
        let spelling: Vec<String> = words.iter().map(|choices| choices.join("|")).collect();
        let spelling = format!("{shown}{}", spelling.join(" "));
        Self::written(spelling, vec![expression.language(Space::Command)])
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Any, Begun, BegunWithin, Blank, Text};
    use super::{Pattern, Piece};
    use crate::permission::{Action, Effect, Resource, Space};

    fn check(pieces: &[Piece<'_>], command: &str) -> bool {
        let resource = Resource::read(Action::Run, command).expect("a command");
        Pattern::across(Space::Command, pieces).matches(&resource, Effect::Allow)
    }

    #[test]
    fn a_star_runs_over_words() {
        let push = [Text("git push "), Any];
        assert!(check(&push, "git push origin main"));
        assert!(!check(&push, "git push"));
        assert!(!check(&push, "git pushed x"));
        assert!(check(&[Text("git push"), Any], "git push"));
        assert!(check(&[Text("git push"), Any], "git pushed x"));
        assert!(check(&[Text("git "), Any, Text(" --force")], "git push x --force"));
        assert!(!check(&[Text("git push")], "'git push'"));
        assert!(check(&[Any], "'a b'"));
    }

    #[test]
    fn a_blank_is_that_of_a_quoted_word_too() {
        let go = [Text("mk "), Any, Blank, Text("go"), Blank, Any];
        assert!(check(&go, "mk a go b") && check(&go, "mk 'a go b'") && check(&go, "mk x' go y'"));
        assert!(!check(&go, "mk go") && !check(&go, "mk a 'go'"));
        assert!(!check(&[Text("mk "), Any, Text(" go "), Any], "mk 'a go b'"));
    }

    #[test]
    fn what_begins_a_path_is_not_its_root() {
        let matches = |pieces: &[Piece<'_>], path: &str| {
            let resource = Resource::read(Action::Read, path).expect("a path");
            Pattern::across(Space::Relative, pieces).matches(&resource, Effect::Allow)
        };
        assert!(matches(&[Any], ".") && matches(&[Any], "a/b"));
        assert!(!matches(&[Begun], ".") && matches(&[Begun], "a/b"));
        assert!(
            !matches(&[Begun, Text("/"), Any], ".") && matches(&[Begun, Text("/"), Any], "a/b")
        );
        assert!(matches(&[BegunWithin], "a") && !matches(&[BegunWithin], "a/b"));
    }

    #[test]
    fn words_are_plain_or_quoted() {
        let is_quoted = |command: &str| {
            let resource = Resource::read(Action::Run, command).expect("a command");
            Pattern::unplain().matches(&resource, Effect::Allow)
        };
        assert!(!is_quoted("a-1 b=c,d @x %y +z:/.") && !is_quoted("'a'"));
        for command in ["a 'b c'", "a ''", "a '=b' c", "'é'", "a '*'", "a '~' b", "a \\'"] {
            assert!(is_quoted(command), "{command}");
        }
    }

    #[test]
    fn tools_of_others_are_those_of_every_other_server() {
        let others = Pattern::tools_of_others("builtin");
        let matches = |tool: &str| {
            let resource = Resource::read(Action::Call, tool).expect("a tool");
            others.matches(&resource, Effect::Allow)
        };
        for tool in ["a/x", "b/x", "build/x", "builtins/x", "builtin-x/y", "ü/x", "tickets/get"] {
            assert!(matches(tool), "{tool}");
        }
        assert!(!matches("builtin/x") && !matches("builtin/web-search"));
    }

    #[test]
    fn commands_begin_with_words() {
        let pattern = Pattern::begun(&[vec!["git".into()], vec!["push".into(), "fetch".into()]]);
        let matches = |command: &str| {
            let resource = Resource::read(Action::Run, command).expect("a command");
            pattern.matches(&resource, Effect::Allow)
        };
        assert!(matches("git push") && matches("git fetch x"));
        assert!(!matches("git") && !matches("git pushed") && !matches("/bin/git push"));
    }

    #[test]
    fn commands_begin_with_a_program_in_any_plain_folder() {
        let words = [vec!["rm".into()], vec!["-rf".into()]];
        let pattern = Pattern::begun_in_folders(&words);
        let matches = |command: &str| {
            let resource = Resource::read(Action::Run, command).expect("a command");
            pattern.matches(&resource, Effect::Allow)
        };
        for command in ["/rm -rf", "/bin/rm -rf x", "./rm -rf", "../a-b/rm -rf 'x y'", "a/rm -rf"] {
            assert!(matches(command), "{command}");
        }
        for command in
            ["rm -rf", "/bin/rmx -rf", "'a b/rm' -rf", "-x/rm -rf", "/bin/rm -r", "xrm -rf"]
        {
            assert!(!matches(command), "{command}");
        }
    }
}
