//! How layers are put together.

/// How a node of a later layer meets that of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// The later replaces the earlier.
    Single,
    /// Children merge, each by its own rule.
    Container,
    /// With an argument it replaces the whole node, without one it merges into it.
    SingleOrContainer,
    /// The same first argument merges, another is added.
    Keyed,
    /// The same value of this property replaces, another is added.
    KeyedBy(&'static str),
    /// Union of the arguments; order has no meaning.
    Set,
    /// Union of the arguments behind the first, for each first one; order has no meaning.
    SetBy,
    /// Intersection of the arguments: a layer can only narrow.
    Intersection,
    /// Appended in order.
    Sequence,
    /// Belongs to one declaration; layers do not meet here.
    Local,
}

impl Merge {
    /// What a later layer does, as a clause; none where layers do not meet.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let words = match self {
            Self::Single => "a later one replaces an earlier one",
            Self::Container => "children merge, each by its own rule",
            Self::SingleOrContainer => {
                "with an argument it replaces the whole node, without one it merges into it"
            }
            Self::Keyed => "the same first argument merges, another is added",
            Self::KeyedBy(property) => {
                return Some(format!("the same `{property}` replaces, another is added"));
            }
            Self::Set => "all are kept; order has no meaning",
            Self::SetBy => "all are kept, by first argument; order has no meaning",
            Self::Intersection => "a later layer can only narrow what an earlier one left",
            Self::Sequence => "appended in order",
            Self::Local => return None,
        };
        Some(words.to_owned())
    }
}
