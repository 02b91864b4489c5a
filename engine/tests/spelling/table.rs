//! Hostile spellings, each with what it is read as, or why it is refused.

use std::fmt::Write as _;

use bailiwick_engine::permission::{Action, Pattern, Resource};
use expect_test::{Expect, expect};

fn check(action: Action, spellings: &[&str], expected: &Expect) {
    let mut table = String::new();
    for spelling in spellings {
        let read = match Resource::read(action, spelling) {
            Ok(resource) => resource.as_str().to_owned(),
            Err(refusal) => format!("refused: {refusal}"),
        };
        let _infallible = writeln!(table, "{} => {read}", spelling.escape_debug());
    }
    expected.assert_eq(&table);
}

const HOSTS: &[&str] = &[
    "https://Acme.Example",
    "HTTPS://acme.example:443/",
    "http://acme.example:0080",
    "http://acme.example:443/",
    "https://acme.example./",
    "https://acme%2Eexample/",
    "https://bücher.example/",
    "https://XN--BCHER-KVA.example/",
    "https://ａcme。example/",
    "https://acme.example:65536/",
    "https://acme.example:8080:1/",
    "https://acme..example/",
    "https://ac me.example/",
    "https:///etc/passwd",
    "https:acme.example",
    "//acme.example",
    "acme.example/x",
    "file:///etc/passwd",
    "gopher://acme.example/",
    "https://user@acme.example/",
    "https://acme.example@evil.example/",
    "https://acme.example:secret@evil.example/",
    "https://acme.example%40evil.example/",
    "https://evil.example#@acme.example/",
    "https://evil.example\\@acme.example/",
];

#[test]
fn hosts_and_ports_have_one_spelling() {
    check(
        Action::Fetch,
        HOSTS,
        &expect![[r#"
        https://Acme.Example => https://acme.example/
        HTTPS://acme.example:443/ => https://acme.example/
        http://acme.example:0080 => http://acme.example/
        http://acme.example:443/ => http://acme.example:443/
        https://acme.example./ => https://acme.example/
        https://acme%2Eexample/ => https://acme.example/
        https://bücher.example/ => https://xn--bcher-kva.example/
        https://XN--BCHER-KVA.example/ => https://xn--bcher-kva.example/
        https://ａcme。example/ => https://acme.example/
        https://acme.example:65536/ => refused: a port is a number up to 65535
        https://acme.example:8080:1/ => refused: a port is a number up to 65535
        https://acme..example/ => refused: its host is neither a name nor an IP address
        https://ac me.example/ => refused: it holds white space or a control character
        https:///etc/passwd => refused: the URL has no host
        https:acme.example => refused: a URL begins with `http://`, `https://`, `ws://` or `wss://`
        //acme.example => refused: a URL begins with `http://`, `https://`, `ws://` or `wss://`
        acme.example/x => refused: a URL begins with `http://`, `https://`, `ws://` or `wss://`
        file:///etc/passwd => refused: a URL begins with `http://`, `https://`, `ws://` or `wss://`
        gopher://acme.example/ => refused: a URL begins with `http://`, `https://`, `ws://` or `wss://`
        https://user@acme.example/ => refused: a user in a URL makes one host look like another
        https://acme.example@evil.example/ => refused: a user in a URL makes one host look like another
        https://acme.example:secret@evil.example/ => refused: a user in a URL makes one host look like another
        https://acme.example%40evil.example/ => refused: its host is neither a name nor an IP address
        https://evil.example#@acme.example/ => https://evil.example/
        https://evil.example\\@acme.example/ => refused: some programs read `\` as `/`
    "#]],
    );
}

const ADDRESSES: &[&str] = &[
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0177.0.0.01/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://１２７.0.0.1/",
    "http://0/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::FFFF:7F00:1]/",
    "http://[0:0:0:0:0:ffff:7f00:1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[2001:DB8:0:0:1::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[127.0.0.1]/",
    "http://256.1.1.1/",
    "http://1.2.3.4.5/",
    "http://acme.1/",
    "http://09.1.1.1/",
];

#[test]
fn addresses_have_one_spelling() {
    check(
        Action::Fetch,
        ADDRESSES,
        &expect![[r#"
        http://127.0.0.1/ => http://127.0.0.1/
        http://2130706433/ => http://127.0.0.1/
        http://0x7f000001/ => http://127.0.0.1/
        http://0x7f.1/ => http://127.0.0.1/
        http://017700000001/ => http://127.0.0.1/
        http://0177.0.0.01/ => http://127.0.0.1/
        http://127.1/ => http://127.0.0.1/
        http://127.0.0.1./ => http://127.0.0.1/
        http://１２７.0.0.1/ => http://127.0.0.1/
        http://0/ => http://0.0.0.0/
        http://[::ffff:127.0.0.1]/ => http://127.0.0.1/
        http://[::FFFF:7F00:1]/ => http://127.0.0.1/
        http://[0:0:0:0:0:ffff:7f00:1]/ => http://127.0.0.1/
        http://[0:0:0:0:0:0:0:1]/ => http://[::1]/
        http://[2001:DB8:0:0:1::1]/ => http://[2001:db8::1:0:0:1]/
        http://[fe80::1%25eth0]/ => refused: its host is neither a name nor an IP address
        http://[127.0.0.1]/ => refused: its host is neither a name nor an IP address
        http://256.1.1.1/ => refused: its host is neither a name nor an IP address
        http://1.2.3.4.5/ => refused: its host is neither a name nor an IP address
        http://acme.1/ => refused: its host is neither a name nor an IP address
        http://09.1.1.1/ => refused: its host is neither a name nor an IP address
    "#]],
    );
}

const QUERIES: &[&str] = &[
    "https://acme.example?x",
    "https://acme.example/?",
    "https://acme.example/docs/",
    "https://acme.example/docs/./x/../y",
    "https://acme.example/docs/%2e%2E/admin",
    "https://acme.example/docs/.%2e/admin",
    "https://acme.example/../../admin",
    "https://acme.example/c:/../x",
    "https://acme.example/c/../x",
    "https://acme.example/%61dm%69n",
    "https://acme.example/%2561dmin",
    "https://acme.example/a%c3%a9é",
    "https://acme.example/a|b^c`d",
    "https://acme.example/a:b@c;d=e",
    "https://acme.example/a%3ab",
    "https://acme.example/a%2fb",
    "https://acme.example/a%5Cb",
    "https://acme.example/a%00b",
    "https://acme.example/a\\..\\b",
    "https://acme.example//admin",
    "https://acme.example/a//b",
    "https://acme.example/a%2",
    "https://acme.example/a b",
    "https://acme.example/a\tb",
    "https://acme.example/a\n",
    "https://acme.example/a\u{a0}b",
    "https://acme.example/a\u{7f}b",
    "https://acme.example/a#b/../..",
    "https://acme.example/a?b=/../c'd%27%2f#e?f",
];

#[test]
fn paths_and_queries_have_one_spelling() {
    check(
        Action::Fetch,
        QUERIES,
        &expect![[r#"
            https://acme.example?x => https://acme.example/?x
            https://acme.example/? => https://acme.example/
            https://acme.example/docs/ => https://acme.example/docs
            https://acme.example/docs/./x/../y => https://acme.example/docs/y
            https://acme.example/docs/%2e%2E/admin => https://acme.example/admin
            https://acme.example/docs/.%2e/admin => https://acme.example/admin
            https://acme.example/../../admin => https://acme.example/admin
            https://acme.example/c:/../x => refused: some clients keep a drive letter in front of `..`
            https://acme.example/c/../x => https://acme.example/x
            https://acme.example/%61dm%69n => https://acme.example/admin
            https://acme.example/%2561dmin => https://acme.example/%2561dmin
            https://acme.example/a%c3%a9é => https://acme.example/a%C3%A9%C3%A9
            https://acme.example/a|b^c`d => https://acme.example/a%7Cb%5Ec%60d
            https://acme.example/a:b@c;d=e => https://acme.example/a:b@c;d=e
            https://acme.example/a%3ab => https://acme.example/a%3Ab
            https://acme.example/a%2fb => refused: an encoded `/`, `\` or NUL hides another path
            https://acme.example/a%5Cb => refused: an encoded `/`, `\` or NUL hides another path
            https://acme.example/a%00b => refused: an encoded `/`, `\` or NUL hides another path
            https://acme.example/a\\..\\b => refused: some programs read `\` as `/`
            https://acme.example//admin => refused: some servers read `//` as `/`
            https://acme.example/a//b => refused: some servers read `//` as `/`
            https://acme.example/a%2 => refused: two hexadecimal digits follow a `%`
            https://acme.example/a b => refused: it holds white space or a control character
            https://acme.example/a\tb => refused: it holds white space or a control character
            https://acme.example/a\n => refused: it holds white space or a control character
            https://acme.example/a\u{a0}b => refused: it holds white space or a control character
            https://acme.example/a\u{7f}b => refused: it holds white space or a control character
            https://acme.example/a#b/../.. => https://acme.example/a
            https://acme.example/a?b=/../c\'d%27%2f#e?f => https://acme.example/a?b=/../c%27d%27%2F
        "#]],
    );
}

const PATHS: &[&str] = &[
    "docs/./a//b/",
    "docs/x/../a",
    "docs/../../a",
    "/../etc",
    "~/../x",
    "~root/x",
    "./~root",
    "docs/%2e%2e/a",
    "Docs/A",
    "docs/e\u{301}",
];

#[test]
fn paths_have_one_spelling() {
    check(
        Action::Read,
        PATHS,
        &expect![[r#"
        docs/./a//b/ => docs/a/b
        docs/x/../a => docs/a
        docs/../../a => refused: `..` leads above the root
        /../etc => /etc
        ~/../x => refused: `..` leads above the root
        ~root/x => refused: `~name` stands for somebody else's home
        ./~root => refused: `~name` stands for somebody else's home
        docs/%2e%2e/a => docs/%2e%2e/a
        Docs/A => Docs/A
        docs/é => docs/é
    "#]],
    );
}

/// Compares patterns, each with its spelling or what is wrong with it.
pub fn check_patterns(action: Action, patterns: &[&str], expected: &Expect) {
    let mut table = String::new();
    for pattern in patterns {
        let read = match Pattern::read(action, pattern) {
            Ok(pattern) => pattern.as_str().to_owned(),
            Err(error) => {
                let place = pattern.get(error.at.clone()).unwrap();
                format!("at `{place}`: {error}; {}", error.help)
            }
        };
        let _infallible = writeln!(table, "{} => {read}", pattern.escape_debug());
    }
    expected.assert_eq(&table);
}

const URL_PATTERNS: &[&str] = &[
    "**",
    "Acme.Example",
    "*.acme.example",
    "HTTPS://ACME.example:443/a/%62/",
    "http://bücher.example:443/é/**/**/*x",
    "*://0x7f.1:*/**",
    "https://[::FFFF:10.0.0.0/104]/**",
    "https://[fd00:0::/8]/**",
    "https://api-*.acme.example/?a=*&**",
    r"https://acme.example/\*",
    "acme.example/docs",
    "10.0.0.0/8",
    "acme.example:8080",
    "ftp://acme.example/**",
    "https://acme.example",
    "https://acme.example?x",
    "https:///x",
    "https://user@acme.example/**",
    "https://acme.example:http/**",
    "https://a**.example/**",
    "https://10.0.*/**",
    "https://10.*/**",
    "https://[10.0.0.1/8]/**",
    "https://[10.0.0.0/33]/**",
    "https://ü*.example/**",
    "https://a..b/**",
    "https://acme.example/a/../b",
    "https://acme.example/a//b",
    "https://acme.example/a**",
    "https://acme.example/***",
    "https://acme.example/%2f",
    "https://acme.example/%4",
    "https://acme.example/{a,b}",
    "https://acme.example/[ab]",
    "https://acme.example/a b",
    r"https://acme.example/a\b",
    "https://acme.example/a#b",
];

#[test]
fn url_patterns_have_one_spelling_or_a_place_that_is_wrong() {
    check_patterns(
        Action::Fetch,
        URL_PATTERNS,
        &expect![[r#"
            ** => **
            Acme.Example => https://acme.example/**
            *.acme.example => https://*.acme.example/**
            HTTPS://ACME.example:443/a/%62/ => https://acme.example/a/b
            http://bücher.example:443/é/**/**/*x => http://xn--bcher-kva.example:443/%C3%A9/**/*x
            *://0x7f.1:*/** => *://127.0.0.1:*/**
            https://[::FFFF:10.0.0.0/104]/** => https://[10.0.0.0/8]/**
            https://[fd00:0::/8]/** => https://[fd00::/8]/**
            https://api-*.acme.example/?a=*&** => https://api-*.acme.example/?a=*&**
            https://acme.example/\\* => https://acme.example/\*
            acme.example/docs => at `/`: only a host may stand without a scheme; write `https://acme.example/docs`
            10.0.0.0/8 => at `/`: only a host may stand without a scheme; write `[10.0.0.0/8]` for a network
            acme.example:8080 => at `:`: only a host may stand without a scheme; write `https://acme.example:8080/**`
            ftp://acme.example/** => at `ftp`: there is no scheme `ftp` here; write `http`, `https`, `ws`, `wss` or `*`
            https://acme.example => at `https://acme.example`: the pattern says nothing about the path; write `https://acme.example/**` for all of it, or `https://acme.example/` for the root
            https://acme.example?x => at `https://acme.example`: the pattern says nothing about the path; write `https://acme.example/**` for all of it, or `https://acme.example/` for the root
            https:///x => at `/`: there is no host; write one, or `*` for any name
            https://user@acme.example/** => at `user@`: a user makes one host look like another; take it away: no request with a user is allowed
            https://acme.example:http/** => at `http`: `http` is no port; write a number or `*`
            https://a**.example/** => at `**`: `**` stands only for a whole host; write `*.` in front for hosts below, or `**` alone for every host
            https://10.0.*/** => at `10.0.*`: `*` does not stand for parts of addresses; write a network, such as `[10.0.0.0/8]`
            https://10.*/** => at `10.*`: `*` does not stand for parts of addresses; write a network, such as `[10.0.0.0/8]`
            https://[10.0.0.1/8]/** => at `10.0.0.1/8`: the address has bits behind those that the network fixes; write `[10.0.0.0/8]`
            https://[10.0.0.0/33]/** => at `10.0.0.0/33`: `10.0.0.0/33` is no network; write an address, `/` and a number of bits, such as `[10.0.0.0/8]`
            https://ü*.example/** => at `ü`: `ü` cannot stand beside `*` in a host; write letters of ASCII, digits, `-` and `_`, or no `*` in this part
            https://a..b/** => at `a..b`: `a..b` is neither a host name nor an IP address; write a name, an address, or a network such as `[10.0.0.0/8]`
            https://acme.example/a/../b => at `..`: requests hold no `.` or `..`: they are resolved; write the path without it
            https://acme.example/a//b => at `/`: no request holds `//` in its path; write the path without it
            https://acme.example/a** => at `a**`: `**` stands only for whole segments; write `*` for a part of a segment, or `/**/` for whole ones
            https://acme.example/*** => at `***`: 3 stars in a row mean nothing; write `*` within a segment, `**` for whole ones
            https://acme.example/%2f => at `%2f`: no request holds this: it hides another path; take it away
            https://acme.example/%4 => at `%`: two hexadecimal digits follow a `%`; write `%25` for the sign itself
            https://acme.example/{a,b} => at `{`: no URL holds `{`; only path patterns have classes and braces; write `%7B` for the sign itself
            https://acme.example/[ab] => at `[`: no URL holds `[`; only path patterns have classes and braces; write `%5B` for the sign itself
            https://acme.example/a b => at ` `: no URL holds white space or control characters; take it away, or percent-encode it
            https://acme.example/a\\b => at `\`: no URL holds `\`; write `\*` for a star
            https://acme.example/a#b => at `#`: a pattern cannot tell fragments; take the fragment away: it is never sent
        "#]],
    );
}
