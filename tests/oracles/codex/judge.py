#!/usr/bin/env python3
"""Compares what Codex does under rendered files with what is declared: judge.py CODEX BAILIWICK FOLDER LINES

Never more than is declared; where a line is no plain command, what is denied may be asked about; plain commands as declared.
"""
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import engine

HERE = os.path.dirname(os.path.abspath(__file__))
RANK = {"deny": 0, "ask": 1, "allow": 2}
SEED = 20261123
PLAIN = [
    "git status", "git status -s", "git status --porcelain", "git status -- 'a b'", "git status ''", "git", "git log", "git push",
    "git statusx", "git 'status'", "git --no-pager status", "gitx status", "GIT status", "ls", "ls -la", "ls docs", "ls 'a  b'", "ls \"x\"",
    "lsx", "ls-x", "./ls", "/bin/ls", "../ls x", "/usr/bin/git status", "./git status", "rm -rf x", "rm -rf 'x y'", "rm -rf",
    "/bin/rm -rf x", "./rm -rf x", "a/rm -rf x", "rm -r -f x", "rm -f x", "rm -fr x", "rm x", "cat a", "echo x", "pwd", "true",
    "/bin/bash", "touch w", "bash -lc ls", "sh script", "python3 -c 1", "env", "sudo", "cd docs", "git.exe status", "rm '-rf' x",
    "./check", "./check a", "check a", "x/check a", ".//check", "bash -c pwd", "bash script", "./bash -c pwd",
]
FORMS = [
    "sudo {}", "env {}", "env A=1 {}", "timeout 5 {}", "nohup {}", "nice {}", "xargs {}", "command {}", "exec {}", "time {}", "eval {}",
    "bash -c {q}", "sh -c {q}", "eval {q}", "{} > out", "{} >> docs/out", "{} < a", "{} 2>&1", "{} &", "({})", "{{ {}; }}", "! {}",
    "A=1 {}", "$({})", "echo $({})", "`{}`", "echo \"$({})\"", "{} | cat", "cat a | {}", "ls && {}", "{} && ls", "{}; ls", "ls; {}",
    "ls || {}", "ls\n{}", "{}\n", "  {}  ", "{} # c", "{} $HOME", "{} *", "{} ~", "{} \"$X\"", "{} {{a,b}}", "\\{}", "'{p}' {r}",
    "\"{p}\" {r}", "{p}'' {r}", "{p}\t{r}", "if true; then {}; fi", "for x in 1; do {}; done", "cat <<E\n{}\nE", "ls && rm -rf x && {}",
    "f() {{ {}; }}; f", "{} && git status && ls", "time -p {}", "coproc {}", "diff <({}) a", "[[ a ]] && {}", "true; {}; true",
]


def lines(count):
    """Plain commands, and so many lines with them; the same ones each time."""
    some = random.Random(SEED)
    made = [(line, True) for line in PLAIN]
    known = set(PLAIN)
    while len(made) < max(count, len(PLAIN)):
        plain = some.choice(PLAIN)
        program, _, rest = plain.partition(" ")
        line = some.choice(FORMS).format(plain, q=shlex.quote(plain), p=program, r=rest)
        if line not in known:
            known.add(line)
            made.append((line, False))
    return made


class Judge:
    def __init__(self, codex, bailiwick, folder, desk):
        self.codex, self.bailiwick, self.folder, self.desk = codex, bailiwick, folder, desk
        self.decisions, self.wrong = 0, []

    def declared(self, agent, action, resource):
        command = [self.bailiwick, "-C", self.desk, "can", agent, action, resource, "--format", "json"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return json.loads(answer)["decided"]["effect"]

    def all_declared(self, agent, action, resources):
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda resource: self.declared(agent, action, resource), resources))

    def rendered(self, agent):
        out = os.path.join(self.folder, agent)
        subprocess.run([self.bailiwick, "-C", self.desk, "render", "--target", "codex@1", "--agent", agent, "--out", out],
                       check=True, stdout=subprocess.DEVNULL)
        return out

    def compare(self, what, request, found, declared, is_exact):
        """`found` may be less than what is declared; a denial may be an ask where nothing is exact."""
        self.decisions += 1
        most = "ask" if declared == "deny" and not is_exact else declared
        if found not in RANK or RANK[found] > RANK[most] or is_exact and found != declared:
            self.wrong.append("%s: %r is %s, declared %s" % (what, request, found, declared))
        return found == declared

    def commands(self, agent, count, as_home):
        """Each line as it is, and once more asking to be let out of the sandbox."""
        all_lines = lines(count)
        calls = []
        for line, _ in all_lines:
            calls.append({"arguments": {"cmd": line}})
            let_out = {"cmd": line, "sandbox_permissions": "require_escalated", "justification": "out"}
            calls.append({"arguments": let_out})
        effects, outputs, _ = engine.ask(self.codex, self.rendered(agent), calls, self.folder, as_home)
        declared = self.all_declared(agent, "run", [line for line, _ in all_lines])
        same = nowhere = 0
        for at, ((line, is_plain), wanted) in enumerate(zip(all_lines, declared)):
            both = effects[2 * at:2 * at + 2]
            nowhere += "nowhere" in both
            if "none" in both:
                found = "none"
            else:
                found = max(("deny" if one == "nowhere" else one for one in both), key=RANK.get)
            # What Codex refuses by its own lights (`rm -f`) is less than declared.
            is_less = found in RANK and RANK[found] < RANK[wanted]
            same += self.compare(agent + (" at home" if as_home else ""), line, found, wanted, is_plain and not is_less)
            self.decisions += 1
        print("%s: %d lines, %d as declared, %d started nowhere" % (agent, len(all_lines), same, nowhere))
        if nowhere == 0:
            print("SKIPPED: the sandbox of Codex does not work here: " + repr(outputs[:2]))
        plain = [effect for effect, (_, is_plain) in zip(effects[::2], all_lines) if is_plain]
        if plain.count("allow") < 3 or len(set(plain)) < 2:
            self.wrong.append("%s: few plain commands are allowed: %s" % (agent, plain))

    def words(self, agent, count):
        """`codex execpolicy check` on ready words."""
        some = random.Random(SEED + 1)
        rules = os.path.join(self.rendered(agent), ".codex/rules/bailiwick.rules")
        programs = ["git", "ls", "rm", "./ls", "/bin/ls", "/bin/rm", "a/rm", "gitx", "sudo", "cat", "Git"]
        others = ["status", "-rf", "--porcelain", "-r", "x y", "", "statusx", "ls", "rm", "*", "a'b", "$X"]
        made = set()
        while len(made) < count:
            made.add((some.choice(programs), *(some.choice(others) for _ in range(some.randrange(4)))))
        made = sorted(made)
        declared = self.all_declared(agent, "run", [shlex.join(words) for words in made])

        def check(words):
            command = [self.codex, "execpolicy", "check", "--rules", rules, "--resolve-host-executables", "--", *words]
            answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder,
                                    env={"HOME": self.folder, "PATH": "/usr/bin:/bin"}).stdout
            return json.loads(answer).get("decision")

        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(check, made))
        seen = {"allow": "allow", "forbidden": "deny", "prompt": "ask", None: "ask"}
        for words, wanted, decision in zip(made, declared, found):
            # What no rule is about is denied behind a wrapper here.
            is_exact = not (decision is None and wanted == "deny")
            self.compare(agent + " by rules", words, seen[decision], wanted, is_exact)
        print("%s: %d commands by rules: %s" % (agent, len(made), {key: found.count(key) for key in seen}))

    def files(self, agent, exact):
        paths = ["docs/new", "docs/a/new", "new", "src/new", ".git/new", ".codex/new", ".agents/new", "docs/.git/new",
                 "docs/../new", "/tmp/bailiwick-codex-new"]
        patch = "apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: %s\n+x\n*** End Patch\nEOF"
        calls = [{"arguments": {"cmd": patch % path}} for path in paths]
        calls.append({"tool": "view_image", "arguments": {"path": "/usr/share/none.png"}})
        effects, _, tools = engine.ask(self.codex, self.rendered(agent), calls, self.folder)
        declared = self.all_declared(agent, "write", paths)
        for path, found, wanted in zip(paths, effects, declared):
            is_protected = any(name in path for name in (".git/", ".codex/", ".agents/")) and wanted == "allow"
            self.compare(agent + " patches", path, found, wanted, exact and not is_protected)
        if effects[-1] == "allow":
            self.wrong.append("an image is shown from outside")
        print("%s: %d patches: %s; tools: %s" % (agent, len(paths), effects[:-1], tools))

    def tools(self, agent):
        calls = [{"tool": name, "namespace": "mcp__stub", "arguments": {}} for name in ("get", "put", "drop")]
        effects, outputs, tools = engine.ask(self.codex, self.rendered(agent), calls, self.folder)
        # Declining a tool is an answer without a run.
        for call, found, output in zip(calls, effects, outputs):
            wanted = self.declared(agent, "call", "stub/" + call["tool"])
            has_run = "STUB RAN" in output
            self.compare(agent, call["tool"], "allow" if has_run else "ask" if "reject" in output.lower() else "deny", wanted, True)
        if "exec_command" in tools:
            self.wrong.append("%s has commands" % agent)
        print("%s: %s; tools: %s" % (agent, outputs, tools))


def main():
    codex, bailiwick, runs, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    with tempfile.TemporaryDirectory(prefix="desk", dir=runs) as folder:
        desk = os.path.join(folder, "desk")
        os.makedirs(desk)
        text = open(os.path.join(HERE, "desk.kdl")).read().replace("@STUB@", os.path.join(HERE, "stub.py"))
        with open(os.path.join(desk, "bailiwick.kdl"), "w") as file:
            file.write(text)
        judge = Judge(codex, bailiwick, folder, desk)
        judge.commands("clerk", count, False)
        judge.commands("guard", count // 4, True)
        judge.commands("opener", count // 4, False)
        judge.words("clerk", count)
        judge.words("guard", count // 4)
        judge.files("clerk", True)
        judge.files("guard", True)
        judge.tools("caller")
        words = json.load(open(os.path.join(folder, "clerk", ".bailiwick-render.json")))["evidence"]["words"]
        if count == 500 and " %d decisions" % judge.decisions not in words:
            judge.wrong.append("the evidence is another one: " + words)
    for wrong in judge.wrong:
        print("WRONG:", wrong)
    print("%d decisions, %d wrong" % (judge.decisions, len(judge.wrong)))
    return 1 if judge.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
