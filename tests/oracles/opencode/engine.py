"""OpenCode without network and people: a server of its own, a stand-in for the model's service on the loopback, and every
permission that is asked for noted and answered once. Commands do not run: the configured shell ends with 0."""
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Service(BaseHTTPRequestHandler):
    """A chat service that makes the calls which the last message names, all in one turn."""

    protocol_version = "HTTP/1.1"
    # The tools that the agent had in the last turn.
    offered = []

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or b"{}")
        messages = body.get("messages", [])
        last = max([at for at, one in enumerate(messages) if one["role"] == "user"], default=-1)
        content = messages[last]["content"] if last >= 0 else ""
        text = content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
        answered = any(one["role"] == "tool" for one in messages[last + 1 :])
        wanted = re.search(r"PROBE(\[.*\])EBORP", text, re.S)

        def chunk(delta, finish=None):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}

        if wanted and not answered:
            Service.offered = [one["function"]["name"] for one in body.get("tools", [])]
        if wanted and body.get("tools") and not answered:
            calls = [
                {"index": at, "id": f"call_{at}", "type": "function", "function": {"name": tool, "arguments": json.dumps(args)}}
                for at, (tool, args) in enumerate(json.loads(wanted.group(1)))
            ]
            out = [chunk({"role": "assistant", "content": None, "tool_calls": calls}), chunk({}, "tool_calls")]
        else:
            out = [chunk({"role": "assistant", "content": "done"}), chunk({}, "stop")]
        data = ("".join(f"data: {json.dumps(one)}\n\n" for one in out) + "data: [DONE]\n\n").encode()
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Engine:
    def __init__(self, binary, flags=()):
        self.root = tempfile.mkdtemp(prefix="opencode-")
        self.service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=self.service.serve_forever, daemon=True).start()
        self.port = free_port()
        home = f"{self.root}/home"
        for folder in (f"{home}/.config/opencode", f"{self.root}/tmp", f"{self.root}/shell"):
            os.makedirs(folder)
        shell = f"{self.root}/shell/bash"
        with open(shell, "w") as file:
            file.write("#!/bin/sh\nexit 0\n")
        os.chmod(shell, 0o755)
        url = f"http://127.0.0.1:{self.service.server_address[1]}/v1"
        model = {"name": "m", "tool_call": True, "limit": {"context": 1000000, "output": 100000}}
        provider = {"npm": "@ai-sdk/openai-compatible", "name": "probe", "options": {"baseURL": url, "apiKey": "x"}, "models": {"m": model, "gpt-5": model}}
        own = {"provider": {"probe": provider}, "enabled_providers": ["probe"], "model": "probe/m", "small_model": "probe/m", "autoupdate": False, "share": "disabled", "shell": shell}
        with open(f"{home}/.config/opencode/opencode.json", "w") as file:
            json.dump(own, file)
        env = {"HOME": home, "PATH": "/usr/bin:/bin", "TMPDIR": f"{self.root}/tmp", "SHELL": "/bin/bash"}
        env.update({f"OPENCODE_DISABLE_{what}": "1" for what in ("AUTOUPDATE", "MODELS_FETCH", "LSP_DOWNLOAD")})
        self.log = open(f"{self.root}/log", "w")
        command = [binary, "serve", "--port", str(self.port), "--hostname", "127.0.0.1", "--print-logs", *flags]
        self.process = subprocess.Popen(command, cwd=home, env=env, stdout=self.log, stderr=self.log, start_new_session=True)
        for _ in range(600):
            try:
                self.request("GET", "/global/health", None, timeout=3)
                break
            except OSError:
                time.sleep(0.1)

    def request(self, method, path, folder, body=None, timeout=600):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = {"content-type": "application/json"}
        if folder:
            headers["x-opencode-directory"] = folder
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        data = connection.getresponse().read()
        connection.close()
        return json.loads(data or b"null")

    def agents(self, folder):
        """The agents of a folder, by name."""
        return {one["name"]: one for one in self.request("GET", "/agent", folder)}

    def decide(self, folder, agent, calls, model="m", limit=120):
        """What is done with each call: allow, ask, deny, or none where the tool is not there; with what was said."""
        session = self.request("POST", "/session", folder, {})["id"]
        text = f"PROBE{json.dumps(calls)}EBORP"
        message = {"model": {"providerID": "probe", "modelID": model}, "agent": agent, "parts": [{"type": "text", "text": text}]}
        done = threading.Event()

        def send():
            self.request("POST", f"/session/{session}/message", folder, message)
            done.set()

        threading.Thread(target=send, daemon=True).start()
        asked, seen, end = {}, set(), time.time() + limit
        while not done.is_set() and time.time() < end:
            for one in self.request("GET", "/permission", folder) or []:
                if one["id"] not in seen:
                    seen.add(one["id"])
                    asked.setdefault((one.get("tool") or {}).get("callID"), []).append(one["permission"])
                    self.request("POST", f"/permission/{one['id']}/reply", folder, {"reply": "once"})
            time.sleep(0.02)
        # Without any tool, no call can be made.
        results = [("deny" if not Service.offered else "none", "")] * len(calls)
        for one in self.request("GET", f"/session/{session}/message", folder):
            for part in one["parts"]:
                if part["type"] != "tool" or not part["callID"].startswith("call_"):
                    continue
                state, error = part["state"], part["state"].get("error", "")
                if part["tool"] == "invalid" or "unavailable tool" in error:
                    decision = "deny"
                elif "refused by bailiwick" in error or "specified a rule which prevents" in error:
                    decision = "deny"
                elif part["callID"] in asked:
                    decision = "ask"
                else:
                    # A tool that fails behind the permission was let through.
                    decision = "allow"
                results[int(part["callID"][5:])] = (decision, error or str(state.get("output", "")))
        return results

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.service.shutdown()
        self.log.close()
        shutil.rmtree(self.root, ignore_errors=True)
