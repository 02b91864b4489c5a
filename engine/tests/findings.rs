//! What rules find where their examples do not reach: layers, several environments, odd spellings.

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::{Disk, Memory};
use expect_test::{Expect, expect};

/// The findings of these rules in a workspace, each with the text that it stands at.
fn check(rules: &[&str], files: &str, expected: &Expect) {
    let world = Memory::example(files);
    let workspace = load(&world);
    let mut shown = String::new();
    for found in workspace.diagnostics().diagnostics {
        if !rules.contains(&found.rule.name) {
            continue;
        }
        let source = workspace.source(&found.primary.path).unwrap_or_default();
        let text = found.primary.span.text(&source).lines().next().unwrap_or_default();
        shown.push_str(&format!("{} at {text}: {}\n", found.rule.name, found.message));
    }
    expected.assert_eq(&shown);
}

const ENVIRONMENTS: &str = r#"
environment "dev" {
    tracks
}
environment "staging" {
    follows "dev"
}
environment "prod" {
    follows "staging"
    defaults {
        stage "canary"
        limits {
            steps 10
        }
    }
}
"#;

fn with_environments(rest: &str) -> String {
    format!("{ENVIRONMENTS}{rest}")
}

#[test]
fn an_overlay_is_without_effect_only_where_it_stands_alone() {
    check(
        &["overlay-without-effect"],
        &with_environments(
            r#"
base "support" {
    limits {
        steps 20
        wall-clock "5m"
    }
    in "prod" {
        limits {
            steps 30
        }
    }
}
agent "clerk" {
    extends "support"
    limits {
        wall-clock "5m"
        rate "30/min" of="calls"
    }
    in "staging" {
        limits {
            steps 20
            rate "30/min" of="calls"
            rate "30/min" of="runs"
        }
    }
    in "prod" {
        limits {
            steps 20
        }
    }
    in "staging" "prod" {
        limits {
            wall-clock "5m"
        }
    }
}
agent "second" {
    in "prod" {
        limits {
            steps 10
        }
    }
}
"#,
        ),
        &expect![[r#"
            overlay-without-effect at 20: this `steps` is what holds already
            overlay-without-effect at "30/min": this `rate` is what holds already
        "#]],
    );
}

#[test]
fn a_circle_of_environments_is_told_once() {
    check(
        &["promotion-cycle", "unordered-environment"],
        r#"
environment "a" {
    follows "c"
}
environment "b" {
    follows "a"
}
environment "c" {
    follows "b"
}
environment "d" {
    follows "c"
}
environment "self" {
    follows "self"
}
environment "loose"
"#,
        &expect![[r#"
            promotion-cycle at "c": environments follow each other: `a` → `c` → `b` → `a`
            promotion-cycle at "self": environments follow each other: `self` → `self`
            unordered-environment at "loose": nothing says how agents get into `loose`
        "#]],
    );
}

#[test]
fn repeated_values_are_told_at_the_second() {
    check(
        &["repeated-value", "repeated-use", "empty-block"],
        &with_environments(
            r#"
use "std/label/standard@1"
use "std/label/standard@1"
base "support"
agent "clerk" {
    extends "support" "support"
    tag "a" "b" "a"
    in "prod" "staging" "prod" {
        tag "c"
    }
    limits
    (replace)failure
}
"#,
        ),
        &expect![[r#"
            repeated-use at "std/label/standard@1": this file uses `std/label/standard@1` twice
            repeated-value at "support": `support` stands here twice
            repeated-value at "a": `a` stands here twice
            repeated-value at "prod": `prod` stands here twice
            empty-block at limits: this `limits` says nothing
        "#]],
    );
}

#[test]
fn promoted_agents_want_an_owner_a_model_and_limits() {
    check(
        &["agent-without-owner", "agent-without-model", "unlimited-agent", "agent-without-stage"],
        r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
environment "staging" {
    follows "dev"
}
agent "draft" {
    stage "draft"
}
agent "promoted" {
    stage "review"
    model {
        temperature 0
    }
}
agent "overlaid" {
    stage "review"
    in "staging" {
        model "anthropic/claude-sonnet-4-5-20250929"
    }
}
agent "loose"
"#,
        &expect![[r#"
            unlimited-agent at "promoted": the agent `promoted` may spend without limit
            agent-without-model at "promoted": the agent `promoted` names no model
            agent-without-owner at "promoted": nobody answers for the agent `promoted`
            unlimited-agent at "overlaid": the agent `overlaid` may spend without limit
            agent-without-owner at "overlaid": nobody answers for the agent `overlaid`
            agent-without-stage at "loose": the agent `loose` has no stage
            unlimited-agent at "loose": the agent `loose` may spend without limit
            agent-without-model at "loose": the agent `loose` names no model
            agent-without-owner at "loose": nobody answers for the agent `loose`
        "#]],
    );
}

#[test]
fn delegates_live_where_they_are_needed() {
    check(
        &[
            "absent-delegate",
            "retired-delegate",
            "self-delegation",
            "dead-overlay",
            "homeless-agent",
        ],
        &format!(
            "use \"std/lifecycle/standard@1\"\n{}",
            with_environments(
                r#"
base "support" {
    delegate "clerk"
    stage "review"
}
agent "clerk" {
    extends "support"
    delegate "draft"
    delegate "retired"
    delegate "promoted"
    in "prod" {
        stage "active"
    }
}
agent "draft" {
    stage "draft"
    in "staging" {
        stage "review"
    }
    in "prod" {
        tag "soon"
    }
}
agent "retired" {
    stage "retired"
}
agent "promoted" {
    stage "active"
    in "prod" {
        (remove)stage
    }
}
"#,
            )
        ),
        &expect![[r#"
            self-delegation at "clerk": `clerk` delegates to itself
            absent-delegate at "draft": in `prod`, `clerk` delegates to `draft`, which does not live there
            retired-delegate at "retired": the agent `retired` lives in no environment
            dead-overlay at "prod": in its stage `draft` the agent does not live in `prod`
        "#]],
    );
}

#[test]
fn secrets_are_kept_where_agents_need_them() {
    check(
        &[
            "unresolved-secret",
            "shared-credential",
            "credential-across-environments",
            "unused-declaration",
        ],
        &with_environments(
            r#"
secret "partly" {
    in "dev" "staging" {
        from "vault" "kv/test/partly#token"
    }
}
secret "local" {
    from "env" "LOCAL_TOKEN"
}
secret "same" {
    from "vault" "kv/same#token"
    in "dev" {
        from "vault" "kv/dev/same#token"
    }
}
secret "unused" {
    from "vault" "kv/unused#token"
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="partly"
    in "prod" {
        header "X-Local" secret="local"
        header "X-Same" secret="same"
    }
}
server "mended" {
    url "https://mcp.acme.example/mended"
    header "Authorization" secret="partly"
    in "prod" {
        header "Authorization" secret="local"
    }
}
agent "clerk" {
    server "tickets"
    server "mended"
    in "prod" {
        limits {
            steps 40
        }
    }
}
"#,
        ),
        &expect![[r#"
            shared-credential at "partly": 2 servers are given the secret `partly`: `mended`, `tickets`
            shared-credential at "local": 2 servers are given the secret `local`: `mended`, `tickets`
            credential-across-environments at "vault": `staging` and `prod` have one credential `same`
            unused-declaration at "unused": nothing uses the secret `unused`
            unresolved-secret at "partly": the secret `partly` is kept nowhere in `prod`
        "#]],
    );
}

#[test]
fn tools_are_counted_and_compared_as_the_agent_sees_them() {
    check(
        &["shadowed-tool", "unmatched-tool", "no-tools-left", "case-clash"],
        r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "search"
    tool "get_ticket"
    tool "Get_Ticket"
}
server "articles" {
    url "https://mcp.acme.example/articles"
    tool "search"
    tool "get_article"
}
server "unknown" {
    url "https://mcp.acme.example/unknown"
}
base "support" {
    server "tickets" {
        only "get_*"
    }
}
agent "narrowed" {
    extends "support"
    server "articles"
    server "unknown" {
        only "anything"
    }
}
agent "both" {
    server "tickets"
    server "articles" {
        only "serch" "search" "list_*"
    }
}
agent "nothing" {
    extends "support"
    server "tickets" {
        only "search"
    }
}
"#,
        &expect![[r#"
            case-clash at "Get_Ticket": the tools `Get_Ticket` and `get_ticket` differ only by case
            shadowed-tool at "articles": `articles` and `tickets` both offer the tool `search`
            unmatched-tool at "serch": `serch` is no tool of `articles`
            unmatched-tool at "list_*": `list_*` matches no tool of `articles`
            no-tools-left at only: no tool of `tickets` is left to see
        "#]],
    );
}

#[test]
fn commands_and_addresses_are_read_as_they_are_run() {
    check(
        &[
            "unpinned-package",
            "fetched-at-start",
            "plain-http",
            "foreign-package-source",
            "lookalike-package",
            "image-without-digest",
            "shell-command",
            "personal-path",
            "metadata-address",
            "ineffective-setting",
        ],
        r#"
server "a" {
    command "cmd" "/c" "npx" "-y" "@modelcontextprotocol/server-gihub"
    header "X" value="1"
}
server "b" {
    command "uvx" "--from" "git+https://github.com/acme/tickets" "tickets"
}
server "c" {
    command "docker" "run" "-i" "--rm" "-v" "/Users/mira/data:/data" "acme/c:1.0"
}
server "d" {
    command "npx" "mcp-remote@0.1.29" "http://mcp.acme.example/sse"
}
server "e" {
    url "http://127.1:8080/mcp"
    env "A" value="http://169.254.169.254/"
}
server "f" {
    command "/home/runner/bin/f"
    in "dev" {
        url "HTTP://mcp.acme.example"
        header "Authorization" value="none"
    }
}
environment "dev" {
    tracks
}
"#,
        &expect![[r#"
            shell-command at "npx": the shell `cmd` reads this command
            lookalike-package at "@modelcontextprotocol/server-gihub": the package `@modelcontextprotocol/server-gihub` is one letter off `@modelcontextprotocol/server-github`
            unpinned-package at "@modelcontextprotocol/server-gihub": the package `@modelcontextprotocol/server-gihub` names no version
            ineffective-setting at "X": the header `X` is never sent to a server over stdio
            foreign-package-source at "git+https://github.com/acme/tickets": the package `git+https://github.com/acme/tickets` comes from a repository
            unpinned-package at "git+https://github.com/acme/tickets": the package `git+https://github.com/acme/tickets` names no version
            personal-path at "/Users/mira/data:/data": `/Users/mira` is one person's home folder
            image-without-digest at "acme/c:1.0": the image `acme/c:1.0` is named by a tag alone
            fetched-at-start at "mcp-remote@0.1.29": `npx` fetches `mcp-remote` when the server starts
            plain-http at "http://mcp.acme.example/sse": `mcp.acme.example` is reached over plain `http`
            ineffective-setting at "A": the variable `A` never reaches a remote server
            metadata-address at "http://169.254.169.254/": `169.254.169.254` is a cloud's metadata address
            plain-http at "HTTP://mcp.acme.example": `mcp.acme.example` is reached over plain `http`
        "#]],
    );
}

#[test]
fn the_stage_is_the_one_of_the_whole_context() {
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    for example in ["support-fleet", "coding-agents", "research-desk"] {
        let workspace = load(&Disk::at(&examples.join(example)));
        let scope = workspace.scope();
        for (_, agent) in workspace.fleet().sorted(bailiwick_schema::vocabulary::Kind::Agent) {
            for environment in workspace.fleet().environments() {
                let whole = workspace.effective(agent, Some(environment));
                assert_eq!(
                    scope.stage_of(agent, environment),
                    whole.stage(),
                    "{agent:?} in {environment:?}"
                );
            }
        }
    }
}
