"""The engines under test: each with its servers, its ids and its keys, and the comparison of its answers."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any, Callable

import wire
from panel import Panel
from values import SOME_TIME, Key, Sent, fresh_refs, list_text, resolved, token_text


_TIME = re.compile(r'(?<="created":")[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z(?=")')


class Disagreement(AssertionError):
    """An engine answered something else than the model. Its text has all that was done before."""


class Engine:
    """One storage engine, behind one server or several. What one server wrote, the others must know at once.

    But for settings: the others hear of those within two seconds, or with the next thing that they write.
    """

    def __init__(self, name: str, panels: list[Panel]) -> None:
        self.name = name
        self.panels = panels
        self.keys: dict[Key, str] = {}
        self._ids: dict[tuple[str, int], int] = {}
        self._taken: set[tuple[str, int]] = set()

    def forget(self) -> None:
        """Forgets one example's ids and keys."""
        self.keys.clear()
        self._ids.clear()

    def id_of(self, kind: str, index: int) -> int:
        return self._ids[(kind, index)]

    def server(self, random: Random) -> Panel:
        """Any of the servers."""
        return self.panels[0] if len(self.panels) == 1 else random.choice(self.panels)

    def order(self, random: Random, request: wire.Request) -> tuple[int, Any]:
        """Sends a request of staff to any of the servers. When it is answered, all of them know what it changed."""
        server = self.server(random)
        answer = server.order(request)
        if request.method != "GET":
            for other in self.panels:
                if other is not server:
                    other.catch_up()
        return answer

    def learn(self, expected: Any, actual: Any) -> None:
        """Takes the ids of new things from an answer. An id that was given out before is taken for none."""
        for ref, number in fresh_refs(expected, actual):
            if (ref.kind, ref.index) not in self._ids and (ref.kind, number) not in self._taken:
                self._ids[(ref.kind, ref.index)] = number
                self._taken.add((ref.kind, number))

    def resolved(self, expected: Any) -> Any:
        """The model's answer with this engine's ids."""
        return resolved(expected, lambda kind, index: self._ids.get((kind, index), -1))

    def in_order(self, answer: Any) -> Any:
        """An answer to staff in the order in which it can be compared.

        Listings are in the order of ids, and several servers take ids from blocks of their own.
        """
        if len(self.panels) > 1 and isinstance(answer, list) and all("id" in row for row in answer):
            return sorted(answer, key=lambda row: row["id"])
        return answer

    def newest_first(self, answer: Any) -> Any:
        """A customer's orders in the order in which they can be compared."""
        if len(self.panels) > 1 and isinstance(answer, list) and all("created" in row for row in answer):
            return sorted(answer, key=lambda row: row["order"])
        return answer

    def sent(self, value: Sent, as_list: bool) -> wire.Value:
        """A parameter with this engine's ids and keys."""
        if isinstance(value, Key):
            return self.keys[value]
        if isinstance(value, str):
            return value
        return [token_text(token, self.id_of) for token in value] if as_list else list_text(value, self.id_of)


class Fleet:
    """All engines, with servers that are started when they are needed and replaced after a failure."""

    def __init__(self, makers: dict[str, Callable[[Path], list[Panel]]]) -> None:
        self._makers = makers
        self._directory: Path | None = None
        self.engines: list[Engine] = []

    def ready(self) -> list[Engine]:
        """Running engines that know nothing of earlier examples."""
        if not self.engines:
            # Short, because the path of a socket must be.
            self._directory = Path(tempfile.mkdtemp(prefix="pm-"))
            for name, make in self._makers.items():
                self.engines.append(Engine(name, make(self._directory / name)))
        for engine in self.engines:
            engine.forget()
            for panel in engine.panels:
                panel.rest()
        return self.engines

    def replace(self) -> None:
        """Stops all servers and removes their data: what is wrong in it must not be found a second time."""
        for engine in self.engines:
            for panel in engine.panels:
                panel.stop()
        self.engines.clear()
        if self._directory is not None:
            shutil.rmtree(self._directory, ignore_errors=True)
            self._directory = None


def same_text(engine: Engine, expected: Any, text: str) -> bool:
    """Whether an answer of the API is the model's, byte by byte but for times."""
    text = _TIME.sub(SOME_TIME, text)
    try:
        actual = json.loads(text)
    except json.JSONDecodeError:
        return False
    engine.learn(expected, actual)
    return compact(actual) == text and compact(engine.newest_first(engine.resolved(expected))) == compact(
        engine.newest_first(actual)
    )


def same_fields(engine: Engine, expected: Any, actual: Any) -> bool:
    """Whether an answer to staff has all that the model says. Further fields, such as times, are not compared.

    `None` in the model says that a field is missing.
    """
    engine.learn(expected, actual)
    return _has_fields(engine.in_order(engine.resolved(expected)), engine.in_order(actual))


def _has_fields(expected: Any, actual: Any) -> bool:
    if isinstance(expected, dict) and isinstance(actual, dict):
        return all(_is_same(value, actual.get(name)) for name, value in expected.items())
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(_has_fields, expected, actual))
    return _is_same(expected, actual)


def _is_same(left: Any, right: Any) -> bool:
    """Equal values of the same types: Python takes 1 and true for equal."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


def compact(value: Any) -> str:
    """JSON as the API writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sqlite(binary: Path) -> Callable[[Path], list[Panel]]:
    return lambda directory: [Panel(binary, directory, [])]


def postgres(binary: Path, new_database: Callable[[], str], servers: int) -> Callable[[Path], list[Panel]]:
    """Several servers on one database, which is a new one for each start."""

    def make(directory: Path) -> list[Panel]:
        address = new_database()
        return [Panel(binary, directory / str(number), ["--database", address]) for number in range(servers)]

    return make


