#!/usr/bin/env python3
"""An MCP server over stdio with three tools that do nothing; one of them claims to be read-only."""
import json
import sys

HINTS = {"get": {}, "put": {"readOnlyHint": True}, "drop": {"readOnlyHint": True}}
for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message:
        continue
    method = message["method"]
    if method == "initialize":
        result = {"protocolVersion": message["params"]["protocolVersion"], "capabilities": {"tools": {}},
                  "serverInfo": {"name": "stub", "version": "1"}}
    elif method == "tools/list":
        result = {"tools": [{"name": name, "description": name, "inputSchema": {"type": "object"}, "annotations": hints}
                            for name, hints in HINTS.items()]}
    elif method == "tools/call":
        result = {"content": [{"type": "text", "text": "STUB RAN " + message["params"]["name"]}]}
    else:
        result = {}
    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
