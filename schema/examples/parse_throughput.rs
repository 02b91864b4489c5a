//! How fast the parser is: `cargo run --release -p bailiwick-schema --example parse_throughput`.

#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]

use std::sync::Arc;
use std::time::Instant;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{Limits, parse};

/// An agent of about 1.5 kB, as people write it.
const AGENT: &str = r##"// The clerk that issues refunds.
agent "refund-clerk" {
    title "Refund Clerk"
    summary "Issues refunds of up to 50 EUR"
    owner "payments"
    tag "pci" "tier-1"
    extends "support"
    stage "canary"

    model "anthropic/claude-sonnet-4-5-20250929" {
        temperature 0
        max-output-tokens 4096
        fallback "openai/gpt-5-mini-2025-08-07" // tried in turn
    }
    instructions """
        You issue refunds for orders that a customer has paid and not received.
        Never issue more than the order's amount; ask a person above 50 EUR.
        """
    knowledge "docs/refunds/**/*.md" { except "docs/refunds/drafts/**" }
    server "tickets" { only "list_*" "get_*" }
    server "payments"
    skill "refund-policy"
    memory "case-history"
    delegate "summarizer"

    permissions {
        allow read "docs/**"
        allow call "tickets/list_*" "tickets/get_*"
        ask   call "payments/refund" {
            when "amount" at-most=50
            when "currency" "EUR" "GBP"
        }
        deny  run "**"
        allow fetch "https://api.acme.example/**"
        allow recall "case-history"
    }
    limits {
        steps 40
        tokens-per-run 200000
        cost-per-run "2.00 USD"
        rate "30/min" of="calls"
        concurrency 4
    }
    failure {
        retry 2 backoff="2s"
        escalate "payments-oncall"
    }

    in "prod" {
        limits { cost-per-run "1.00 USD" }
        (remove)server "payments"
    }
}
"##;

fn main() {
    let path = FilePath::from("agent.kdl");
    let limits = Limits::default();
    for copies in [1, 5, 100] {
        let text: Arc<str> = Arc::from(AGENT.repeat(copies));
        let rounds = 200_000 / copies;
        let mut best = f64::MAX;
        for _ in 0..7 {
            let start = Instant::now();
            for _ in 0..rounds / 7 {
                std::hint::black_box(parse(&path, std::hint::black_box(text.clone()), &limits));
            }
            best = best.min(start.elapsed().as_secs_f64());
        }
        let parsed = parse(&path, text.clone(), &limits);
        let (nodes, tokens) = (parsed.tree.node_count(), parsed.tree.tokens().count());
        let bytes = text.len();
        let seconds = best / f64::from(u32::try_from(rounds / 7).unwrap_or(1));
        let rate = f64::from(u32::try_from(bytes).unwrap_or(0)) / seconds / 1e6;
        println!(
            "{bytes:>7} bytes, {tokens:>6} tokens, {nodes:>5} nodes: {:>8.2} µs, {rate:>6.0} MB/s",
            seconds * 1e6
        );
    }
}
