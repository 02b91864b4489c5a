//! Blocks that strict YAML refuses.

use expect_test::expect;

use super::check;

#[test]
fn an_unquoted_colon_costs_no_other_entry() {
    check(
        "---\nname: reviewer\ndescription: Use it so: always\n  and more\ntools:\n  - Read\n  - Grep\nmodel: \"opus\"\n---\nBody",
        &expect![[r#"
            Lenient
            name = Plain Text "reviewer"   <- "reviewer"
            description = Plain Text "Use it so: always and more"   <- "Use it so: always\n  and more"
            tools = [Plain Text "Read", Plain Text "Grep"]   <- "- Read\n  - Grep"
            model = Quoted Text "opus"   <- "\"opus\""
            ! UnquotedColon "Use it so: always\n  and more": a value without quotes holds `: `; it is taken whole
            ! RefusedByYaml "": a strict YAML reader refuses the frontmatter: mapping values are not allowed in this context
            body "Body"
        "#]],
    );
}

#[test]
fn tabs_in_the_indentation_are_told_and_read() {
    check(
        "---\nname: a\ntools:\n\t- Read\n\t- Grep\nnote: |\n\tone\n\t\ttwo\n---\n",
        &expect![[r#"
            Lenient
            name = Plain Text "a"   <- "a"
            tools = [Plain Text "Read", Plain Text "Grep"]   <- "- Read\n\t- Grep"
            note = Literal Text "one\n\ttwo\n"   <- "|\n\tone\n\t\ttwo"
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! RefusedByYaml "": a strict YAML reader refuses the frontmatter: tabs disallowed within this context (block indentation)
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t\t": a tab stands in the indentation, where YAML allows spaces only
            body ""
        "#]],
    );
}

#[test]
fn quotes_that_do_not_end_are_taken_as_they_stand() {
    check(
        "---\na: \"one\nb: 'two' three\nc: [x, y\nd: [\"p, q\", r (s, t)] u: v\ne: \"fine\"\n---\n",
        &expect![[r#"
            Lenient
            a = Plain Text "\"one"   <- "\"one"
            b = Plain Text "'two' three"   <- "'two' three"
            c = Plain Text "[x, y"   <- "[x, y"
            d = Plain Text "[\"p, q\", r (s, t)] u: v"   <- "[\"p, q\", r (s, t)] u: v"
            e = Quoted Text "fine"   <- "\"fine\""
            ! RefusedByYaml "": a strict YAML reader refuses the frontmatter: invalid indentation in quoted scalar
            ! Unterminated "\"one": a quoted text does not end; it is taken as it stands
            ! Unterminated "'two' three": a quoted text does not end; it is taken as it stands
            ! Unterminated "[x, y": a list in brackets does not end; it is taken as it stands
            ! Unterminated "[\"p, q\", r (s, t)] u: v": a list in brackets does not end; it is taken as it stands
            body ""
        "#]],
    );
}

#[test]
fn values_of_a_refused_block_are_read_as_a_person_reads_them() {
    check(
        "---\nx: @one\nlist: [@a, \"b, c\", d(e, f)]\nitems:\n  - @g\n  - \"h: i\"\n  -\ntext: >-\n  - one: two: three\nnested:\n  k: @v\n  l: w\n# comment\nmore:\n\n  first\n\n  second: third: fourth\n---\n",
        &expect![[r#"
            Lenient
            x = Plain Text "@one"   <- "@one"
            list = [Plain Text "@a", Quoted Text "b, c", Plain Text "d(e, f)"]   <- "[@a, \"b, c\", d(e, f)]"
            items = [Plain Text "@g", Quoted Text "h: i", nothing]   <- "- @g\n  - \"h: i\"\n  -"
            text = Folded Text "- one: two: three"   <- "- one: two: three"
            nested = {k: Plain Text "@v", l: Plain Text "w"}   <- "k: @v\n  l: w\n# comment"
            more = Plain Text "first\nsecond: third: fourth"   <- "first\n\n  second: third: fourth"
            ! RefusedByYaml "": a strict YAML reader refuses the frontmatter: unexpected character: `@'
            ! UnquotedColon "first\n\n  second: third: fourth": a value without quotes holds `: `; it is taken whole
            body ""
        "#]],
    );
}

#[test]
fn block_texts_of_a_refused_block_fold_and_chomp() {
    check(
        "---\na: >\n\tone\n\ttwo\n\n\tthree\n\t  four\nb: |-\n\tone\n\n\ttwo\n\nc: >+2\n\tx\n\n---\n",
        &expect![[r#"
            Lenient
            a = Folded Text "one two\nthree\n  four\n"   <- ">\n\tone\n\ttwo\n\n\tthree\n\t  four"
            b = Literal Text "one\n\ntwo"   <- "|-\n\tone\n\n\ttwo"
            c = Folded Text "x\n"   <- ">+2\n\tx"
            ! RefusedByYaml "": a strict YAML reader refuses the frontmatter: a block scalar content cannot start with a tab
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t  ": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            ! TabIndentation "\t": a tab stands in the indentation, where YAML allows spaces only
            body ""
        "#]],
    );
}
