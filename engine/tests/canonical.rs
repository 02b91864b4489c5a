//! Canonical JSON against a second implementation of RFC 8785: contexts with odd texts, keys and numbers.

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use bailiwick_engine::{canonical, compose};
use proptest::prelude::*;
use serde_json::Value;

/// Characters that JSON escapes, that UTF-16 sorts otherwise than UTF-8, and plain ones.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => proptest::char::range('a', 'e'),
        2 => Just('"'),
        2 => Just('\\'),
        1 => Just('\t'),
        1 => Just('\u{8}'),
        1 => Just('\u{c}'),
        1 => Just('\u{7f}'),
        2 => Just('/'),
        2 => Just('é'),
        2 => Just('\u{FB33}'),
        2 => Just('\u{FFFD}'),
        2 => Just('\u{1F600}'),
        2 => Just('\u{10000}'),
    ]
}

fn line() -> impl Strategy<Value = String> {
    proptest::collection::vec(character(), 0..6)
        .prop_map(|all| format!("x{}", String::from_iter(all)))
}

/// Like a line, but its first character is odd too, which decides the order of keys.
fn key() -> impl Strategy<Value = String> {
    (character(), line()).prop_map(|(first, rest)| format!("{first}{rest}"))
}

/// A text of several lines, with control characters that a line may not hold.
fn text() -> impl Strategy<Value = String> {
    let odd = prop_oneof![Just('\n'), Just('\r'), Just('\u{1}'), Just('\u{1f}'), character()];
    proptest::collection::vec(odd, 0..8).prop_map(|all| format!("y{}", String::from_iter(all)))
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("0".to_owned()),
        Just("-0.0".to_owned()),
        Just("2.0".to_owned()),
        Just("0.0000001".to_owned()),
        Just("1e-3".to_owned()),
        Just("1.50".to_owned()),
        (0..2_000_u32).prop_map(|all| format!("{}.{:03}", all / 1_000, all % 1_000)),
        (1..99_u32, 4..12_u32).prop_map(|(digits, places)| format!("{digits}e-{places}")),
    ]
}

/// A text as KDL.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            plain if u32::from(plain) >= 0x20 && plain != '\u{7f}' => out.push(plain),
            control => out += &format!("\\u{{{:x}}}", u32::from(control)),
        }
    }
    out + "\""
}

#[expect(clippy::disallowed_methods, reason = "the count is set from outside")]
fn cases() -> u32 {
    std::env::var("BAILIWICK_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn contexts_with_odd_texts_are_canonical(
        title in line(),
        text in text(),
        tags in proptest::collection::vec(key(), 1..5),
        headers in proptest::collection::btree_set(key(), 1..5),
        number in number(),
    ) {
        let tags: Vec<String> = tags.iter().map(|tag| quoted(tag)).collect();
        let headers: Vec<String> =
            headers.iter().map(|key| format!("header {} value={}", quoted(key), quoted(key))).collect();
        let kdl = format!(
            "environment \"dev\" {{ tracks; }}\nserver \"s\" {{\nurl \"https://a.example\"\n{}\n}}\n\
             agent \"clerk\" {{\ntitle {}\ntag {}\ninstructions {}\nmodel {{ temperature {number}; }}\nserver \"s\"\n}}\n",
            headers.join("\n"), quoted(&title), tags.join(" "), quoted(&text),
        );
        let workspace = load(&Memory::example(&kdl));
        let scope = workspace.scope();
        let sources = scope.sources();
        let agent = workspace.agent("clerk").unwrap();
        let release = canonical::release_digest(&sources, &compose::lineage(workspace.fleet(), agent));
        let effective = workspace.effective(agent, workspace.environment("dev"));
        let json = canonical::full(&sources, &effective, release);
        let value: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&json, &serde_json_canonicalizer::to_string(&value).unwrap());
        prop_assert_eq!(value.get("title"), Some(&Value::from(title)), "{}", kdl);
        let told = value.pointer("/instructions/0/text").and_then(Value::as_str).unwrap();
        prop_assert_eq!(told, &text, "{}", kdl);
        let set: f64 = number.parse().unwrap();
        prop_assert_eq!(value.pointer("/model/temperature").and_then(Value::as_f64), Some(set));
        let known = value.pointer("/server/s/declaration/header").and_then(Value::as_object);
        prop_assert_eq!(known.map(serde_json::Map::len), Some(headers.len()), "{}", kdl);
    }
}
