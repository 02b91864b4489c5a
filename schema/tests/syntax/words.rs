//! What each syntax rule says of its bad example: place, message, reason, remedy and fix.

use std::fmt::Write;

use bailiwick_schema::syntax::rules::RULES;
use expect_test::expect;

use crate::{kdl, parse};

#[test]
#[expect(clippy::too_many_lines, reason = "the inline expectation is long")]
fn every_rule_says_what_is_wrong_and_what_to_do() {
    let mut out = String::new();
    for rule in RULES {
        let text = kdl(rule.bad);
        let lines = bailiwick_schema::span::LineIndex::new(text);
        for finding in parse(text).diagnostics {
            let place = lines.position(text, finding.primary.span.start);
            let marked = finding.primary.span.text(text).escape_debug();
            let (code, name) = (rule.code, rule.name);
            writeln!(out, "{code} {name} {}:{} «{marked:.40}»", place.line, place.column).unwrap();
            writeln!(out, "  {}: {}", finding.message, finding.primary.text).unwrap();
            for related in finding.related {
                writeln!(out, "  {:?}: {}", related.span.text(text), related.text).unwrap();
            }
            writeln!(out, "  help: {}", finding.help.unwrap_or_default()).unwrap();
            if let Some(fix) = finding.fix {
                write!(out, "  {:?} fix: {}:", fix.applicability, fix.title).unwrap();
                for edit in fix.edits {
                    write!(out, " {:?} -> {:?}", edit.span.text(text), edit.replacement).unwrap();
                }
                out.push('\n');
            }
        }
    }
    expect![[r###"
        BW1002 nul-character 2:13 «\0»
          a NUL character in the text: no text has one
          help: save the file as UTF-8 text, or write `\u{0}` in a quoted text where it is meant
          Unsafe fix: remove it: "\0" -> ""
        BW1003 byte-order-mark-inside 2:13 «\u{feff}»
          a byte order mark (U+FEFF) inside the text: invisible here
          help: remove it; it may stand at the very start of a file only
          Unsafe fix: remove it: "\u{feff}" -> ""
        BW1004 invalid-character 2:20 «\u{202e}»
          a direction character (U+202E) in the text: changes how the text around it is shown
          help: remove it, or write `\u{202E}` in a quoted text where it is meant
          Unsafe fix: remove it: "\u{202e}" -> ""
        BW1004 invalid-character 2:25 «\u{202c}»
          a direction character (U+202C) in the text: changes how the text around it is shown
          help: remove it, or write `\u{202C}` in a quoted text where it is meant
          Unsafe fix: remove it: "\u{202c}" -> ""
        BW1007 nesting-too-deep 4:197 «{»
          children blocks are nested deeper than 64 levels: not read from here to its closing brace
          help: flatten the declaration, or raise the limit
        BW1010 unclosed-string 2:11 «\"Refund clerk»
          the text has no closing quote: starts here and runs to the end of the line
          help: close it with `"`; a text over several lines is written between `"""`
          Unsafe fix: close the text: "" -> "\""
        BW1011 unclosed-multi-line-string 2:18 «\"\"\"»
          the text over several lines has no closing quotes: starts here
          help: close it with `"""` on a line of its own
        BW1012 unclosed-raw-string 2:18 «##\"Quote \"# as it is.\"#»
          the raw text has no closing quote: starts here and runs to the end of the line
          help: close it with `"##`: one `#` for each before the opening quote
        BW1013 unclosed-comment 1:1 «/* the clerk»
          the comment has no end: taken to end with the line
          help: close it with `*/`; a comment inside it needs its own
          Unsafe fix: close the comment: "" -> " */"
        BW1014 unclosed-block 1:15 «{»
          the children block of `agent "clerk"` has no closing brace: opens here
          help: close it with `}`
        BW1015 unopened-block 3:1 «}»
          `}` closes no children block: nothing is open here
          help: remove it, or look whether a block above is closed too early
          Unsafe fix: remove it: "}" -> ""
        BW1016 unclosed-annotation 8:5 «(»
          `(` has no closing parenthesis: opens here
          help: write the annotation as `(name)`, or put the text in quotes where it is none
        BW1020 missing-space 2:14 «\"tier-1\"»
          no space before this value: touches what stands before it
          help: put a space between them
          Safe fix: insert a space: "" -> " "
        BW1021 missing-node-end 2:25 «title»
          text behind a children block: the node before it ended with `}`
          help: begin a new line, or put `;` before it
          Safe fix: insert `;`: "" -> "; "
        BW1022 second-children-block 2:25 «{»
          a second children block: the node has one already
          help: move its nodes into the first block
        BW1023 missing-node-name 2:5 «{»
          a node without a name: a name is missing before this
          help: write the node's name here
        BW1024 invalid-node-name 4:9 «404»
          `404` cannot be the name of a node: a node name is a text
          help: put it in quotes
          Safe fix: quote it: "404" -> "\"404\""
        BW1025 invalid-property-key 4:15 «404»
          `404` cannot be a property key: a key is a text
          help: put it in quotes
          Safe fix: quote it: "404" -> "\"404\""
        BW1026 missing-property-value 3:17 «backoff=»
          no value behind `backoff=`: a value belongs behind it
          help: write a value; an empty text is `""`, nothing is `#null`
        BW1027 missing-property-key 5:11 «=»
          `=` without a property key: a key belongs before it
          help: write `key=value`, or only the value: nodes are written `name value`
          Safe fix: remove `=`: "= " -> ""
        BW1028 annotation-without-value 8:12 «(replace)»
          no value behind `(replace)`: annotates nothing
          help: write the value behind it; a node's annotation stands before its name
        BW1029 empty-annotation 2:5 «()»
          an empty annotation: a name belongs between the parentheses
          help: name a type, or remove the parentheses
          Safe fix: remove it: "()" -> ""
        BW1030 invalid-annotation 8:5 «(replace all)»
          `(replace all)` is not an annotation: one text belongs between the parentheses
          help: write one name; put it in quotes where it has spaces
        BW1031 annotation-before-key 3:17 «(duration)»
          the annotation `(duration)` stands before a property key: a key has no annotation
          help: move it before the value
          Safe fix: move it before the value: "(duration)" -> "" "" -> "(duration)"
        BW1032 misplaced-slashdash 3:18 «/-»
          `/-` leaves out nothing: no node, entry or children block follows
          help: remove it, or put it before what is to be left out
          Unsafe fix: remove it: "/-" -> ""
        BW1033 stray-semicolon 2:23 «;»
          `;` ends no node: no node stands before it
          help: remove it
          Safe fix: remove it: ";" -> ""
        BW1034 misplaced-line-continuation 2:27 «\\»
          `\` is not at the end of a line: takes away no line end
          help: remove it, or put the text in quotes: in `#"…"#` a backslash is a backslash
        BW1035 entry-after-children 2:32 «\"anthropic/claude-sonnet-4-5-20250929\"»
          an argument or property behind a children block: not read
          help: move it before the block
        BW1036 unexpected-character 2:18 «)»
          `)` has no meaning here: not expected
          help: remove it, or put the text in quotes
        BW1040 invalid-escape 2:40 «\\d»
          `\d` is not an escape: a backslash begins an escape
          help: write `\\` for a backslash, or use a raw text: `#"…"#`
          Unsafe fix: write a backslash: "" -> "\\"
        BW1041 invalid-number 3:20 «10m»
          `10m` is not a number: begins like one
          help: put it in quotes where it is a text
          Unsafe fix: quote it: "10m" -> "\"10m\""
        BW1042 bare-keyword 2:37 «true»
          `true` is written without `#`: a habit of KDL 1
          help: write `#true`, or `"true"` where the text is meant
          Safe fix: write `#true`: "" -> "#"
        BW1043 unknown-keyword 2:37 «#yes»
          `#yes` is not a keyword: not one of the six keywords
          help: did you mean `#true`?
          Unsafe fix: write `#true`: "#yes" -> "#true"
        BW1044 old-raw-string 2:18 «r\"Escape \\* in patterns.\"»
          a raw text of KDL 1: begins with `r`
          help: write `#"…"#`, without `r`
          Safe fix: write it as in KDL 2: "r\"Escape \\* in patterns.\"" -> "#\"Escape \\* in patterns.\"#"
        BW1045 unquoted-text 2:23 «context/clerk.md»
          `context/clerk.md` needs quotes: holds a character that may stand in quotes only
          help: put it in quotes
          Safe fix: quote it: "context/clerk.md" -> "\"context/clerk.md\""
        BW1046 multi-line-indentation 4:1 «  Be kind.»
          a line does not begin with the space of the closing quotes' line: indented differently
          "        ": every line must begin with this space
          help: indent it at least as far, with the same tabs and spaces
        BW1047 multi-line-on-one-line 2:11 «\"\"\"Refund clerk\"\"\"»
          triple quotes open and close on one line: a text over several lines starts on the next line
          help: use one quote on either side
          Safe fix: use single quotes: "\"\"\"Refund clerk\"\"\"" -> "\"Refund clerk\""
        BW1048 text-beside-triple-quotes 3:1 «        Be brief.»
          text before closing triple quotes: the last line may hold spaces only
          help: put the closing quotes on a line of their own
        BW1049 other-kdl-version 1:1 «/- kdl-version 1»
          the file says that it is KDL 1: read as KDL 2
          help: write the file in KDL 2 and the marker as `/- kdl-version 2`
        BW1050 comment-in-word 2:9 «https://mcp.acme.example/tickets»
          `https://mcp.acme.example/tickets` is cut off by a comment: `//` begins a comment here
          help: put it in quotes, or put a space before the comment
          Unsafe fix: quote it: "https://mcp.acme.example/tickets" -> "\"https://mcp.acme.example/tickets\""
    "###]].assert_eq(&out);
}
