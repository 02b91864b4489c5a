//! What the command of a server starts: the packages and images that a package runner fetches, and how firmly each is
//! named.

mod container;
mod package;
mod runner;
#[cfg(test)]
mod tests;

use bailiwick_schema::document::Item;
use bailiwick_schema::span::Span;

pub use package::{Package, Pin, Source};

/// What a command starts.
#[derive(Debug, Default)]
pub struct Launch<'a> {
    /// The packages that are fetched and run, in the order of the command.
    pub packages: Vec<Package<'a>>,
    /// The name of the program that fetches them (`npx`); none where nothing is fetched.
    pub runner: Option<&'static str>,
    /// Registries that the command names itself, with the number of their word.
    pub registries: Vec<(usize, &'a str)>,
    /// The shell that reads a word of the command, with the number of that word.
    pub shell: Option<(usize, &'a str)>,
}

/// The words of a `command` with their places.
#[must_use]
pub fn words(command: Item<'_>) -> Vec<(&str, Span)> {
    command.texts().collect()
}

/// Reads the words of a command.
///
/// Knows the package runners of npm, Python, containers, Deno, Go and .NET; anything else starts what is there already.
#[must_use]
pub fn launch<'a>(words: &[&'a str]) -> Launch<'a> {
    let mut launch = Launch::default();
    read(words, 0, &mut launch);
    launch
}

fn read<'a>(words: &[&'a str], first: usize, launch: &mut Launch<'a>) {
    let Some((program, rest)) = words.split_first() else { return };
    let arguments = Arguments { words: rest, first: first + 1 };
    match stem(program).as_str() {
        "env" => after_assignments(rest, first + 1, launch),
        "sudo" | "nohup" | "exec" => read(rest, first + 1, launch),
        "sh" | "bash" | "zsh" | "dash" | "ash" | "fish" => {
            shell(arguments, &["-c", "-lc", "-ic"], launch);
        }
        "powershell" | "pwsh" => shell(arguments, &["-c", "-command"], launch),
        "cmd" => windows_shell(arguments, launch),
        name => runner::read(name, arguments, launch),
    }
}

/// The words after a program, and the number of the first of them in the whole command.
#[derive(Debug, Clone, Copy)]
struct Arguments<'s, 'a> {
    words: &'s [&'a str],
    first: usize,
}

impl<'s, 'a> Arguments<'s, 'a> {
    fn numbered(self) -> impl Iterator<Item = (usize, &'a str)> + 's {
        self.words.iter().enumerate().map(move |(at, word)| (self.first + at, *word))
    }

    /// What follows the first word, where that is `word`.
    fn after(self, word: &str) -> Option<Self> {
        let (first, rest) = self.words.split_first()?;
        (*first == word).then_some(Self { words: rest, first: self.first + 1 })
    }
}

/// The name of a program without folders and without the endings of Windows.
#[must_use]
pub fn stem(program: &str) -> String {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).to_ascii_lowercase();
    let endings = [".exe", ".cmd", ".bat", ".ps1"];
    let bare = endings.iter().find_map(|ending| name.strip_suffix(ending));
    bare.map_or_else(|| name.clone(), str::to_owned)
}

fn after_assignments<'a>(words: &[&'a str], first: usize, launch: &mut Launch<'a>) {
    let skipped = words
        .iter()
        .take_while(|word| {
            word.starts_with('-') || word.split_once('=').is_some_and(|(name, _)| !name.is_empty())
        })
        .count();
    read(words.get(skipped..).unwrap_or_default(), first + skipped, launch);
}

fn shell<'a>(arguments: Arguments<'_, 'a>, flags: &[&str], launch: &mut Launch<'a>) {
    let mut numbered = arguments.numbered();
    let flag = numbered.find(|(_, word)| flags.iter().any(|flag| word.eq_ignore_ascii_case(flag)));
    if flag.is_none() {
        return;
    }
    if let Some((at, script)) = numbered.next() {
        launch.shell = Some((at, script));
        script_of(script, at, launch);
    }
}

/// `cmd /c npx …`, the usual way to start `npx` on Windows: `cmd` reads the rest as one line.
fn windows_shell<'a>(arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    let at = arguments
        .words
        .iter()
        .position(|word| ["/c", "/k"].iter().any(|flag| word.eq_ignore_ascii_case(flag)));
    let Some(at) = at else { return };
    let rest = arguments.words.get(at + 1..).unwrap_or_default();
    let Some(script) = rest.first() else { return };
    launch.shell = Some((arguments.first + at + 1, script));
    match rest {
        [script] => script_of(script, arguments.first + at + 1, launch),
        _ => read(rest, arguments.first + at + 1, launch),
    }
}

/// The first simple command of a script, where it is plain words.
fn script_of<'a>(script: &'a str, at: usize, launch: &mut Launch<'a>) {
    let words: Vec<&str> = script
        .split_whitespace()
        .skip_while(|word| *word == "exec")
        .take_while(|word| !["&&", "||", ";", "|", "&"].contains(word))
        .collect();
    let before = launch.packages.len();
    let registries = launch.registries.len();
    read(&words, 0, launch);
    for package in launch.packages.iter_mut().skip(before) {
        package.word = at;
    }
    for (word, _) in launch.registries.iter_mut().skip(registries) {
        *word = at;
    }
}
