//! Hosts: names in lower case and ASCII, addresses in one spelling.
//!
//! Source: the URL standard of the WHATWG, section 3.5 (hosts), and RFC 5952 (IPv6).

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use idna::AsciiDenyList;

use super::escape::decoded;
use crate::permission::{Refusal, Space};

/// Where a URL leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::permission) enum Host {
    Name(String),
    V4(Ipv4Addr),
    /// No IPv4 address in an IPv6 one: that is an IPv4 address.
    V6(Ipv6Addr),
}

impl Host {
    /// Reads a host as it stands in a URL.
    pub(in crate::permission) fn read(text: &str) -> Result<Self, Refusal> {
        if text.is_empty() {
            return Err(Refusal::NoHost);
        }
        if let Some(inside) = text.strip_prefix('[') {
            let inside = inside.strip_suffix(']').ok_or(Refusal::Host)?;
            let address: Ipv6Addr = inside.parse().map_err(|_| Refusal::Host)?;
            return Ok(address.to_ipv4_mapped().map_or(Self::V6(address), Self::V4));
        }
        let bytes = decoded(text)?;
        let name = ascii(&bytes)?;
        // A dot at the end only says that the name is whole.
        let name = name.strip_suffix('.').unwrap_or(&name);
        if name.is_empty() {
            return Err(Refusal::NoHost);
        }
        if !name.split('.').all(is_label) {
            return Err(Refusal::Host);
        }
        if ends_in_number(name) {
            return version_4(name).map(Self::V4).ok_or(Refusal::Host);
        }
        Ok(Self::Name(name.to_owned()))
    }

    /// Names and addresses lie apart.
    pub(in crate::permission) const fn space(&self) -> Space {
        match self {
            Self::Name(_) => Space::Url,
            Self::V4(_) | Self::V6(_) => Space::Address,
        }
    }
}

/// A host name in lower case and ASCII.
pub(in crate::permission) fn ascii(name: &[u8]) -> Result<String, Refusal> {
    if name.is_ascii() {
        return Ok(String::from_utf8_lossy(name).to_ascii_lowercase());
    }
    idna::domain_to_ascii_cow(name, AsciiDenyList::URL)
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| Refusal::Host)
}

/// Whether a text is a part of a host name in its canonical spelling.
pub(in crate::permission) fn is_label(text: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    !text.is_empty() && text.bytes().all(is_plain)
}

/// Whether a host is an address and no name.
pub(in crate::permission) fn ends_in_number(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_decimal = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    let hexadecimal = last.strip_prefix("0x");
    is_decimal || hexadecimal.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// An IPv4 address of one to four numbers, each decimal, octal or hexadecimal, of which the last fills what is left.
fn version_4(text: &str) -> Option<Ipv4Addr> {
    let numbers: Vec<u64> = text.split('.').map(number).collect::<Option<_>>()?;
    let (last, bytes) = numbers.split_last()?;
    if bytes.len() > 3 || bytes.iter().any(|byte| *byte > 255) {
        return None;
    }
    let rest = 8 * (4 - u32::try_from(bytes.len()).ok()?);
    if *last >> rest != 0 {
        return None;
    }
    let front = bytes.iter().fold(0, |all, byte| all << 8 | byte) << rest;
    u32::try_from(front | last).ok().map(Ipv4Addr::from)
}

fn number(text: &str) -> Option<u64> {
    let (digits, base) = match (text.strip_prefix("0x"), text.strip_prefix('0')) {
        (Some(""), _) => return Some(0),
        (Some(rest), _) => (rest, 16),
        (None, Some(rest)) if !rest.is_empty() => (rest, 8),
        _ => (text, 10),
    };
    let is_number = digits.chars().all(|digit| digit.is_digit(base));
    is_number.then(|| u64::from_str_radix(digits, base).ok()).flatten()
}

/// An IPv6 address with all its digits, so that networks are regular.
pub(in crate::permission) fn full(address: Ipv6Addr) -> String {
    address.segments().map(|group| format!("{group:04x}")).join(":")
}

/// A URL whose IPv6 address is put in another spelling; any other URL as it is.
pub(in crate::permission) fn with_address(url: &str, spell: impl Fn(Ipv6Addr) -> String) -> String {
    let rewritten = || {
        let (before, rest) = url.split_once('[')?;
        let (inside, after) = rest.split_once(']')?;
        Some(format!("{before}[{}]{after}", spell(inside.parse().ok()?)))
    };
    rewritten().unwrap_or_else(|| url.to_owned())
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::V4(address) => address.fmt(f),
            Self::V6(address) => write!(f, "[{address}]"),
        }
    }
}
