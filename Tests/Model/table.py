"""Plays one operation on the model and on every engine, and compares."""

from __future__ import annotations

from random import Random
from typing import Any, Callable
from urllib.parse import quote

import customers
import wire
from engines import Disagreement, Engine, Fleet, compact, same_fields, same_text
from outcomes import StaffRefusal
from panel import Panel
from state import World
from values import Key, Sent


Path = str | Callable[[Engine], str]


class Table:
    """One example: a world of the model, the engines, and what was done so far."""

    examples = 0
    operations = 0
    disagreements: list[str] = []
    """Those of all examples, in their order."""

    def __init__(self, fleet: Fleet, seed: int) -> None:
        Table.examples += 1
        self.number = Table.examples
        self.world = World()
        self.failed = False
        self._is_broken = False
        self._fleet = fleet
        self._random = Random(seed)
        self._done: list[str] = []
        self.engines: list[Engine] = fleet.ready()

    # MARK: Names that no other example has

    def user(self, index: int) -> str:
        return f"u{self.number}-{index}"

    def service(self, slot: int) -> int:
        return self.number * 100 + slot

    def category(self, name: str) -> str:
        return f"{name} {self.number}"

    # MARK: Customers

    def ask(
        self,
        sent: dict[str, Sent],
        encoding: str = "form",
        header: str | None = None,
        twice: str | None = None,
    ) -> Any:
        """A request of a customer: the model's answer, after every engine gave the same.

        - `header`: the `request_id`, when it is not among the parameters.
        - `twice`: a parameter that is sent a second time.
        """
        meant = sent if header is None else {"request_id": header} | sent
        expected = customers.answer(self.world, meant, twice is not None)
        for engine in self.engines:
            arrays = encoding != "query" and self._random.random() < 0.3
            values = [
                (name, engine.sent(value, arrays and name in ("orders", "refills") and all_named(value)))
                for name, value in sent.items()
            ]
            if twice is not None:
                values.append((twice, "again"))
            status, text = engine.server(self._random).ask(wire.api_request(values, encoding, header))
            agrees = status == 200 and same_text(engine, expected, text)
            self._compare(engine, agrees, describe(encoding, values, header), engine.resolved(expected), text)
        return expected

    # MARK: Staff

    def staff(self, method: str, path: Path, message: Any, expected: Any) -> Any:
        """A request of staff: what the model says, or a `StaffRefusal`.

        `path` is a text, or what makes one for an engine, as `at` does.
        """
        for engine in self.engines:
            where = path(engine) if callable(path) else path
            status, actual = engine.order(self._random, wire.admin_request(method, where, message))
            if isinstance(expected, StaffRefusal):
                agrees = status == expected.status and expected.sentence in actual.get("error", "")
                wanted: Any = {"status": expected.status, "error": expected.sentence}
            else:
                agrees = status == 200 and same_fields(engine, expected, actual)
                wanted = engine.resolved(expected)
            shown = f"{method} {where} {'' if message is None else compact(message)}"
            self._compare(engine, agrees, shown, wanted, f"{status} {compact(actual)}")
        return expected

    def new_key(self, path: str, message: Any, key: Key, expected: dict[str, Any]) -> None:
        """A request of staff that is answered with a new key, which differs from engine to engine."""
        for engine in self.engines:
            status, actual = engine.order(self._random, wire.admin_request("POST", path, message))
            agrees = status == 200 and same_fields(engine, expected, actual) and len(actual.get("api_key", "")) == 64
            engine.keys[key] = actual.get("api_key", "")
            self._compare(engine, agrees, f"POST {path} {compact(message)}", expected, f"{status} {compact(actual)}")

    # MARK: The end

    def doctor(self) -> None:
        """Fails when an engine's books or orders do not hold."""
        for engine in self.engines:
            _, report = engine.order(self._random, wire.admin_request("GET", "/doctor"))
            broken = [row for row in report.get("invariants", []) if not row["holds"]]
            self._is_broken = self._is_broken or report.get("healthy") is not True
            self._compare(engine, report.get("healthy") is True, "GET /doctor", {"healthy": True}, compact(broken))

    def end(self) -> None:
        """Takes away what the next example would see; with all servers, when that fails or their books are broken."""
        try:
            if self._is_broken:
                raise RuntimeError("the books are broken, or a server is gone")
            for engine in self.engines:
                self._tidy(engine, engine.panels[0])
        except Exception:
            self._fleet.replace()

    def _tidy(self, engine: Engine, panel: Panel) -> None:
        for service in self.world.services:
            panel.order(wire.admin_request("POST", f"/services/{service}/disable"))
        _, rules = panel.order(wire.admin_request("GET", "/link-rules"))
        for rule in rules:
            panel.order(wire.admin_request("DELETE", f"/link-rules/{rule['id']}"))

    def _compare(self, engine: Engine, agrees: bool, shown: str, expected: Any, actual: str) -> None:
        Table.operations += 1
        self._done.append(f"[{engine.name}] {shown}\n    -> {actual}")
        if not agrees:
            self.failed = True
            self._is_broken = self._is_broken or "no answer (" in actual
            text = (
                f"{engine.name} and the model disagree.\n\nAll that was sent, and what came back:\n"
                + "\n".join(self._done)
                + f"\n\nThe model's answer to the last:\n    -> {compact(expected)}"
            )
            if not Table.disagreements:
                print(f"model: {engine.name} disagrees; shrinking takes up to 5 minutes", flush=True)
            Table.disagreements.append(text)
            raise Disagreement(text)


def all_named(value: Sent) -> bool:
    """Whether each place of a list has text, so that a list and a text with commas say the same."""
    return isinstance(value, list) and all(token.ref is not None or token.other for token in value)


def describe(encoding: str, values: list[tuple[str, wire.Value]], header: str | None) -> str:
    """A request in one line."""
    fields = " ".join(f"{name}={value!r}" for name, value in values)
    return f"{encoding} {fields}" + (f" Idempotency-Key: {header!r}" if header is not None else "")


def at(kind: str, index: int) -> Path:
    """The path of a thing, which differs from engine to engine."""
    folder = {"order": "/orders", "refill": "/refills", "rule": "/link-rules"}[kind]
    return lambda engine: f"{folder}/{engine.id_of(kind, index)}"


def of_user(name: str, tail: str = "") -> str:
    return f"/users/{quote(name)}{tail}"
