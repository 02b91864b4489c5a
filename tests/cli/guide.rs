//! The guide's console blocks: run in order, and what they print is compared.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::run::bailiwick;
use crate::tree;

/// What a page asks for, in its order.
enum Step {
    /// A file to write.
    File { path: String, text: String },
    /// A command, with its arguments after the program, and what it prints; a line `...` stands for any lines.
    Command { arguments: Vec<String>, in_repository: bool, printed: Vec<String> },
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut block = None;
    for line in page.lines() {
        match (line, block) {
            ("```", _) => block = None,
            ("```kdl" | "```console", None) => block = Some((line == "```console", true)),
            (comment, Some((false, true))) => {
                let path =
                    comment.strip_prefix("// ").expect("a block's first line names its file");
                steps.push(Step::File { path: path.to_owned(), text: format!("{comment}\n") });
                block = Some((false, false));
            }
            (_, Some((true, _))) if line.starts_with("$ ") => steps.push(command(line)),
            (_, Some(_)) => {
                match steps.last_mut().expect("a block starts with a file or a command") {
                    Step::File { text, .. } => {
                        text.push_str(line);
                        text.push('\n');
                    }
                    Step::Command { printed, .. } => printed.push(line.to_owned()),
                }
            }
            (_, None) => {}
        }
    }
    steps
}

fn command(line: &str) -> Step {
    let own = line.strip_prefix("$ bailiwick ");
    let cargo = line.strip_prefix("$ cargo run --release -- ");
    let words = own.or(cargo).unwrap_or_else(|| panic!("`{line}` is no command of ours"));
    Step::Command {
        arguments: words.split(' ').map(str::to_owned).collect(),
        in_repository: own.is_none(),
        printed: Vec::new(),
    }
}

/// Whether lines are as expected, where `...` stands for any number of lines.
fn agree(expected: &[String], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "..." => {
            (0..=printed.len()).any(|skipped| agree(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| first == line && agree(rest, others)),
    }
}

/// What a terminal would show: both outputs in the order in which they are written.
fn shown(directory: &Path, arguments: &[&str]) -> String {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut command = bailiwick(directory, arguments);
    command.stdout(writer.try_clone().unwrap()).stderr(writer);
    let mut child = command.spawn().unwrap();
    // The command holds the writing ends; the pipe closes when all of them are gone.
    drop(command);
    let mut output = String::new();
    reader.read_to_string(&mut output).unwrap();
    child.wait().unwrap();
    output
}

#[test]
fn the_first_five_minutes_print_what_the_guide_shows() {
    assert!(prints_what_it_shows("getting-started.md") >= 6);
}

#[test]
fn a_rendering_prints_what_the_guide_shows() {
    assert!(prints_what_it_shows("render.md") >= 2);
}

#[test]
fn a_comparison_prints_what_the_guide_shows() {
    assert!(prints_what_it_shows("drift.md") >= 2);
}

/// Runs the commands of a page, and gives how many there are.
fn prints_what_it_shows(page: &str) -> usize {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(repository.join("docs/guide").join(page)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut commands = 0;
    for step in steps(&page) {
        match step {
            Step::File { path, text } => tree::write(folder.path(), &path, text),
            Step::Command { arguments, in_repository, printed } => {
                let place = if in_repository { repository.as_path() } else { folder.path() };
                let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                let output = shown(place, &arguments);
                let lines: Vec<&str> = output.lines().collect();
                assert!(agree(&printed, &lines), "`{}` prints\n{output}", arguments.join(" "));
                commands += 1;
            }
        }
    }
    commands
}
