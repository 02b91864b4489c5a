//! What holds of every text: nothing is lost, nothing panics, time is linear.

use proptest::prelude::*;

use super::super::*;

#[test]
fn hostile_blocks_are_read_in_linear_time() {
    let deep_keys: String = (0..600).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let aliases: String =
        (0..4_000).map(|at| format!("a{at}: &a{at} [*a{}, *a{}]\n", at / 2, at / 3)).collect();
    let parts = "[;{;- ;? ;a: b: c\n;key: value\n;\t- a\n;&a ;*a ;!a ;\";a: \"\n;a: |\n; ;é;#;x\n;a: [\n;a:\n b: @\n;a:\n - @\n;...a\n";
    let repeated = parts.split(';').map(|part| part.repeat(60_000 / part.len()));
    for block in repeated.chain([deep_keys, aliases]) {
        for text in [
            format!("---\n{block}\n---\nBody"),
            format!("---\nx: @\n{block}"),
            format!("---\nx: {block}\n---\n"),
        ] {
            let frontmatter = split(&text);
            assert!(frontmatter.body.end as usize == text.len());
        }
    }
}

fn soup() -> impl Strategy<Value = String> {
    let words = "---\n;---\r\n;...\n;a: ;name: ;b:;\n;\r\n;\r;  ;\t;- ;|;>-\n;|2+;[;];{;};,;\";';#; # c;&a ;*a;!!str ;!x ;<<: ;? ;:;\
        : ;é;🦀;\u{feff};\0;\\;%YAML 1.2\n;@;`;\u{85};\u{2028};~;true;12;text;word word";
    let part = prop::sample::select(words.split(';').collect::<Vec<_>>());
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn assert_sound(text: &str) -> Result<(), TestCaseError> {
    let frontmatter = split(text);
    let body = frontmatter.body;
    prop_assert_eq!(body.end as usize, text.len());
    prop_assert_eq!(text.get(body.range()), Some(frontmatter.body()));
    match frontmatter.block {
        Some(block) => prop_assert!(block.end <= body.start && text.get(block.range()).is_some()),
        None => prop_assert_eq!(frontmatter.body(), text.strip_prefix('\u{feff}').unwrap_or(text)),
    }
    for problem in &frontmatter.problems {
        prop_assert!(text.get(problem.span.range()).is_some(), "{:?}", problem);
    }
    assert_entries_sound(text, &frontmatter.entries)
}

fn assert_entries_sound(text: &str, entries: &[Entry]) -> Result<(), TestCaseError> {
    for entry in entries {
        prop_assert!(text.get(entry.span.range()).is_some(), "{:?}", entry);
        prop_assert!(text.get(entry.key_span.range()).is_some(), "{:?}", entry);
        if let Value::Scalar(scalar) = &entry.value
            && scalar.style == ScalarStyle::Plain
            && scalar.text.chars().all(|character| character.is_alphanumeric())
        {
            prop_assert!(entry.span.text(text).contains(&scalar.text), "{:?} in {:?}", entry, text);
        }
        if let Value::Mapping(inner) = &entry.value {
            assert_entries_sound(text, inner)?;
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_split_without_loss(text in any::<String>()) {
        assert_sound(&text)?;
    }

    #[test]
    fn any_soup_is_split_without_loss(text in soup()) {
        assert_sound(&text)?;
        assert_sound(&format!("---\n{text}\n---\nBody"))?;
    }

    #[test]
    fn a_block_of_plain_entries_reads_the_same_strictly_and_leniently(
        entries in prop::collection::vec(("[a-z]{1,8}", "[A-Za-z][A-Za-z0-9 ]{0,20}[a-z]"), 1..6),
    ) {
        let block: String = entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        let pairs = |read: Read| -> Vec<(String, Value)> {
            read.entries.into_iter().map(|entry| (entry.key, entry.value)).collect()
        };
        let strict = strict::read(&block, 0).map(pairs);
        prop_assert_eq!(strict, Ok(pairs(lenient::read(&block, 0))));
    }
}
