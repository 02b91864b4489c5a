"""Codex's own engine, asked about many tool calls in one process: a loopback stand-in of the model hands them out.

Approvals that Codex asks for come as requests of its app server, and are declined. What is allowed really runs.
"""
import json
import os
import queue
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What a command says that was started nowhere: the sandbox shows neither Codex's helper nor a shell.
NOWHERE = ("bwrap: execvp", "Failed to execvp")


class Model:
    """Answers the first request with all calls, every later one with a word; keeps the requests."""

    def __init__(self, calls):
        self.calls, self.requests, self.is_sent = calls, [], False
        model = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                self.reply("application/json", b'{"models":[],"data":[]}')

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
                model.requests.append(body)
                events = model.answer(body)
                text = "".join("event: %s\ndata: %s\n\n" % (event["type"], json.dumps(event)) for event in events)
                self.reply("text/event-stream", text.encode())

            def reply(self, kind, body):
                self.send_response(200)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, body):
        name = "r%d" % len(self.requests)
        items = [{"type": "message", "role": "assistant", "id": "m", "content": [{"type": "output_text", "text": "done"}]}]
        if not self.is_sent and body.get("tools"):
            self.is_sent = True
            items = [self.item(at, call) for at, call in enumerate(self.calls)]
        usage = {"input_tokens": 1, "input_tokens_details": None, "output_tokens": 1, "output_tokens_details": None,
                 "total_tokens": 2}
        done = [{"type": "response.output_item.done", "item": item} for item in items]
        return [{"type": "response.created", "response": {"id": name}}, *done,
                {"type": "response.completed", "response": {"id": name, "usage": usage}}]

    @staticmethod
    def item(at, call):
        item = {"type": "function_call", "call_id": "call%d" % at, "name": call.get("tool", "exec_command"),
                "arguments": json.dumps(call["arguments"])}
        if "namespace" in call:
            item["namespace"] = call["namespace"]
        return item


def ask(codex, rendered, calls, runs, as_home=False):
    """Decides calls in a folder with rendered files: (effects, outputs, tools that were offered).

    The files are those of the repository that is worked in, or, `as_home`, those of the home of Codex beside it.
    """
    with tempfile.TemporaryDirectory(prefix="codex", dir=runs) as folder:
        home, work = os.path.join(folder, "home"), os.path.join(folder, "work")
        os.makedirs(os.path.join(home, ".codex"))
        os.makedirs(os.path.join(work, "docs"))
        subprocess.run(["git", "init", "--quiet", work], check=True)
        subprocess.run(["cp", "-r", os.path.join(rendered, ".codex"), home if as_home else work], check=True)
        model = Model(calls)
        settings = os.path.join(home, ".codex/config.toml")
        above = 'model = "stand-in"\nmodel_provider = "stand-in"\n'
        rest = open(settings).read() if as_home else ""
        below = ('\n[model_providers.stand-in]\nname = "stand-in"\nbase_url = "http://127.0.0.1:%d/v1"\nwire_api = "responses"\n'
                 'request_max_retries = 0\nstream_max_retries = 0\nsupports_websockets = false\n'
                 '\n[projects."%s"]\ntrust_level = "%s"\n' % (model.port, work, "untrusted" if as_home else "trusted"))
        with open(settings, "w") as file:
            file.write(above + rest + below)
        try:
            return Session(codex, home, work, model).effects()
        finally:
            model.server.shutdown()


class Session:
    """A run of the app server."""

    def __init__(self, codex, home, work, model):
        self.work, self.model, self.asked, self.number = work, model, {}, 0
        self.messages = queue.Queue()
        self.errors = open(os.path.join(home, "errors"), "w+")
        environment = {"HOME": home, "PATH": "/usr/bin:/bin", "TERM": "dumb"}
        self.process = subprocess.Popen([codex, "app-server"], cwd=work, env=environment, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.errors)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            try:
                self.messages.put(json.loads(line))
            except ValueError:
                pass
        self.messages.put(None)

    def send(self, message):
        self.process.stdin.write((json.dumps(message) + "\n").encode())
        self.process.stdin.flush()

    def next(self, end):
        message = self.messages.get(timeout=max(0.1, end - time.time()))
        if message is None:
            self.errors.seek(0)
            raise RuntimeError("codex ended: " + self.errors.read()[-1500:])
        if "method" in message and "id" in message:
            self.decline(message)
        return message

    def decline(self, message):
        parameters = message["params"]
        self.asked[parameters.get("itemId") or parameters.get("callId") or message["method"]] = message["method"]
        is_tool = "elicitation" in message["method"]
        self.asked["elicitations"] = self.asked.get("elicitations", 0) + is_tool
        answer = {"action": "decline"} if is_tool else {"decision": "decline"}
        self.send({"id": message["id"], "result": answer})

    def call(self, method, parameters):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": parameters})
        end = time.time() + 120
        while True:
            message = self.next(end)
            if message.get("id") == self.number and "method" not in message:
                if "error" in message:
                    raise RuntimeError("%s: %s" % (method, message["error"]))
                return message["result"]

    def effects(self):
        try:
            self.call("initialize", {"clientInfo": {"name": "judge", "version": "1"}, "capabilities": {"experimentalApi": True}})
            self.send({"method": "initialized"})
            thread = self.call("thread/start", {"cwd": self.work})["thread"]["id"]
            self.call("turn/start", {"threadId": thread, "input": [{"type": "text", "text": "go"}]})
            end = time.time() + 900
            while self.next(end).get("method") != "turn/completed":
                pass
        finally:
            self.process.stdin.close()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        outputs = {}
        for request in self.model.requests:
            for item in request.get("input", []):
                if item.get("type", "").endswith("_output"):
                    output = item.get("output")
                    outputs[item.get("call_id")] = output if isinstance(output, str) else json.dumps(output)
        names = ["call%d" % at for at in range(len(self.model.calls))]
        tools = [tool.get("name") or tool.get("type") for tool in self.model.requests[0].get("tools", [])]
        return [self.effect(name, outputs.get(name)) for name in names], [outputs.get(name, "") for name in names], tools

    def effect(self, name, output):
        """allow: it ran; nowhere: it was started where there is nothing; ask; deny; none: no answer."""
        if name in self.asked:
            return "ask"
        if output is None:
            return "none"
        if any(sign in output for sign in NOWHERE):
            return "nowhere"
        has_run = any(sign in output.lower() for sign in ("process exited", "exit code", "process running", "stub ran", "image_url"))
        return "allow" if has_run else "deny"
