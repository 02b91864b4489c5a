//! Prose as real instructions have it: paragraphs of real files where those are there, made of words otherwise.

use std::path::{Path, PathBuf};

use crate::random::Random;

/// Where texts are drawn from.
#[derive(Debug, Clone)]
pub struct Prose {
    sections: Vec<String>,
    /// What the texts are made of, for the report.
    pub source: &'static str,
}

const SUBJECTS: &[&str] = &[
    "the request",
    "a customer",
    "the order",
    "the report",
    "each record",
    "the reviewer",
    "the deployment",
    "the incident",
    "an invoice",
    "the dataset",
    "the document",
    "a colleague",
    "the schedule",
    "the contract",
];
const VERBS: &[&str] = &[
    "names",
    "needs",
    "follows",
    "explains",
    "confirms",
    "replaces",
    "precedes",
    "limits",
    "describes",
    "repeats",
    "answers",
    "changes",
    "decides",
    "records",
];
const OBJECTS: &[&str] = &[
    "one clear outcome",
    "the reason for a change",
    "the next step",
    "what was tried before",
    "the person in charge",
    "the date it takes effect",
    "a figure with its unit",
    "the source it came from",
    "an earlier decision",
    "the smallest change that works",
    "the risk and its owner",
    "what is still open",
];

impl Prose {
    /// Prose of the corpus beside the repository or where `BAILIWICK_SHARED` points to; of a word list otherwise.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "a measurement reads its material")]
    pub fn find() -> Self {
        let shared = std::env::var("BAILIWICK_SHARED").map_or_else(
            |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
            PathBuf::from,
        );
        let mut files: Vec<PathBuf> = std::fs::read_dir(shared.join("corpus/claude-agents"))
            .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
            .unwrap_or_default();
        files.sort();
        let texts: Vec<String> =
            files.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
        let sections: Vec<String> = texts.iter().flat_map(|text| sections(text)).collect();
        if sections.len() < 100 {
            eprintln!("SKIPPED: no corpus of agent files; instructions are made of a word list");
            return Self::of_words();
        }
        Self { sections, source: "real agent files" }
    }

    /// Prose of a word list.
    #[must_use]
    pub fn of_words() -> Self {
        let mut random = Random::new(1, "words", 0);
        let sections = (0..400)
            .map(|_| {
                let sentences = (0..random.between(2, 6)).map(|_| sentence(&mut random));
                sentences.collect::<Vec<_>>().join(" ")
            })
            .collect();
        Self { sections, source: "a word list" }
    }

    /// A Markdown text of about this many bytes.
    #[must_use]
    pub fn text(&self, random: &mut Random, title: &str, bytes: usize) -> String {
        let mut text = format!("# {title}\n");
        while text.len() < bytes {
            text.push('\n');
            text.push_str(self.section(random));
            text.push('\n');
        }
        text
    }

    /// Lines of prose of about this many bytes, without blank lines.
    #[must_use]
    pub fn lines(&self, random: &mut Random, bytes: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut sum = 0;
        while sum < bytes {
            let line = self.section(random).lines().next().unwrap_or_default();
            let line: String = line.chars().filter(|c| !"\"\\#".contains(*c)).take(110).collect();
            sum += line.len() + 1;
            lines.push(line.trim().to_owned());
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn section(&self, random: &mut Random) -> &str {
        self.sections.get(random.below(self.sections.len())).map_or("", String::as_str)
    }
}

/// Paragraphs and lists of a file that mean the same anywhere: no code, no links, no names of files or tools.
fn sections(text: &str) -> Vec<String> {
    let body = text.splitn(3, "---").last().unwrap_or_default();
    let odd = [
        "`", "http", "{{", "@", "mcp", "password", "secret", "token", "key", "<", "|", "/", "_",
        "--", "agent",
    ];
    body.split("\n\n")
        .map(str::trim)
        .filter(|section| section.len() > 60 && section.len() < 900)
        .filter(|section| section.bytes().all(|byte| byte == b'\n' || (b' '..0x7f).contains(&byte)))
        .filter(|section| {
            let lower = section.to_lowercase();
            odd.iter().all(|word| !lower.contains(word))
        })
        .map(str::to_owned)
        .collect()
}

fn sentence(random: &mut Random) -> String {
    let subject = random.pick(SUBJECTS);
    let (verb, object) = (random.pick(VERBS), random.pick(OBJECTS));
    let mut letters = subject.chars();
    let first = letters.next().unwrap_or('x').to_uppercase();
    format!("{first}{} {verb} {object}.", letters.as_str())
}
