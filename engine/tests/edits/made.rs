//! Small made workspaces in which much refers to much.

use crate::examples::Files;
use crate::random::Random;

/// A workspace of a few agents, bases, servers and texts, some of them wrong.
pub fn workspace(random: &mut Random) -> Files {
    let mut files = vec![("bailiwick.kdl".to_owned(), root(random).into_bytes())];
    for name in ["low", "middle", "high"] {
        files.push((format!("bases/{name}.kdl"), base(random, name).into_bytes()));
    }
    for name in ["tickets", "wiki"] {
        files.push((format!("servers/{name}.kdl"), server(random, name).into_bytes()));
    }
    for name in AGENTS {
        files.push((format!("agents/{name}.kdl"), agent(random, name).into_bytes()));
    }
    for name in ["one", "two"] {
        let text =
            "Read with `tickets/read`.\r\nDelegate the rest to `clerk`, see [two](two.md).\n";
        files.push((format!("texts/{name}.md"), text.to_owned().into_bytes()));
    }
    files.push(("skills/tone/SKILL.md".to_owned(), b"---\nname: tone\n---\nBe kind.\n".to_vec()));
    files.push(("skills/tone/run.sh".to_owned(), b"echo\n".to_vec()));
    files.push((
        "rows.json".to_owned(),
        br#"[{"name": "north", "shop": "North"}, {"name": "south"}]"#.to_vec(),
    ));
    files.push(("policies.kdl".to_owned(), policies(random).into_bytes()));
    files.sort();
    files
}

const AGENTS: [&str; 4] = ["clerk", "senior", "desk", "many"];

fn root(random: &mut Random) -> String {
    let more = ["", "use \"std/lifecycle/standard@1\"\n", "use \"extra\"\n"];
    format!(
        "workspace \"made\" {{\n    edition 1\n}}\n{}environment \"dev\" {{\n    tracks\n}}\nenvironment \"prod\" {{\n    \
         follows \"dev\"\n    set \"shop\" \"Main\"\n}}\nparam \"shop\" type=\"string\" default=\"Any\"\nprincipal \
         \"team/a\" {{\n    email \"a@acme.example\"\n}}\nprincipal \"team/b\" {{\n    email \"a@acme.example\"\n}}\n\
         memory \"notes\" {{\n    scope \"agent\"\n}}\nskill \"tone\" folder=\"skills/tone\"\nsecret \"key\" {{\n    from \
         \"env\" \"KEY\"\n}}\n",
        random.pick(&more)
    )
}

fn base(random: &mut Random, name: &str) -> String {
    let extends = match name {
        "low" => "",
        "middle" => "    extends \"low\"\n",
        _ => "    extends \"middle\"\n",
    };
    let body = [
        "    owner \"team/a\"\n",
        "    model \"anthropic/claude-sonnet-latest\"\n    server \"tickets\"\n",
        "    limits {\n        steps 10\n    }\n    in \"prod\" {\n        (remove)tag \"none\"\n    }\n",
        "    stage \"active\"\n    knowledge \"texts/**\"\n",
        "    tag \"low\"\n    permissions {\n        allow read \"texts/**\"\n        ask call \"tickets/*\"\n    }\n",
    ];
    format!("base \"{name}\" {{\n{extends}{}}}\n", random.pick(&body))
}

fn server(random: &mut Random, name: &str) -> String {
    let tools = [
        "",
        "    tool \"read\" {\n        label \"marked\"\n    }\n",
        "    tool \"read\"\n    tool \"write\"\n",
    ];
    format!(
        "server \"{name}\" {{\n    url \"https://{name}.acme.example/mcp\"\n    header \"Authorization\" secret=\"key\"\n\
         {}}}\n",
        random.pick(&tools)
    )
}

/// Policies that some agents break, with exceptions of which some let nothing stand.
fn policies(random: &mut Random) -> String {
    let policies = [
        "policy \"owned\" {\n    except \"desk\" until=\"2026-06-30\" because=\"it is new\"\n    require \"owner\"\n}\n",
        "policy \"texts\" {\n    in \"prod\"\n    forbid read \"texts/**\"\n}\n",
        "policy \"tools\" {\n    tags \"live\" \"low\"\n    at-most ask call \"tickets/*\"\n}\n",
        "policy \"marked\" {\n    agents \"*e*\"\n    control \"house\" \"1\"\n    forbid call label=\"marked\"\n}\n",
        "policy \"short\" {\n    stages \"retired\" \"active\"\n    severity \"warning\"\n    at-most \"limits/steps\" 5\n}\n",
        "waive \"texts\" agent=\"clerk\" until=\"2026-06-30\" because=\"ticket 1\"\n",
        "waive \"tools\" agent=\"senior\" until=\"2025-06-30\" because=\"ticket 2\"\n",
        "waive \"owned\" agent=\"clerk\" until=\"2026-06-30\" because=\"ticket 3\"\n",
        "label \"marked\"\n",
    ];
    let mut text = String::new();
    for policy in policies {
        if random.chance(70) {
            text += policy;
        }
    }
    text
}

fn agent(random: &mut Random, name: &str) -> String {
    let mut text = format!("agent \"{name}\" {{\n");
    let lines = [
        "    owner \"team/b\"\n",
        "    extends \"high\"\n",
        "    extends \"low\" \"middle\"\n",
        "    server \"wiki\"\n",
        "    server \"tickets\" {\n        only \"re*\"\n    }\n",
        "    delegate \"senior\"\n    delegate \"many/north\"\n",
        "    instructions file=\"texts/one.md\"\n",
        "    instructions file=\"texts/two.md\" template=#true\n",
        "    instructions \"Ask `wiki/wrte` or delegate to `snior`.\"\n",
        "    skill \"tone\"\n    memory \"notes\"\n",
        "    knowledge \"**\" {\n        except \"texts/**\"\n    }\n",
        "    stage \"retired\"\n",
        "    in \"prod\" {\n        tag \"live\"\n        model \"acme/one\"\n    }\n",
        "    permissions {\n        allow call \"**\"\n        deny read \"texts/one.md\"\n    }\n",
        "    permissions {\n        allow read \"texts/*\"\n    }\n    in \"prod\" {\n        (replace)permissions {\n            ask read \"**\"\n        }\n    }\n",
        "    failure {\n        escalate \"team/c\"\n    }\n",
    ];
    for line in lines {
        if random.chance(40) {
            text += line;
        }
    }
    if name == "many" {
        text += "    instances file=\"rows.json\"\n";
    }
    text + "}\n"
}
