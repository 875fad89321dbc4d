"""What links lead to."""

from __future__ import annotations

import re

_LINK = re.compile(
    r"(?:https?://(?:www\.)?(?=[^/])|(?:www\.)?(?=[^/]+/))([\w-]+(?:\.[\w-]+)+)([^?#]*)(?:\?([^#]*))?(#.*)?",
    re.IGNORECASE | re.ASCII,
)
_PASSED_ON = re.compile(r"(utm_.*|igsh.*|fbclid)(=.*)?", re.IGNORECASE)


def target_of(link: str) -> tuple[str, ...]:
    """The same for links that lead to the same, as far as the links that are sent differ."""
    found = _LINK.fullmatch(link)
    if found is None:
        return (link,)
    host, path, query, fragment = found.groups()
    kept = [part for part in (query or "").split("&") if part and not _PASSED_ON.fullmatch(part)]
    return (host.lower(), path.rstrip("/"), "&".join(kept), (fragment or "").removesuffix("#"))
