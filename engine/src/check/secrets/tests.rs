//! What is a secret and what only looks like one. Tokens are put together here, so that no scanner takes them for real.

use bailiwick_schema::path::FilePath;
use expect_test::{Expect, expect};

use super::{is_secret_name, known, looks_random, private_keys};
use crate::check::{Text, TextRole};

fn check(text: &str, expected: &Expect) {
    let path = FilePath::from("a.md");
    let whole = Text::file(&path, text, TextRole::Instructions);
    let found: Vec<String> = known(&whole)
        .into_iter()
        .chain(private_keys(&whole))
        .map(|secret| format!("{} {}\n", secret.what, secret.shown(text)))
        .collect();
    expected.assert_eq(&found.concat());
}

#[test]
fn tokens_of_known_shapes_are_secrets() {
    let body = "R7kq2Zp9Lw4Xc8Vb3Nm6Tj5Hg1Fd0Sa2Qe4u";
    let hex = "9f8c2e61b7d04a359f8c2e61b7d04a35";
    check(
        &format!(
            "ghp_{body} sk-ant-api03-{body}{body} AKIA{} npm_{body} SK{hex} shpat_{hex} hf_{body}",
            "Q7RZ2LW4XC3VB6NM"
        ),
        &expect![[r#"
            a GitHub token `ghp_…` (40 characters)
            an Anthropic key `sk-a…` (85 characters)
            an AWS access key `AKIA…` (20 characters)
            an npm token `npm_…` (40 characters)
            a Twilio key `SK…` (34 characters)
            a Shopify token `shpa…` (38 characters)
            a Hugging Face token `hf_…` (39 characters)
        "#]],
    );
    check(
        "postgres://reporting:Tr0ub4dor-9931@db.acme.example/reports and xoxb-2048571904-2048571905-aZ4kQ9wLr2Tn7Yc1Vb5Xm8Pd",
        &expect![[r#"
            the password of a URL `…` (14 characters)
            a Slack token `xoxb…` (51 characters)
        "#]],
    );
}

#[test]
fn placeholders_words_and_documentation_keys_are_none() {
    check(
        "AKIAIOSFODNN7EXAMPLE ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx sk-ant-api03-<your key here> sk-... npm_package_config_registry
risk-assessment task-sk-management https://user:password@host postgres://postgres:postgres@localhost/x https://${USER}:${PASS}@h
git@github.com:acme/tools.git https://acme.example/a:b@c eyJhbGciOiJIUzI1NiJ9 -----BEGIN PRIVATE KEY----- and -----BEGIN CERTIFICATE-----
sk-1234567890abcdef1234567890abcdef1234567890abcdef ghp_abcdefghijklmnopqrstuvwxyz0123456789
npm_00000000000000000000000000000000abcd ghp_abc123abc123abc123abc123abc123abc123",
        &expect![""],
    );
}

#[test]
fn what_counts_up_for_a_part_is_a_secret() {
    let body = "AbCdEf0123456789GhIjKlMnOpQrStUvWxYz";
    check(
        &format!("ghp_{body} postgres://app:pw123@db.acme.example/x"),
        &expect![[r#"
            a GitHub token `ghp_…` (40 characters)
            the password of a URL `…` (5 characters)
        "#]],
    );
    assert!(looks_random("AbCdEf0123456789AbCdEf0123456789"));
    assert!(!looks_random("1234567890abcdef1234567890abcdef"));
}

#[test]
fn a_private_key_needs_a_body() {
    let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    check(
        &format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END RSA PRIVATE KEY-----"),
        &expect![[r#"
            a private key `…` (31 characters)
        "#]],
    );
    check("-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----", &expect![""]);
}

#[test]
fn names_of_secrets_are_told_from_names_near_them() {
    let secret = [
        "API_KEY",
        "tickets-token",
        "dbPassword",
        "X-Api-Key",
        "Authorization",
        "GITHUB_PAT",
        "client_secret",
    ];
    let other = [
        "MAX_TOKENS",
        "TOKEN_LIMIT",
        "SECRET_NAME",
        "key",
        "PUBLIC_KEY",
        "KEYBOARD",
        "path",
        "API_KEY_FILE",
        "tokens",
    ];
    assert_eq!(secret.iter().filter(|name| !is_secret_name(name)).count(), 0);
    assert_eq!(
        other.iter().filter(|name| is_secret_name(name)).collect::<Vec<_>>(),
        Vec::<&&str>::new()
    );
}

#[test]
fn versions_words_uuids_and_dates_are_not_random() {
    let plain = [
        "claude-sonnet-4-5-20250929",
        "550e8400-e29b-41d4-a716-446655440000",
        "slack-bot-token-2024-eu-west",
        "kv/prod/support/tickets#token",
        "2026-11-18T10:30:00.000Z",
        "averylongwordwithoutanydigitsinit",
        "registry.acme.example/tools/tickets:2.1.0",
    ];
    assert_eq!(
        plain.iter().filter(|value| looks_random(value)).collect::<Vec<_>>(),
        Vec::<&&str>::new()
    );
    assert!(looks_random("f3Jk29xQpL0vB7nTzR4c"));
    assert!(looks_random("9f8c2e61b7d04a359f8c2e61b7d04a35"));
}
