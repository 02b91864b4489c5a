//! Command lines as people write them.

use expect_test::{Expect, expect};

use super::launch;

fn check(lines: &[&str], expected: &Expect) {
    let mut shown = String::new();
    for line in lines {
        let words: Vec<&str> =
            if line.contains('|') { line.split('|').collect() } else { line.split(' ').collect() };
        let launch = launch(&words);
        shown.push_str(line);
        for package in &launch.packages {
            shown.push_str(&format!(
                "\n    {}: {} {:?} {:?}",
                package.word, package.name, package.pin, package.source
            ));
        }
        for (word, registry) in &launch.registries {
            shown.push_str(&format!("\n    {word}: from {registry}"));
        }
        if let Some((word, script)) = launch.shell {
            shown.push_str(&format!("\n    {word}: shell {script}"));
        }
        shown.push('\n');
    }
    expected.assert_eq(&shown);
}

#[test]
fn npm_packages() {
    check(
        &[
            "npx -y @acme/tickets-mcp@2.1.0",
            "npx -y @acme/tickets-mcp",
            "npx tickets-mcp@latest --verbose",
            "npx tickets-mcp@^2.1.0",
            "npx tickets-mcp@2",
            "npx tickets-mcp@2.1.0-beta.1",
            "npx -y -p @acme/tools@1.0.0 tickets",
            "npx --package=@acme/tools tickets",
        ],
        &expect![[r#"
            npx -y @acme/tickets-mcp@2.1.0
                2: @acme/tickets-mcp Exact Npm
            npx -y @acme/tickets-mcp
                2: @acme/tickets-mcp None Npm
            npx tickets-mcp@latest --verbose
                1: tickets-mcp Floating("latest") Npm
            npx tickets-mcp@^2.1.0
                1: tickets-mcp Floating("^2.1.0") Npm
            npx tickets-mcp@2
                1: tickets-mcp Floating("2") Npm
            npx tickets-mcp@2.1.0-beta.1
                1: tickets-mcp Exact Npm
            npx -y -p @acme/tools@1.0.0 tickets
                3: @acme/tools Exact Npm
            npx --package=@acme/tools tickets
                1: @acme/tools None Npm
        "#]],
    );
}

#[test]
fn npm_sources_and_other_runners() {
    check(
        &[
            "npx --registry https://npm.acme.example tickets-mcp@1.0.0",
            "npx acme/tickets-mcp",
            "npx github:acme/tickets-mcp#0123456789abcdef0123456789abcdef01234567",
            "npx https://acme.example/tickets.tgz",
            "npx ./server",
            "npm exec --yes -- tickets-mcp@1.0.0 --port 1",
            "npm run start",
            "pnpm dlx tickets-mcp",
            "pnpm --silent dlx tickets-mcp@1.2.3",
            "yarn dlx -q tickets-mcp",
            "bunx tickets-mcp@1",
            "node server.js",
        ],
        &expect![[r#"
            npx --registry https://npm.acme.example tickets-mcp@1.0.0
                3: tickets-mcp Exact Npm
                2: from https://npm.acme.example
            npx acme/tickets-mcp
                1: acme/tickets-mcp None Git
            npx github:acme/tickets-mcp#0123456789abcdef0123456789abcdef01234567
                1: github:acme/tickets-mcp#0123456789abcdef0123456789abcdef01234567 Digest Git
            npx https://acme.example/tickets.tgz
                1: https://acme.example/tickets.tgz None Download
            npx ./server
                1: ./server Exact Local
            npm exec --yes -- tickets-mcp@1.0.0 --port 1
                4: tickets-mcp Exact Npm
            npm run start
            pnpm dlx tickets-mcp
                2: tickets-mcp None Npm
            pnpm --silent dlx tickets-mcp@1.2.3
                3: tickets-mcp Exact Npm
            yarn dlx -q tickets-mcp
                3: tickets-mcp None Npm
            bunx tickets-mcp@1
                1: tickets-mcp Floating("1") Npm
            node server.js
        "#]],
    );
}

#[test]
fn python_packages() {
    check(
        &[
            "uvx mcp-server-git",
            "uvx mcp-server-git@2026.10.19 --repository .",
            "uvx mcp-server-git@latest",
            "uvx mcp-server-git==2026.10",
            "uvx mcp-server-git[extra]>=1",
            "uvx mcp-server-git==1.*",
            "uvx --from git+https://git.acme.example/tickets tickets",
            "uvx --from git+https://git.acme.example/tickets@0123456789abcdef0123456789abcdef01234567 tickets",
            "uvx --from tickets-mcp==1.0 --with pandas tickets",
            "uvx --index-url https://pypi.acme.example/simple tickets==1.0",
            "uvx --python 3.12 tickets==1.0",
            "uv tool run tickets",
            "uv --directory /srv/tickets run server.py",
            "uv run --with mcp server.py",
            "pipx run --spec tickets==1.0 tickets",
            "pipx run tickets",
            "python -m tickets",
        ],
        &expect![[r#"
            uvx mcp-server-git
                1: mcp-server-git None Python
            uvx mcp-server-git@2026.10.19 --repository .
                1: mcp-server-git Exact Python
            uvx mcp-server-git@latest
                1: mcp-server-git Floating("latest") Python
            uvx mcp-server-git==2026.10
                1: mcp-server-git Exact Python
            uvx mcp-server-git[extra]>=1
                1: mcp-server-git Floating(">=1") Python
            uvx mcp-server-git==1.*
                1: mcp-server-git Floating("==1.*") Python
            uvx --from git+https://git.acme.example/tickets tickets
                2: git+https://git.acme.example/tickets None Git
            uvx --from git+https://git.acme.example/tickets@0123456789abcdef0123456789abcdef01234567 tickets
                2: git+https://git.acme.example/tickets@0123456789abcdef0123456789abcdef01234567 Digest Git
            uvx --from tickets-mcp==1.0 --with pandas tickets
                2: tickets-mcp Exact Python
                4: pandas None Python
            uvx --index-url https://pypi.acme.example/simple tickets==1.0
                3: tickets Exact Python
                2: from https://pypi.acme.example/simple
            uvx --python 3.12 tickets==1.0
                3: tickets Exact Python
            uv tool run tickets
                3: tickets None Python
            uv --directory /srv/tickets run server.py
            uv run --with mcp server.py
                3: mcp None Python
            pipx run --spec tickets==1.0 tickets
                3: tickets Exact Python
            pipx run tickets
                2: tickets None Python
            python -m tickets
        "#]],
    );
}

#[test]
fn containers() {
    check(
        &[
            "docker run -i --rm mcp/tickets",
            "docker run -i --rm -e TOKEN mcp/tickets:1.2",
            "docker run -i --rm -e TOKEN --mount type=bind,src=/a,dst=/b mcp/tickets:latest --flag",
            "docker run --rm -ie TOKEN mcp/tickets:latest",
            "docker run --name=x registry.acme.example:5000/tickets",
            "podman run -it -eTOKEN registry.acme.example:5000/tickets:2@sha256:0123",
            "docker exec -i box tickets",
            "docker compose run tickets",
        ],
        &expect![[r#"
            docker run -i --rm mcp/tickets
                4: mcp/tickets None Container
            docker run -i --rm -e TOKEN mcp/tickets:1.2
                6: mcp/tickets Exact Container
            docker run -i --rm -e TOKEN --mount type=bind,src=/a,dst=/b mcp/tickets:latest --flag
                8: mcp/tickets Floating("latest") Container
            docker run --rm -ie TOKEN mcp/tickets:latest
                5: mcp/tickets Floating("latest") Container
            docker run --name=x registry.acme.example:5000/tickets
                3: registry.acme.example:5000/tickets None Container
            podman run -it -eTOKEN registry.acme.example:5000/tickets:2@sha256:0123
                4: registry.acme.example:5000/tickets Digest Container
            docker exec -i box tickets
            docker compose run tickets
        "#]],
    );
}

#[test]
fn other_runners_and_wrappers() {
    check(
        &[
            "deno run -A npm:tickets-mcp@1.0.0",
            "deno run --allow-net jsr:@acme/tickets",
            "deno run -A https://deno.land/x/tickets/mod.ts",
            "deno run -A server.ts",
            "go run example.com/tickets@latest",
            "go run example.com/tickets@v1.2.3",
            "go run ./cmd/tickets",
            "dnx Acme.Tickets@1.0.0 --yes",
            "dnx Acme.Tickets --version 1.0.0",
            "dnx Acme.Tickets",
            "env DEBUG=1 npx tickets-mcp",
            "/usr/local/bin/npx.cmd tickets-mcp",
            "cmd /c npx -y tickets-mcp",
            "sh|-c|exec npx -y tickets-mcp && true",
            "bash|-lc|./start.sh",
            "bash start.sh",
            "cmd /c",
            "npx",
            "",
        ],
        &expect![[r#"
            deno run -A npm:tickets-mcp@1.0.0
                3: tickets-mcp Exact Npm
            deno run --allow-net jsr:@acme/tickets
                3: @acme/tickets None Jsr
            deno run -A https://deno.land/x/tickets/mod.ts
                3: https://deno.land/x/tickets/mod.ts None Download
            deno run -A server.ts
            go run example.com/tickets@latest
                2: example.com/tickets Floating("latest") Go
            go run example.com/tickets@v1.2.3
                2: example.com/tickets Exact Go
            go run ./cmd/tickets
            dnx Acme.Tickets@1.0.0 --yes
                1: Acme.Tickets Exact NuGet
            dnx Acme.Tickets --version 1.0.0
                1: Acme.Tickets Exact NuGet
            dnx Acme.Tickets
                1: Acme.Tickets None NuGet
            env DEBUG=1 npx tickets-mcp
                3: tickets-mcp None Npm
            /usr/local/bin/npx.cmd tickets-mcp
                1: tickets-mcp None Npm
            cmd /c npx -y tickets-mcp
                4: tickets-mcp None Npm
                2: shell npx
            sh|-c|exec npx -y tickets-mcp && true
                2: tickets-mcp None Npm
                2: shell exec npx -y tickets-mcp && true
            bash|-lc|./start.sh
                2: shell ./start.sh
            bash start.sh
            cmd /c
            npx

        "#]],
    );
}
