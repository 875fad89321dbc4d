"""What the model puts where an engine has an id or a key of its own.

Two engines number orders as they like. The model numbers its own things 0, 1, 2, and says `Ref("order", 0)`; each
engine keeps what that is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Union


@dataclass(frozen=True)
class Ref:
    """An id that the panel allotted, as a number or as text."""

    kind: str
    index: int
    text: bool = False


@dataclass(frozen=True)
class Token:
    """One place of a list of ids: a thing that exists, or text that names none."""

    ref: Ref | None = None
    other: str = ""
    zeros: int = 0
    blanks: bool = False


@dataclass(frozen=True)
class SentID:
    """The id of a token in an answer: as it was sent, a number unless it has leading zeros or stands as a key."""

    token: Token
    text: bool = False


@dataclass(frozen=True)
class Key:
    """An account's key; each rotation makes the next generation."""

    account: int
    generation: int


SOME_TIME = "(a time)"
"""What the model says of when something was."""

Sent = Union[str, Key, list[Token]]
"""The value of a request's parameter."""

Names = Callable[[str, int], int]
"""An engine's ids: kind and index to number."""


def token_text(token: Token, names: Names) -> str:
    """The id as it is sent, without the blanks around it."""
    return token.other if token.ref is None else "0" * token.zeros + str(names(token.ref.kind, token.ref.index))


def list_text(tokens: list[Token], names: Names) -> str:
    """A list of ids as it is sent."""
    return ",".join(f" {t} " if token.blanks else t for token in tokens for t in [token_text(token, names)])


def resolved(value: Any, names: Names) -> Any:
    """An answer of the model in one engine's words, keys of objects included."""
    match value:
        case Ref(kind, index, text):
            return str(names(kind, index)) if text else names(kind, index)
        case SentID(token, text):
            sent = token_text(token, names)
            isNumber = sent.isascii() and sent.isdigit() and sent[0] != "0" and int(sent) < 2**63
            return int(sent) if isNumber and not text else sent
        case dict():
            return {resolved(key, names): resolved(item, names) for key, item in value.items()}
        case list():
            return [resolved(item, names) for item in value]
    return value


def fresh_refs(expected: Any, actual: Any) -> list[tuple[Ref, int]]:
    """Where the model has an id and the answer a number: what each may be in this engine.

    Shapes that differ give nothing; the comparison that follows says so.
    """
    match expected:
        case Ref():
            isNumber = isinstance(actual, int) or (isinstance(actual, str) and actual.isascii() and actual.isdigit())
            return [(expected, int(actual))] if isNumber and not isinstance(actual, bool) else []
        case dict() if isinstance(actual, dict):
            return [pair for key, item in expected.items() if key in actual for pair in fresh_refs(item, actual[key])]
        case list() if isinstance(actual, list):
            return [pair for item, other in zip(expected, actual) for pair in fresh_refs(item, other)]
    return []
