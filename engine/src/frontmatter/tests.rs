//! Tests of the frontmatter reader.

mod lenient;
mod properties;

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;

/// Prints what was read, with the source text of every span.
fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&printed(text));
}

fn printed(text: &str) -> String {
    let frontmatter = split(text);
    let mut out = format!("{:?}\n", frontmatter.reading);
    for entry in &frontmatter.entries {
        let _ = writeln!(
            out,
            "{} = {}   <- {:?}",
            entry.key,
            value(&entry.value),
            entry.span.text(text)
        );
    }
    for problem in &frontmatter.problems {
        let _ = writeln!(
            out,
            "! {:?} {:?}: {}",
            problem.kind,
            problem.span.text(text),
            problem.message
        );
    }
    let _ = writeln!(out, "body {:?}", frontmatter.body());
    out
}

fn value(value: &Value) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Nothing => "nothing".to_owned(),
        Value::Other => "other".to_owned(),
        Value::Scalar(scalar) => format!("{:?} {:?} {:?}", scalar.style, scalar.kind, scalar.text),
        Value::List(items) => {
            format!("[{}]", list(items.iter().map(|item| self::value(&item.value)).collect()))
        }
        Value::Mapping(entries) => {
            format!(
                "{{{}}}",
                list(
                    entries
                        .iter()
                        .map(|entry| format!("{}: {}", entry.key, self::value(&entry.value)))
                        .collect()
                )
            )
        }
    }
}

#[test]
fn a_plain_block_is_read_as_yaml() {
    check(
        "---\nname: reviewer\ndescription: \"Reviews\" # quoted\ntools: [Read, 'Grep']\nmodel:\nturns: 3\non: true\n---\n\nBody\n",
        &expect![[r#"
            Strict
            name = Plain Text "reviewer"   <- "reviewer"
            description = Quoted Text "Reviews"   <- "\"Reviews\""
            tools = [Plain Text "Read", Quoted Text "Grep"]   <- "[Read, 'Grep']"
            model = nothing   <- ""
            turns = Plain Number "3"   <- "3"
            on = Plain Boolean "true"   <- "true"
            body "\nBody\n"
        "#]],
    );
}

#[test]
fn block_texts_keep_their_chomping() {
    check(
        "---\na: |\n  one\n  two\n\nb: >-\n  one\n  two\n\n  three\n\nc: |+\n  one\n\nd: |2\n    one\n---\n",
        &expect![[r#"
            Strict
            a = Literal Text "one\ntwo\n"   <- "one\n  two"
            b = Folded Text "one two\nthree"   <- "one\n  two\n\n  three"
            c = Literal Text "one\n\n"   <- "one"
            d = Literal Text "  one\n"   <- "  one"
            body ""
        "#]],
    );
}

#[test]
fn the_last_of_two_keys_holds() {
    check(
        "---\nname: a\nname: b\n---\n",
        &expect![[r#"
        Strict
        name = Plain Text "a"   <- "a"
        name = Plain Text "b"   <- "b"
        ! DuplicateKey "name": the key `name` stands twice; the last one holds
        body ""
    "#]],
    );
    assert_eq!(split("---\nname: a\nname: b\n---\n").text_of("name"), Some("b"));
}

#[test]
fn a_byte_order_mark_and_crlf_are_told() {
    check(
        "\u{feff}---\r\nname: a\r\ntext: |\r\n  x\r\n  y\r\nbad: a: b\r\n  c\r\n---\r\nBody\r\n",
        &expect![[r#"
            Lenient
            name = Plain Text "a"   <- "a"
            text = Literal Text "x\ny\n"   <- "x\r\n  y"
            bad = Plain Text "a: b c"   <- "a: b\r\n  c"
            ! ByteOrderMark "\u{feff}": the text begins with a byte order mark
            ! CarriageReturns "\r\n": lines end in CRLF; they are read as LF
            ! UnquotedColon "a: b\r\n  c": a value without quotes holds `: `; it is taken whole
            ! RefusedByYaml "": a strict YAML reader refuses the frontmatter: mapping values are not allowed in this context
            body "Body\r\n"
        "#]],
    );
    assert_eq!(with_line_feeds("a\r\nb\rc\n"), "a\nb\rc\n");
}

#[test]
fn fences_have_trailing_blanks_and_nothing_else() {
    check(
        "--- \t\nname: a\n---- \n---   \n---\nBody",
        &expect![[r#"
            Lenient
            name = Plain Text "a ----"   <- "a\n----"
            ! StrayLine "----": a line without indentation is taken as part of the entry above it
            ! RefusedByYaml "": a strict YAML reader refuses the frontmatter: simple key expect ':'
            body "---\nBody"
        "#]],
    );
    check(
        "---x\nname: a\n---\n",
        &expect![[r#"
        Absent
        body "---x\nname: a\n---\n"
    "#]],
    );
    check(
        " ---\nname: a\n---\n",
        &expect![[r#"
        Absent
        body " ---\nname: a\n---\n"
    "#]],
    );
}

#[test]
fn a_block_without_end_gives_its_entries_and_keeps_the_rest() {
    check(
        "---\nname: a\ntools:\n- Read\n  - x\n\n# Title\ntext\n",
        &expect![[r#"
        Strict
        name = Plain Text "a"   <- "a"
        tools = [Plain Text "Read - x"]   <- "Read\n  - x"
        ! Unclosed "---": no `---` closes the frontmatter; its first lines that read as entries are taken
        body "\n# Title\ntext\n"
    "#]],
    );
    check(
        "---\nOnly a rule, then text: more\n",
        &expect![[r#"
        Absent
        ! Unclosed "---": no `---` closes the frontmatter and its first line is not an entry; all of it is read as body
        body "---\nOnly a rule, then text: more\n"
    "#]],
    );
    check(
        "---",
        &expect![[r#"
        Absent
        ! Unclosed "---": no `---` closes the frontmatter and its first line is not an entry; all of it is read as body
        body "---"
    "#]],
    );
}

#[test]
fn texts_without_frontmatter_are_all_body() {
    check(
        "",
        &expect![[r#"
        Absent
        body ""
    "#]],
    );
    check(
        "Just text\n---\nname: a\n---\n",
        &expect![[r#"
        Absent
        body "Just text\n---\nname: a\n---\n"
    "#]],
    );
    check(
        "\n\n---\nname: a\n---\nBody",
        &expect![[r#"
        Absent
        ! NotAtStart "---": a frontmatter begins on the first line or not at all; this one is read as body
        body "\n\n---\nname: a\n---\nBody"
    "#]],
    );
    check(
        "\n---\nA rule above.\n---\n",
        &expect![[r#"
        Absent
        body "\n---\nA rule above.\n---\n"
    "#]],
    );
}

#[test]
fn other_ends_and_second_blocks_are_told() {
    check(
        "---\nname: a\n...\nBody\n---\nmore\n",
        &expect![[r#"
        Strict
        name = Plain Text "a"   <- "a"
        ! ClosedByDots "...": the frontmatter is closed by `...`, which not every tool accepts
        body "Body\n---\nmore\n"
    "#]],
    );
    check(
        "---\nname: a\n---\nname: b\n---\nBody\n",
        &expect![[r#"
        Strict
        name = Plain Text "a"   <- "a"
        ! SecondBlock "name: b\n": a second frontmatter follows the first; it is read as body
        body "name: b\n---\nBody\n"
    "#]],
    );
    check(
        "---\nname: a\n---\n\n---\nname: b\n---\nBody\n",
        &expect![[r#"
        Strict
        name = Plain Text "a"   <- "a"
        ! SecondBlock "name: b\n": a second frontmatter follows the first; it is read as body
        body "\n---\nname: b\n---\nBody\n"
    "#]],
    );
}

#[test]
fn blocks_that_are_no_mapping_are_told() {
    check(
        "---\n---\nBody",
        &expect![[r#"
        Strict
        ! Empty "": the frontmatter has no entries
        body "Body"
    "#]],
    );
    check(
        "---\n# nothing\n\n---\nBody",
        &expect![[r##"
        Strict
        ! Empty "# nothing\n\n": the frontmatter has no entries
        body "Body"
    "##]],
    );
    check(
        "---\njust a text\n---\n",
        &expect![[r#"
        Lenient
        ! StrayLine "just a text": a line belongs to no entry
        ! Empty "just a text\n": the frontmatter has no entries
        ! NotMapping "just a text\n": a text stands where `key: value` lines should
        body ""
    "#]],
    );
    check(
        "---\n- a\n- b\n---\n",
        &expect![[r#"
        Lenient
        ! StrayLine "- a": a line belongs to no entry
        ! Empty "- a\n- b\n": the frontmatter has no entries
        ! NotMapping "- a\n- b\n": a list stands where `key: value` lines should
        ! StrayLine "- b": a line belongs to no entry
        body ""
    "#]],
    );
}

#[test]
fn aliases_anchors_merge_keys_and_tags_are_told_and_not_followed() {
    check(
        "---\na: &x [1]\nb: *x\n<<: *x\nc: !!str 12\nd: !thing 4\ne: !!binary aGk=\nf: ! 5\n---\n",
        &expect![[r#"
            Strict
            a = [Plain Number "1"]   <- "&x [1]"
            b = other   <- "*x"
            << = other   <- "*x"
            c = Plain Text "12"   <- "!!str 12"
            d = Plain Text "4"   <- "!thing 4"
            e = Plain Text "aGk="   <- "!!binary aGk="
            f = Plain Text "5"   <- "! 5"
            ! Anchor "&x [": an anchor has no meaning here; its value counts
            ! Alias "*x": an alias is not followed; its value is not read
            ! MergeKey "<<": a merge key is not followed; its entries are not read
            ! Alias "*x": an alias is not followed; its value is not read
            ! Tag "!thing 4": the tag `!thing` has no meaning here; its value counts
            body ""
        "#]],
    );
    check(
        "---\n? [a, b]\n: c\n~: d\n---\n",
        &expect![[r#"
            Strict
            [a, b] = Plain Text "c"   <- "c"
            ~ = Plain Text "d"   <- "d"
            ! KeyNotText "[a, b]": a list stands where a key should
            ! KeyNotText "~": a null stands where a key should
            body ""
        "#]],
    );
}

#[test]
fn kinds_of_scalars_follow_the_core_schema() {
    check(
        "---\n- x\n---\n",
        &expect![[r#"
        Lenient
        ! StrayLine "- x": a line belongs to no entry
        ! Empty "- x\n": the frontmatter has no entries
        ! NotMapping "- x\n": a list stands where `key: value` lines should
        body ""
    "#]],
    );
    let kind = |text: &str| match Value::scalar(text, ScalarStyle::Plain) {
        Value::Scalar(scalar) => scalar.kind.as_str(),
        other => other.what(),
    };
    for number in ["0", "-12", "+3", "1.5", "1e3", ".5", "0x1F", "0o17", ".inf", "-.INF", ".nan"] {
        assert_eq!(kind(number), "number", "{number}");
    }
    for text in ["yes", "2024-01-01", "1.2.3", "0x", "e", "inf", "nan", "1_000", "-", "."] {
        assert_eq!(kind(text), "text", "{text}");
    }
    assert_eq!((kind("True"), kind("~"), kind("")), ("boolean", "null", "null"));
}

#[test]
fn words_come_from_lists_and_from_commas() {
    let words = |text: &str| {
        let Words { words, others } =
            split(text).get("tools").map(|entry| entry.value.words()).unwrap_or_default();
        (words.join("; "), others)
    };
    let expected = ("Bash(git log:*, git diff:*); Read".to_owned(), 0);
    assert_eq!(words("---\ntools: Bash(git log:*, git diff:*), Read,\n---\n"), expected);
    assert_eq!(words("---\ntools:\n- Bash(git log:*, git diff:*)\n- Read\n---\n"), expected);
    assert_eq!(words("---\ntools: []\n---\n"), (String::new(), 0));
    assert_eq!(words("---\ntools:\n---\n"), (String::new(), 0));
    assert_eq!(words("---\ntools: [a, [b]]\n---\n"), ("a".to_owned(), 1));
    assert_eq!(words("---\ntools: {a: b}\n---\n"), (String::new(), 1));
}
