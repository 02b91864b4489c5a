//! The host of a URL pattern: names with wildcards, addresses and networks.

use std::fmt;

use super::network::Network;
use crate::permission::pattern::PatternError;
use crate::permission::resource::url::host::{Host, ascii, ends_in_number, is_label};
use crate::permission::{Refusal, Space};

/// The hosts that a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hosts {
    written: String,
    /// In each space, what it matches.
    expressions: Vec<(Space, String)>,
    /// What a rule matches, too, that denies or asks: addresses of IPv6 that lead to those of IPv4.
    embedding: Vec<Network>,
}

impl Hosts {
    /// Every host, name or address.
    pub(super) fn all() -> Self {
        let name = (Space::Url, "[^:/?]+".to_owned());
        let address = (Space::Address, r"(?:[0-9.]+|\[[0-9a-f:]+\])".to_owned());
        let (written, expressions) = ("**".to_owned(), vec![name, address]);
        Self { written, expressions, embedding: Vec::new() }
    }

    /// Reads a host that begins at a byte of the pattern.
    pub(super) fn read(text: &str, start: usize) -> Result<Self, PatternError> {
        let whole = start..start + text.len().max(1);
        if text == "**" {
            return Ok(Self::all());
        }
        if let Some(at) = text.find("**") {
            let help = "write `*.` in front for hosts below, or `**` alone for every host";
            let place = start + at..start + at + 2;
            return Err(PatternError::new(place, "`**` stands only for a whole host", help));
        }
        let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        if let Some(inside) = inside.filter(|inside| inside.contains('/')) {
            let at = start + 1..start + 1 + inside.len();
            return network(inside, at);
        }
        if !text.contains('*') {
            return match Host::read(text) {
                Ok(host) => Ok(Self::one(&host)),
                Err(refusal) => Err(no_host(whole, text, refusal)),
            };
        }
        let name = text.strip_suffix('.').unwrap_or(text);
        let (mut labels, mut at) = (Vec::new(), start);
        for label in name.split('.') {
            labels.push(canonical(label, at)?);
            at += label.len() + 1;
        }
        let is_number = |label: &String| ends_in_number(label);
        let is_part = labels.iter().all(|label| label == "*" || is_number(label));
        if labels.last().is_some_and(is_number) || is_part && labels.iter().any(is_number) {
            let help = "write a network, such as `[10.0.0.0/8]`";
            return Err(PatternError::new(
                whole,
                "`*` does not stand for parts of addresses",
                help,
            ));
        }
        let expression = expression(&labels);
        let expressions = vec![(Space::Url, expression)];
        Ok(Self { written: labels.join("."), expressions, embedding: Vec::new() })
    }

    fn one(host: &Host) -> Self {
        let (space, written) = (host.space(), host.to_string());
        let network = match host {
            Host::Name(name) => {
                let expressions = vec![(space, regex_syntax::escape(name))];
                return Self { written, expressions, embedding: Vec::new() };
            }
            Host::V4(address) => Network::V4(*address, 32),
            Host::V6(address) => Network::V6(*address, 128),
        };
        let expressions = vec![(space, network.expression())];
        Self { written, expressions, embedding: network.embedding() }
    }

    /// What it matches in each space that it reaches.
    pub(super) fn languages(&self) -> impl Iterator<Item = (Space, &str)> {
        self.expressions.iter().map(|(space, expression)| (*space, expression.as_str()))
    }

    /// What a rule that denies or asks matches; none where that is the same.
    pub(super) fn guarding(&self) -> Option<(Space, String)> {
        if self.embedding.is_empty() {
            return None;
        }
        let written = self.languages().map(|(_, expression)| expression.to_owned());
        let embedding = self.embedding.iter().map(|network| network.expression());
        let all: Vec<String> = written.chain(embedding).collect();
        Some((Space::Address, format!("(?:{})", all.join("|"))))
    }
}

/// A network; the text stands at a place of the pattern.
fn network(text: &str, at: std::ops::Range<usize>) -> Result<Hosts, PatternError> {
    let Some(network) = Network::read(text) else {
        let help = "write an address, `/` and a number of bits, such as `[10.0.0.0/8]`";
        return Err(PatternError::new(at, format!("`{text}` is no network"), help));
    };
    let first = network.first();
    if first != network {
        let message = "the address has bits behind those that the network fixes";
        return Err(PatternError::new(at, message, format!("write `{first}`")));
    }
    let expressions = vec![(Space::Address, network.expression())];
    let embedding = network.embedding();
    Ok(Hosts { written: network.to_string(), expressions, embedding })
}

/// A label in its canonical spelling, with its wildcards.
fn canonical(label: &str, at: usize) -> Result<String, PatternError> {
    let place = at..at + label.len().max(1);
    if label.contains('*') {
        let plain = label.to_ascii_lowercase();
        if let Some((sign, character)) = plain
            .char_indices()
            .find(|(_, sign)| *sign != '*' && !is_label(sign.encode_utf8(&mut [0; 4])))
        {
            let place = at + sign..at + sign + character.len_utf8();
            let message = format!("`{character}` cannot stand beside `*` in a host");
            let help = "write letters of ASCII, digits, `-` and `_`, or no `*` in this part";
            return Err(PatternError::new(place, message, help));
        }
        return Ok(plain);
    }
    match ascii(label.as_bytes()) {
        Ok(name) if is_label(&name) => Ok(name),
        Ok(_) => Err(no_host(place, label, Refusal::Host)),
        Err(refusal) => Err(no_host(place, label, refusal)),
    }
}

/// What labels match: `*` in front stands for one or more of them, any other one stays in its label.
fn expression(labels: &[String]) -> String {
    if let [only] = labels
        && only == "*"
    {
        return "[^:/?]+".to_owned();
    }
    let label = |(at, label): (usize, &String)| match label.as_str() {
        "*" if at == 0 => r"[^:/?]+".to_owned(),
        "*" => "[^.:/?]+".to_owned(),
        label => {
            let parts: Vec<String> = label.split('*').map(regex_syntax::escape).collect();
            parts.join("[^.:/?]*")
        }
    };
    labels.iter().enumerate().map(label).collect::<Vec<_>>().join(r"\.")
}

fn no_host(at: std::ops::Range<usize>, text: &str, refusal: Refusal) -> PatternError {
    let (message, help) = match refusal {
        Refusal::NoHost => {
            ("there is no host".to_owned(), "write one, or `*` for any name".to_owned())
        }
        _ => (
            format!("`{text}` is neither a host name nor an IP address"),
            "write a name, an address, or a network such as `[10.0.0.0/8]`".to_owned(),
        ),
    };
    PatternError::new(at, message, help)
}

impl fmt::Display for Hosts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}
