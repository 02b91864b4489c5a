//! Names that are spelled otherwise than their kind wants, and names that two things have.

use expect_test::expect;

use super::check;

#[test]
fn a_param_is_called_as_templates_can_call_it() {
    check(
        &["invalid-name", "reserved-name"],
        r#"
param "my-name" type="string" default="a"
param "a/b" type="string" default="a"
param "2nd" type="string" default="a"
param "if" type="string" default="a"
param "my_name2" type="string" default="a"
agent "my_agent"
"#,
        &expect![[r#"
            invalid-name at "my-name": `my-name` is not a valid param name
            invalid-name at "a/b": `a/b` is not a valid param name
            invalid-name at "2nd": `2nd` is not a valid param name
            reserved-name at "if": `if` is reserved by the language
            invalid-name at "my_agent": `my_agent` is not a valid agent name
        "#]],
    );
}

#[test]
fn a_row_of_instances_is_no_other_agent() {
    check(
        &["duplicate-name", "delegate-to-instances"],
        r#"
param "s" type="string" default="a"
agent "a" { instances file="rows.json"; instructions "{{ s }}" template=#true; }
agent "a/one"
agent "a/three"
agent "b" { delegate "a"; }
agent "c" { delegate "a/two"; }
-- rows.json --
[{ "name": "one" }, { "name": "two" }]
"#,
        &expect![[r#"
            duplicate-name at "rows.json": the agent `a/one` is declared, and a row of `rows.json` makes it
            delegate-to-instances at "a": `a` runs as its instances only, and none of them is named
        "#]],
    );
}

#[test]
fn a_skill_is_never_taken_for_another_one() {
    check(
        &["missing-skill"],
        r#"
skill "a" folder="skills/a"
skill "b" folder="skills/b"
skill "c" folder="skills/cc"
skill "d" folder="skills/d/SKILL.md"
skill "e" folder="skills/e"
-- skills/a/SKILL.md --
-- skills/b/notes.md --
-- skills/d/SKILL.md --
-- skills/c/SKILL.md --
"#,
        &expect![[r#"
            missing-skill at "skills/b": `skills/b` has no `SKILL.md`
            missing-skill at "skills/cc": there is no folder `skills/cc` with a `SKILL.md`
            missing-skill at "skills/d/SKILL.md": `skills/d/SKILL.md` is a file, and a skill is its folder
            missing-skill at "skills/e": there is no folder `skills/e` with a `SKILL.md`
        "#]],
    );
}

#[test]
fn what_always_holds_is_neither_lowered_nor_silenced() {
    check(
        &["fixed-rule", "dangling-reference", "unknown-node", "repeated-key", "unused-suppression"],
        r#"
// bailiwick: allow(dangling-reference) it comes later
agent "a" { server "absent"; }
// bailiwick: allow(BW2001) it comes later
nonsense
-- bailiwick.kdl --
workspace "w" {
    edition 1
    level "unknown-node" "off"
    level "BW3001" "info"
    level "missing-file" "error"
    level "unused-declaration" "off"
    level "BW3005" "info"
}
"#,
        &expect![[r#"
            fixed-rule at "unknown-node": `unknown-node` is an error in every workspace; its level cannot be set
            fixed-rule at "BW3001": `dangling-reference` is an error in every workspace; its level cannot be set
            repeated-key at "BW3005": the level of `unused-declaration` is set twice
            fixed-rule at dangling-reference: `dangling-reference` is an error in every workspace; no comment silences it
            dangling-reference at "absent": no server is called `absent`
            fixed-rule at BW2001: `unknown-node` is an error in every workspace; no comment silences it
            unknown-node at nonsense: unknown node `nonsense` at the top of a file
        "#]],
    );
}
