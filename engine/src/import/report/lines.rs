//! A report as lines for a person.

use super::{Count, FileReport, Outcome, Report, Topic};

/// What is said of the files that have a note of a topic.
static COUNTED: &[(Topic, &str)] = &[
    (
        Topic::InheritedModel,
        "`inherit` means the model of whoever starts the agent, so no `model` was written",
    ),
    (Topic::NoModel, "no model"),
    (Topic::AllTools, "no `tools`, which means all of them"),
    (Topic::NoSummary, "no description"),
    (Topic::NoInstructions, "no instructions"),
    (Topic::Encoding, "CRLF line ends or a byte order mark, which were not kept"),
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
}

impl FileReport {
    /// What became of the file: a line of its own, and one more for each further note.
    fn lines(&self) -> Vec<String> {
        let agent = self.agent.as_ref().map(|agent| format!(" as `{agent}`")).unwrap_or_default();
        let head = format!("{}{agent}: {}", self.outcome.as_str(), self.path);
        let notes = self.notes.iter().filter(|note| {
            note.topic.is_approximation() || matches!(note.topic, Topic::Refused | Topic::Ignored)
        });
        let notes = notes.map(|note| match note.line {
            Some(line) => format!("  line {line}: {}", note.text),
            None => format!("  {}", note.text),
        });
        std::iter::once(head).chain(notes).collect()
    }
}

fn unmapped_line(key: &str, count: &Count) -> String {
    let named = most_first(count.names.iter().map(|(name, files)| (name, *files, ())));
    let mut names: Vec<_> =
        named.iter().take(MOST).map(|(name, files, ())| format!("`{name}` {files}")).collect();
    if named.len() > MOST {
        names.push(format!("and {} more", named.len() - MOST));
    }
    let head = format!("`{key}` was not mapped: {}", files(count.files));
    if names.is_empty() { head } else { format!("{head} ({})", names.join(", ")) }
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
