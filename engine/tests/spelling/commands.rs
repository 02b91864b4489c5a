//! Random command lines, run by dash and bash over programs that print their arguments: what they run is known, or in doubt.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bailiwick_engine::permission::{Action, CommandLine, Part, Resource};
use rayon::prelude::*;

use super::random::Random;

/// The programs that the shells find: each writes its name and arguments to a log.
const PROGRAMS: &[&str] = &["p", "q", "r", "env", "sudo", "xargs", "nice", "sh", "f1"];

const PROGRAM: &str = "#!/bin/sh\nprintf '%s\\0' \"${0##*/}\" \"$@\" '\u{1e}' >> \"$LOG\"\n";

/// What ends the arguments of one program in the log.
const RECORD: &str = "\u{1e}";

/// What leaves no doubt.
const PLAIN: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    "p",
    "q",
    "r ",
    "p ",
    " q ",
    "a",
    "b",
    "-n",
    "'a b'",
    "\"a b\"",
    "''",
    "\"\"",
    "\\ ",
    "\\\n",
    "'*'",
    "\"*\"",
    "\\*",
    "'$v'",
    "\"\\$v\"",
    "\\$v",
    "\"'\"",
    "'\"'",
    "\\\\",
    "\"\\\\\"",
    "\"\\a\"",
    "\t",
    ";",
    " ; ",
    "&&",
    "||",
    "|",
    " & ",
    "\n",
    "é",
    "f1",
    "=",
    "v=1",
    " 2>&1 ",
    ">f ",
    "> f2 ",
    ">>f",
    " <f1 ",
    ">|f ",
    "2>f ",
    " env p ",
    "sudo q ",
    "xargs",
    " {} ",
    "[ ",
    " ]",
    "'{a,b}'",
    "'~'",
    "\\;",
    "'\n'",
    "\"\n\"",
    "(p)",
    "(p; q)",
    "--x=y",
    "0",
    "<>f ",
    " 2>&- ",
    "'if'",
    "\\if",
    "i\\f",
    "sh -c 'p a'",
    ",",
    ":",
    "%",
    "^",
    "+",
    "@",
    ".",
    "/",
    "$ ",
    "\"$\"",
    ">/dev/null ",
    "#",
    "a#b",
    "\r",
    "!a",
    "-",
    "1>f ",
];

/// What shells make something else of.
const HOSTILE: &[&str] = &[
    "$v",
    "\"$v\"",
    "${v}",
    "$IFS",
    "p${IFS}a",
    "$(q)",
    "\"$(q b)\"",
    "`q`",
    "\"`q`\"",
    "$((1+1))",
    "*",
    "f*",
    "?1",
    "[f]1",
    "~",
    "~/x",
    "{p,q}",
    "{1..2}",
    "{",
    " } ",
    " { ",
    "<<E\na\nE\n",
    "<<'E'\n$(q)\nE\n",
    "<<E\n$(q)\nE\n",
    "<<-E\n\tx\n\tE\n",
    "<<<a",
    " ! ",
    "if p; then q; fi",
    "for i in a b; do p $i; done",
    "while q; do break; done",
    "case a in a) p;; esac",
    "p() { q; }",
    "f() q\nf",
    "function p { q; }",
    "eval 'p a'",
    "eval p",
    "v=p ",
    "v='p q'; ",
    "alias p=q\n",
    "$'p\\'a'",
    "$\"p\"",
    "&>f",
    "&>>f ",
    "10>f",
    "<(q)",
    ">(q)",
    "|& q",
    "((1))",
    "[[ a ]]",
    "time p",
    "#x",
    " # p",
    "p \\",
    "'",
    "\"",
    "(",
    ")",
    ";;",
    "exec p",
    "command p",
    "set -- a; ",
    "IFS=a; ",
    "cd ..; p >f",
    "export v=a; ",
    "trap q EXIT;",
    "a=(p q)",
    "p=q p ",
    "a[0]=1 p",
    "v+=q p ",
    "coproc p",
    "until p; do q; done",
    "{ p; }",
    "! p",
    ">&f",
    "<&0 ",
    "\\",
    "$",
    "unset v; ",
    "read v; ",
    ". f1 ",
    "source f1 ",
    "builtin eval p",
    "printf -v PATH x; ",
    "hash -p f1 p; ",
];

fn line(random: &mut Random) -> String {
    let is_hostile = random.below(2) == 0;
    let mut text = random.one(&["p", "q", "p ", "q a", "", "'p'", "\\p "]).to_owned();
    for _ in 0..random.below(8) {
        let pieces = if is_hostile && random.below(3) == 0 { HOSTILE } else { PLAIN };
        text.push_str(random.one(&["", " ", " "]));
        text.push_str(random.one(pieces));
    }
    text
}

/// What a shell runs for a line: the programs with their arguments, and the files that are there then.
fn run(shell: &Path, line: &str, folder: &Path) -> (BTreeSet<Vec<String>>, BTreeSet<String>) {
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
    let commands = words.split(|word| word == RECORD).filter(|words| !words.is_empty());
    let files = std::fs::read_dir(&work).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    (commands.map(<[String]>::to_vec).collect(), files.filter(|name| name != "f1").collect())
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

/// Judges a line; says how many commands the shells ran for it, none where it is in doubt, or what is wrong.
fn judge(text: &str, shells: &[PathBuf], folder: &Path) -> Result<Option<usize>, String> {
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
    let mut ran = 0;
    for shell in shells {
        let (run, made) = run(shell, text, folder);
        let shell = shell.display();
        ran += run.len();
        if let Some(command) = run.iter().find(|command| !known.contains(*command)) {
            return Err(format!("{shell} runs {command:?} for {text:?}: {parts:?}"));
        }
        if let Some(file) = made.iter().find(|file| !files.contains(*file)) {
            return Err(format!("{shell} makes {file:?} for {text:?}: {parts:?}"));
        }
    }
    Ok(Some(ran))
}

/// Where a program lies.
fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
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
    std::fs::create_dir(&programs).unwrap();
    for name in PROGRAMS {
        let path = programs.join(name);
        std::fs::write(&path, PROGRAM).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let (count, seed) = super::settings();
    let count = count / 10;
    let mut random = Random(seed);
    let lines: Vec<String> = (0..count).map(|_| line(&mut random)).collect();
    let judged: Vec<_> = lines.par_iter().map(|line| judge(line, &shells, folder.path())).collect();
    let wrong: Vec<&String> = judged.iter().filter_map(|one| one.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{} of {count}: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    let run = judged.iter().filter(|one| matches!(one, Ok(Some(_)))).count();
    let ran: usize = judged.iter().flatten().flatten().sum();
    println!("COUNT: {count} lines, {run} of them without doubt, {ran} commands run");
    assert!(ran > count / 2, "only {ran} commands are run");
    assert!(run > count / 5, "only {run} of {count} lines are without doubt");
}
