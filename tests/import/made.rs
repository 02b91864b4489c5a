//! Hostile files that no editor would keep as they are, made here.

use std::fmt::Write as _;

use bailiwick_engine::import::{InputFile, Outcome, Topic};

use super::run::{import, output, report};

fn file(path: &str, content: impl Into<Vec<u8>>) -> InputFile {
    InputFile { path: path.to_owned(), content: Ok(content.into()) }
}

/// The outcome and the notes of a file that is imported alone.
fn told(content: impl Into<Vec<u8>>) -> (Outcome, Vec<String>) {
    let imported = import(&[file("x.md", content)]);
    let report = report(&imported, "x.md");
    (report.outcome, report.notes.iter().map(|note| note.text.clone()).collect())
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(to_bytes).collect()
}

#[test]
fn what_is_not_utf8_is_refused_with_its_place() {
    let (outcome, notes) = told(b"---\nname: a\n---\nGr\xfc\xdfe\n".to_vec());
    assert_eq!(
        (outcome, notes),
        (
            Outcome::Refused,
            vec!["it is not UTF-8: the byte at offset 18 begins no character".to_owned()]
        )
    );
    let imported = import(&[file("x.md", b"one\ntwo\n\xff".to_vec())]);
    assert_eq!(report(&imported, "x.md").notes.first().map(|note| note.line), Some(Some(3)));
    assert!(imported.report.has_refusals());
}

#[test]
fn utf16_is_refused_by_name() {
    for bytes in [
        utf16("---\nname: a\n---\n", u16::to_le_bytes),
        utf16("---\nname: a\n---\n", u16::to_be_bytes),
    ] {
        assert_eq!(
            told(bytes),
            (Outcome::Refused, vec!["it is UTF-16; save it as UTF-8".to_owned()])
        );
    }
}

#[test]
fn a_nul_is_kept_in_the_body_and_told_in_the_frontmatter() {
    let imported = import(&[file("x.md", "---\nname: zero\n---\na\0b\n")]);
    assert_eq!(output(&imported, "instructions/zero.md"), Some("a\0b\n"));
    let (outcome, notes) = told("---\nname: zero\ndescription: a\0b\n---\nBody\n");
    assert_eq!(outcome, Outcome::Approximated);
    assert!(
        notes.iter().any(|note| note == "a NUL character stands in the frontmatter"),
        "{notes:?}"
    );
}

#[test]
fn aliases_do_not_multiply() {
    let mut text = "---\nname: bomb\na0: &a0 [lol, lol, lol]\n".to_owned();
    for at in 1..40 {
        let before = format!("*a{}", at - 1);
        let _ = writeln!(text, "a{at}: &a{at} [{before}, {before}, {before}, {before}]");
    }
    text += "---\nBody\n";
    let (outcome, notes) = told(text);
    assert_eq!(outcome, Outcome::Approximated);
    assert!(notes.iter().any(|note| note.starts_with("an alias is not followed")), "{notes:?}");
}

#[test]
fn a_megabyte_of_frontmatter_is_read_whole() {
    let mut text = "---\nname: large\n".to_owned();
    while text.len() < 1_000_000 {
        let _ = writeln!(text, "key-{}: {}", text.len(), "value ".repeat(10));
    }
    text += "description: the last\n---\nBody\n";
    let imported = import(&[file("x.md", text)]);
    let declared = output(&imported, "context/agents/large.kdl").unwrap_or_default();
    assert!(declared.contains("summary \"the last\""), "{declared}");
    assert!(report(&imported, "x.md").unmapped.len() > 10_000);
    assert!(imported.report.lines().len() < 100);
}

#[test]
fn a_line_of_a_megabyte_is_kept_whole() {
    let long = "word ".repeat(200_000);
    let imported =
        import(&[file("x.md", format!("---\nname: long\ndescription: {long}\n---\n{long}\n"))]);
    let declared = output(&imported, "context/agents/long.kdl").unwrap_or_default();
    assert!(declared.contains(long.trim()));
    assert_eq!(output(&imported, "instructions/long.md").map(str::len), Some(long.len() + 1));
    let (_, notes) = told(format!("---\nname: {long}\n---\nBody\n"));
    assert!(notes.iter().all(|note| note.len() < 400), "{notes:?}");
}

#[test]
fn nesting_has_no_end_that_hurts() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let deep = format!("{}{}", open.repeat(10_000), close.repeat(10_000));
        let imported =
            import(&[file("x.md", format!("---\nname: deep\nhooks: {deep}\n---\nBody\n"))]);
        let report = report(&imported, "x.md");
        assert_eq!(report.agent.as_deref(), Some("deep"));
        assert_eq!(report.unmapped.len(), 1);
    }
}

#[test]
fn lone_carriage_returns_begin_no_frontmatter() {
    let imported = import(&[file("x.md", "---\rname: old\r---\rBody\r")]);
    assert_eq!(output(&imported, "instructions/x.md"), Some("---\rname: old\r---\rBody\r"));
}

#[test]
fn two_thousand_files_of_one_name_get_two_thousand_names() {
    let files: Vec<_> =
        (0..2_000).map(|at| file(&format!("{at}.md"), "---\nname: twin\n---\nBody\n")).collect();
    let imported = import(&files);
    let renamed = imported.report.counts().topic(Topic::Renamed);
    assert_eq!((imported.files.len(), renamed), (4_002, 1_999));
}

#[test]
fn a_secret_in_the_frontmatter_is_taken_out_everywhere() {
    let token = ["ghp_", "R7kQ2vXw9ZbN4tLs8YdC1mHf6JgP3aVe0UoK"].concat();
    let text = format!(
        "---\nname: leaky\ndescription: Uses {token} for all\ntools: Read, {token}\nenv: {token}\nmodel: {token}\n---\nBody\n"
    );
    let imported = import(&[file("x.md", text)]);
    let declared = output(&imported, "context/agents/leaky.kdl").unwrap_or_default();
    assert!(declared.contains("summary \"Uses ${SECRET} for all\""), "{declared}");
    let told = format!("{:?}{:?}", imported.report, imported.report.lines());
    assert!(!declared.contains("R7kQ") && !told.contains("R7kQ"), "{told}");
    let notes = &report(&imported, "x.md").notes;
    let secrets: Vec<_> = notes.iter().filter(|note| note.topic == Topic::Secret).collect();
    assert_eq!(secrets.len(), 2, "{secrets:?}");
    assert!(secrets[0].text.contains("revoke it"), "{secrets:?}");
}

#[test]
fn a_private_key_is_taken_out_whole() {
    let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    let key = format!("-----BEGIN {0}-----\\n{body}\\n-----END {0}-----", "PRIVATE KEY");
    let imported = import(&[file(
        "x.md",
        format!("---\nname: leaky\ndescription: \"Uses {key} only\"\n---\nBody\n"),
    )]);
    let declared = output(&imported, "context/agents/leaky.kdl").unwrap_or_default();
    assert!(declared.contains("summary \"Uses ${SECRET} only\""), "{declared}");
}
