//! Models that their makers have turned off, or have said when they will.
//!
//! From the makers' own pages, as they stood on the date below: platform.claude.com/docs/en/about-claude/model-deprecations,
//! developers.openai.com/api/docs/deprecations, cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versioning. Only what
//! was announced with a date is listed; other clouds that serve the same models have dates of their own, so an entry holds
//! for its provider only.

use super::ModelName;

/// The day on which the makers' pages were read.
pub const AS_OF: &str = "2026-11-23";

/// When a model is turned off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retirement {
    /// The day, as `YYYY-MM-DD`.
    pub date: &'static str,
    /// Whether it had passed when the makers' pages were read.
    pub is_past: bool,
}

struct Entry {
    provider: &'static str,
    date: &'static str,
    /// Whole names; `*` at the end stands for any rest.
    models: &'static [&'static str],
}

static ENTRIES: &[Entry] = &[
    Entry { provider: "anthropic", date: "2024-11-06", models: &["claude-1*", "claude-instant-*"] },
    Entry {
        provider: "anthropic",
        date: "2025-07-21",
        models: &["claude-2", "claude-2.0", "claude-2.1", "claude-3-sonnet-20240229"],
    },
    Entry {
        provider: "anthropic",
        date: "2025-10-28",
        models: &[
            "claude-3-5-sonnet-20240620",
            "claude-3-5-sonnet-20241022",
            "claude-3-5-sonnet-latest",
        ],
    },
    Entry {
        provider: "anthropic",
        date: "2026-01-05",
        models: &["claude-3-opus-20240229", "claude-3-opus-latest"],
    },
    Entry {
        provider: "anthropic",
        date: "2026-02-19",
        models: &[
            "claude-3-7-sonnet-20250219",
            "claude-3-7-sonnet-latest",
            "claude-3-5-haiku-20241022",
            "claude-3-5-haiku-latest",
        ],
    },
    Entry {
        provider: "anthropic",
        date: "2026-06-15",
        models: &[
            "claude-sonnet-4-20250514",
            "claude-sonnet-4-0",
            "claude-opus-4-20250514",
            "claude-opus-4-0",
        ],
    },
    Entry {
        provider: "openai",
        date: "2024-01-04",
        models: &[
            "text-davinci-00*",
            "text-curie-001",
            "text-babbage-001",
            "text-ada-001",
            "code-davinci-00*",
        ],
    },
    Entry { provider: "openai", date: "2025-06-06", models: &["gpt-4-32k*"] },
    Entry { provider: "openai", date: "2025-07-14", models: &["gpt-4.5-preview*"] },
    Entry { provider: "openai", date: "2025-07-28", models: &["o1-preview*"] },
    Entry { provider: "openai", date: "2025-10-27", models: &["o1-mini*"] },
    Entry {
        provider: "openai",
        date: "2026-10-23",
        models: &[
            "gpt-3.5-turbo",
            "gpt-3.5-turbo-0125",
            "gpt-4",
            "gpt-4-0613",
            "gpt-4-1106-preview",
            "gpt-4-turbo",
            "gpt-4-turbo-2024-04-09",
            "gpt-4o-2024-05-13",
            "gpt-4.1-nano",
            "gpt-4.1-nano-2025-04-14",
            "o1",
            "o1-2024-12-17",
            "o1-pro",
            "o1-pro-2025-03-19",
            "o3-mini",
            "o3-mini-2025-01-31",
            "o4-mini",
            "o4-mini-2025-04-16",
        ],
    },
    Entry {
        provider: "openai",
        date: "2026-12-11",
        models: &[
            "gpt-5",
            "gpt-5-2025-08-07",
            "gpt-5-mini",
            "gpt-5-mini-2025-08-07",
            "gpt-5-nano",
            "gpt-5-nano-2025-08-07",
            "o3",
            "o3-2025-04-16",
        ],
    },
    Entry {
        provider: "google",
        date: "2025-04-09",
        models: &["gemini-1.0-*", "gemini-pro", "gemini-pro-vision"],
    },
    Entry { provider: "google", date: "2025-09-24", models: &["gemini-1.5-*"] },
];

/// When the maker turns this model off; none where nothing is announced.
#[must_use]
pub fn retirement(name: ModelName<'_>) -> Option<Retirement> {
    let entry = ENTRIES.iter().filter(|entry| entry.provider == name.provider).find(|entry| {
        entry.models.iter().any(|model| match model.strip_suffix('*') {
            Some(start) => name.model.starts_with(start),
            None => name.model == *model,
        })
    })?;
    Some(Retirement { date: entry.date, is_past: entry.date < AS_OF })
}
