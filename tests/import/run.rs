//! Runs the importer and checks what holds of every import.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bailiwick_engine::frontmatter;
use bailiwick_engine::import::{
    FileReport, Imported, InputFile, Options, Outcome, Topic, importer,
};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::{document, syntax};

use super::authority;

/// The files of a folder, without those below its folders.
pub fn files_of(folder: &Path) -> Vec<InputFile> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| {
            let entry = entry.expect("an entry of the folder");
            let path = entry.file_name().into_string().expect("a name in UTF-8");
            InputFile { path, content: Ok(std::fs::read(entry.path()).expect("a readable file")) }
        })
        .collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// The folder of the workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Imports files into an empty folder, and checks what holds of every import.
pub fn import(files: &[InputFile]) -> Imported {
    let imported = import_once(files);
    assert_accounted(files, &imported);
    assert_kept(files, &imported);
    assert_sound(&imported);
    if files.len() < 300 {
        authority::assert_never_wider(files, &imported);
    }
    let mut reversed = files.to_vec();
    reversed.reverse();
    assert_eq!(imported, import_once(&reversed), "order has no meaning");
    imported
}

/// Imports files into an empty folder.
pub fn import_once(files: &[InputFile]) -> Imported {
    let options = Options { workspace: "acme".to_owned(), ..Options::default() };
    (importer("claude-agents").expect("the format").run)(files, &options)
}

/// The report of a file.
pub fn report<'i>(imported: &'i Imported, path: &str) -> &'i FileReport {
    imported.report.files.iter().find(|file| file.path == path).expect("the file is in the report")
}

/// The text of an output file.
pub fn output<'i>(imported: &'i Imported, path: &str) -> Option<&'i str> {
    let file = imported.files.iter().find(|file| file.path.as_str() == path)?;
    Some(std::str::from_utf8(&file.bytes).expect("output is UTF-8"))
}

/// Every input file is in the report exactly once, and every output file belongs to one of them.
fn assert_accounted(files: &[InputFile], imported: &Imported) {
    let given: Vec<_> = files.iter().map(|file| &file.path).collect();
    let told: BTreeSet<_> = imported.report.files.iter().map(|file| &file.path).collect();
    assert_eq!(given.len(), imported.report.files.len());
    assert_eq!(given.into_iter().collect::<BTreeSet<_>>(), told);
    let has_agents = imported.report.files.iter().any(|file| file.agent.is_some());
    let manifest = has_agents.then(|| ("bailiwick.kdl".to_owned(), 1));
    let topics = imported.report.counts();
    let base = (topics.topic(Topic::AllTools) > 0)
        .then(|| ("context/bases/claude-code-tools.kdl".to_owned(), 1));
    let mut written: BTreeMap<String, usize> = manifest.into_iter().chain(base).collect();
    for file in &imported.report.files {
        let has_agent = matches!(file.outcome, Outcome::Imported | Outcome::Approximated);
        assert_eq!(file.agent.is_some(), has_agent, "{}", file.path);
        assert_eq!(file.written.is_empty(), !has_agent, "{}", file.path);
        assert!(has_agent || !file.notes.is_empty(), "{} is left out without a word", file.path);
        for path in &file.written {
            *written.entry(path.as_str().to_lowercase()).or_default() += 1;
        }
    }
    let output: BTreeMap<_, _> =
        imported.files.iter().map(|file| (file.path.as_str().to_lowercase(), 1)).collect();
    assert_eq!(output, written, "each path once, whatever its letter case");
    assert_eq!(output.len(), imported.files.len());
}

/// Every body survives byte for byte, but for CRLF.
fn assert_kept(files: &[InputFile], imported: &Imported) {
    for file in files {
        let report = report(imported, &file.path);
        let Some(agent) = &report.agent else { continue };
        let text =
            std::str::from_utf8(file.content.as_ref().expect("it was read")).expect("it is UTF-8");
        let instructions =
            report.written.iter().find(|path| path.as_str().starts_with("instructions/"));
        let Some(instructions) = instructions else {
            assert!(
                frontmatter::split(text).body().trim().is_empty(),
                "{agent} lost its instructions"
            );
            continue;
        };
        let kept = output(imported, instructions.as_str()).expect("the file was made");
        let lines = frontmatter::with_line_feeds(text);
        let (_, body) = lines.split_at(lines.len() - kept.len());
        assert_eq!(body, kept, "{}", file.path);
        assert!(
            kept.ends_with(&*frontmatter::with_line_feeds(frontmatter::split(text).body())),
            "{}",
            file.path
        );
    }
}

/// Every file that was made is KDL that is understood whole, and every path stays in the workspace.
pub fn assert_sound(imported: &Imported) {
    for file in &imported.files {
        let path = file.path.as_str();
        let fine = |c: char| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '/' | '.')
        };
        assert!(
            (path.starts_with("skills/") || path.chars().all(fine))
                && !path.contains("..")
                && path.len() < 256,
            "{path}"
        );
        // Files of skills may be anything.
        let text = std::str::from_utf8(&file.bytes);
        assert!(text.is_ok() || path.starts_with("skills/"), "{path} is UTF-8");
        if path.ends_with(".kdl") {
            assert_understood(&file.path, text.expect("UTF-8"));
        }
    }
}

fn assert_understood(path: &FilePath, text: &str) {
    let parsed = syntax::parse(path, Arc::from(text), &syntax::Limits::default());
    assert!(parsed.diagnostics.is_empty(), "{path}: {:?}\n{text}", parsed.diagnostics);
    let decoded = document::decode(path, &parsed.tree);
    assert!(decoded.diagnostics.is_empty(), "{path}: {:?}\n{text}", decoded.diagnostics);
    let second_opinion = kdl::KdlDocument::parse_v2(text);
    assert!(second_opinion.is_ok(), "{path}: {second_opinion:?}\n{text}");
}
