//! Kinds of names and kinds of values.

/// The server whose tools are the runtime's own.
pub const BUILTIN: &str = "builtin";

/// What kind of name something is; one namespace each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An agent.
    Agent,
    /// A base that agents extend.
    Base,
    /// An environment.
    Environment,
    /// An MCP server.
    Server,
    /// A skill folder.
    Skill,
    /// A memory store.
    Memory,
    /// A secret reference.
    Secret,
    /// A person, team or machine.
    Principal,
    /// A class of data or effect.
    Label,
    /// A lifecycle.
    Lifecycle,
    /// A stage of the lifecycle.
    Stage,
    /// An evaluation suite.
    Evaluation,
    /// An extension.
    Extension,
    /// A typed parameter.
    Param,
    /// What agents are expected to be allowed, asked for or denied.
    Scenario,
    /// What no agent may be given.
    Policy,
    /// A way to write agents down for a runtime.
    Target,
}

impl Kind {
    /// All kinds, in the order of the enum.
    pub const ALL: [Self; 17] = [
        Self::Agent,
        Self::Base,
        Self::Environment,
        Self::Server,
        Self::Skill,
        Self::Memory,
        Self::Secret,
        Self::Principal,
        Self::Label,
        Self::Lifecycle,
        Self::Stage,
        Self::Evaluation,
        Self::Extension,
        Self::Param,
        Self::Scenario,
        Self::Policy,
        Self::Target,
    ];

    /// The word in messages and in KDL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Base => "base",
            Self::Environment => "environment",
            Self::Server => "server",
            Self::Skill => "skill",
            Self::Memory => "memory",
            Self::Secret => "secret",
            Self::Principal => "principal",
            Self::Label => "label",
            Self::Lifecycle => "lifecycle",
            Self::Stage => "stage",
            Self::Evaluation => "evaluation",
            Self::Extension => "extension",
            Self::Param => "param",
            Self::Scenario => "scenario",
            Self::Policy => "policy",
            Self::Target => "target",
        }
    }

    /// Whether the language gives this name itself, so that nobody declares it: the server of the runtime's own tools.
    #[must_use]
    pub fn is_given(self, name: &str) -> bool {
        self == Self::Server && name == BUILTIN
    }

    /// Whether `/` may stand between parts of such a name.
    #[must_use]
    pub const fn has_parts(self) -> bool {
        !matches!(self, Self::Server | Self::Environment | Self::Stage | Self::Param | Self::Target)
    }

    /// Whether such a name is a sentence: one line of any text.
    #[must_use]
    pub const fn is_sentence(self) -> bool {
        matches!(self, Self::Scenario)
    }

    /// Whether templates use such a name, so that it is an identifier there: `_` in the place of `-`.
    #[must_use]
    pub const fn is_identifier(self) -> bool {
        matches!(self, Self::Param)
    }
}

/// What values an argument or property takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Any text.
    Text,
    /// Text that is not empty and has one line.
    Line,
    /// A name that this node declares.
    Name(Kind),
    /// A name that another node declares.
    Reference(Kind),
    /// A whole number in a range, both ends included.
    Integer {
        /// Least.
        min: i64,
        /// Most.
        max: i64,
    },
    /// A decimal number in a range of whole numbers, both ends included.
    Decimal {
        /// Least.
        min: i64,
        /// Most.
        max: i64,
    },
    /// `#true` or `#false`.
    Boolean,
    /// A time span: `90s`, `10m`, `24h`, `30d`.
    Duration,
    /// A day of the calendar: `2026-12-31`.
    Date,
    /// An amount of money: `2.00 USD`.
    Money,
    /// A number a time unit: `30/min`.
    Rate,
    /// A size in bytes: `20 MiB`.
    Size,
    /// A file, relative to the workspace root.
    File,
    /// A folder, relative to the workspace root.
    Folder,
    /// A path pattern, relative to the workspace root.
    Glob,
    /// An `http` or `https` URL.
    Url,
    /// A model as `provider/model`.
    Model,
    /// A name of a tool, or a pattern with `*`.
    ToolPattern,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The path of a std module (`std/server/github@1`) or a folder.
    Module,
    /// A rule's code or name.
    Rule,
    /// A target, with or without a version: `claude-code@1`.
    Target,
    /// The name of an environment variable.
    Variable,
    /// An e-mail address.
    Email,
    /// An SSH public key in `authorized_keys` form.
    PublicKey,
    /// Text, a number or a boolean.
    Scalar,
}

impl ValueKind {
    /// What such a value is, in words and with its article (`a whole number from 1 to 64`).
    #[must_use]
    pub fn words(self) -> String {
        let words = match self {
            Self::Text => "text",
            Self::Line => "one line of text",
            Self::Name(kind) => return format!("the name of the {}", kind.as_str()),
            Self::Reference(kind) => return format!("the name of a declared {}", kind.as_str()),
            Self::Integer { min, max } => return format!("a whole number from {min} to {max}"),
            Self::Decimal { min, max } => return format!("a number from {min} to {max}"),
            Self::Boolean => "`#true` or `#false`",
            Self::Duration => "a time span such as `90s`, `10m`, `24h` or `30d`",
            Self::Date => "a date such as `2026-12-31`",
            Self::Money => "an amount of money such as `2.00 USD`",
            Self::Rate => "a rate such as `30/min`",
            Self::Size => "a size such as `20 MiB`",
            Self::File => "the path of a file in the workspace",
            Self::Folder => "the path of a folder in the workspace",
            Self::Glob => "a path pattern such as `docs/**/*.md`",
            Self::Url => "an `http` or `https` URL",
            Self::Model => "a model as `provider/model`",
            Self::ToolPattern => "the name of a tool, or a pattern with `*`",
            Self::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                return format!("one of {}", words.join(", "));
            }
            Self::Module => "`std/…@version` or the path of a folder",
            Self::Rule => "the code or name of a rule",
            Self::Target => "a target, with or without a version: `agents-md@1`",
            Self::Variable => "the name of an environment variable",
            Self::Email => "an e-mail address",
            Self::PublicKey => "an SSH public key as in `authorized_keys`",
            Self::Scalar => "text, a number or a boolean",
        };
        words.to_owned()
    }
}
