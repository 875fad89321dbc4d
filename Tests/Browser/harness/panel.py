"""Starts the program that is tested, on a free port of loopback and a directory of its own."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from harness.browser import PATIENCE

binary = Path(".build/debug/panel")
"""The program. Whoever wants another one says so before the first is started."""


class Panel:
    """A server that runs. After `stop` it is gone, with all that it kept."""

    @staticmethod
    def serve(*options: str) -> Panel:
        """`panel serve` on a new panel, which nobody owns yet."""
        directory = Path(tempfile.mkdtemp(prefix="panel-browser-"))
        return Panel(["serve", "--data", str(directory), "--listen", "127.0.0.1:0", *options], directory)

    @staticmethod
    def demo() -> Panel:
        """`panel demo`, which has a catalogue, a customer with money and a provider."""
        return Panel(["demo", "--listen", "127.0.0.1:0"], None)

    def __init__(self, arguments: list[str], directory: Path | None) -> None:
        self._directory = directory
        self._errors = tempfile.TemporaryFile("w+")
        self._process = subprocess.Popen(
            [str(binary.resolve()), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=_environment(),
        )
        self.said = ""
        """What it has printed, as far as somebody waited for it."""
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.says(r"^listening on (http://\S+)$")[1]

    def _read(self) -> None:
        output = self._process.stdout
        assert output is not None
        for line in output:
            self._lines.put(line)
        self._lines.put("")

    def says(self, pattern: str) -> re.Match[str]:
        """Waits until it has printed what matches, in one line or over several."""
        while not (found := re.search(pattern, self.said, re.MULTILINE)):
            try:
                line = self._lines.get(timeout=PATIENCE)
            except queue.Empty:
                line = ""
            if not line:
                log = self.log()
                self.stop()
                raise AssertionError(f"the panel did not print {pattern}, but:\n{self.said}{log}")
            self.said += line
        return found

    def run(self, *arguments: str, given: str = "") -> str:
        """Runs another command of the program on this panel's directory, and returns what that prints."""
        assert self._directory is not None, "nobody knows the directory of a demo"
        # Behind "--" there are no more options.
        end = arguments.index("--") if "--" in arguments else len(arguments)
        place = ["--data", str(self._directory)]
        command = [str(binary.resolve()), *arguments[:end], *place, *arguments[end:]]
        done = subprocess.run(command, input=given, capture_output=True, text=True, env=_environment(), check=False)
        if done.returncode != 0:
            said = done.stderr + done.stdout
            raise AssertionError(f"panel {' '.join(arguments)} ended with {done.returncode}: {said}")
        return done.stdout

    def log(self) -> str:
        """What it wrote on standard error."""
        self._errors.seek(0)
        return self._errors.read()

    def stop(self) -> None:
        """Ends it with SIGINT, which a demo is told to wait for, and without mercy when that takes too long."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()
        if self._directory is not None:
            shutil.rmtree(self._directory, ignore_errors=True)


def _environment() -> dict[str, str]:
    """Without what the person at this machine has set for panels of their own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PANEL_")}
