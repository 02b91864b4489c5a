//! Secrets, tools, commands and addresses.

use expect_test::expect;

use super::{check, with_environments};

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
fn short_passwords_in_settings_are_found_and_what_stands_for_one_is_not() {
    check(
        &["secret-in-server"],
        r#"
server "a" {
    command "files-mcp" "--token" "AbCdEf0123456789AbCdEf0123456789" "--api-key=1234567890abcdef"
    env "DB_PASSWORD" value="pw123"
    env "API_KEY" value="1234567890abcdef"
    env "DSN" value="host=db user=app password=pw123 sslmode=require"
    env "SETTINGS" value="user \"app\" password \"pw123\""
    env "RULES" value="password=required token=${TOKEN} api_key=your-key"
}
"#,
        &expect![[r#"
            secret-in-server at "AbCdEf0123456789AbCdEf0123456789": the argument `token` has a credential in clear: `AbCd…` (32 characters)
            secret-in-server at "pw123": the variable `DB_PASSWORD` has a credential in clear: `…` (5 characters)
            secret-in-server at "host=db user=app password=pw123 sslmode=require": `password` in the variable `DSN` has a credential in clear: `…` (5 characters)
            secret-in-server at "user \"app\" password \"pw123\"": `password` in the variable `SETTINGS` has a credential in clear: `…` (5 characters)
        "#]],
    );
}
