"""Runs the examples of the API page as they stand, and compares what they print with what the API answers.

    python3 Tests/Browser/examples.py --page http://127.0.0.1:8080/api --key KEY
"""

from __future__ import annotations

import argparse
import ast
import html
import json
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = ("curl", "php", "python", "javascript", "swift")
CALLS = (
    "services", "add", "status-one", "status-many", "cancel", "refill-one", "refill-many",
    "refill_status-one", "refill_status-many", "balance", "orders",
)  # fmt: skip
MOST_TRIES = 10
"""Orders move on while an example runs. Then its answer is neither that of before nor that of after."""

REPRINT = {
    "php": ["php", "-r", "print_r(json_decode(stream_get_contents(STDIN), true));"],
    "javascript": ["node", "-e", "console.log(JSON.parse(require('fs').readFileSync(0, 'utf8')))"],
}
"""How languages whose output is no JSON print an answer."""


@dataclass(frozen=True)
class Example:
    call: str
    language: str
    program: str


class Examples:
    """The examples of one page, and the API that they call."""

    def __init__(self, page: str, key: str, directory: Path) -> None:
        self.key = key
        self.directory = directory
        self.address = html.unescape(found(r'<code id="address">(.*?)</code>', page))
        names = "|".join(LANGUAGES)
        blocks = re.findall(rf'<code id="([a-z_]+(?:-one|-many)?)-({names})">(.*?)</code>', page, re.DOTALL)
        self.all = [Example(call, language, html.unescape(text)) for call, language, text in blocks]
        assert {(one.call, one.language) for one in self.all} == {
            (call, language) for call in CALLS for language in LANGUAGES
        }, "the page does not have an example of each call in each language"
        self.orders: list[str] = []
        """The orders that examples placed."""

    def ask(self, fields: dict[str, str]) -> str:
        body = urllib.parse.urlencode({**fields, "key": self.key}).encode()
        with urllib.request.urlopen(self.address, body, timeout=30) as answer:
            return answer.read().decode()

    def fields_of(self, call: str) -> dict[str, str]:
        """What an example sends, read from the one for curl."""
        program = next(one.program for one in self.all if one.call == call and one.language == "curl")
        options = re.findall(r"(?:-d|--data-urlencode) '?([a-z_]+)=([^' ]*)'?", program)
        return {name: self.filled(value, call) for name, value in options}

    def filled(self, text: str, call: str) -> str:
        """With the values that only a customer knows: the key, and an order."""
        text = text.replace("YOUR_KEY", self.key)
        return text.replace("23501", self.orders[0]) if call == "status-one" and self.orders else text

    def check(self, example: Example, run: Callable[[str], str]) -> None:
        """Runs one example, and fails when it does not print the API's answer."""
        program = self.filled(example.program, example.call)
        if example.call == "add":
            return self.check_order(example.language, run(program))
        fields = self.fields_of(example.call)
        for _ in range(MOST_TRIES):
            before = self.ask(fields)
            output = run(program)
            if any(same(output, answer, example.language) for answer in (before, self.ask(fields))):
                return None
        raise AssertionError(f"{example.call} in {example.language} printed\n{output}\nthe API answers\n{before}")

    def check_order(self, language: str, output: str) -> None:
        """An order's answer has an id that no other has, so it is compared with that of an order of our own."""
        ours = self.ask(self.fields_of("add"))
        order = found(r"\b([0-9]+)\b", output)
        assert order not in self.orders, f"add in {language} printed an order that was there: {output}"
        expected = re.sub(r"\b[0-9]+\b", order, ours)
        assert same(output, expected, language), f"add in {language} printed\n{output}\nthe API answers\n{ours}"
        state = json.loads(self.ask({"action": "status", "order": order}))
        assert "charge" in state, f"the order of {language} is not there: {state}"
        self.orders.append(order)

    # Running

    def command(self, name: str, suffix: str, program: list[str]) -> Callable[[str], str]:
        def run(text: str) -> str:
            path = self.directory / f"{name}{suffix}"
            path.write_text(text)
            return output_of([*program, str(path)])

        return run

    def run_all(self) -> None:
        runners = {
            "curl": self.command("curl", ".sh", ["sh"]),
            "php": self.command("php", ".php", ["php"]),
            "python": self.command("python", ".py", [sys.executable]),
            "javascript": self.command("javascript", ".js", ["node"]),
        }
        for example in self.all:
            if example.language in runners:
                self.check(example, runners[example.language])
        self.run_swift()

    def run_swift(self) -> None:
        """All of Swift's are one program, for its compiler takes seconds."""
        examples = [one for one in self.all if one.language == "swift"]
        heading = examples[0].program.split("\n\n")[0]
        functions = [heading]
        for number, one in enumerate(examples):
            start, body = self.filled(one.program, one.call).split("\n\n", 1)
            assert start == heading, one.program
            functions.append(f"func example{number}() async throws {{\n{body}\n}}")
        cases = "\n".join(f"case {number}: try await example{number}()" for number in range(len(examples)))
        functions.append(f"switch Int(CommandLine.arguments[1])! {{\n{cases}\ndefault: fatalError()\n}}")
        source = self.directory / "main.swift"
        source.write_text("\n\n".join(functions))
        binary = str(self.directory / "examples")
        output_of(["swiftc", "-swift-version", "6", str(source), "-o", binary])
        for number, one in enumerate(examples):
            self.check(one, lambda _, number=number: output_of([binary, str(number)]))


def read(output: str, language: str) -> Any:
    return ast.literal_eval(output.strip()) if language == "python" else json.loads(output)


def same(output: str, answer: str, language: str) -> bool:
    """Whether a program printed this answer, in the way of its language."""
    if language in REPRINT:
        return output == output_of(REPRINT[language], answer)
    return read(output, language) == json.loads(answer)


def output_of(command: list[str], given: str | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {done.stderr}{done.stdout}"
    return done.stdout


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.DOTALL)
    assert match, f"there is no {pattern} in {text[:400]}"
    return match[1]


def run(page: str, key: str) -> int:
    """Runs all examples of a page with a key, and returns how many there were."""
    with tempfile.TemporaryDirectory() as directory:
        examples = Examples(page, key, Path(directory))
        examples.run_all()
        return len(examples.all)


def main() -> None:
    parser = argparse.ArgumentParser(description="Runs the examples of the API page.")
    parser.add_argument("--page", required=True, help="where the page is; file: too")
    parser.add_argument("--key", required=True, help="the API key of a customer who can pay ten small orders")
    chosen = parser.parse_args()
    with urllib.request.urlopen(chosen.page, timeout=30) as answer:
        count = run(answer.read().decode(), chosen.key)
    print(f"examples: {count} print what the API answers")


if __name__ == "__main__":
    main()
