//! The schemes of the web; a URL of any other one is refused.

/// A scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::permission) enum Scheme {
    Http,
    Https,
    Ws,
    Wss,
}

impl Scheme {
    pub(in crate::permission) const ALL: [Self; 4] = [Self::Http, Self::Https, Self::Ws, Self::Wss];

    pub(in crate::permission) const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
            Self::Ws => "ws",
            Self::Wss => "wss",
        }
    }

    /// The port that is meant where none is written.
    pub(in crate::permission) const fn port(self) -> u16 {
        match self {
            Self::Http | Self::Ws => 80,
            Self::Https | Self::Wss => 443,
        }
    }

    /// The scheme of a name in lower case.
    pub(in crate::permission) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == name)
    }
}
