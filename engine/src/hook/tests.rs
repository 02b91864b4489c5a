//! Events of each runtime, and what they ask for.

use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};

use super::{Event, Folders, Form, TOOLS, Use, Wish};

fn event(form: Form, tool: &str, input: &str) -> String {
    match form {
        Form::OpenCode => format!(r#"{{"tool":"{tool}","args":{input},"cwd":"/w"}}"#),
        form => {
            let name = form.event().unwrap();
            let more = if form == Form::Codex { r#","turn_id":"1","model":"m""# } else { "" };
            format!(
                r#"{{"hook_event_name":"{name}","tool_name":"{tool}","tool_input":{input},"cwd":"/w"{more}}}"#
            )
        }
    }
}

/// What a use of a tool asks for, a line each.
fn asked(form: Form, tool: &str, input: &str) -> String {
    let event = Event::read(&event(form, tool, input), None).unwrap();
    assert_eq!(event.form, form);
    let wishes = match Wish::of(&event, ["tickets", "pay"].into_iter()) {
        Ok(wishes) => wishes,
        Err(error) => return format!("! {error}"),
    };
    let shown = |wish: &Wish| match wish {
        Wish::File(action, path) => format!("{action} {path}"),
        Wish::Below(path) => format!("search {}", path.as_deref().unwrap_or("here")),
        Wish::Line(line, folder) => {
            format!("run {line}{}", folder.as_ref().map_or(String::new(), |at| format!(" in {at}")))
        }
        Wish::Named(action, name, arguments) => format!("{action} {name} [{arguments}]"),
    };
    wishes.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn check(form: Form, uses: &[(&str, &str)], expected: &Expect) {
    let lines = uses.iter().map(|(tool, input)| {
        format!("{tool} {}: {}\n", input.replace('\n', "⏎"), asked(form, tool, input))
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn claude_code_uses_its_tools() {
    let uses = [
        ("Read", r#"{"file_path":"a/b.md","limit":3}"#),
        ("Read", r#"{}"#),
        ("Read", r#"{"file_path":""}"#),
        ("Read", r#"{"file_path":["a"]}"#),
        ("Grep", r#"{"pattern":"../x","path":"src"}"#),
        ("Grep", r#"{"pattern":"x","glob":"../*.md"}"#),
        ("Glob", r#"{"pattern":"**/*.md"}"#),
        ("Glob", r#"{"pattern":"/etc/*"}"#),
        ("Glob", r#"{"pattern":"{a,..}/x"}"#),
        ("NotebookEdit", r#"{"notebook_path":"a.ipynb"}"#),
        ("Bash", r#"{"command":"ls && pwd","run_in_background":true}"#),
        ("Bash", r#"{"command":7}"#),
        ("PowerShell", r#"{"command":"ls"}"#),
        ("WebFetch", r#"{"url":"https://a.example/","prompt":"x"}"#),
        ("Task", r#"{"subagent_type":"reviewer","prompt":"x"}"#),
        ("Agent", r#"{"prompt":"x"}"#),
        ("WebSearch", r#"{"query":"x"}"#),
        ("mcp__tickets__close", r#"{"id":12345678901234567890123,"to":{"name":"x"}}"#),
        ("mcp__tickets__a__b", r#"{}"#),
        ("mcp__tickets__", r#"{}"#),
        ("mcp__tickets", r#"{}"#),
        ("bash", r#"{"command":"ls"}"#),
        ("New", r#"{}"#),
    ];
    check(
        Form::ClaudeCode,
        &uses,
        &expect![[r#"
        Read {"file_path":"a/b.md","limit":3}: read a/b.md
        Read {}: ! `Read` is given no `file_path` that can be read
        Read {"file_path":""}: ! `Read` is given no `file_path` that can be read
        Read {"file_path":["a"]}: ! `Read` is given no `file_path` that can be read
        Grep {"pattern":"../x","path":"src"}: search src
        Grep {"pattern":"x","glob":"../*.md"}: ! `Grep` cannot be decided: its pattern leads out of the folder that is searched
        Glob {"pattern":"**/*.md"}: search here
        Glob {"pattern":"/etc/*"}: ! `Glob` cannot be decided: its pattern leads out of the folder that is searched
        Glob {"pattern":"{a,..}/x"}: ! `Glob` cannot be decided: its pattern leads out of the folder that is searched
        NotebookEdit {"notebook_path":"a.ipynb"}: write a.ipynb
        Bash {"command":"ls && pwd","run_in_background":true}: run ls && pwd
        Bash {"command":7}: ! `Bash` is given no `command` that can be read
        PowerShell {"command":"ls"}: ! `PowerShell` cannot be decided: command lines of PowerShell are not split, so nothing is known of them
        WebFetch {"url":"https://a.example/","prompt":"x"}: fetch https://a.example/ [method="GET"]
        Task {"subagent_type":"reviewer","prompt":"x"}: delegate reviewer []
        Agent {"prompt":"x"}: delegate general-purpose []
        WebSearch {"query":"x"}: call builtin/web-search [query="x"]
        mcp__tickets__close {"id":12345678901234567890123,"to":{"name":"x"}}: call tickets/close [id=12345678901234567890123 /to/name="x"]
        mcp__tickets__a__b {}: call tickets/a__b []
        mcp__tickets__ {}: ! `mcp__tickets__` is no tool that is known
        mcp__tickets {}: ! `mcp__tickets` is no tool that is known
        bash {"command":"ls"}: ! `bash` is no tool that is known
        New {}: ! `New` is no tool that is known
    "#]],
    );
}

#[test]
fn codex_uses_its_tools() {
    let patch = r#"{"command":"*** Begin Patch\n*** Update File: a/b.rs\n*** Move to: ../c.rs\n@@\n-x\n+*** Delete File: no\n*** Add File: /d\n+1\n  *** Delete File: e\n*** End Patch"}"#;
    let uses = [
        ("Bash", r#"{"command":"ls"}"#),
        ("apply_patch", patch),
        ("apply_patch", r#"{"command":"nothing"}"#),
        ("view_image", r#"{"path":"x.png"}"#),
        ("spawn_agent", r#"{"message":"x"}"#),
        ("mcp__pay__refund", r#"{"amount":1.50}"#),
        ("write_stdin", r#"{"chars":"x"}"#),
    ];
    check(
        Form::Codex,
        &uses,
        &expect![[r#"
        Bash {"command":"ls"}: run ls
        apply_patch {"command":"*** Begin Patch\n*** Update File: a/b.rs\n*** Move to: ../c.rs\n@@\n-x\n+*** Delete File: no\n*** Add File: /d\n+1\n  *** Delete File: e\n*** End Patch"}: write a/b.rs, write ../c.rs, write /d, write e
        apply_patch {"command":"nothing"}: ! `apply_patch` cannot be decided: the patch names no file
        view_image {"path":"x.png"}: read x.png
        spawn_agent {"message":"x"}: delegate default []
        mcp__pay__refund {"amount":1.50}: call pay/refund [amount=1.5]
        write_stdin {"chars":"x"}: ! `write_stdin` is no tool that is known
    "#]],
    );
}

#[test]
fn gemini_uses_its_tools() {
    let uses = [
        ("read_file", r#"{"absolute_path":"/w/a"}"#),
        ("read_file", r#"{"file_path":"a","absolute_path":"/w/a"}"#),
        ("read_many_files", r#"{"paths":["a/b.md","src/**/*.rs","*.md"],"include":["/x/*"]}"#),
        ("read_many_files", r#"{"paths":["a/*/../../x"]}"#),
        ("read_many_files", r#"{"paths":[]}"#),
        ("list_directory", r#"{"path":"/w"}"#),
        ("run_shell_command", r#"{"command":"ls","directory":"sub"}"#),
        ("replace", r#"{"file_path":"a"}"#),
        ("web_fetch", r#"{"prompt":"read https://a.example"}"#),
        ("google_web_search", r#"{"query":"x"}"#),
        ("mcp__tickets__list", r#"{}"#),
        ("tickets__list", r#"{}"#),
    ];
    check(
        Form::Gemini,
        &uses,
        &expect![[r#"
            read_file {"absolute_path":"/w/a"}: read /w/a
            read_file {"file_path":"a","absolute_path":"/w/a"}: ! `read_file` is given no `absolute_path` that can be read
            read_many_files {"paths":["a/b.md","src/**/*.rs","*.md"],"include":["/x/*"]}: search a/b.md, search src, search here, search /x
            read_many_files {"paths":["a/*/../../x"]}: ! `read_many_files` cannot be decided: its pattern leads out of the folder that is searched
            read_many_files {"paths":[]}: ! `read_many_files` is given no `paths` that can be read
            list_directory {"path":"/w"}: search /w
            run_shell_command {"command":"ls","directory":"sub"}: run ls in sub
            replace {"file_path":"a"}: write a
            web_fetch {"prompt":"read https://a.example"}: ! `web_fetch` cannot be decided: the URLs that it requests stand somewhere in a prompt
            google_web_search {"query":"x"}: call builtin/web-search [query="x"]
            mcp__tickets__list {}: call tickets/list []
            tickets__list {}: ! `tickets__list` is no tool that is known
        "#]],
    );
}

#[test]
fn opencode_uses_its_tools() {
    let uses = [
        ("read", r#"{"filePath":"a"}"#),
        ("bash", r#"{"command":"ls","workdir":"sub"}"#),
        ("apply_patch", r#"{"patchText":"*** Add File: a\n+x"}"#),
        ("webfetch", r#"{"url":"https://a.example/"}"#),
        ("tickets_list_all", r#"{"page":1}"#),
        ("ticketslist", r#"{}"#),
        ("other_list", r#"{}"#),
    ];
    check(
        Form::OpenCode,
        &uses,
        &expect![[r#"
        read {"filePath":"a"}: read a
        bash {"command":"ls","workdir":"sub"}: run ls in sub
        apply_patch {"patchText":"*** Add File: a\n+x"}: write a
        webfetch {"url":"https://a.example/"}: fetch https://a.example/ [method="GET"]
        tickets_list_all {"page":1}: call tickets/list_all [page=1]
        ticketslist {}: ! `ticketslist` is no tool that is known
        other_list {}: ! `other_list` is no tool that is known
    "#]],
    );
}

#[test]
fn a_name_of_a_tool_stands_once() {
    for (at, tool) in TOOLS.iter().enumerate() {
        let alike = |other: &&super::Tool| (other.form, other.name) == (tool.form, tool.name);
        assert_eq!(TOOLS.iter().position(|other| alike(&other)), Some(at), "{}", tool.name);
        if let Use::Builtin(name) = tool.used {
            let is_kebab = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
            assert!(name.bytes().all(is_kebab), "{name}");
        }
    }
}

/// Why a text is refused.
fn refused(text: &str, form: Option<Form>) -> String {
    Event::read(text, form).unwrap_err().to_string()
}

#[test]
fn what_cannot_be_read_is_refused() {
    let deep = format!(r#"{{"tool":"read","args":{}"#, "[".repeat(200));
    let unread = |why: &str| format!("the event cannot be read: {why}");
    for (text, why) in [
        ("[]", "it is no JSON object"),
        (&deep, "recursion limit exceeded at line 1 column 149"),
        ("{} {}", "trailing characters at line 1 column 4"),
        (r#"{"a":{"b":1,"b":1}}"#, "a member is named twice at line 1 column 18"),
        (r#"{"a":{"b":1,"\u0062":1}}"#, "a member is named twice at line 1 column 23"),
    ] {
        assert_eq!(refused(text, None), unread(why), "{text}");
    }
    for text in ["", " \n"] {
        assert_eq!(refused(text, None), "there is no event on standard input");
    }
}

#[test]
fn what_is_no_event_before_a_tool_is_refused() {
    let unknown = "the event is of no form that is known; `--form` says whose it is";
    let other = r#"{"hook_event_name":"PostToolUse"}"#;
    for text in ["{}", other, r#"{"hook_event_name":7,"tool":"read","args":{}}"#] {
        assert_eq!(refused(text, None), unknown, "{text}");
    }
    let named = event(Form::ClaudeCode, "Read", "{}");
    for (text, form) in [
        (other, Form::Codex),
        (&named, Form::Gemini),
        (&named, Form::OpenCode),
        (r#"{"hook_event_name":null,"tool":"read","args":{},"cwd":"/w"}"#, Form::OpenCode),
    ] {
        let why = format!("this is no event before a tool is used, of {}", form.as_str());
        assert_eq!(refused(text, Some(form)), why, "{text}");
    }
    for (text, member) in [
        (r#"{"tool":"read","args":[],"cwd":"/w"}"#, "args"),
        (r#"{"tool":"read","args":{}}"#, "cwd"),
        (r#"{"tool":"","args":{},"cwd":"/w"}"#, "tool"),
        (r#"{"tool":"x","args":{},"cwd":"/w","permission_mode":1}"#, "permission_mode"),
        (r#"{"tool":"x","args":{},"cwd":"/w","mcp_context":{"server_name":"x"}}"#, "mcp_context"),
    ] {
        let why = format!("the event has no `{member}` that can be read");
        assert_eq!(refused(text, None), why, "{text}");
    }
}

#[test]
fn a_form_that_can_say_less_is_taken_for_the_one_that_can_say_more() {
    let plain = event(Form::ClaudeCode, "Bash", "{}");
    let with = |more: &str| plain.replacen('{', &format!("{{{more},"), 1);
    assert_eq!(Event::read(&plain, None).unwrap().form, Form::ClaudeCode);
    for more in [r#""turn_id":"1""#, r#""model":"m""#, r#""model":null"#] {
        assert_eq!(Event::read(&with(more), None).unwrap().form, Form::Codex, "{more}");
    }
    let asked = [None, Some("default"), Some("dontAsk"), Some("bypassPermissions"), Some("new")];
    let can = |form: Form| asked.map(|mode| form.can_ask(mode));
    assert_eq!(can(Form::ClaudeCode), [true, true, true, false, false]);
    for form in [Form::Codex, Form::Gemini, Form::OpenCode] {
        assert_eq!(can(form), [false; 5], "{}", form.as_str());
    }
}

/// Where a path leads that knows of one link: `/w/out` leads to `/etc`.
fn follow(path: &Path) -> Option<PathBuf> {
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => _ = real.pop(),
            part => real.push(part),
        }
        if real == Path::new("/w/out") || real == Path::new("/alias") {
            real = PathBuf::from(if real == Path::new("/alias") { "/w" } else { "/etc" });
        }
    }
    Some(real)
}

#[test]
fn paths_are_spelled_as_the_language_has_them() {
    let (root, home) = (Path::new("/alias"), Some(Path::new("/home/u")));
    let none = |_: &Path, _: &Path| None;
    let folders = Folders::new((root, home), "/w/sub", &follow, &none).unwrap();
    let mut shown = String::new();
    for path in [
        ".",
        "a",
        "./a/../b",
        "../a",
        "../../x",
        "/w/a",
        "/alias/a",
        "/alias",
        "/w",
        "/wx/a",
        "/etc/x",
        "../out/x",
        "../out/../x",
        "~",
        "~/x",
        "/home/u/x",
        "/home/ux",
        "~u/x",
        "",
        "a\0b",
        "~/../v",
    ] {
        let spelled = folders.spellings(path).map(|all| format!("{:?} {:?}", all.own, all.besides));
        shown.push_str(&format!("{path:?} {}\n", spelled.unwrap_or_else(|| "nowhere".to_owned())));
    }
    expect![[r#"
        "." ["./sub"] []
        "a" ["./sub/a"] []
        "./a/../b" ["./sub/b"] []
        "../a" ["./a"] []
        "../../x" ["/x"] []
        "/w/a" ["./a"] []
        "/alias/a" ["./a"] []
        "/alias" ["."] []
        "/w" ["."] []
        "/wx/a" ["/wx/a"] []
        "/etc/x" ["/etc/x"] []
        "../out/x" ["./out/x", "/etc/x"] []
        "../out/../x" ["./x", "/x"] []
        "~" ["~/"] ["/home/u"]
        "~/x" ["~/x"] ["/home/u/x"]
        "/home/u/x" ["~/x"] ["/home/u/x"]
        "/home/ux" ["/home/ux"] []
        "~u/x" nowhere
        "" nowhere
        "a\0b" nowhere
        "~/../v" ["/home/v"] []
    "#]]
    .assert_eq(&shown);
}

#[test]
fn a_tool_runs_in_the_root() {
    let none = |_: &Path, _: &Path| None;
    let tree = |_: &Path, folder: &Path| folder.ends_with("tree").then(|| folder.to_path_buf());
    let at = |folder: &str, tree: &dyn Fn(&Path, &Path) -> Option<PathBuf>| {
        let error = Folders::new((Path::new("/w"), None), folder, &follow, tree).err();
        error.map(|error| error.to_string())
    };
    assert_eq!(at("/w", &none), None);
    assert_eq!(at("/w/sub/..", &none), None);
    assert_eq!(at("/alias/sub", &none), None);
    let outside =
        |folder| format!("the working directory `{folder}` does not lie in the root of the policy");
    for folder in ["/", "/wx", "/w/../x", "/w/out/x"] {
        assert_eq!(at(folder, &none), Some(outside(folder)));
    }
    assert_eq!(at("w", &none).unwrap(), "the working directory `w` cannot be found");
    assert_eq!(
        at("/w/tree", &tree).unwrap(),
        "the working directory lies in another working tree, `/w/tree`"
    );
    let nowhere = |path: &Path| (!path.starts_with("/w")).then(|| path.to_path_buf());
    let error = Folders::new((Path::new("/w"), None), "/x", &nowhere, &none).err().unwrap();
    assert_eq!(error.to_string(), "the root `/w` of the policy cannot be found");
}
