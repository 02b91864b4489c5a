//! What an import did: for people, and as JSON.

use std::collections::BTreeMap;

use bailiwick_engine::import::{Count, Counts, FileReport, Imported};
use bailiwick_schema::path::FilePath;
use serde_json::{Value, json};

use super::count::counted;
use super::json::json_text;
use super::visible::visible;

/// The report, and what to do next.
#[must_use]
pub fn human(imported: &Imported, written: &[FilePath], out: &str) -> String {
    let mut text = lines(imported);
    let standing = imported.files.len() - written.len().min(imported.files.len());
    let (stand, out) = (if standing == 1 { "stands" } else { "stand" }, visible(out));
    let stood = format!("{} {stand} in {out} already", counted(standing, "file"));
    text += &match (written.len(), standing) {
        (0, 0) => "nothing was written\n".to_owned(),
        (0, _) => format!("nothing was written: {stood}\n"),
        (count, 0) => format!("{} written to {out}\n", counted(count, "file")),
        (count, _) => format!("{} written to {out}; {stood}\n", counted(count, "file")),
    };
    text
}

/// The report, and the files that would be written.
#[must_use]
pub fn dry_run(imported: &Imported) -> String {
    let files =
        imported.files.iter().map(|file| format!("would write {}\n", visible(file.path.as_str())));
    files.collect::<String>() + "\n" + &lines(imported)
}

fn lines(imported: &Imported) -> String {
    let formats = imported.report.formats.iter();
    let read =
        formats.map(|(name, files)| format!("read as {name}: {}\n", counted(*files, "file")));
    let lines = imported.report.lines();
    let lines = lines.iter().map(|line| format!("{}\n", visible(line)));
    read.chain(lines).collect()
}

/// The report as JSON.
#[must_use]
pub fn json(imported: &Imported, written: &[FilePath]) -> String {
    let files: Vec<_> = imported.report.files.iter().map(file).collect();
    let written: Vec<_> = written.iter().map(FilePath::as_str).collect();
    let formats = imported.report.formats.iter();
    let formats: Vec<_> =
        formats.map(|(name, files)| json!({ "name": name, "files": files })).collect();
    json_text(&json!({
        "version": 1,
        "formats": formats,
        "counts": counts(&imported.report.counts()),
        "files": files,
        "written": written,
    }))
}

fn counts(counts: &Counts) -> Value {
    let notes: serde_json::Map<String, Value> = counts
        .topics
        .iter()
        .map(|(topic, files)| (topic.as_str().to_owned(), json!(files)))
        .collect();
    json!({
        "files": counts.files,
        "imported": counts.imported,
        "approximated": counts.approximated,
        "refused": counts.refused,
        "ignored": counts.ignored,
        "notes": notes,
        "mapped": named(&counts.mapped),
        "stricter": named(&counts.stricter),
        "unmapped": named(&counts.unmapped),
    })
}

fn named(counts: &BTreeMap<String, Count>) -> Value {
    let counts = counts
        .iter()
        .map(|(key, count)| (key.clone(), json!({ "files": count.files, "names": count.names })));
    Value::Object(counts.collect())
}

fn file(file: &FileReport) -> Value {
    let notes: Vec<_> = file
        .notes
        .iter()
        .map(|note| {
            let (topic, line) = (note.topic.as_str(), note.line);
            json!({ "topic": topic, "line": line, "text": note.text, "direction": direction(note.topic.is_stricter()) })
        })
        .collect();
    let mapped: Vec<_> = file
        .mapped
        .iter()
        .map(|word| {
            json!({
                "key": word.key,
                "line": word.line,
                "value": word.value,
                "written": word.written,
                "direction": if word.stricter.is_some() { "stricter" } else { "equal" },
                "stricter": word.stricter,
                "witness": word.witness,
            })
        })
        .collect();
    let unmapped: Vec<_> = file
        .unmapped
        .iter()
        .map(|entry| json!({ "key": entry.key, "line": entry.line, "value": entry.value, "names": entry.names }))
        .collect();
    json!({
        "path": file.path,
        "outcome": file.outcome.as_str(),
        "agent": file.agent,
        "written": file.written.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "notes": notes,
        "mapped": mapped,
        "unmapped": unmapped,
    })
}

/// How the agent's authority compares to what the file says; none for notes that are not about it.
fn direction(is_stricter: bool) -> Option<&'static str> {
    is_stricter.then_some("stricter")
}
