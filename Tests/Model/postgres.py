"""A PostgreSQL to test against: one that is there already, or a cluster that lives as long as the test."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from panel import wait_until

PLACE = "{database}"
"""Stands for the name of the database in a template of addresses."""


class Databases:
    """Makes databases, each under a new name, and drops them at the end."""

    def __init__(self, template: str) -> None:
        if PLACE not in template:
            raise ValueError(f"the address of PostgreSQL needs {PLACE} where the name of the database stands")
        self._template = template
        self._made: list[str] = []

    def make(self) -> str:
        """The address of a new, empty database."""
        name = f"panel_model_{os.getpid()}_{len(self._made)}"
        self._run(f'CREATE DATABASE "{name}"')
        self._made.append(name)
        return self._template.replace(PLACE, name)

    def drop_all(self) -> None:
        for name in self._made:
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._made.clear()

    def _run(self, statement: str) -> None:
        maintenance = self._template.replace(PLACE, "postgres")
        command = [program("psql"), "--no-psqlrc", "--quiet", "--dbname", maintenance, "--command", statement]
        subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)


class Cluster:
    """A cluster in a temporary directory, on a free port of the loopback address. `stop` leaves nothing of it.

    It does not wait for the disk: what is tested with it is answers, not crashes.
    """

    def __init__(self) -> None:
        self._directory = Path(tempfile.mkdtemp(prefix="panel-postgres-"))
        self._process: subprocess.Popen[Any] | None = None
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    @property
    def template(self) -> str:
        return f"postgres://panel@127.0.0.1:{self._port}/{PLACE}"

    def _start(self) -> None:
        user = self._unprivileged()
        data = str(self._directory / "data")
        initdb = [program("initdb"), "-D", data, "-U", "panel", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        made = subprocess.run(initdb, capture_output=True, text=True, cwd=self._directory, **user)
        if made.returncode != 0:
            raise RuntimeError(f"initdb failed: {made.stderr}")
        self._port = free_port()
        log = (self._directory / "log").open("w")
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100"]
        command = [program("postgres"), "-D", data, "-p", str(self._port)]
        for setting in settings:
            command += ["-c", setting]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._directory, **user
        )
        ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self._port)]
        wait_until(lambda: self._is_up(ready), 60, "the start of PostgreSQL")

    def _is_up(self, ready: list[str]) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise RuntimeError("PostgreSQL did not start: " + (self._directory / "log").read_text())
        return subprocess.run(ready, check=False).returncode == 0

    def _unprivileged(self) -> dict[str, Any]:
        """PostgreSQL refuses to run as root: who owns the cluster then."""
        if os.geteuid() != 0:
            return {}
        names = {entry.pw_name: entry for entry in pwd.getpwall()}
        owner = names.get("postgres") or names["nobody"]
        os.chown(self._directory, owner.pw_uid, owner.pw_gid)
        return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def stop(self) -> None:
        """Ends it, with its connections, and removes it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait()
            self._process = None
        shutil.rmtree(self._directory, ignore_errors=True)


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs; Debian keeps those of the server out of `PATH`."""
    found = shutil.which(name) or max(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version, default=None)
    if found is None:
        raise FileNotFoundError(f"{name} is missing; Debian has it in the package postgresql")
    return str(found)


def is_installed() -> bool:
    try:
        return bool(program("initdb") and program("psql"))
    except FileNotFoundError:
        return False


def _version(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.parent.parent.name)]


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
