//! URLs for the oracle: what a pattern means by backtracking, short requests, random patterns.
//!
//! Source: the section on URLs of `docs/guide/permissions.md`.

use std::net::IpAddr;

use super::random::Random;

/// Whether a URL pattern matches a URL in its canonical spelling; `guards` where the rule denies or asks.
pub fn matches(pattern: &str, url: &str, guards: bool) -> bool {
    if pattern == "**" {
        return true;
    }
    if !pattern.contains("://") {
        return matches(&format!("https://{pattern}/**"), url, guards);
    }
    let ([scheme, host, port, path], query) = parts(pattern);
    let ([own_scheme, own_host, own_port, own_path], own_query) = parts(url);
    let default = if matches!(own_scheme, "https" | "wss") { "443" } else { "80" };
    if scheme != "*" && scheme != own_scheme
        || port != "*" && or(port, default) != or(own_port, default)
    {
        return false;
    }
    let is_query = query.is_none_or(|query| match own_query {
        None => query.is_empty(),
        Some(own) => !query.is_empty() && glob(query.as_bytes(), own.as_bytes(), b'&'),
    });
    let is_host = host_matches(host, own_host)
        || guards && embedded(own_host).is_some_and(|own| host_matches(host, &own));
    is_query && is_host && path_matches(path, own_path)
}

fn or<'p>(port: &'p str, default: &'p str) -> &'p str {
    if port.is_empty() { default } else { port }
}

/// Scheme, host, port and path, and the query where there is one.
fn parts(text: &str) -> ([&str; 4], Option<&str>) {
    let (scheme, rest) = text.split_once("://").unwrap();
    let bracket = rest.find(']').unwrap_or(0);
    let slash = bracket + rest[bracket..].find('/').unwrap();
    let (authority, rest) = rest.split_at(slash);
    let colon = authority[bracket..].find(':').map_or(authority.len(), |at| bracket + at);
    let port = authority[colon..].trim_start_matches(':');
    match rest.split_once('?') {
        Some((path, query)) => ([scheme, &authority[..colon], port, path], Some(query)),
        None => ([scheme, &authority[..colon], port, rest], None),
    }
}

/// The IPv4 address that an IPv6 one leads to.
fn embedded(host: &str) -> Option<String> {
    let Some(IpAddr::V6(address)) = address(host) else { return None };
    let [a, b, c, d, e, f, high, low] = address.segments();
    let (high, low) = match [a, b, c, d, e, f] {
        [0x64, 0xff9b, 0, 0, 0, 0] => (high, low),
        [0x2002, ..] => (b, c),
        [0, 0, 0, 0, 0, 0] if high != 0 => (high, low),
        _ => return None,
    };
    let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
    Some(format!("{a}.{b}.{c}.{d}"))
}

fn address(text: &str) -> Option<IpAddr> {
    text.trim_matches(['[', ']']).parse().ok()
}

fn host_matches(pattern: &str, host: &str) -> bool {
    if pattern == "**" {
        return true;
    }
    if let Some((network, bits)) = pattern.trim_matches(['[', ']']).split_once('/') {
        let bits: u32 = bits.parse().unwrap();
        return match (network.parse().unwrap(), address(host)) {
            (IpAddr::V4(network), Some(IpAddr::V4(own))) => {
                (0..bits).all(|bit| (u32::from(network) ^ u32::from(own)) >> (31 - bit) & 1 == 0)
            }
            (IpAddr::V6(network), Some(IpAddr::V6(own))) => {
                (0..bits).all(|bit| (u128::from(network) ^ u128::from(own)) >> (127 - bit) & 1 == 0)
            }
            _ => false,
        };
    }
    match (address(pattern), address(host)) {
        (Some(wanted), Some(own)) => return wanted == own,
        (None, None) => {}
        _ => return false,
    }
    let pattern: Vec<&str> = pattern.split('.').collect();
    let labels: Vec<&str> = host.split('.').collect();
    let rest_matches = |pattern: &[&str], labels: &[&str]| {
        let mut pairs = pattern.iter().zip(labels);
        pattern.len() == labels.len()
            && pairs.all(|(pattern, label)| {
                (*pattern != "*" || !label.is_empty())
                    && glob(pattern.as_bytes(), label.as_bytes(), b'.')
            })
    };
    match pattern.as_slice() {
        ["*", rest @ ..] => (1..=labels.len()).any(|taken| rest_matches(rest, &labels[taken..])),
        all => rest_matches(all, &labels),
    }
}

/// Whether a path matches, segment by segment; a `/` at the end says nothing.
fn path_matches(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.trim_start_matches('/'), path.trim_start_matches('/'));
    if pattern.is_empty() {
        return path.is_empty();
    }
    let (first, rest) = pattern.split_once('/').unwrap_or((pattern, ""));
    let (segment, below) = path.split_once('/').unwrap_or((path, ""));
    if first == "**" {
        return path_matches(rest, path) || !path.is_empty() && path_matches(pattern, below);
    }
    !path.is_empty()
        && glob(first.as_bytes(), segment.as_bytes(), b'/')
        && path_matches(rest, below)
}

/// `*` for any characters but one, `**` for any.
fn glob(pattern: &[u8], text: &[u8], but: u8) -> bool {
    match pattern {
        [] => text.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=text.len()).any(|taken| glob(rest, &text[taken..], but)),
        [b'*', rest @ ..] => {
            let end = text.iter().position(|byte| *byte == but).unwrap_or(text.len());
            (0..=end).any(|taken| glob(rest, &text[taken..], but))
        }
        [first, rest @ ..] => text.first() == Some(first) && glob(rest, &text[1..], but),
    }
}

/// Canonical URLs: all short ones over a small alphabet, some with longer queries, and some at addresses.
pub fn requests() -> Vec<String> {
    let short = |scheme: &str, alphabet: &str, length: usize| -> Vec<String> {
        let words = super::universe::words(alphabet, length).into_iter();
        words.map(|rest| format!("{scheme}://{rest}")).filter(|url| is_canonical(url)).collect()
    };
    let mut all = short("ws", "ab./:1", 6);
    all.extend(short("ws", "ab?./:1", 5));
    all.extend(short("https", "abc./:1", 4));
    all.extend(short("http", "ab/.", 4));
    for word in super::universe::words("ab&", 4) {
        all.extend(["ws://a/", "https://a.b/a"].map(|front| format!("{front}?{word}")));
    }
    let mut hosts: Vec<String> = ["[::]", "[::1]", "[fd00::1]", "[fc00::]", "[fe80::1]", "[1::]"]
        .map(str::to_owned)
        .to_vec();
    hosts.extend(
        [
            "[64:ff9b::100:1]",
            "[64:ff9b::1:100:1]",
            "[64:ff9b::ac10:1]",
            "[2002:100:1::]",
            "[2002:ac10:1:a::1]",
            "[::100:1]",
            "[::ac1f:1]",
        ]
        .map(str::to_owned),
    );
    for first in ["1", "2", "10", "172", "255"] {
        for second in ["0", "15", "16", "31", "32", "255"] {
            hosts.push(format!("{first}.{second}.0.1"));
        }
    }
    for host in &hosts {
        for rest in ["/", ":1/", "/a", "/a/b", "/b?a", "/?b"] {
            all.extend(["ws", "https"].map(|scheme| format!("{scheme}://{host}{rest}")));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a URL over `abc./?:1` and behind `://` is in its one spelling.
fn is_canonical(url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap();
    let Some(slash) = rest.find('/') else { return false };
    let (authority, rest) = rest.split_at(slash);
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let labels: Vec<&str> = host.split('.').collect();
    let is_number = |label: &&str| label.bytes().all(|byte| byte.is_ascii_digit());
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    let is_path =
        path == "/" || path[1..].split('/').all(|segment| !matches!(segment, "" | "." | ".."));
    let is_word =
        |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric());
    labels.iter().all(is_word)
        && !labels.last().is_some_and(is_number)
        && port.is_none_or(|port| is_number(&port) && !port.is_empty())
        && is_path
        && query.is_none_or(|query| !query.is_empty())
        && !query.is_some_and(|query| query.contains(':') && query.len() > 3)
}

const HOSTS: &[&str] = &[
    "a",
    "b",
    "*",
    "*",
    "*.a",
    "*.b",
    "a.b",
    "a*",
    "**",
    "*b.a",
    "b.*",
    "*.a.b",
    "1.0.0.1",
    "172.16.0.1",
    "[1.0.0.0/8]",
    "[172.16.0.0/12]",
    "[::1]",
    "[fd00::/8]",
    "[fc00::/7]",
    "[::/0]",
    "[0.0.0.0/0]",
];

/// A URL pattern.
pub fn pattern(random: &mut Random) -> String {
    if random.below(20) == 0 {
        return "**".to_owned();
    }
    let host = random.one(HOSTS);
    if random.below(12) == 0 {
        return host.to_owned();
    }
    let scheme = random.one(&["ws", "ws", "ws", "https", "*", "http"]);
    let port = random.one(&["", "", "", ":1", ":*", ":11", ":80", ":443"]);
    let mut text = format!("{scheme}://{host}{port}");
    for _ in 0..random.below(3) {
        let segment = random.one(&["a", "b", "*", "**", "**", "a*", "*b", "ab"]);
        text.push('/');
        text.push_str(segment);
    }
    if text.ends_with(host) || text.ends_with(port) || random.below(6) == 0 {
        text.push_str(random.one(&["/", "/**"]));
    }
    text.push_str(random.one(&["", "", "", "", "?", "?a", "?*", "?**", "?a*", "?*&b", "?a**b"]));
    text
}
