//! Which findings are looked for, and which of them fail.

use crate::run::run;
use crate::tree::workspace;

/// What is wrong with it is wrong in "prod" only.
const IN_PROD: &str = "agent \"a\" {
    in \"prod\" {
        (remove)tag \"missing\"
    }
}
";

#[test]
fn agents_are_checked_in_the_environments_that_are_named() {
    let folder = workspace(&[("a.kdl", IN_PROD)]);
    let check = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["check"].iter().chain(arguments).copied().collect();
        run(folder.path(), &arguments)
    };
    assert_eq!(check(&[]).code, Some(1), "{}", check(&[]).stdout);
    assert_eq!(check(&["--env", "dev"]).code, Some(0), "{}", check(&["--env", "dev"]).stdout);
    assert_eq!(check(&["--env", "prod"]).code, Some(1));
    let both = check(&["--env", "dev", "--env", "prod"]);
    assert_eq!(both.code, Some(1));
    assert!(both.stdout.contains("in 2 environments"), "{}", both.stdout);
}

#[test]
fn findings_fail_from_the_level_that_is_asked_for() {
    // A model that may change is a warning, unless the workspace says otherwise.
    let agent = "agent \"a\" {\n    model \"openai/gpt-latest\"\n}\n";
    let folder = workspace(&[("a.kdl", agent)]);
    let fails = |level: &str| run(folder.path(), &["check", "--fail-on", level]).code;
    let found = run(folder.path(), &["check"]).stdout;
    assert!(found.contains("warning[") && !found.contains("error["), "{found}");
    assert_eq!([fails("error"), fails("warning"), fails("info")], [Some(0), Some(1), Some(1)]);
}
