"""Codes that change with time, as an authenticator makes them (RFC 6238)."""

from __future__ import annotations

import base64
import hmac
import struct
import time


class Authenticator:
    """Has a secret, and never shows a code twice: the next one is a step ahead, which the panel takes too."""

    def __init__(self, secret: str) -> None:
        """`secret` is Base32, in groups or not."""
        letters = "".join(secret.split())
        self._key = base64.b32decode(letters + "=" * (-len(letters) % 8))
        self._last = 0

    def code(self) -> str:
        self._last = max(self._last + 1, int(time.time()) // 30)
        return code(self._key, self._last)


def code(key: bytes, step: int) -> str:
    """Six digits for a key and the number of a step of thirty seconds."""
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"
