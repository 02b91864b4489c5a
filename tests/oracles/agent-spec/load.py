"""Loads agents of the Open Agent Specification with `pyagentspec`: `load.py FILE...`.

What stands for a secret or a model is given by a stand-in. Prints how many were loaded, and fails at the first that is not.
"""

import json
import sys

from pyagentspec.agent import Agent
from pyagentspec.llms import OpenAiConfig
from pyagentspec.serialization import AgentSpecDeserializer


def references(value):
    """Every component that a document refers to and does not hold."""
    if isinstance(value, dict):
        if "$component_ref" in value:
            yield value["$component_ref"]
        for member in value.values():
            yield from references(member)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def load(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    supplied = {name: {"Authorization": "a stand-in"} for name in references(document)}
    supplied["model"] = OpenAiConfig(name="a stand-in", model_id="a stand-in")
    used = {name: supplied[name] for name in references(document)}
    agent = AgentSpecDeserializer().from_dict(document, components_registry=used)
    assert isinstance(agent, Agent), f"{path}: {type(agent)}"
    assert agent.system_prompt == document["system_prompt"], path
    assert agent.llm_config.model_id == document["llm_config"].get("model_id", "a stand-in"), path
    assert not agent.inputs, f"{path}: {agent.inputs}"
    for toolbox, written in zip(agent.toolboxes, document["toolboxes"], strict=True):
        plain = [tool for tool in toolbox.tool_filter if isinstance(tool, str)]
        confirmed = [tool.name for tool in toolbox.tool_filter if not isinstance(tool, str) and tool.requires_confirmation]
        assert plain == [tool for tool in written["tool_filter"] if isinstance(tool, str)], path
        assert confirmed == [tool["name"] for tool in written["tool_filter"] if not isinstance(tool, str)], path


for path in sys.argv[1:]:
    load(path)
print(f"COUNT: {len(sys.argv) - 1}")
