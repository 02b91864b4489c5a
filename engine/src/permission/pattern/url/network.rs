//! Networks of IP addresses as regular expressions: `10.0.0.0/8` and `fd00::/8`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::permission::resource::url::host::full;

/// All addresses that begin with the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Network {
    V4(Ipv4Addr, u32),
    V6(Ipv6Addr, u32),
}

/// Whether a text is an address, `/` and a number.
pub(super) fn is_network(text: &str) -> bool {
    text.split_once('/').is_some_and(|(address, bits)| {
        address.parse::<IpAddr>().is_ok() && bits.parse::<u32>().is_ok()
    })
}

impl Network {
    /// The network of an address and a number of bits; none where there are not so many bits.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/')?;
        let bits: u32 = bits.parse().ok()?;
        let network = match address.parse().ok()? {
            IpAddr::V4(address) => Self::V4(address, bits),
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(address) if bits >= 96 => Self::V4(address, bits - 96),
                _ => Self::V6(address, bits),
            },
        };
        let most = if matches!(network, Self::V4(..)) { 32 } else { 128 };
        (network.bits() <= most).then_some(network)
    }

    const fn bits(self) -> u32 {
        match self {
            Self::V4(_, bits) | Self::V6(_, bits) => bits,
        }
    }

    /// The same with all bits off that it does not fix.
    pub(super) fn first(self) -> Self {
        match self {
            Self::V4(address, bits) => {
                let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
                Self::V4(Ipv4Addr::from(u32::from(address) & mask), bits)
            }
            Self::V6(address, bits) => {
                let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
                Self::V6(Ipv6Addr::from(u128::from(address) & mask), bits)
            }
        }
    }

    /// The networks of IPv6 by which its addresses may be reached, too, where it is one of IPv4: through a translator
    /// (`64:ff9b::/96`), by 6to4 (`2002::/16`), and as compatible addresses (`::/96`).
    ///
    /// Source: RFC 6052, section 2.1; RFC 3056, section 2; RFC 4291, section 2.5.5.1.
    pub(super) fn embedding(self) -> Vec<Self> {
        let Self::V4(address, bits) = self.first() else { return Vec::new() };
        let number = u128::from(u32::from(address));
        let within = |prefix: u128, shift: u32, fixed: u32| {
            Self::V6(Ipv6Addr::from(prefix | number << shift), fixed + bits)
        };
        let mut all = vec![within(0x64_ff9b << 96, 0, 96), within(0x2002 << 112, 80, 16)];
        if number >> 16 != 0 {
            all.push(within(0, 0, 96));
        } else {
            // `::` and `::1` are addresses of their own: those that begin with 16 zeros are left out.
            let halves = (bits..16).map(|bit| Self::V6(Ipv6Addr::from(1 << (31 - bit)), 97 + bit));
            all.extend(halves);
        }
        all
    }

    /// Matches its addresses, as automata read them.
    pub(super) fn expression(self) -> String {
        match self {
            Self::V4(address, bits) => {
                let octets = address.octets().into_iter().zip(0_u32..);
                let octet = |(octet, at): (u8, u32)| match bits.saturating_sub(at * 8) {
                    0 => "[0-9]+".to_owned(),
                    8.. => octet.to_string(),
                    fixed => {
                        let last = u32::from(octet) + (1 << (8 - fixed)) - 1;
                        let all: Vec<String> =
                            (u32::from(octet)..=last).map(|octet| octet.to_string()).collect();
                        format!("(?:{})", all.join("|"))
                    }
                };
                octets.map(octet).collect::<Vec<_>>().join(r"\.")
            }
            Self::V6(address, bits) => {
                let mut fixed = bits;
                let mut expression = String::from(r"\[");
                for sign in full(address).chars() {
                    let Some(digit) = sign.to_digit(16) else {
                        expression.push(sign);
                        continue;
                    };
                    match fixed {
                        0 => expression.push_str("[0-9a-f]"),
                        4.. => expression.push(sign),
                        some => {
                            let all = (digit..digit + (1 << (4 - some)))
                                .filter_map(|digit| char::from_digit(digit, 16));
                            expression.push_str(&format!("[{}]", all.collect::<String>()));
                        }
                    }
                    fixed = fixed.saturating_sub(4);
                }
                expression.push_str(r"\]");
                expression
            }
        }
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::V4(address, 32) => address.fmt(f),
            Self::V6(address, 128) => write!(f, "[{address}]"),
            Self::V4(address, bits) => write!(f, "[{address}/{bits}]"),
            Self::V6(address, bits) => write!(f, "[{address}/{bits}]"),
        }
    }
}
