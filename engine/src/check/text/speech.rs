//! Whether a sentence means its words, or forbids them, or tells that others say them.

/// Ends of clauses: what stands before them says nothing of the words behind them.
const BREAKS: &[&str] =
    &[",", ";", ":", " - ", " – ", " — ", "(", " but ", " then ", " instead ", " otherwise "];

/// What stands alone between a comma and a verb that goes on with a list of verbs.
const GOES_ON: &[&str] = &["to", "or to", "and to", "nor to"];

/// Words that forbid the verb behind them. A `not` of another verb is none of them.
const DENIALS: &[&str] = &[
    "never ",
    "do not ",
    "don't ",
    "don’t ",
    "does not ",
    "must not ",
    "mustn't ",
    "should not ",
    "shouldn't ",
    "cannot ",
    "can not ",
    "can't ",
    "may not ",
    "will not ",
    "won't ",
    "not to ",
    "avoid ",
    "refuse ",
    "refuses ",
    "forbidden to ",
    "instead of ",
    "rather than ",
];

/// Words by which somebody else says what follows.
const SPEECH: &[&str] = &[
    "asks you to ",
    "ask you to ",
    "asking you to ",
    "asks to ",
    "ask to ",
    "asking to ",
    "tells you to ",
    "tell you to ",
    "telling you to ",
    "wants you to ",
    "want you to ",
    "orders you to ",
    "instructs you to ",
    "instructing you to ",
    "tries to ",
    "try to ",
    "trying to ",
    "attempts to ",
    "attempt to ",
    "attempting to ",
    "requests to ",
    "request to ",
    "get you to ",
    "make you ",
    "says to ",
    "say to ",
    "says ",
    "saying ",
    "claims ",
    "claiming ",
    "such as ",
    "like ",
    "e.g. ",
    "for example ",
];

/// The same in the passive: somebody else says it only where it is a condition.
const TOLD: &[&str] = &["told to ", "asked to ", "instructed to ", "ordered to "];

/// Words that lead into examples of what others write, wherever they stand before it.
const EXAMPLES: &[&str] = &["such as", "like", "e.g.", "for example", "examples:", "example:"];

const WRITTEN: &[&str] = &[
    "phrase",
    "text",
    "word",
    "message",
    "sentence",
    "request",
    "prompt",
    "comment",
    "instruction",
    "command",
    "string",
    "wording",
    "pattern",
];

/// Words that only a sentence about attacks has.
const ATTACKS: &[&str] = &[
    "injection",
    "inject ",
    "injected",
    "jailbreak",
    "malicious",
    "adversar",
    "red team",
    "attack",
    "social engineering",
    "suspicious",
];

/// What is said of an attack behind its words.
const VERDICTS: &[&str] = &[
    "prompt injection",
    "jailbreak",
    "is an attack",
    "are attacks",
    "as an attack",
    "as attacks",
    "is malicious",
    "are malicious",
    "as malicious",
    "is suspicious",
    "as suspicious",
    "as data",
    "is data",
    "never an order",
    "must be refused",
    "should be refused",
    "is refused",
    "are refused",
];

/// Whether the words of a sentence from `at` on are not meant: forbidden, told of others, or about attacks.
pub(crate) fn is_not_meant(sentence: &str, at: usize) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let before = lower.get(..at).unwrap_or_default();
    let behind = lower.get(at..).unwrap_or_default();
    is_denied(&lower, at)
        || is_reported(before)
        || is_example(before)
        || VERDICTS.iter().any(|verdict| behind.contains(verdict))
}

/// Whether the verb at a place is forbidden; the sentence is in lower case.
pub(crate) fn is_denied(lower: &str, at: usize) -> bool {
    let clause = clause(lower.get(..at).unwrap_or_default());
    DENIALS.iter().any(|denial| starts_word(clause, denial).is_some())
}

/// The clause that the end of a text belongs to; `…, to` and `…, or to` go on with the verb of the clause before.
fn clause(before: &str) -> &str {
    // The place may lie within the first word.
    let before = before.trim_end_matches(char::is_alphanumeric);
    let mut searched = before;
    loop {
        let ends = BREAKS.iter().filter_map(|end| Some((searched.rfind(end)?, end.len())));
        let Some((at, length)) = ends.max_by_key(|(at, length)| at + length) else {
            return before;
        };
        let found = before.get(at + length..).unwrap_or_default();
        let own = before.get(at + length..searched.len()).unwrap_or_default();
        if !GOES_ON.contains(&own.trim()) {
            return found;
        }
        searched = searched.get(..at).unwrap_or_default();
    }
}

/// Whether the clause up to the words lets somebody else say them.
fn is_reported(before: &str) -> bool {
    let clause = clause(before);
    let own = clause.rfind(" and ").and_then(|at| clause.get(at + 5..)).unwrap_or(clause);
    // "asks you to open it and ignore your rules" is one request; "act like one and ignore them" are two orders.
    let own =
        if GOES_ON.contains(&own.trim()) || clause.contains("you to ") { clause } else { own };
    if ATTACKS.iter().any(|word| own.contains(word)) {
        return true;
    }
    let says =
        SPEECH.iter().any(|cue| starts_word(own, cue).is_some_and(|at| !is_own_voice(own, at)));
    let is_condition = ["if ", "when ", "whenever ", "even ", "unless ", "being "]
        .iter()
        .any(|word| starts_word(own, word).is_some());
    says || (is_condition && TOLD.iter().any(|cue| own.contains(cue)))
}

/// Whether whoever wrote the text says it: "we want you to", "I am asking you to".
fn is_own_voice(clause: &str, at: usize) -> bool {
    let before = clause.get(..at).unwrap_or_default();
    let mut last = before.split_whitespace().rev().take(2);
    last.any(|word| matches!(word, "i" | "we" | "i'm" | "we're" | "please"))
}

/// Whether the words are an example of what is written somewhere: "text such as".
fn is_example(before: &str) -> bool {
    EXAMPLES.iter().any(|lead| {
        starts_word(before, lead).is_some_and(|at| {
            let named = before.get(..at).unwrap_or_default().split_whitespace().rev().take(2);
            let mut named = named.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            named.any(|word| WRITTEN.iter().any(|noun| word.trim_end_matches('s') == *noun))
        })
    })
}

/// The last place of some words, where they begin a word.
fn starts_word(text: &str, words: &str) -> Option<usize> {
    let begins = |at: &usize| {
        let before = text.get(..*at).unwrap_or_default();
        !before.ends_with(|character: char| character.is_alphanumeric() || character == '\'')
    };
    text.rmatch_indices(words).map(|(at, _)| at).find(begins)
}

/// Whether one of these verbs is an order in a sentence in lower case.
pub(crate) fn is_ordered(lower: &str, verbs: &[&str]) -> bool {
    orders(lower, verbs).next().is_some()
}

/// Where one of these verbs is an order: not forbidden, not told of others, and not what something else does.
pub(crate) fn orders<'s>(lower: &'s str, verbs: &'s [&str]) -> impl Iterator<Item = usize> + 's {
    let places = verbs.iter().flat_map(|verb| lower.match_indices(verb).map(|(at, _)| at));
    places.filter(|at| {
        let before = lower.get(..*at).unwrap_or_default();
        let is_word =
            !before.ends_with(|character: char| character.is_alphanumeric() || character == '_');
        is_word && !is_described(before) && !is_not_meant(lower, *at)
    })
}

/// Whether the word behind is what something else does or may do: "code that prints", "which would print".
fn is_described(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    [
        "that", "which", "who", "would", "could", "might", "may", "can", "they", "it", "the", "a",
        "an",
    ]
    .contains(&last)
}
