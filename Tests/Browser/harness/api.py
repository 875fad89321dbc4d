"""Calls the API as customers' programs do."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

from harness.panel import Panel

KEY = re.compile(r"\b[0-9a-f]{64}\b")
"""What an API key looks like."""


def curl(panel: Panel, **fields: str) -> Any:
    """The answer to a request that curl sends."""
    command = ["curl", "--silent", "--show-error", f"{panel.address}/api/v2"]
    for name, value in fields.items():
        command += ["--data-urlencode", f"{name}={value}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"curl ended with {done.returncode}: {done.stderr}"
    return json.loads(done.stdout)
