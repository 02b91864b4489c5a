//! `bailiwick diff` where a policy is loosened: nobody may overlook it, whatever form they read.

use serde_json::Value;
use tempfile::TempDir;

use crate::forms::valid;
use crate::run::run;
use crate::tree::{WORKSPACE, write};

const POLICY: &str = "policy \"no-shell\" {
    forbid run \"sh **\"
}
";

const WAIVER: &str = "waive \"no-shell\" agent=\"clerk\" until=\"2030-01-31\" because=\"x|y\"\n";

/// A folder with two workspaces that differ by their policies only.
fn sides(before: &str, after: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (side, policies) in [("old", before), ("new", after)] {
        write(folder.path(), &format!("{side}/bailiwick.kdl"), WORKSPACE);
        write(
            folder.path(),
            &format!("{side}/clerk.kdl"),
            "agent \"clerk\" {\n    summary \"Answers\"\n}\n",
        );
        write(folder.path(), &format!("{side}/policies.kdl"), policies);
    }
    folder
}

fn printed(folder: &TempDir, more: &[&str]) -> (String, Option<i32>) {
    let ran = run(folder.path(), &[&["diff", "old", "new"], more].concat());
    assert_eq!(ran.stderr, "");
    (ran.stdout, ran.code)
}

#[test]
fn a_policy_that_goes_is_said_in_every_form() {
    let folder = sides(POLICY, "// nothing\n");
    let (human, code) = printed(&folder, &["--only", "widens", "--exit-code"]);
    assert_eq!(code, Some(1));
    assert!(
        human.contains(
            "governance\n  policy \"no-shell\"  [policy-removed]  the whole workspace\n    \
             - forbid run \"sh **\"  old/policies.kdl:2 (policy \"no-shell\")\n"
        ),
        "{human}"
    );
    assert!(human.starts_with("undecided: 1 in governance; 0 of 1 agent changed"), "{human}");
    let (json, _) = printed(&folder, &["--format", "json"]);
    let json = valid("diff", &json);
    let group = &json["groups"][0];
    assert_eq!(
        (&group["section"], &group["risk"]),
        (&"governance".into(), &"policy-removed".into())
    );
    assert_eq!(group["pieces"][0]["before"]["source"]["path"], "policies.kdl");
    for format in ["markdown", "markdown-flat"] {
        let (text, _) = printed(&folder, &["--format", format]);
        let row = "| `policy \"no-shell\"` **policy-removed** | − `forbid run \"sh **\"` | the whole workspace |";
        assert!(text.contains("**Governance** (1)") && text.contains(row), "{text}");
    }
    let (html, _) = printed(&folder, &["--format", "html"]);
    assert!(
        html.contains("<summary>Governance <span class=\"count\">1</span></summary>"),
        "{html}"
    );
    let (sarif, _) = printed(&folder, &["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["level"]),
        (&"diff/governance".into(), &"warning".into())
    );
}

#[test]
fn a_waiver_that_comes_is_said_and_a_policy_that_comes_warns_of_nothing() {
    let folder = sides(POLICY, &format!("{POLICY}{WAIVER}"));
    let (human, _) = printed(&folder, &[]);
    assert!(
        human.contains(
            "  policy \"no-shell\" waive  [waiver-added]  clerk\n    \
             + until=2030-01-31 because=x|y  new/policies.kdl:4 (waive \"no-shell\")\n"
        ),
        "{human}"
    );
    let (_, code) = printed(&folder, &["--only", "widens", "--exit-code"]);
    assert_eq!(code, Some(1));
    let folder = sides("// nothing\n", POLICY);
    let (_, code) = printed(&folder, &["--only", "widens", "--exit-code"]);
    assert_eq!(code, Some(0));
    let (sarif, _) = printed(&folder, &["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["level"], "note");
}
