"""Starts the program, and asks it."""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import subprocess
import time
from pathlib import Path
from typing import Any

import wire


class Panel:
    """A server on a data directory of its own. It is gone, and has said why if it failed, after `stop`."""

    def __init__(self, binary: Path, data: Path, options: list[str]) -> None:
        data.mkdir(parents=True, mode=0o700)
        self._log = (data / "log").open("w+")
        command = [str(binary), "serve", "--data", str(data), "--listen", "127.0.0.1:0", *options]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            # Servers that share a database share a secret.
            env=os.environ | {"PANEL_SECRET": "the secret of all servers"},
        )
        self._customers = wire.tcp_line(self._port())
        self._staff = wire.socket_line(str(data / "panel.sock"))

    def _port(self) -> int:
        """The port of the line that it prints when it is ready."""
        output = self._process.stdout
        assert output is not None
        ready, _, _ = select.select([output], [], [], 60)
        line = output.readline() if ready else ""
        found = re.fullmatch(r"listening on http://127\.0\.0\.1:(\d+)\n", line)
        if not found:
            self.stop()
            raise RuntimeError(f"the panel did not start: {line}{self.log()}")
        return int(found[1])

    def ask(self, request: wire.Request) -> tuple[int, str]:
        """Sends a customer's request."""
        try:
            return self._customers.send(request)
        except (OSError, http.client.HTTPException) as error:
            return 0, self._silence(error)

    def order(self, request: wire.Request) -> tuple[int, Any]:
        """Sends a request of staff, and reads the JSON of the answer."""
        try:
            status, body = self._staff.send(request)
        except (OSError, http.client.HTTPException) as error:
            return 0, {"error": self._silence(error)}
        return status, json.loads(body) if body else {}

    def catch_up(self) -> None:
        """Has it write something that changes nothing, and so learn what other servers wrote."""
        self.order(wire.admin_request("POST", "/users", {"name": "observer"}))
        self.order(wire.admin_request("POST", "/users/observer/credits", {"amount": "1", "reference": "observer"}))

    def _silence(self, error: Exception) -> str:
        """What is said of a request that had no answer: status 0, which no model expects."""
        return f"no answer ({error!r}); the server's log:\n{self.log()}"

    def rest(self) -> None:
        """Closes connections, before a pause in which the server would."""
        self._customers.close()
        self._staff.close()

    def log(self) -> str:
        """What it wrote on standard error."""
        self._log.seek(0)
        return self._log.read()

    def stop(self) -> None:
        """Ends it with SIGTERM, and without mercy when that takes too long."""
        if hasattr(self, "_customers"):
            self.rest()
        self._process.terminate()
        try:
            self._process.wait(timeout=35)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def offers_databases(binary: Path) -> bool:
    """Whether this program can keep its data in a database server."""
    help_text = subprocess.run([str(binary), "serve", "--help"], capture_output=True, text=True, check=True).stdout
    return "--database" in help_text


def wait_until(condition: Any, seconds: float, what: str) -> None:
    """Waits until `condition()` holds; fails when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} took longer than {seconds} s")
        time.sleep(0.05)
