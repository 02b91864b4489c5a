//! A report as lines for a person.

use std::collections::BTreeMap;

use super::{Count, FileReport, Note, Outcome, Report, Topic};

/// What is said of the files that have a note of a topic.
static COUNTED: &[(Topic, &str)] = &[
    (
        Topic::InheritedModel,
        "`inherit` means the model of whoever starts the agent, so no `model` was written",
    ),
    (Topic::NoModel, "no model"),
    (
        Topic::AllTools,
        "no `tools`, which means all of them: they extend a base with the runtime's own, and get no other agents and no server but those \
         imported with them (stricter)",
    ),
    (Topic::NoTools, "no tools at all"),
    (Topic::NoSummary, "no description"),
    (Topic::NoInstructions, "no instructions"),
    (Topic::Encoding, "CRLF line ends or a byte order mark, which were not kept"),
];

/// What is told of a file by its words, and counted by them.
static TOLD: &[Topic] = &[
    Topic::ModelAlias,
    Topic::UnknownModel,
    Topic::UncommonTool,
    Topic::NotNeeded,
    Topic::MainSession,
];

/// How many keys and names are told one by one; machine-readable output has all.
const MOST: usize = 40;

impl Report {
    /// The report as lines of text, without line ends: what needs a person first, then the counts, then the sum.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for outcome in [Outcome::Ignored, Outcome::Approximated, Outcome::Refused] {
            lines.extend(
                self.files
                    .iter()
                    .filter(|file| file.outcome == outcome)
                    .flat_map(FileReport::lines),
            );
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let counts = self.counts();
        for (topic, words) in COUNTED {
            let count = counts.topic(*topic);
            if count > 0 {
                lines.push(format!("{words}: {}", files(count)));
            }
        }
        lines.extend(self.told());
        let mapped = most_first(counts.mapped.iter().map(|(key, count)| (key, count.files, count)));
        lines.extend(mapped.iter().map(|(key, _, count)| mapped_line(key, count)));
        let stricter =
            most_first(counts.stricter.iter().map(|(why, count)| (why, count.files, count)));
        lines.extend(
            stricter
                .iter()
                .take(MOST)
                .map(|(why, _, count)| format!("stricter than the source{}: {why}", named(count))),
        );
        let unmapped =
            most_first(counts.unmapped.iter().map(|(key, count)| (key, count.files, count)));
        lines.extend(unmapped.iter().take(MOST).map(|(key, _, count)| unmapped_line(key, count)));
        if unmapped.len() > MOST {
            lines.push(format!("and {} more keys that were not mapped", unmapped.len() - MOST));
        }
        lines.push(format!(
            "{}: {} imported, {} approximated, {} refused, {} ignored",
            files(counts.files),
            counts.imported,
            counts.approximated,
            counts.refused,
            counts.ignored
        ));
        lines
    }

    /// The notes that are counted by their words.
    fn told(&self) -> Vec<String> {
        let mut told: BTreeMap<(Topic, &String), usize> = BTreeMap::new();
        let notes = self.files.iter().flat_map(|file| &file.notes);
        for note in notes.filter(|note| TOLD.contains(&note.topic)) {
            *told.entry((note.topic, &note.text)).or_default() += 1;
        }
        let more = told.len().saturating_sub(MOST);
        let mut lines: Vec<String> = told
            .into_iter()
            .take(MOST)
            .map(|((_, text), count)| format!("{text}: {}", files(count)))
            .collect();
        if more > 0 {
            lines.push(format!("and {more} more like these"));
        }
        lines
    }
}

impl FileReport {
    /// What became of the file: a line of its own, and one more for each further note.
    fn lines(&self) -> Vec<String> {
        let agent = self.agent.as_ref().map(|agent| format!(" as `{agent}`")).unwrap_or_default();
        let head = format!("{}{agent}: {}", self.outcome.as_str(), self.path);
        let is_own = |note: &&Note| {
            matches!(note.topic, Topic::Refused | Topic::Ignored)
                || note.topic.is_approximation() && note.topic != Topic::AllTools
        };
        let mut notes = self.notes.iter().filter(is_own).peekable();
        // What many files have in common is told once, below.
        if notes.peek().is_none() {
            return Vec::new();
        }
        let notes = notes.map(|note| match note.line {
            Some(line) => format!("  line {line}: {}", note.text),
            None => format!("  {}", note.text),
        });
        std::iter::once(head).chain(notes).collect()
    }
}

fn mapped_line(key: &str, count: &Count) -> String {
    format!("`{key}` was mapped: {}{}", files(count.files), named(count))
}

fn unmapped_line(key: &str, count: &Count) -> String {
    if count.names.is_empty() {
        format!("`{key}` was not mapped: {}", files(count.files))
    } else {
        format!("left out of `{key}`: {}{}", files(count.files), named(count))
    }
}

/// The names with their counts, in parentheses; nothing where there are none.
fn named(count: &Count) -> String {
    let named = most_first(count.names.iter().map(|(name, files)| (name, *files, ())));
    let mut names: Vec<_> =
        named.iter().take(MOST).map(|(name, files, ())| format!("`{name}` {files}")).collect();
    if named.len() > MOST {
        names.push(format!("and {} more", named.len() - MOST));
    }
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

/// What stands in most files first, then by name.
fn most_first<'r, T>(
    counted: impl Iterator<Item = (&'r String, usize, T)>,
) -> Vec<(&'r String, usize, T)> {
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    counted
}
