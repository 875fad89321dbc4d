"""Writes requests in each encoding that the API takes, and sends them over connections that stay open."""

from __future__ import annotations

import http.client
import json
import socket
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

ENCODINGS = ["form", "json", "multipart", "query", "get"]
_BOUNDARY = "1f6b5c8a8f0e4d"


@dataclass(frozen=True)
class Request:
    """A request of HTTP."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None


Value = str | list[str]
"""A parameter as it is sent; a list where the encoding has lists."""


def api_request(parameters: list[tuple[str, Value]], encoding: str, key_header: str | None = None) -> Request:
    """A request to `/api/v2`. `key_header` is sent as `Idempotency-Key`."""
    headers = {"Idempotency-Key": key_header} if key_header else {}
    path = "/api/v2"
    match encoding:
        case "form":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            return Request("POST", path, headers, _form(parameters).encode())
        case "json":
            headers["Content-Type"] = "application/json"
            fields = ",".join(f"{json.dumps(name)}:{_json(name, value)}" for name, value in parameters)
            return Request("POST", path, headers, ("{" + fields + "}").encode())
        case "multipart":
            headers["Content-Type"] = f"multipart/form-data; boundary={_BOUNDARY}"
            return Request("POST", path, headers, _multipart(parameters))
        case "query":
            return Request("POST", path + "/?" + _form(parameters), headers, b"")
        case "get":
            return Request("GET", path + "?" + _form(parameters), headers, None)
    raise ValueError(encoding)


def _pairs(parameters: list[tuple[str, Value]]) -> list[tuple[str, str]]:
    """Lists as PHP sends them: `orders[]=1&orders[]=2`."""
    pairs: list[tuple[str, str]] = []
    for name, value in parameters:
        pairs += [(name, value)] if isinstance(value, str) else [(name + "[]", item) for item in value]
    return pairs


def _form(parameters: list[tuple[str, Value]]) -> str:
    return urlencode(_pairs(parameters), quote_via=quote_plus)


def _json(name: str, value: Value) -> str:
    """Whole numbers as numbers, so that both ways are tried; `json` sends most of them so."""
    if isinstance(value, list):
        return "[" + ",".join(_json(name, item) for item in value) + "]"
    isNumber = value.isascii() and value.isdigit() and (value == "0" or value[0] != "0")
    return value if isNumber and name != "comments" else json.dumps(value, ensure_ascii=False)


def _multipart(parameters: list[tuple[str, Value]]) -> bytes:
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in _pairs(parameters)
    ]
    return ("".join(parts) + f"--{_BOUNDARY}--\r\n").encode()


def admin_request(method: str, path: str, message: object | None = None) -> Request:
    """A request of staff."""
    return Request(method, path, {}, None if message is None else json.dumps(message, ensure_ascii=False).encode())


class Line:
    """A connection that is opened when it is first used and kept."""

    def __init__(self, connect: http.client.HTTPConnection) -> None:
        self._connection = connect

    def send(self, request: Request) -> tuple[int, str]:
        """Sends, once, and waits for status and body."""
        self._connection.request(request.method, request.path, body=request.body, headers=request.headers)
        response = self._connection.getresponse()
        return response.status, response.read().decode()

    def close(self) -> None:
        """Closes it; the next request opens another."""
        self._connection.close()


def tcp_line(port: int) -> Line:
    return Line(_Eager("127.0.0.1", port, timeout=30))


def socket_line(path: str) -> Line:
    return Line(_SocketConnection(path))


class _Eager(http.client.HTTPConnection):
    """Sends head and body without waiting for the other side to confirm the head."""

    def connect(self) -> None:
        super().connect()
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: str) -> None:
        super().__init__("panel", timeout=30)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)
