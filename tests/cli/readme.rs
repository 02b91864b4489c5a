//! The README's commands do what the README says.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::run;
use crate::tree::write;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The code blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    let blocks: Vec<String> =
        blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect();
    assert!(!blocks.is_empty(), "no block of {language}");
    blocks
}

#[test]
fn the_first_commands_print_what_is_shown() {
    let mut commands = 0;
    for block in blocks("console") {
        for example in block.split("$ ").skip(1) {
            let (command, expected) = example.split_once('\n').unwrap();
            let expected = expected.trim_end();
            commands += 1;
            if let Some(arguments) = command.strip_prefix("cargo run --release -- ") {
                let arguments: Vec<&str> = arguments.split(' ').collect();
                let ran = run(&root(), &arguments);
                assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{command}");
                assert_eq!(ran.stdout.trim_end(), expected, "{command}");
            } else {
                assert_eq!((command, expected), ("./test", ""));
                assert!(root().join("test").is_file());
            }
        }
    }
    assert_eq!(commands, 2, "a first command that checks, a second that tests");
}

#[test]
fn the_commands_of_the_first_five_minutes_work_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let block = blocks("text").into_iter().find(|block| block.contains("bailiwick init")).unwrap();
    let mut commands = 0;
    for line in block.lines() {
        let command = line.split(" #").next().unwrap().trim_end();
        let Some(arguments) = command.strip_prefix("bailiwick ") else { continue };
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let ran = run(folder.path(), &arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{command}: {}", ran.stdout);
        commands += 1;
    }
    assert!(commands >= 5, "{commands} commands");
}

#[test]
fn every_command_in_the_text_is_a_command() {
    let text = readme();
    let mut commands = 0;
    for mention in text.split("`bailiwick ").skip(1) {
        let mention = mention.split('`').next().unwrap();
        let words: Vec<&str> = mention.split(' ').collect();
        let help = run(&root(), &[words[0], "--help"]);
        assert_eq!(help.code, Some(0), "{mention}");
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.stdout.contains(option), "{mention}");
        }
        commands += 1;
    }
    assert!(commands > 0, "no command is mentioned");
}

#[test]
fn the_error_that_is_shown_is_the_error_that_is_found() {
    let shown = blocks("text").into_iter().find(|block| block.starts_with("error[")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples/support-fleet");
    copy(&example, folder.path());
    let path = "context/agents/refund-clerk.kdl";
    let agent = fs::read_to_string(example.join(path)).unwrap();
    assert_eq!(agent.matches("\"0.80 USD\"").count(), 1);
    write(folder.path(), path, agent.replace("\"0.80 USD\"", "\"80 cents\""));
    let ran = run(folder.path(), &["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains(&shown), "{}\nis not in\n{}", shown, ran.stdout);
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir_all(&place).unwrap();
            copy(&path, &place);
        } else {
            fs::copy(&path, &place).unwrap();
        }
    }
}
