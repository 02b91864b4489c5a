"""A stand-in of the service that Claude Code talks to: it asks for one tool call after the other, and keeps what came of each."""
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROMPT = "go through the calls"


class Service(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, calls):
        super().__init__(("127.0.0.1", 0), Handler)
        self.calls, self.results = calls, {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def next_call(self, request):
        """The block that answers a request: the next call, or the end."""
        seen = set()
        for message in request.get("messages", []):
            content = message.get("content")
            for block in content if isinstance(content, list) else []:
                if block.get("type") == "tool_result":
                    seen.add(block["tool_use_id"])
                    self.results[block["tool_use_id"]] = block
        is_session = request.get("tools") and PROMPT in json.dumps(request.get("messages", [])[:1])
        if is_session and len(seen) < len(self.calls):
            return {"type": "tool_use", "id": f"toolu_c{len(seen)}", **self.calls[len(seen)]}
        return {"type": "text", "text": "done"}


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.send_response(200)
        self.end_headers()

    def do_GET(self):
        self.send_response(404)
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        try:
            request = json.loads(body)
        except ValueError:
            request = {}
        if "count_tokens" in self.path:
            return self.answer("application/json", json.dumps({"input_tokens": 10}))
        block = self.server.next_call(request)
        stop = "tool_use" if block["type"] == "tool_use" else "end_turn"
        message = {"id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": request.get("model"),
                   "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1}}
        if not request.get("stream"):
            return self.answer("application/json", json.dumps({**message, "content": [block], "stop_reason": stop}))
        return self.answer("text/event-stream", "".join(
            f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events(message, block, stop)))

    def answer(self, kind, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def events(message, block, stop):
    yield {"type": "message_start", "message": message}
    if block["type"] == "text":
        yield {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        delta = {"type": "text_delta", "text": block["text"]}
    else:
        yield {"type": "content_block_start", "index": 0, "content_block": {**block, "input": {}}}
        delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
    yield {"type": "content_block_delta", "index": 0, "delta": delta}
    yield {"type": "content_block_stop", "index": 0}
    yield {"type": "message_delta", "delta": {"stop_reason": stop, "stop_sequence": None}, "usage": {"output_tokens": 5}}
    yield {"type": "message_stop"}
