//! What stands in a folder is compared and never touched, whoever wrote it.

use std::fs;

use crate::forms::valid;
use crate::run::run;
use crate::tree::{read, workspace, write};

const TWO: &str = "workspace \"w\" { edition 1; }
environment \"prod\" { tracks; render \"claude-code\" to=\"out\"; }
agent \"clerk\" {
    summary \"Answers\"
    instructions \"Answer.\"
    permissions {
        allow run \"ls **\"
        deny run \"rm -rf **\"
        otherwise ask run
    }
}
";

const SETTINGS: &str = "out/.claude/settings.json";

#[test]
fn a_hand_edited_file_that_widens_is_shown_with_a_request() {
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    assert_eq!(run(at, &["render"]).code, Some(0));
    let same = run(at, &["drift", "--deployed", "out"]);
    assert_eq!(same.code, Some(0), "{}{}", same.stdout, same.stderr);
    assert!(
        same.stdout.contains("1 agent may do what is rendered, and no more\n"),
        "{}",
        same.stdout
    );
    let settings = read(at, SETTINGS);
    write(at, SETTINGS, settings.replace("\"allow\": [", "\"allow\": [\"Bash(curl *)\","));
    let wider = run(at, &["drift", "--deployed", "out"]);
    assert_eq!(wider.code, Some(1), "{}", wider.stderr);
    let expected = "  widens: `run` of `curl` is asked about in the rendering and allowed there, and is declared to be asked about: `clerk`\n";
    assert!(wider.stdout.contains(expected), "{}", wider.stdout);
    assert!(wider.stdout.contains("+++ b/.claude/settings.json"), "{}", wider.stdout);
    let json = run(at, &["drift", "--deployed", "out", "--format", "json"]);
    let json = valid("drift", &json.stdout);
    assert_eq!(json["meaning"]["changes"][0]["request"]["resource"], "curl", "{json:#}");
    assert_eq!(json["files"]["differing"][0]["state"], "edited");
    write(at, SETTINGS, format!("{settings}\n\n"));
    let blank = run(at, &["drift", "--deployed", "out"]);
    assert_eq!(blank.code, Some(1));
    assert!(
        blank.stdout.contains("what differs changes no request that is compared"),
        "{}",
        blank.stdout
    );
}

#[test]
fn the_settings_of_a_user_are_looked_at_where_they_are_asked_for() {
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    assert_eq!(run(at, &["render"]).code, Some(0));
    write(at, "home/.claude/settings.json", "{\"permissions\": {\"allow\": [\"Bash(make *)\"]}}");
    assert_eq!(run(at, &["drift", "--deployed", "out"]).code, Some(0));
    let drift = run(at, &["drift", "--deployed", "out", "--user", "home"]);
    assert_eq!(drift.code, Some(1), "{}", drift.stderr);
    assert!(drift.stdout.contains("`run` of `make`"), "{}", drift.stdout);
    valid(
        "drift",
        &run(at, &["drift", "--deployed", "out", "--user", "home", "--format", "json"]).stdout,
    );
}

#[test]
fn hostile_files_are_shown_harmlessly_and_left_alone() {
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    assert_eq!(run(at, &["render"]).code, Some(0));
    write(at, "out/.claude/agents/evil\u{202e}.md", "---\nname: \u{1b}[2Jevil\n---\n");
    write(at, SETTINGS, "{\"\u{1b}[31mhooks\u{202e}\": 1}");
    write(at, "out/.claude/settings.local.json", "[".repeat(100_000));
    write(at, "out/.claude/skills/big", vec![b'x'; 5 << 20]);
    let before = fs::read(at.join(SETTINGS)).unwrap();
    let drift = run(at, &["drift", "--deployed", "out"]);
    assert_eq!(drift.code, Some(1), "{}", drift.stderr);
    assert!(!drift.stdout.contains(['\u{1b}', '\u{202e}']), "{}", drift.stdout);
    assert!(drift.stdout.contains("evil<U+202E>.md"), "{}", drift.stdout);
    assert!(drift.stdout.contains("larger than 4 MiB"), "{}", drift.stdout);
    let json = run(at, &["drift", "--deployed", "out", "--format", "json"]);
    assert!(!json.stdout.contains(['\u{1b}', '\u{202e}']), "{}", json.stdout);
    valid("drift", &json.stdout);
    assert_eq!(fs::read(at.join(SETTINGS)).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    assert_eq!(run(at, &["render"]).code, Some(0));
    write(at, "secret.json", "{\"env\": {\"TOKEN\": \"swordfish\"}}");
    fs::remove_file(at.join(SETTINGS)).unwrap();
    symlink(at.join("secret.json"), at.join(SETTINGS)).unwrap();
    symlink(at, at.join("out/.claude/skills")).unwrap();
    let drift = run(at, &["drift", "--deployed", "out"]);
    assert_eq!(drift.code, Some(1), "{}", drift.stderr);
    assert!(!drift.stdout.contains("swordfish"), "{}", drift.stdout);
    for path in [".claude/settings.json", ".claude/skills"] {
        let line = format!("? {path}: it was not read: a symlink, which is not followed");
        assert!(drift.stdout.contains(&line), "{}", drift.stdout);
    }
}
