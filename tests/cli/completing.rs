//! The completions of shells: `explain` completes every rule and every node of the language.

use std::path::Path;
use std::process::Command;

use bailiwick_engine::check::rules;
use bailiwick_schema::vocabulary::rows;

use crate::run::run;

/// Everything that can be explained.
fn words() -> Vec<&'static str> {
    let rules = rules::all().into_iter().flat_map(|rule| [rule.code, rule.name]);
    let mut words: Vec<&str> = rules.chain(rows().iter().map(|row| row.spec.name)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn script(shell: &str) -> String {
    let ran = run(Path::new("."), &["completions", shell]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout
}

/// What bash offers for the last word of `bailiwick explain`.
fn offered_by_bash(word: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bailiwick.bash");
    std::fs::write(&file, script("bash")).unwrap();
    let complete = "source \"$1\"; COMP_WORDS=(bailiwick explain \"$2\"); COMP_CWORD=2; \
                    _bailiwick bailiwick \"$2\" explain; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let output = Command::new("bash").args(["-c", complete, "bash"]).arg(&file).arg(word).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_what_explain_knows() {
    if Command::new("bash").arg("--version").output().is_err() {
        eprintln!("SKIPPED: there is no bash");
        return;
    }
    let offered = offered_by_bash("");
    for word in words() {
        assert!(offered.iter().any(|offered| offered == word), "{word}");
    }
    assert_eq!(offered_by_bash("floating-"), ["floating-model-alias"]);
    assert_eq!(offered_by_bash("circuit-"), ["circuit-breaker"]);
    assert_eq!(offered_by_bash("parrot"), [""]);
}

#[test]
fn zsh_and_fish_complete_what_explain_knows_with_its_sentence() {
    let (zsh, fish) = (script("zsh"), script("fish"));
    for word in words() {
        let start = format!("{word}\\:\"");
        // The first word stands behind the option that it belongs to.
        let mut lines = zsh.lines().filter_map(|line| line.rsplit("((").next());
        assert!(lines.any(|line| line.starts_with(&start)), "zsh: {word}");
        let start = format!(
            "complete -c bailiwick -n \"__fish_bailiwick_using_subcommand explain\" -f -a \"{word}\" -d '"
        );
        assert!(fish.lines().any(|line| line.starts_with(&start)), "fish: {word}");
    }
}

#[test]
fn help_and_errors_of_explain_do_not_list_them() {
    let help = run(Path::new("."), &["explain", "--help"]).stdout;
    let error = run(Path::new("."), &["explain", "lmits"]).stderr;
    assert!(error.contains("did you mean `limits`?"), "{error}");
    for word in ["floating-model-alias", "circuit-breaker", "BW1001"] {
        assert!(!help.contains(word) && !error.contains(word), "{word}");
    }
}
