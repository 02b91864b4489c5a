//! Bad input gets a clear finding and nothing else is lost.

use std::fs;

#[cfg(unix)]
use crate::run::run_bound;
use crate::run::{Ran, run};
use crate::tree::{WORKSPACE, workspace, write};

/// Checks a workspace with one bad file beside one with a dangling reference, which must be found in any case.
fn check_beside(path: &str, bytes: impl AsRef<[u8]>) -> Ran {
    let folder = workspace(&[("sound.kdl", "agent \"sound\" {\n    delegate \"nobody\"\n}\n")]);
    write(folder.path(), path, bytes);
    let ran = run(folder.path(), &["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""), "{path}");
    assert!(ran.stdout.contains("no agent is called `nobody`"), "{}", ran.stdout);
    ran
}

fn assert_finds(ran: &Ran, rule: &str) {
    assert!(ran.stdout.contains(rule), "no {rule} in {}", ran.stdout);
}

#[test]
fn not_utf_8_and_nul_are_found_at_their_place() {
    let ran = check_beside("bad.kdl", b"agent \"a\" {\n    title \"caf\xE9\"\n}\n");
    assert_finds(&ran, "error[BW1001]");
    assert_finds(&ran, "bad.kdl:2:");
    assert_finds(&check_beside("bad.kdl", b"agent \"a\" {\n    title \"x\0y\"\n}\n"), "<U+0000>");
}

#[test]
fn crlf_and_a_byte_order_mark_are_read() {
    let text = "\u{feff}agent \"a\" {\r\n    delegate \"lost\"\r\n}\r\n";
    assert_finds(&check_beside("windows.kdl", text), "windows.kdl:2:14");
}

#[test]
fn a_hundred_thousand_open_braces_end() {
    let ran = check_beside("deep.kdl", "a {\n".repeat(100_000));
    assert_finds(&ran, "deep.kdl");
    assert!(ran.stdout.len() < 100_000, "{} bytes", ran.stdout.len());
    assert_finds(&check_beside("braces.kdl", "{".repeat(100_000)), "braces.kdl");
}

#[test]
fn fifty_megabytes_in_one_line_are_refused_by_size() {
    let ran = check_beside("huge.kdl", "x".repeat(50 << 20));
    assert_finds(&ran, "huge.kdl");
    assert!(ran.stdout.len() < 10_000, "{} bytes", ran.stdout.len());
}

#[test]
fn a_name_of_half_a_megabyte_is_quoted_by_its_beginning_in_every_form() {
    let name = "n".repeat(1 << 19);
    let agent = format!(
        "agent \"{name}\" {{\n    owner \"{name}\"\n    {name} 3\n    model \"{name}\"\n}}\n"
    );
    let folder = workspace(&[("long.kdl", agent.as_str())]);
    for form in ["human", "json", "sarif", "github", "gitlab", "junit"] {
        let ran = run(folder.path(), &["check", "--format", form]);
        assert!(ran.stdout.contains("n…` (524288 characters)"), "{form}");
        assert!(ran.stdout.len() < 20_000, "{form}: {} bytes", ran.stdout.len());
    }
}

#[test]
fn ten_thousand_errors_in_a_file_show_twenty_and_the_count() {
    let ran = check_beside("many.kdl", "agent \"a\" { steps; }\nsteps 1\n".repeat(5_000));
    assert_eq!(ran.stdout.matches("--> many.kdl").count(), 20);
    assert!(ran.stdout.contains(" in many.kdl\n"), "{}", ran.stdout);
}

#[test]
fn a_folder_called_like_a_file_is_told() {
    let folder = workspace(&[("x.kdl/inner.txt", "x")]);
    let ran = run(folder.path(), &["check"]);
    assert!(ran.stdout.contains("x.kdl"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_loops_and_unreadable_files_are_told() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.kdl", "agent \"stolen\"\n");
    let folder = workspace(&[]);
    symlink(outside.path().join("secret.kdl"), folder.path().join("link.kdl")).unwrap();
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    symlink(folder.path().join("self.kdl"), folder.path().join("self.kdl")).unwrap();
    let ran = run(folder.path(), &["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("link.kdl"), "{}", ran.stdout);
    assert!(ran.stdout.contains("self.kdl"), "{}", ran.stdout);
    assert!(!run(folder.path(), &["list"]).stdout.contains("stolen"));
}

#[test]
fn a_workspace_inside_a_workspace_is_one_of_its_own() {
    let folder = workspace(&[
        ("inner/bailiwick.kdl", WORKSPACE),
        ("inner/a.kdl", "agent \"a\" {\n    delegate \"nobody\"\n}\n"),
    ]);
    assert_eq!(run(folder.path(), &["check"]).code, Some(0));
    assert_eq!(run(folder.path(), &["check", "inner"]).code, Some(1));
    assert_eq!(run(&folder.path().join("inner"), &["check"]).code, Some(1));
}

#[test]
fn an_unknown_edition_is_refused() {
    let folder = workspace(&[]);
    write(folder.path(), "bailiwick.kdl", WORKSPACE.replace("edition 1", "edition 7"));
    let ran = run(folder.path(), &["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains('7'), "{}", ran.stdout);
}

#[test]
fn a_file_name_that_would_move_the_cursor_is_shown_as_code_points() {
    let folder = workspace(&[]);
    write(folder.path(), "a\u{1b}[2J\nb.kdl", "agent \"a\" {\n    delegate \"x\"\n}\n");
    for form in ["human", "github", "junit", "json", "sarif", "gitlab"] {
        let ran = run(folder.path(), &["check", "--format", form]);
        assert_eq!(ran.code, Some(1));
        assert!(!ran.stdout.contains('\u{1b}'), "{form}: {}", ran.stdout);
    }
    assert!(fs::exists(folder.path().join("bailiwick.kdl")).unwrap());
}

#[test]
fn an_argument_that_would_move_the_cursor_is_shown_without() {
    let folder = workspace(&[]);
    let ran = run(folder.path(), &["--color", "always", "check", "--\u{1b}[2Jx\u{202e}y"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("'--x<U+202E>y'"), "{}", ran.stderr);
    assert!(!ran.stderr.contains(['\u{1b}', '\u{202e}']), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn unreadable_files_and_folders_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = workspace(&[("x.kdl", "agent \"a\"\n"), ("closed/y.kdl", "agent \"b\"\n")]);
    let forbid = |path: &str, mode: u32| {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    forbid("x.kdl", 0o000);
    forbid("closed", 0o000);
    let ran = run_bound(folder.path(), &["check"]);
    forbid("closed", 0o755);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    assert!(ran.stdout.contains("x.kdl") && ran.stdout.contains("closed"), "{}", ran.stdout);
    assert!(ran.stdout.contains("reading it is not permitted"), "{}", ran.stdout);
    let formatted = run_bound(folder.path(), &["fmt", "x.kdl"]);
    assert_eq!(formatted.code, Some(2));
    assert!(formatted.stderr.contains("`x.kdl` cannot be read"), "{}", formatted.stderr);
}

#[test]
fn names_that_differ_only_by_case_are_told() {
    let folder = workspace(&[("clerk.kdl", "agent \"clerk\"\n"), ("Clerk.kdl", "agent \"b\"\n")]);
    if fs::read_dir(folder.path()).unwrap().count() < 3 {
        eprintln!("SKIPPED: this disk takes the two files for one");
        return;
    }
    let ran = run(folder.path(), &["check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("`clerk.kdl` and `Clerk.kdl` differ only by case"),
        "{}",
        ran.stdout
    );
    let folder = workspace(&[("a.kdl", "agent \"clerk\"\nagent \"Clerk\"\n")]);
    let ran = run(folder.path(), &["check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
    assert!(ran.stdout.contains("`Clerk`"), "{}", ran.stdout);
}

#[test]
fn deep_folders_are_walked() {
    let path = "d/".repeat(200) + "x.kdl";
    let ran = check_beside(&path, "agent \"a\" {\n    delegate \"lost\"\n}\n");
    assert_finds(&ran, "no agent is called `lost`");
}

#[test]
fn a_name_of_seventy_thousand_characters_is_listed() {
    let name = "a".repeat(70_000);
    let folder = workspace(&[("x.kdl", &format!("agent \"{name}\"\nagent \"b\"\n"))]);
    let ran = run(folder.path(), &["list"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.contains(&name) && ran.stdout.contains("2 agents"));
    let shown = run(folder.path(), &["show", "b", "--env", "dev", "--why"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
}
