"""How what a peer made is kept: JSON that is small, and whose differences can be read."""

import json


def write_json(path, value):
    """One entry of a list a line."""
    lines = []
    for key, entry in value.items():
        if isinstance(entry, list):
            rows = ",\n".join("  " + json.dumps(one, separators=(",", ":")) for one in entry)
            lines.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(entry)}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
