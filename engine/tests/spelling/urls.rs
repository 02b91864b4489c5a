//! Random URLs, each read as the crate `url` and Node read it, or refused.

use std::io::Write as _;
use std::net::Ipv6Addr;
use std::process::{Command, Stdio};

use bailiwick_engine::permission::{Action, Arguments, Effect, Pattern, Resource, Rule, decide};
use url::{Host, Url};

use super::random::Random;

const SCHEMES: &[&str] = &[
    "https://",
    "https://",
    "https://",
    "http://",
    "HTTPS://",
    "Http://",
    "ws://",
    "wss://",
    "https:/",
    "https:",
    "https:///",
    "ftp://",
    "file://",
    "://",
    "//",
    "",
    "https:\\\\",
    " http://",
    "ht\ttps://",
];

const HOSTS: &[&str] = &[
    "a.example",
    "A.Example",
    "a.example.",
    "a%2Eexample",
    "%61.example",
    "a..example",
    ".example",
    "bücher.example",
    "xn--bcher-kva.example",
    "BÜCHER.example",
    "a。example",
    "ａ.example",
    "faß.example",
    "a\u{ad}b.example",
    "İ.example",
    "Ⅷ.example",
    "٣.example",
    "a_b.example",
    "-a.example",
    "a b.example",
    "a<b.example",
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "0X7F.0.0.1",
    "2130706433",
    "017700000001",
    "127.0.0.1.",
    "１２７.0.0.1",
    "256.0.0.1",
    "1.2.3.4.5",
    "0x",
    "1.2.3",
    "08.0.0.1",
    "4294967295",
    "4294967296",
    "0x100000000",
    "a.1",
    "a.0x1",
    "a.0xg",
    "1.a",
    "127.0.0.1%2e",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::FFFF:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]",
    "[2001:DB8::1]",
    "[2001:db8:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[fe80::1%25eth0]",
    "[::1",
    "[::g]",
    "::1",
    "",
    ".",
    "%00",
    "%zz.example",
    "localhost",
];

const PIECES: &[&str] = &[
    "a", "b", "A", "%61", "%41", "%2e", "%2E", ".", "..", "%2e%2E", ".%2e", "%2f", "%2F", "%5c",
    "\\", "%00", "%25", "%252e", "%c3%a9", "%C3%A9", "é", "e\u{301}", "%7e", "~", "%2a", "*", "'",
    "%27", "\"", "|", "%7C", "^", "[", "{", ";", "%3b", "=", ":", "%3A", "@", "%40", "$", "&", "+",
    "%20", "%", "%a", "\u{feff}", "😀", "%ff", "<", "`", "!", "(", ",",
];

/// A URL; two in three have nothing that only attackers write.
fn spelling(random: &mut Random) -> String {
    let is_plain = random.below(3) > 0;
    let mut text = String::new();
    text.push_str(random.one(if is_plain { &SCHEMES[..8] } else { SCHEMES }));
    if !is_plain && random.below(8) == 0 {
        text.push_str(random.one(&[
            "user@",
            "user:word@",
            "@",
            ":@",
            "a.example%40",
            "a.example\\@",
        ]));
    }
    text.push_str(random.one(HOSTS));
    text.push_str(random.one(&["", "", "", "", ":", ":80", ":443", ":0443", ":8080", ":00080"]));
    if !is_plain {
        text.push_str(
            random.one(&["", "", "", "", ":65536", ":8a", ":-1", ":8080:1", ":+80", ":٣"]),
        );
    }
    let pieces = if is_plain { random.below(4) } else { random.below(6) };
    for at in 0..pieces {
        if at == 0 || random.below(2) == 0 {
            text.push('/');
        }
        for _ in 0..random.below(3) {
            text.push_str(random.one(PIECES));
        }
    }
    if !is_plain && random.below(10) == 0 {
        text.push_str(
            random.one(&["\t", "\n", "\r", " ", "\u{a0}", "\u{b}", "\u{2028}", "\u{7f}"]),
        );
    }
    if random.below(3) == 0 {
        text.push('?');
        for _ in 0..random.below(4) {
            text.push_str(random.one(PIECES));
            text.push_str(random.one(&["", "", "&", "=", "/", "?"]));
        }
    }
    if random.below(6) == 0 {
        text.push('#');
        text.push_str(random.one(&["", "x", "@a.example", "/../..", "?y"]));
    }
    text
}

fn read(text: &str) -> Option<String> {
    Resource::read(Action::Fetch, text).ok().map(|resource| resource.as_str().to_owned())
}

fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut all = Vec::new();
    while let Some(byte) = bytes.next() {
        let digits = [bytes.clone().next(), bytes.clone().nth(1)];
        match digits.map(|digit| char::from(digit.unwrap_or(0)).to_digit(16)) {
            [Some(high), Some(low)] if byte == b'%' => {
                all.push(u8::try_from(high * 16 + low).unwrap());
                bytes.nth(1);
            }
            _ => all.push(byte),
        }
    }
    all
}

/// Where a URL leads, without what we say makes no difference.
fn place(url: &Url) -> (String, String, Option<u16>, Vec<u8>, Vec<u8>) {
    let host = match url.host().unwrap() {
        Host::Domain(name) => name.strip_suffix('.').unwrap_or(name).to_owned(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => version_4(address).unwrap_or_else(|| address.to_string()),
    };
    let path = url.path().strip_suffix('/').unwrap_or(url.path());
    let query = url.query().unwrap_or_default();
    let port = url.port_or_known_default();
    (url.scheme().to_owned(), host, port, decoded(path), decoded(query))
}

/// The IPv4 address that an IPv6 one holds.
fn version_4(address: Ipv6Addr) -> Option<String> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] => {
            let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
            Some(format!("{a}.{b}.{c}.{d}"))
        }
        _ => None,
    }
}

#[test]
fn urls_lead_where_the_crate_url_says() {
    let (count, seed) = super::settings();
    let mut random = Random(seed);
    let mut accepted = 0;
    let pattern = Pattern::read(Action::Fetch, "**").unwrap();
    let all = Rule::new(Effect::Allow, Action::Fetch, pattern);
    for _ in 0..count {
        let text = spelling(&mut random);
        let Some(ours) = read(&text) else { continue };
        accepted += 1;
        let theirs = Url::parse(&text).unwrap_or_else(|why| panic!("{text:?} is {ours}: {why}"));
        assert!(theirs.username().is_empty() && theirs.password().is_none(), "{text:?}");
        assert_eq!(place(&theirs), place(&Url::parse(&ours).unwrap()), "{text:?} is {ours}");
        assert_eq!(read(&ours).as_ref(), Some(&ours), "{text:?} changes again");
        assert_eq!(read(theirs.as_str()).as_ref(), Some(&ours), "{text:?} by way of {theirs}");
        if accepted % 20 == 0 {
            let resource = Resource::read(Action::Fetch, &ours).unwrap();
            assert_eq!(
                decide(&[&all], &resource, &Arguments::default()).effect,
                Effect::Allow,
                "{ours} is no URL"
            );
        }
    }
    println!("COUNT: {count}, {accepted} of them accepted");
    assert!(accepted > count / 10, "only {accepted} of {count} are accepted");
}

const SCRIPT: &str = r#"
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
const told = lines.map((line) => {
    try { return new URL(JSON.parse(line)).href; } catch { return null; }
});
console.log(JSON.stringify(told));
"#;

#[test]
fn urls_lead_where_node_says() {
    let (count, seed) = super::settings();
    let mut random = Random(seed + 1);
    let spellings: Vec<String> = (0..count).map(|_| spelling(&mut random)).collect();
    let child = Command::new("node")
        .args(["-e", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: there is no node to judge URLs");
        return;
    };
    let mut input = child.stdin.take().unwrap();
    let lines: Vec<String> =
        spellings.iter().map(|text| serde_json::to_string(text).unwrap()).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.join("\n").as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let told: Vec<Option<String>> =
        serde_json::from_slice::<Vec<serde_json::Value>>(&output.stdout)
            .unwrap()
            .into_iter()
            .map(|href| href.as_str().map(str::to_owned))
            .collect();
    assert_eq!(told.len(), spellings.len());
    for (text, theirs) in spellings.iter().zip(told) {
        let Some(ours) = read(text) else { continue };
        let theirs = theirs.unwrap_or_else(|| panic!("{text:?} is {ours}, and no URL for node"));
        assert_eq!(read(&theirs), Some(ours), "{text:?} by way of {theirs}");
    }
}
