"""Makes the parameters of an `add` from a plan and what the service asks for."""

from __future__ import annotations

from choices import Plan
from form import TYPES
from state import Service

_USUAL = {
    "hashtag": "#sale",
    "hashtags": "#a\n#b",
    "keywords": "giày\r\ndép",
    "username": "nguyen",
    "media": "https://example.com/m/1",
    "answer_number": "2",
    "groups": "g1\ng2",
    "country": "VN",
    "device": "5",
    "google_keyword": "giày",
    "referring_url": "https://example.com/",
}
_MOST_LINES = 150


def of_plan(plan: Plan, id: int, service: Service | None) -> dict[str, str]:
    """Parameters that have everything that the service's type asks for."""
    type = service.type if service else "Default"
    quantity = number_of(plan, service)
    sent = {"action": "add", "service": str(id), "link": link_of(plan, service)}
    source, names = TYPES[type]
    match source:
        case "quantity" | "posts":
            sent[source] = str(quantity)
        case "one":
            sent["quantity"] = "no number, and no matter"
        case lines:
            sent[lines] = text_of(quantity)
    if service and service.counts_pieces:
        sent |= {"posts": "2", "max": str(quantity)}
    for name in names:
        sent.setdefault(name, _USUAL.get(name, text_of(2)))
    if type == "Web Traffic":
        sent["type_of_traffic"] = plan.traffic
        for kind, name in (("1", "google_keyword"), ("2", "referring_url")):
            if plan.traffic == kind:
                sent[name] = _USUAL[name]
    if service is None or service.dripfeed:
        sent |= plan.drip_feed
    return sent


def link_of(plan: Plan, service: Service | None) -> str:
    """The link that is meant, or one that the service takes."""
    pattern = service.link_pattern if service and plan.fits else None
    if pattern is None:
        return plan.link
    return "@nguyen" if pattern == "username" else "https://example.com/p/3"


def number_of(plan: Plan, service: Service | None) -> int:
    """The quantity that is meant."""
    least, most = (service.least, service.most) if service else (1, 100)
    match plan.quantity:
        case int(offset):
            return min(least + offset, most)
        case "min":
            return least
        case "max":
            return most
        case "below":
            return least - 1
    return most + 1


def text_of(lines: int) -> str:
    """That many lines with text, and some without; no more than a request may have."""
    return "\r\n".join(f"dòng {number}\n " for number in range(1, min(lines, _MOST_LINES) + 1))
