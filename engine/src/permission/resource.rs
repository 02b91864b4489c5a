//! What a request names, in its one canonical spelling, so that no other spelling gets past a rule.

pub(super) mod command;
mod path;
pub(super) mod url;

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Action, Space};

pub(super) use path::path_spelling;

/// A resource in its canonical spelling.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Resource {
    pub(super) space: Space,
    pub(super) spelling: Box<str>,
}

/// Why a request names nothing that may be given: it is denied, whatever the rules say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing.
    Empty,
    /// It holds a NUL, at which many programs stop reading.
    Nul,
    /// `..` leads above the root that the path starts from.
    AboveRoot,
    /// `~name` stands for somebody's home, which no lexical rule knows.
    OtherHome,
    /// A path of which it is not known where it leads.
    Nowhere,
    /// A call without `/` between server and tool.
    NoTool,
    /// An empty part between two `/`, or at an end.
    EmptyPart,
    /// A line of which a quote, parenthesis or redirect comes to no end.
    Unfinished,
    /// Substitutions, subshells or scripts too deep in each other.
    TooDeep,
    /// A line that is not a simple command and nothing else.
    NotOneCommand,
    /// A URL that does not begin with `http://`, `https://`, `ws://` or `wss://`.
    NoScheme,
    /// A URL without a host.
    NoHost,
    /// What is neither a host name nor an IP address.
    Host,
    /// What is no port.
    Port,
    /// A user or password in a URL, which makes one host look like another.
    UserInformation,
    /// `\`, which some read as `/`.
    Backslash,
    /// White space or a control character in a URL, which some leave out.
    Blank,
    /// `%` without two hexadecimal digits.
    Escape,
    /// An encoded `/`, `\` or NUL in the path of a URL, which some decode.
    Hidden,
    /// `//` in the path of a URL, which some fold.
    EmptySegment,
    /// `..` behind a drive letter in the path of a URL, which some keep.
    Drive,
}

impl Resource {
    /// Reads what a request for this action names.
    ///
    /// # Errors
    ///
    /// What has no canonical spelling is refused.
    pub fn read(action: Action, text: &str) -> Result<Self, Refusal> {
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        if text.contains('\0') {
            return Err(Refusal::Nul);
        }
        match action {
            Action::Read | Action::Write => path::read(text),
            Action::Run => command::read(text),
            Action::Fetch => url::read(text),
            Action::Call => tool(text),
            Action::Delegate | Action::Recall | Action::Remember => name(text),
        }
    }

    /// Its canonical spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.spelling
    }

    /// As automata read it: see [`Space::universe`].
    pub(super) fn read_as(&self) -> Cow<'_, str> {
        self.space.read_as(&self.spelling)
    }

    /// Where it lies.
    #[must_use]
    pub const fn space(&self) -> Space {
        self.space
    }
}

fn tool(text: &str) -> Result<Resource, Refusal> {
    let (server, tool) = text.split_once('/').ok_or(Refusal::NoTool)?;
    if server.is_empty() || tool.is_empty() {
        return Err(Refusal::EmptyPart);
    }
    Ok(Resource { space: Space::Tool, spelling: text.into() })
}

fn name(text: &str) -> Result<Resource, Refusal> {
    if text.split('/').any(str::is_empty) {
        return Err(Refusal::EmptyPart);
    }
    Ok(Resource { space: Space::Name, spelling: text.into() })
}

/// A text in Unicode's form NFC, as paths are compared.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it names nothing",
            Self::Nul => "it holds a NUL character",
            Self::AboveRoot => "`..` leads above the root",
            Self::OtherHome => "`~name` stands for somebody else's home",
            Self::Nowhere => "it is not known where the path leads",
            Self::NoTool => "a call names a server, `/` and a tool",
            Self::EmptyPart => "a part between `/` is empty",
            Self::Unfinished => "a quote, parenthesis or redirect comes to no end",
            Self::TooDeep => "its parts stand too deep in each other",
            Self::NotOneCommand => "it is no simple command",
            Self::NoScheme => "a URL begins with `http://`, `https://`, `ws://` or `wss://`",
            Self::NoHost => "the URL has no host",
            Self::Host => "its host is neither a name nor an IP address",
            Self::Port => "a port is a number up to 65535",
            Self::UserInformation => "a user in a URL makes one host look like another",
            Self::Backslash => "some programs read `\\` as `/`",
            Self::Blank => "it holds white space or a control character",
            Self::Escape => "two hexadecimal digits follow a `%`",
            Self::Hidden => "an encoded `/`, `\\` or NUL hides another path",
            Self::EmptySegment => "some servers read `//` as `/`",
            Self::Drive => "some clients keep a drive letter in front of `..`",
        })
    }
}
