//! Where a value stands in the arguments of a request.

use std::cmp::Ordering;
use std::fmt;

/// A JSON Pointer (RFC 6901) that leads into the arguments; a plain name leads to the argument of that name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pointer {
    /// As RFC 6901 writes it: `/order/total`.
    text: Box<str>,
}

/// Why a text is no pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerError {
    /// There is nothing.
    Empty,
    /// A `~` that neither `0` nor `1` follows, at this byte.
    Tilde(usize),
}

impl Pointer {
    /// Reads a plain name, or a pointer that begins with `/`.
    ///
    /// # Errors
    ///
    /// What RFC 6901 does not allow.
    pub fn read(text: &str) -> Result<Self, PointerError> {
        if text.is_empty() {
            return Err(PointerError::Empty);
        }
        if !text.starts_with('/') {
            return Ok(Self { text: format!("/{}", escaped(text)).into() });
        }
        let wrong = |(at, _): &(usize, &str)| {
            !text.get(at + 1..).is_some_and(|rest| rest.starts_with(['0', '1']))
        };
        match text.match_indices('~').find(wrong) {
            Some((at, _)) => Err(PointerError::Tilde(at)),
            None => Ok(Self { text: text.into() }),
        }
    }

    /// The argument of a name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { text: format!("/{}", escaped(name)).into() }
    }

    /// The member of what stands here.
    pub(super) fn child(&self, name: &str) -> Self {
        Self { text: format!("{}/{}", self.text, escaped(name)).into() }
    }

    /// As RFC 6901 writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The places on the way to it.
    pub(super) fn ancestors(&self) -> impl Iterator<Item = Self> {
        let ends = self.text.match_indices('/').skip(1);
        ends.filter_map(|(end, _)| Some(Self { text: self.text.get(..end)?.into() }))
    }

    /// Whether it leads into what stands at another place.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        self.text.strip_prefix(&*other.text).is_some_and(|rest| rest.starts_with('/'))
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What leads into a place comes right behind it: `/` is less than every other character.
impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |byte: u8| if byte == b'/' { 0 } else { u16::from(byte) + 1 };
        self.text.bytes().map(key).cmp(other.text.bytes().map(key))
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A plain name where one says the same, else the pointer.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.text.get(1..).unwrap_or_default();
        let is_plain = !name.is_empty() && !name.contains(['/', '~', '=']);
        f.write_str(if is_plain { name } else { &self.text })
    }
}

impl fmt::Display for PointerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an argument has a name",
            Self::Tilde(_) => {
                "in a JSON Pointer `~` stands only in `~0` (for `~`) and `~1` (for `/`)"
            }
        })
    }
}
