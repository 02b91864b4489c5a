//! Sound KDL documents with every notation, comment and layout in every place where it is allowed.

use crate::random::Random;

/// How much of KDL a document may use.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// All of it.
    Whole,
    /// What the crate `kdl` reads as the specification says: it refuses `/-` in a node without space before it
    /// (`a/-1`), and `;` behind a last node that is left out (`/-a;`).
    Followed,
}

/// A document; the same seed gives the same.
pub fn document(seed: u64, range: Range) -> String {
    let mut generator = Generator { random: Random::new(seed), out: String::new(), range };
    if generator.random.chance(10) {
        generator.out.push('\u{FEFF}');
    }
    generator.nodes(0);
    generator.out
}

struct Generator {
    random: Random,
    out: String,
    range: Range,
}

const NAMES: &[&str] = &[
    "agent",
    "limits",
    "a",
    "-",
    "--",
    "+x",
    ".",
    ".x",
    "r",
    "true_id",
    "_15",
    "?1",
    "é",
    "日本",
    "a,b",
    "x:",
    "\"quoted\"",
    "\"\"",
    "\"a b\"",
    "\"tab\\t\\u{E9}\"",
    "#\"raw\"#",
    "##\"ra\"#w\"##",
    "\"0\"",
    "\"true\"",
    "\"// no comment\"",
    "#\"\\n\"#",
];

const VALUES: &[&str] = &[
    "0",
    "-1",
    "+10",
    "1_000",
    "0xFF_0",
    "0o17",
    "0b1_01",
    "-0x1",
    "1.5",
    "1.50e3",
    "2E-10",
    "1e+2",
    "#true",
    "#false",
    "#null",
    "#inf",
    "#-inf",
    "#nan",
    "\"say \\\"hi\\\"\\\\\"",
    "\"a \\   b\"",
    "\"a \\\n   b\"",
    "\"/* no comment */\"",
    "#\"\"q\"\"#",
];

impl Generator {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn choose(&mut self, choices: &[&'static str]) {
        let choice = self.random.pick(choices);
        self.put(choice);
    }

    fn nodes(&mut self, depth: usize) {
        self.line_space();
        for _ in 0..self.random.below(if depth == 0 { 6 } else { 4 }) {
            let dead = self.random.chance(10);
            if dead {
                self.put("/-");
                self.line_space();
            }
            self.node(depth);
            if dead && self.range == Range::Followed {
                self.put("\n");
            } else {
                self.node_end();
            }
            self.line_space();
        }
    }

    /// Ends a node; a line comment does too.
    fn node_end(&mut self) {
        if self.random.chance(30) {
            self.choose(&[" ", "\t", " /* behind */", "  "]);
        }
        self.choose(&["\n", "\n", "\n", "\r\n", ";", "; ", " // behind\n", "\n\n", ";\n", "\r"]);
    }

    fn node(&mut self, depth: usize) {
        if self.random.chance(15) {
            self.annotation();
        }
        self.choose(NAMES);
        for _ in 0..self.random.below(4) {
            self.entry();
        }
        if self.random.chance(10) {
            self.dead_block(depth);
        }
        if depth < 4 && self.random.chance(35) {
            self.maybe_space();
            self.block(depth);
            if self.random.chance(10) {
                self.dead_block(depth);
            }
        }
    }

    fn dead_block(&mut self, depth: usize) {
        self.space_before_slashdash();
        self.put("/-");
        self.line_space();
        self.block(depth.max(3));
    }

    fn block(&mut self, depth: usize) {
        self.put("{");
        self.nodes(depth + 1);
        if self.random.chance(30) {
            self.node(depth + 1);
        }
        self.maybe_space();
        self.put("}");
    }

    fn entry(&mut self) {
        if self.random.chance(12) {
            self.space_before_slashdash();
            self.put("/-");
            self.line_space();
        } else {
            self.space();
        }
        if self.random.chance(30) {
            self.choose(NAMES);
            if self.random.chance(20) {
                self.maybe_space();
                self.put("=");
                self.maybe_space();
            } else {
                self.put("=");
            }
        }
        if self.random.chance(10) {
            self.annotation();
        }
        match self.random.below(10) {
            0..4 => self.choose(NAMES),
            4..9 => self.choose(VALUES),
            _ => self.lines(),
        }
    }

    fn annotation(&mut self) {
        self.put("(");
        self.maybe_space();
        self.choose(NAMES);
        self.maybe_space();
        self.put(")");
        self.maybe_space();
    }

    /// A text over several lines.
    fn lines(&mut self) {
        let raw = self.random.chance(40);
        let indentation = self.random.pick(&["", "    ", "\t", "  "]);
        self.put(if raw { "#\"\"\"\n" } else { "\"\"\"\n" });
        for _ in 0..self.random.below(4) {
            let line = self.random.pick(&[
                "one \"two\"",
                "  deeper",
                "// no comment",
                "{",
                "tab\tin",
                "é",
                "}",
                "# head",
                "- item  ",
            ]);
            let (space, line) = if self.random.chance(15) { ("", "") } else { (indentation, line) };
            self.put(space);
            self.put(line);
            if !raw && !line.is_empty() && self.random.chance(15) {
                self.put("\\n\\");
            }
            self.put("\n");
        }
        // A line end may be escaped away only where another line follows.
        self.put(if raw { "" } else { indentation });
        self.put(if raw { indentation } else { "end\n" });
        self.put(if raw { "" } else { indentation });
        self.put(if raw { "\"\"\"#" } else { "\"\"\"" });
    }

    fn space_before_slashdash(&mut self) {
        match self.range {
            Range::Whole => self.maybe_space(),
            Range::Followed => self.space(),
        }
    }

    fn maybe_space(&mut self) {
        if self.random.chance(25) {
            self.space();
        }
    }

    /// Space within a node.
    fn space(&mut self) {
        self.choose(&[
            " ",
            " ",
            " ",
            " ",
            " ",
            "  ",
            "\t",
            " /* in */ ",
            " /* a\n b */ ",
            "/**/",
            " \\\n    ",
            " \\ // on\n  ",
            "\u{A0}",
            " /* /* deep */ */ ",
        ]);
    }

    /// Space between nodes.
    fn line_space(&mut self) {
        for _ in 0..self.random.below(3) {
            self.choose(&[
                "\n",
                "\n",
                "    ",
                "// comment\n",
                "/* block */",
                "\n\n\n",
                "\\\n",
                "/* two\n   lines */\n",
                "\t",
                "  // deep\n",
                "\r\n",
                "/* a */ /* b */ ",
            ]);
        }
    }
}
