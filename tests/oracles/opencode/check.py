#!/usr/bin/env python3
"""usage: check.py BAILIWICK OPENCODE: renders fleet.kdl, and puts calls to OpenCode itself.

Each call has what OpenCode must do with it: exactly that, so never more than is declared. Prints how many decisions agreed."""
import os
import shutil
import subprocess
import sys
import tempfile

from engine import Engine

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = {
    "exact": {
        "allow": [
            "git status", "git status -s", "ls", "ls -la src", "git status && ls", "ls; ls", "ls | ls -1", "ls\nls",
            "git  status", "git\tstatus", '"git" status', "git 'status'", "git status 'a b'", 'ls "a b"', r"ls a\ b", r"ls 'it'\''s'",
        ],
        "ask": [
            "whoami", "rm x", "rm -r x", "git push", "git", "gitstatus", "lsof", "/bin/ls", "./ls", "git commit -m 'a b'", "ls | wc -l",
            "git status && whoami", "cd ..", "cd docs", "pushd docs", "cd docs && ls", "export X=1", "unset X", "declare -x Y=1",
            "readonly Z=1", "typeset x", "local x", "eval ls", "sh -c ls", "env ls", "sudo ls", "find . -name x", "test -f x", "true", ":",
            "let a=1", "source x", ". x", "alias a=b", "trap x EXIT", "exec ls", "printf -v x y", "echo rm -rf x", "bash", "'[' -f x ']'",
            "'if' x", "set -e", "hash -r", "umask 0", "enable -n ls", "command ls", "builtin cd x", "xargs ls", "exit 1", "return 0",
            "cp a b", "touch x", "getopts a b", "mapfile x", "wait", "times", "ulimit -a", "history -c", "shopt -s x", "dirs", "popd",
        ],
        "deny": [
            "rm -rf x", "rm -rf", "rm -rf x y", r"\rm -rf x", '"rm" -rf x', "r''m -rf x", "rm  -rf x", "rm\t-rf x", "rm '-rf' x", "/bin/rm -rf x",
            "./rm -rf x", "env rm -rf x", "sudo -u a rm -rf x", "nice rm -rf x", "xargs rm -rf", "find . -exec rm -rf x", "command rm -rf x",
            "time rm -rf x", "sh -c 'rm -rf x'", "bash -lc 'ls; rm -rf x'", "eval 'rm -rf x'", "sh -c \"sh -c 'rm -rf x'\"", "env -S 'rm -rf x'",
            "git status; rm -rf x", "git status && rm -rf x", "ls | rm -rf x", "ls\nrm -rf x", "ls || rm -rf x", "(ls)", "{ ls; }", "! ls",
            "[[ 'a[$(touch P)]' -eq 0 ]]", "[ -v 'a[$(touch P)]' ]", "> f", ">> f", "ls > f", "ls < f", "ls 2> f", "{ git status; } > f", "ls &",
            "ls & ls", "ls |& ls", "X=1", "X=1 ls", "PATH=/x; ls", "PATH=/x ls", "ls $HOME", "ls ${y:-`whoami`}", "ls $(whoami)", "ls `whoami`",
            'ls "$(whoami)"', "ls <(whoami)", "cat <<A\n`whoami`\nA", "ls *", "ls ?", "ls ~", "ls [a]", "ls {a,b}", "ls # x", "# x", "", " ", ";", "ls;",
            "&& ls", "ls &&", "for i in a; do ls; done", "if ls; then ls; fi", "while ls; do ls; done", "f() { ls; }", "(( a = 1 ))",
            "for ((i='a[$(touch P)]';;)); do ls; done", "case a in a) ls;; esac", "select a in b; do ls; done", "coproc ls", "time ls",
            "function f { ls; }", "ls \\\n-l", "$'rm' -rf x", "rm${IFS}-rf x", "{rm,-rf,x}", "declare 'a[$(touch P)]=1' > x", "ls '", 'ls "', "ls \\",
            "a=(1 2)", "x[0]=1", "exec > f", "ls >| f", "ls &> f", "2>&1 ls", "ls 2>&1", "echo $((a[0]))", "!!", "^a^b", "x='$(touch P)'; ls",
        ],
    },
    "reader": {
        "allow": ["git status", "cd docs", "git push-x --dry-run", "git --dry-run", "env ls", "cat .env", "env", "git a b --dry-run"],
        "ask": ["git push", "git push origin"],
        "deny": [
            "git status -s", "ls", "cd src", "pwd", "git 'x y' --dry-run", "cat 'a b'", "env git push", "/bin/git push", "env shutdown", "shutdown",
            "shutdown-now", "env /usr/bin/id", "/usr//bin/id -u", "/usr/./bin/id", "id", "sh -c ls", "cat a > b", "X=1", "env cd x > y", "export X=1", "export",
        ],
    },
    "open": {
        "allow": ["whoami", "cd x", "export X=1", "'if' x", "ls 'a b'", "rmdir x", "sh -c ls", "sudo ls", "unset X", "'' x"],
        "deny": ["rm x", "/bin/rm", "env rm x", "ls; rm x", "sh -c 'rm x'", "ls > x", "X=1 ls", "sh -c 'ls > x'", "eval rm", "bash -c \"'rm' x\""],
    },
    "nothing": {"deny": ["ls", "true", "X=1", "> f", "[[ a ]]"]},
}
PATCH = "*** Begin Patch\n{}\n*** End Patch"


def paths(root):
    """Calls of the tools for files, tools and agents, by agent: the tool, its arguments, what is done."""

    def file(tool, effect, *names):
        more = {"read": {}, "write": {"content": "x"}, "edit": {"oldString": "x", "newString": "y"}}[tool]
        return [(tool, {"filePath": name if name.startswith("/") else f"{root}/{name}", **more}, effect) for name in names]

    search = [(tool, {"pattern": "x"}, "deny") for tool in ("glob", "grep")]
    reader = [
        *file("read", "allow", "a.txt", "src/a.txt", "src/../a.txt", "secrets2", "src/.env", "docs", "src//a.txt"),
        *file("read", "deny", "secrets/a.txt", "secrets", ".env", "src/../secrets/a.txt", "/etc/passwd", "../x", "link/a.txt", "out", "secrets\\a.txt"),
        *file("write", "ask", "docs/a.md", "docs/.md"),
        *file("write", "deny", "docs/a/b.md", "a.txt", "docs/a.txt", "/etc/x", "../x", "srcs/a", "link/x", "src\\a"),
        *file("write", "allow", "src/new.txt", "src/deep/new.txt"),
        *file("edit", "allow", "src/a.txt"),
        *file("edit", "deny", "a.txt", "secrets/a.txt"),
        *search,
        ("task", {"description": "d", "prompt": "p", "subagent_type": "exact"}, "allow"),
        *[("task", {"description": "d", "prompt": "p", "subagent_type": one}, "deny") for one in ("open", "general", "build", "explore")],
        ("webfetch", {"url": "https://127.0.0.1:9/", "format": "text"}, "deny"),
        ("todowrite", {"todos": []}, "deny"),
        ("skill", {"name": "customize-opencode"}, "deny"),
        ("bash", {"command": "git status", "description": "d", "workdir": "/etc"}, "deny"),
        ("bash", {"command": "git status", "description": "d", "workdir": f"{root}/src"}, "allow"),
    ]
    opened = [
        *file("read", "allow", "a.txt", "secrets/a.txt", "link/../a.txt"),
        *file("read", "deny", "/etc/passwd", "out/passwd", "../x"),
        *file("write", "allow", "new.txt"),
        *file("write", "deny", "/etc/x", "../x", "out/x"),
        ("glob", {"pattern": "*"}, "allow"),
        ("grep", {"pattern": "x", "path": f"{root}/src"}, "allow"),
        ("grep", {"pattern": "x", "path": "/etc"}, "deny"),
        ("glob", {"pattern": "*", "path": ".."}, "deny"),
        ("grep", {"pattern": "x", "path": f"{root}/out"}, "deny"),
        ("webfetch", {"url": "https://127.0.0.1:9/", "format": "text"}, "allow"),
        ("task", {"description": "d", "prompt": "p", "subagent_type": "exact"}, "deny"),
    ]
    nothing = [*file("read", "deny", "a.txt"), *file("write", "deny", "a.txt"), *search]
    return {"reader": reader, "open": opened, "nothing": nothing}


def patches(agent):
    """Patches, which one kind of model has instead of edits."""
    put = "*** Add File: {}\n+x".format
    moved = "*** Update File: src/a.txt\n*** Move to: {}\n@@\n-x\n+y".format
    changed = {"reader": [(put("src/p.txt"), "allow"), (put("a/p.txt"), "deny"), (put("src\\p"), "deny")], "open": [(put("p.txt"), "allow")]}
    both = [(moved("secrets/b.txt"), "deny"), (put("link/p"), "deny"), (put("../p"), "deny")]
    return [("apply_patch", {"patchText": PATCH.format(text)}, effect) for text, effect in changed[agent] + both]


def folder(engine, bailiwick):
    """A repository with the rendering in it."""
    root = f"{engine.root}/project"
    os.makedirs(f"{root}/workspace")
    shutil.copy(f"{HERE}/fleet.kdl", f"{root}/workspace/bailiwick.kdl")
    subprocess.run([bailiwick, "-C", f"{root}/workspace", "render"], check=True, stdout=subprocess.PIPE)
    for name in os.listdir(f"{root}/workspace/out"):
        shutil.move(f"{root}/workspace/out/{name}", f"{root}/{name}")
    for name in ("a.txt", "src/a.txt", "src/.env", "secrets/a.txt", "secrets2", ".env", "docs/a.md", "docs/a/b.md"):
        os.makedirs(os.path.dirname(f"{root}/{name}"), exist_ok=True)
        with open(f"{root}/{name}", "w") as file:
            file.write("x\n")
    os.symlink("secrets", f"{root}/link")
    os.symlink("/etc", f"{root}/out")
    subprocess.run(["git", "init", "-q", root], check=True)
    return root


def compared(agent, calls, results):
    """How many agree; each other one is printed."""
    agreed = 0
    for (tool, args, wanted), (found, said) in zip(calls, results):
        if found == wanted:
            agreed += 1
        else:
            print(f"DIFFERENT {agent} {tool} {args}: {found}, expected {wanted}: {said[:160]!r}")
    return agreed


def main():
    bailiwick, binary = (os.path.realpath(path) for path in sys.argv[1:3])
    engine = Engine(binary)
    agreed = total = 0
    try:
        root = folder(engine, bailiwick)
        names = {name: one for name, one in engine.agents(root).items() if not one.get("hidden")}
        if set(names) != {"exact", "reader", "open", "nothing"}:
            print(f"DIFFERENT agents: {sorted(names)}")
            total += 1
        more = paths(root)
        for agent, effects in RUN.items():
            lines = [(line, effect) for effect, lines in effects.items() for line in lines]
            calls = [("bash", {"command": line, "description": "d"}, effect) for line, effect in lines] + more.get(agent, [])
            # Few at a time, as one call that is rejected would end what waits beside it.
            for at in range(0, len(calls), 40):
                some = calls[at : at + 40]
                results = engine.decide(root, agent, [call[:2] for call in some])
                agreed, total = agreed + compared(agent, some, results), total + len(some)
        for agent in ("reader", "open"):
            calls = patches(agent)
            results = engine.decide(root, agent, [call[:2] for call in calls], model="gpt-5")
            agreed, total = agreed + compared(agent, calls, results), total + len(calls)
    finally:
        engine.stop()
    print(f"{agreed} of {total} decisions agree")
    return agreed != total


if __name__ == "__main__":
    sys.exit(main())
