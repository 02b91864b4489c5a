#!/usr/bin/env python3
"""What Claude Code does with tool calls under settings, offline: many calls in one session with a stand-in of its service.

usage: decide.py CLAUDE <SUITES >DECISIONS
SUITES: [{"settings": {...}, "files": ["path"], "calls": [{"name": "Bash", "input": {...}}]}]; `@WORK@` and `@HOME@` are put in.
DECISIONS: for each suite, `allow` (it ran), `ask` (the prompt was called), `deny` (refused unasked) or `error` for each call.
What is allowed really runs, in a folder that is removed afterwards."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from service import PROMPT, Service

SECONDS = 300
REFUSED = ("Permission to use", "denied", "haven't granted it", "requires approval", "was blocked", "permission")


def environment(home, port):
    return {"HOME": home, "PATH": "/usr/bin:/bin", "TERM": "dumb", "CI": "1", "SHELL": "/bin/bash", "DISABLE_AUTOUPDATER": "1",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "ANTHROPIC_BASE_URL": f"http://127.0.0.1:{port}",
            "ANTHROPIC_API_KEY": "stand-in"}


def prepare(suite, home, work):
    """The folder that is worked in, below the home folder and trusted."""
    os.makedirs(work + "/.claude")
    os.makedirs(home + "/.claude")
    # Its own repository, so that it is trusted whatever lies above it.
    subprocess.run(["git", "init", "-q", work], check=True, env={"HOME": home, "PATH": "/usr/bin:/bin"})
    for path in suite.get("files", []):
        path = os.path.join(work, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write("text\n")
    with open(work + "/.claude/settings.json", "w") as file:
        json.dump(suite["settings"], file)
    with open(home + "/.claude.json", "w") as file:
        json.dump({"hasCompletedOnboarding": True, "projects": {work: {"hasTrustDialogAccepted": True, "allowedTools": []}}}, file)


def session(claude, service, home, work):
    """Runs all calls; those that were asked about, and those that were refused."""
    arguments = [claude, "-p", "--output-format", "stream-json", "--verbose", "--input-format", "stream-json",
                 "--permission-prompt-tool", "stdio"]
    process = subprocess.Popen(arguments, cwd=work, env=environment(home, service.server_address[1]), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    limit = threading.Timer(SECONDS, process.kill)
    limit.start()

    def send(message):
        process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()

    asked, refused = set(), set()
    send({"type": "user", "message": {"role": "user", "content": PROMPT}, "parent_tool_use_id": None, "session_id": ""})
    for line in process.stdout:
        try:
            message = json.loads(line)
        except ValueError:
            continue
        request = message.get("request", {})
        if message.get("type") == "control_request" and request.get("subtype") == "can_use_tool":
            asked.add(request.get("tool_use_id"))
            send({"type": "control_response", "response": {"subtype": "success", "request_id": message["request_id"],
                                                           "response": {"behavior": "deny", "message": "no"}}})
        elif message.get("type") == "result":
            refused |= {denial.get("tool_use_id") for denial in message.get("permission_denials", [])}
            process.stdin.close()
    process.wait()
    limit.cancel()
    return asked, refused


def decision(name, result, asked, refused):
    if result is None:
        return "error"
    content = result.get("content")
    text = content if isinstance(content, str) else " ".join(block.get("text", "") for block in content or [])
    if name in asked:
        return "ask"
    is_error = result.get("is_error")
    if name in refused:
        return "deny"
    if is_error and text.startswith("<tool_use_error>"):
        return "error"
    if is_error and any(word in text for word in REFUSED):
        return "deny"
    return "allow"


def decide(claude, suite):
    # The last part of a temporary path may be a link, and trust is looked up by the real one.
    scratch = os.path.realpath(tempfile.mkdtemp(prefix="claude-code-"))
    home, work = scratch + "/home", scratch + "/home/work"
    try:
        suite = json.loads(json.dumps(suite).replace("@WORK@", work).replace("@HOME@", home))
        prepare(suite, home, work)
        service = Service(suite["calls"])
        asked, refused = session(claude, service, home, work)
        service.shutdown()
        names = [f"toolu_c{at}" for at in range(len(suite["calls"]))]
        return [decision(name, service.results.get(name), asked, refused) for name in names]
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    json.dump([decide(os.path.abspath(sys.argv[1]), suite) for suite in json.load(sys.stdin)], sys.stdout)
