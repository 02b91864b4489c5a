//! Random command lines, run by dash and bash over programs that print their arguments: what they run is known, or in doubt.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bailiwick_engine::permission::{
    Action, Arguments, CommandLine, Condition, Effect, Part, Pattern, Resource, Rule, decide,
};
use rayon::prelude::*;

use super::pieces::line;
use super::programs::{self, RECORD, found};
use super::random::Random;

/// What a shell did with a line.
struct Run {
    /// The programs that it ran, with their arguments.
    own: BTreeSet<Vec<String>>,
    /// Those that other programs ran.
    inner: BTreeSet<Vec<String>>,
    /// The files that are there then.
    files: BTreeSet<String>,
}

fn run(shell: &Path, line: &str, folder: &Path) -> Run {
    let place = tempfile::tempdir_in(folder).unwrap();
    let (log, work) = (place.path().join("log"), place.path().join("work"));
    std::fs::create_dir(&work).unwrap();
    std::fs::write(work.join("f1"), "").unwrap();
    let output = Command::new(shell)
        .args(["-c", line])
        .env_clear()
        .env("PATH", folder.join("programs"))
        .env("HOME", "/home")
        .env("LOG", &log)
        .env("v", "a b")
        .current_dir(&work)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    drop(output);
    let log = std::fs::read(&log).unwrap_or_default();
    let log = String::from_utf8(log).unwrap();
    let words: Vec<String> = log.split_terminator('\0').map(str::to_owned).collect();
    let (mut own, mut inner) = (BTreeSet::new(), BTreeSet::new());
    for record in words.split(|word| word == RECORD).filter(|words| !words.is_empty()) {
        let of = if record[0] == "0" { &mut own } else { &mut inner };
        of.insert(record[1..].to_vec());
    }
    let files = std::fs::read_dir(&work).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    Run { own, inner, files: files.filter(|name| name != "f1").collect() }
}

/// Whether a rule that denies a command is seen in one of the parts.
fn is_seen(command: &[String], parts: &[Part]) -> bool {
    let quoted = |word: &String| format!("'{}'", word.replace('\'', r"'\''"));
    let text = command.iter().map(quoted).collect::<Vec<_>>().join(" ");
    let pattern = Pattern::read(Action::Run, &text).unwrap();
    let (effect, condition) = (Effect::Deny, Condition::default());
    let rule = Rule { condition, ..Rule::new(effect, Action::Run, pattern) };
    parts.iter().any(|part| match part {
        Part::Command(resource) | Part::Script(resource) => {
            !decide(&[&rule], resource, &Arguments::default()).by.is_empty()
        }
        part => rule.may_be_begun_by(part),
    })
}

/// The words of a command as it is shown, by its quotes.
fn words(shown: &str) -> Vec<String> {
    let (mut words, mut is_quoted, mut is_escaped) = (vec![String::new()], false, false);
    for character in shown.chars() {
        match character {
            _ if is_escaped => {
                words.last_mut().unwrap().push(character);
                is_escaped = false;
            }
            '\\' if !is_quoted => is_escaped = true,
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(character),
        }
    }
    words
}

/// Judges a line; says how many commands the shells ran for it and how many those ran, none where it is in doubt, or what is wrong.
fn judge(text: &str, shells: &[PathBuf], folder: &Path) -> Result<Option<[usize; 2]>, String> {
    let Ok(CommandLine { parts, doubt: None }) = CommandLine::read(text) else { return Ok(None) };
    let (mut known, mut files) = (BTreeSet::new(), BTreeSet::new());
    for part in &parts {
        match part {
            Part::Command(resource) => {
                let again = Resource::read(Action::Run, resource.as_str());
                if again.as_ref() != Ok(resource) {
                    return Err(format!("{resource:?} of {text:?} reads back as {again:?}"));
                }
                known.insert(words(resource.as_str()));
            }
            Part::File(Action::Write, path) => _ = files.insert(path.clone()),
            _ => {}
        }
    }
    let mut ran = [0, 0];
    for shell in shells {
        let Run { own, inner, files: made } = run(shell, text, folder);
        let shell = shell.display();
        ran = [ran[0] + own.len(), ran[1] + inner.len()];
        if let Some(command) = own.iter().find(|command| !known.contains(*command)) {
            return Err(format!("{shell} runs {command:?} for {text:?}: {parts:?}"));
        }
        if let Some(command) = inner.iter().find(|command| !is_seen(command, &parts)) {
            return Err(format!("{shell} has {command:?} run for {text:?}: {parts:?}"));
        }
        if let Some(file) = made.iter().find(|file| !files.contains(*file)) {
            return Err(format!("{shell} makes {file:?} for {text:?}: {parts:?}"));
        }
    }
    Ok(Some(ran))
}

#[test]
fn what_shells_run_is_known_or_in_doubt() {
    let mut shells = Vec::new();
    for name in ["dash", "bash"] {
        let Some(shell) = found(name) else {
            eprintln!("SKIPPED: there is no {name} to judge command lines");
            return;
        };
        shells.push(shell);
    }
    let folder = tempfile::tempdir().unwrap();
    let programs = folder.path().join("programs");
    if let Err(name) = programs::write(&programs) {
        eprintln!("SKIPPED: there is no {name} to judge command lines");
        return;
    }
    let (count, seed) = super::settings();
    let count = count / 10;
    let mut random = Random(seed);
    let lines: Vec<String> = (0..count).map(|_| line(&mut random)).collect();
    let judged: Vec<_> = lines.par_iter().map(|line| judge(line, &shells, folder.path())).collect();
    let wrong: Vec<&String> = judged.iter().filter_map(|one| one.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{} of {count}: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    let run = judged.iter().filter(|one| matches!(one, Ok(Some(_)))).count();
    let [ran, inner] = judged
        .iter()
        .flatten()
        .flatten()
        .fold([0, 0], |all, one| [all[0] + one[0], all[1] + one[1]]);
    println!(
        "COUNT: {count} lines, {run} of them without doubt, {ran} commands run, {inner} behind them"
    );
    assert!(inner > count / 5, "only {inner} commands are run by others");
    assert!(ran > count / 2, "only {ran} commands are run");
    assert!(run > count / 5, "only {run} of {count} lines are without doubt");
}
