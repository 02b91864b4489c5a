//! Whether a value was drawn at random, or stands for one that is not here.

/// Words in values that stand for something else; in lower case.
const PLACEHOLDERS: &[&str] = &[
    "example",
    "placeholder",
    "your",
    "changeme",
    "change-me",
    "change_me",
    "dummy",
    "redacted",
    "sample",
    "insert",
    "replace",
    "fake",
    "xxxx",
    "****",
    "....",
    "...",
    "…",
    "••",
    "todo",
    "some-",
    "some_",
    "goes-here",
    "secret-here",
    "token-here",
    "key-here",
    "mysecret",
    "my-secret",
    "mytoken",
    "my-token",
    "not-a-real",
    "test-token",
    "foobar",
];

/// Whether a value says that another belongs in its place: `${TOKEN}`, `<token>`, `xxxx`, `AKIAIOSFODNN7EXAMPLE`.
pub(crate) fn is_placeholder(value: &str) -> bool {
    let trimmed = value.trim();
    let first = trimmed.chars().next();
    if trimmed.is_empty() || matches!(first, Some('$' | '%' | '<' | '{' | '[')) {
        return true;
    }
    if ["${", "{{", "$(", "<", "%{"].iter().any(|mark| trimmed.contains(mark)) {
        return true;
    }
    let lower = trimmed.to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|word| lower.contains(word))
        || is_repeated(&lower)
        || is_counted(trimmed)
}

/// Whether it counts up or repeats itself nearly all the way: `1234567890abcdef`, `abcabc`, `00000000`. A secret may do so for a part.
fn is_counted(value: &str) -> bool {
    let follows = |before: u8, byte: u8| {
        byte == before || byte == before.wrapping_add(1) || (before == b'9' && byte == b'0')
    };
    let counts = |run: &&[u8]| run.len() >= 3 && run.iter().all(u8::is_ascii_alphanumeric);
    let runs = value.as_bytes().chunk_by(|before, byte| follows(*before, *byte));
    let counted: usize = runs.filter(counts).map(<[u8]>::len).sum();
    value.len() >= 6 && counted * 4 >= value.len() * 3
}

/// Whether it is one or two characters over and over.
fn is_repeated(value: &str) -> bool {
    let mut seen: Vec<char> = value.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() <= 2 && value.len() >= 6
}

/// Bits a character, by Shannon.
fn entropy(value: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = f64::from(u32::try_from(value.len()).unwrap_or(u32::MAX).max(1));
    let share = |count: u32| f64::from(count) / total;
    counts
        .into_iter()
        .filter(|count| *count > 0)
        .map(|count| -share(count) * share(count).log2())
        .sum()
}

/// Whether the body of a known shape was drawn at random.
pub(super) fn is_random(body: &str) -> bool {
    let has_digit = body.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = body.bytes().any(|byte| byte.is_ascii_alphabetic());
    has_digit && has_letter && entropy(body) >= 2.8
}

/// Whether a value without a known shape was drawn at random.
///
/// Words, versions, dates, UUIDs and paths are not: the longest part between marks mixes letters and digits, 16 characters at
/// least, 3.5 bits each.
pub(crate) fn looks_random(value: &str) -> bool {
    if value.len() < 16 || value.len() > 256 || is_placeholder(value) || is_uuid(value) {
        return false;
    }
    let parts = value.split(['-', '_', '.', '/', ':', '@', '=', '+']);
    let Some(longest) = parts.max_by_key(|part| part.len()) else { return false };
    if longest.len() < 12 || !longest.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let changes = longest
        .as_bytes()
        .windows(2)
        .filter(|pair| kind(pair.first()) != kind(pair.last()))
        .count();
    changes >= 4 && is_random(longest) && entropy(value) >= 3.3
}

const fn kind(byte: Option<&u8>) -> u8 {
    match byte {
        Some(byte) if byte.is_ascii_digit() => 0,
        Some(byte) if byte.is_ascii_lowercase() => 1,
        _ => 2,
    }
}

fn is_uuid(value: &str) -> bool {
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12]
        && value.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
