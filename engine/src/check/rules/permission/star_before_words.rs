//! `star-before-words`: a command pattern with a star where the words stand that say what is done.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::ALLOW], find) };

static RULE: Rule = Rule {
    code: "BW4017",
    name: "star-before-words",
    severity: Severity::Warning,
    summary: "an allowed command with a star before the words that should narrow it",
    why: "`* --version` is any program that is given this word, and `git * main` is `git push main` as well as `git log main`. What is done is \
          said by the first words: the star belongs behind them.",
    bad: r#"
agent "clerk" {
    permissions {
        allow run "git * main"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow run "git log main" "git diff main"
    }
}
"#,
    references: &["PM002", "PM003", "CWE-625", "OWASP ASI02"],
};

fn find(item: Item<'_>, report: &mut Report) {
    if item.text() != Some("run") {
        return;
    }
    for (text, span) in item.texts().skip(1) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let Some(star) = words.iter().position(|word| is_star(word)) else { continue };
        // Behind an option, the star is its value: `grep -n * docs` reads what it is told to.
        let before = star.checked_sub(1).and_then(|at| words.get(at));
        let is_subcommand =
            star == 0 || star == 1 && before.is_some_and(|word| !word.starts_with('-'));
        let rest = words.get(star + 1..).unwrap_or_default();
        if !is_subcommand || rest.iter().all(|word| is_star(word)) {
            continue;
        }
        let witness: Vec<&str> =
            words.iter().map(|word| if is_star(word) { "an-example" } else { word }).collect();
        let what = if star == 0 { "any program" } else { "any subcommand" };
        let message = format!("`{text}` allows {what}, like `run {}`", witness.join(" "));
        report.push(Diagnostic::new(&RULE, item.path(), span, message).help(
            "name the words that say what is done, one pattern for each, and the star behind them",
        ));
    }
}

fn is_star(word: &str) -> bool {
    word == "*" || word == "**"
}
