//! `secret-in-server`: a credential in clear in a server's variables, headers, URL or command.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, secrets};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(
        &[&vocabulary::VARIABLE, &vocabulary::HEADER, &vocabulary::URL, &vocabulary::COMMAND],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW8004",
    name: "secret-in-server",
    severity: Severity::Error,
    summary: "a credential in clear in a server's variables, headers, URL or command",
    why: "The place says that it is a credential, whatever it looks like. Values are shown by `show`, written into rendered \
          configurations and digested; arguments can be read by every process of the machine. Declare a `secret` and give it \
          with `env \"NAME\" secret=\"…\"` or `header \"Name\" secret=\"…\"`.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" value="Bearer violet-otter-93"
}
"#,
    good: r#"
secret "tickets-token" {
    from "vault" "kv/tickets#token"
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
}
agent "clerk" {
    instructions "Answer the open cases."
    server "tickets"
}
"#,
    references: &["SE003", "CWE-798", "CWE-214", "OWASP ASI03"],
};

fn find(item: Item<'_>, report: &mut Report) {
    if item.spec() == &vocabulary::COMMAND {
        return command(item, report);
    }
    if item.spec() == &vocabulary::URL {
        let url = item.text().unwrap_or_default();
        let Some((_, query)) = url.split_once('?') else { return };
        for (name, value) in query.split(['&', ';', '#']).filter_map(|pair| pair.split_once('=')) {
            if secrets::is_secret_name(name) {
                one(item, item.key_span(), &format!("the query parameter `{name}`"), value, report);
            }
        }
        return;
    }
    let (Some(name), Some(value)) = (item.text(), item.property("value")) else { return };
    let Some(text) = item.text_of(&value.value) else { return };
    let what = if item.spec() == &vocabulary::HEADER { "header" } else { "variable" };
    let is_cookie = what == "header" && name.eq_ignore_ascii_case("cookie");
    if is_cookie || secrets::is_secret_name(name) {
        return one(item, value.value_span, &format!("the {what} `{name}`"), text, report);
    }
    for (inner, secret) in settings(text).filter(|(inner, _)| secrets::is_secret_name(inner)) {
        let place = format!("`{inner}` in the {what} `{name}`");
        one(item, value.value_span, &place, secret, report);
    }
}

/// The settings in a value that holds several: `host=db password=pw123`, `password "pw123"`.
fn settings(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends = |character: char| character.is_whitespace() || matches!(character, ';' | '&' | ',');
    let is_quote = |character: char| matches!(character, '"' | '\'');
    let pairs = text.split(ends).filter_map(|part| part.split_once('='));
    let pairs = pairs.map(move |(name, value)| (name, value.trim_matches(is_quote)));
    let words = text.split_whitespace().zip(text.split_whitespace().skip(1));
    let quoted = words.filter(move |(_, value)| value.len() > 2 && value.starts_with(is_quote));
    let quoted = quoted.map(move |(name, value)| {
        (name.trim_end_matches(':'), value.trim_end_matches([',', ';']).trim_matches(is_quote))
    });
    pairs.chain(quoted)
}

/// `--api-key=…`, `--token …`, `API_KEY=…`, `Authorization: …`
fn command(item: Item<'_>, report: &mut Report) {
    let mut option: Option<&str> = None;
    for (word, span) in item.texts() {
        let before = option.take();
        if let Some((name, value)) = word.split_once('=').or_else(|| word.split_once(": ")) {
            let name = secrets::is_option(name).unwrap_or(name);
            if secrets::is_secret_name(name) && !name.contains(['/', '?', ' ']) {
                one(item, span, &format!("the argument `{name}`"), value, report);
            }
        } else if let Some(name) = secrets::is_option(word) {
            option = Some(name).filter(|name| secrets::is_secret_name(name));
        } else if let Some(name) = before {
            one(item, span, &format!("the argument `{name}`"), word, report);
        }
    }
}

fn one(item: Item<'_>, span: Span, place: &str, value: &str, report: &mut Report) {
    let lower = value.to_ascii_lowercase();
    let scheme = ["bearer ", "basic ", "token ", "apikey "]
        .iter()
        .find(|scheme| lower.starts_with(**scheme));
    let value = value.get(scheme.map_or(0, |scheme| scheme.len())..).unwrap_or_default().trim();
    let is_word = matches!(
        value,
        "true"
            | "false"
            | "none"
            | "null"
            | "yes"
            | "no"
            | "required"
            | "optional"
            | "auto"
            | "env"
            | "stdin"
    );
    let is_number = value.len() < 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    // Known shapes are a finding of their own, at their own place.
    if value.len() < 4
        || is_word
        || is_number
        || secrets::is_placeholder(value)
        || secrets::is_known(value)
    {
        return;
    }
    let length = value.chars().count();
    let shown: String = if length >= 16 { value.chars().take(4).collect() } else { String::new() };
    let message = format!("{place} has a credential in clear: `{shown}…` ({length} characters)");
    let help = "declare `secret \"name\" { from \"vault\" \"…\"; }` and give it with `secret=\"name\"` in an `env` or a `header`";
    report.place(&RULE, item.path(), span, message, help);
}
