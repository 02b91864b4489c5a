//! Hosts of URLs: which of them are this machine, and which hand out the credentials of a cloud machine.

#[cfg(test)]
mod tests;

use std::net::{Ipv4Addr, Ipv6Addr};

/// What a host is to the one who connects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The machine itself.
    Loopback,
    /// A metadata service of a cloud, or the link that it lies on.
    Metadata,
    /// Anything else.
    Other,
}

/// The host of an `http` or `https` URL, as it is written.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.strip_prefix('[') {
        Some(address) => address.split(']').next(),
        None => host.split(':').next(),
    }
    .filter(|host| !host.is_empty())
}

/// What the host of a URL is, in whatever spelling a client would understand.
#[must_use]
pub fn reach(url: &str) -> Reach {
    let Some(written) = host(url) else { return Reach::Other };
    let name = plain(written);
    if let Ok(address) = name.parse::<Ipv6Addr>() {
        return six(address);
    }
    if let Some(address) = four(&name) {
        return reach_of(address);
    }
    let under = |domain: &str| {
        name == domain || name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
    };
    if under("localhost") {
        return Reach::Loopback;
    }
    if [
        "metadata",
        "metadata.google.internal",
        "metadata.goog",
        "instance-data",
        "instance-data.ec2.internal",
    ]
    .iter()
    .any(|metadata| name == *metadata)
    {
        return Reach::Metadata;
    }
    embedded(&name).map_or(Reach::Other, |address| match reach_of(address) {
        Reach::Metadata => Reach::Metadata,
        // A public name that leads here is not this machine by its name alone.
        _ => Reach::Other,
    })
}

/// Lower case, without the last dot, percent signs and digits of other scripts resolved as clients resolve them.
fn plain(host: &str) -> String {
    let decoded = percent(host);
    let mut plain: String = decoded.chars().map(ascii).collect();
    plain.make_ascii_lowercase();
    if plain.ends_with('.') {
        plain.pop();
    }
    plain
}

fn percent(host: &str) -> String {
    let mut bytes = Vec::with_capacity(host.len());
    let mut rest = host.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let code = (*byte == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The characters that IDNA (UTS 46) maps to ASCII digits, letters and dots.
fn ascii(character: char) -> char {
    let code = character as u32;
    let digit = |value: u32| char::from_digit(value, 10).unwrap_or(character);
    match code {
        0x3002 | 0xFF0E | 0xFF61 => '.',
        0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        0x2070 | 0x2074..=0x2079 => digit(code - 0x2070),
        0x00B9 => '1',
        0x00B2 | 0x00B3 => digit(code - 0x00B0),
        0x2080..=0x2089 => digit(code - 0x2080),
        0x2460..=0x2468 => digit(code - 0x245F),
        0x24EA => '0',
        0x1D7CE..=0x1D7FF => digit((code - 0x1D7CE) % 10),
        _ => character,
    }
}

/// An IPv4 address as the WHATWG URL standard reads it: one to four parts, decimal, octal or hexadecimal.
fn four(name: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u64> = name.split('.').map(number).collect::<Option<_>>()?;
    let (last, high) = parts.split_last()?;
    if high.len() > 3 || high.iter().any(|part| *part > 255) {
        return None;
    }
    let free = 4 - high.len();
    if *last >= 1_u64 << (8 * free) {
        return None;
    }
    let mut address = *last;
    for (at, part) in high.iter().enumerate() {
        address += part << (8 * (3 - at));
    }
    Some(Ipv4Addr::from(u32::try_from(address).ok()?))
}

fn number(part: &str) -> Option<u64> {
    let (digits, radix) = match part.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None if part.len() > 1 && part.starts_with('0') => (part.get(1..)?, 8),
        None => (part, 10),
    };
    if digits.is_empty() {
        return (radix == 16).then_some(0);
    }
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    u64::from_str_radix(digits, radix).ok()
}

/// The metadata addresses of clouds, beside the whole link-local network.
const METADATA: [Ipv4Addr; 3] = [
    // Alibaba Cloud.
    Ipv4Addr::new(100, 100, 100, 200),
    // Azure's wire server.
    Ipv4Addr::new(168, 63, 129, 16),
    // Oracle Cloud, older machines.
    Ipv4Addr::new(192, 0, 0, 192),
];

fn reach_of(address: Ipv4Addr) -> Reach {
    if address.is_loopback() || address.is_unspecified() {
        Reach::Loopback
    } else if address.is_link_local() || METADATA.contains(&address) {
        Reach::Metadata
    } else {
        Reach::Other
    }
}

fn six(address: Ipv6Addr) -> Reach {
    let segments = address.segments();
    let nat64 = matches!(segments, [0x64, 0xff9b, 0, 0, 0, 0, _, _]);
    let embedded = match segments {
        [.., high, low] if nat64 => Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))),
        _ => address.to_ipv4_mapped(),
    };
    if let Some(embedded) = embedded {
        return reach_of(embedded);
    }
    // The metadata service of AWS over IPv6.
    let aws = Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254);
    if address.is_loopback() || address.is_unspecified() {
        Reach::Loopback
    } else if address == aws || address.is_unicast_link_local() {
        Reach::Metadata
    } else {
        Reach::Other
    }
}

/// The address that a name of a public resolver carries (`169.254.169.254.nip.io`, `app-169-254-169-254.sslip.io`).
fn embedded(name: &str) -> Option<Ipv4Addr> {
    let rest =
        [".nip.io", ".sslip.io", ".xip.io"].iter().find_map(|domain| name.strip_suffix(domain))?;
    let parts: Vec<&str> = rest.split(['.', '-']).collect();
    let last = parts.get(parts.len().checked_sub(4)?..)?;
    last.join(".")
        .parse()
        .ok()
        .or_else(|| Some(Ipv4Addr::from(u32::from_str_radix(parts.last()?, 16).ok()?)))
}
