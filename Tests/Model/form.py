"""Reads the parameters of an `add`: what each type asks for, and the first thing that is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from state import Service
from texts import Refusal

BLANKS = " \t\n\v\f\r"
_PER_ONE = ("Package", "Subscriptions", "Custom Comments Package")
_MOST_POSTS = 1_000_000

# type: where the charged quantity comes from, other required parameters
TYPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Default": ("quantity", ()),
    "Package": ("one", ()),
    "Custom Comments": ("comments", ()),
    "Custom Comments Package": ("one", ("comments",)),
    "Mentions Hashtag": ("quantity", ("hashtag",)),
    "Subscriptions": ("posts", ()),
    "SEO": ("quantity", ("keywords",)),
    "Mentions": ("quantity", ("usernames",)),
    "Mentions with Hashtags": ("quantity", ("usernames", "hashtags")),
    "Mentions Custom List": ("usernames", ()),
    "Mentions User Followers": ("quantity", ("username",)),
    "Comment Likes": ("quantity", ("username",)),
    "Mentions Media Likers": ("quantity", ("media",)),
    "Comment Replies": ("comments", ("username",)),
    "Poll": ("quantity", ("answer_number",)),
    "Invites from Groups": ("quantity", ("groups",)),
    "Web Traffic": ("quantity", ("country", "device", "type_of_traffic")),
}
_MANY_LINES = ("comments", "usernames", "hashtags", "keywords", "groups")
_NOTHING = ("undefined", "null", "nan")
"""What languages call nothing."""


EMOJI = "👍❤\ufe0f🔥"
"""Those that are sent."""


def is_number(text: str) -> bool:
    """ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()


def rate_unit(service: Service) -> int:
    """How much the rate is the price of."""
    return 1 if service.type in _PER_ONE and not service.counts_pieces else 1000


class Form:
    """The parameters of one `add` for one service."""

    def __init__(self, sent: dict[str, str], service: Service) -> None:
        self.sent = sent
        self.service = service
        self.taken: dict[str, str] = {}
        """What is kept with the order, besides link, quantity and drip-feed."""

    def text(self, name: str) -> str | None:
        """The value without blanks around it; what is blank was not sent."""
        return self.sent.get(name, "").strip(BLANKS) or None

    def said(self, name: str) -> str | None:
        """The value of a parameter that programs also send when there is none."""
        return self.said_in(self.sent, name)

    @staticmethod
    def said_in(sent: dict[str, str], name: str) -> str | None:
        text = sent.get(name, "").strip(BLANKS)
        return text if text and text.lower() not in _NOTHING else None

    def wish(self, name: str) -> str | None:
        """The value of one for which zero is none too."""
        text = self.said(name)
        return None if text and is_number(text) and int(text) == 0 else text

    def link(self, rules: list[str]) -> str:
        link = self.text("link")
        if link is None and self.service.type == "Subscriptions":
            link = self.said("username")
        if link is None or len(link.encode()) > 2048 or has_controls(link) or not self._fits_pattern(link):
            raise Refusal("link")
        if any(rule.lower() in link.lower() for rule in rules):
            raise Refusal("rule")
        return link

    def _fits_pattern(self, link: str) -> bool:
        match self.service.link_pattern:
            case None:
                return True
            case "url":
                return re.fullmatch(r"https?://[^/?#\s]*\.[^/?#\s]*([/?#]\S*)?", link, re.IGNORECASE) is not None
            case "username":
                return re.fullmatch(r"@?[A-Za-z0-9._-]{1,64}", link) is not None
            case pattern:
                return re.search(pattern, link) is not None

    def required(self) -> None:
        source, names = TYPES[self.service.type]
        for name in ([source] if source in _MANY_LINES else []) + list(names):
            self._take_required(name)
        if self.service.type == "Web Traffic":
            match self.text("type_of_traffic"):
                case "1":
                    self._take_required("google_keyword")
                case "2":
                    self._take_required("referring_url")
                case "3":
                    pass
                case _:
                    raise Refusal("parameter", "type_of_traffic")

    def _take_required(self, name: str) -> None:
        value = self.text(name)
        if value is None or not is_acceptable(name, value):
            raise Refusal("comments") if name == "comments" else Refusal("parameter", name)
        self.taken[name] = value

    def quantity(self) -> int:
        match TYPES[self.service.type][0]:
            case "one":
                return 1
            case "quantity":
                return self._bounded(self.text("quantity"))
            case "posts":
                posts = self._new_posts() + (self._old_posts() or 0)
                if posts > self.service.most and not self.service.counts_pieces:
                    raise Refusal("high", self.service.most)
                return posts
            case lines:
                return self._bounded(str(count_lines(self.sent.get(lines, ""))))

    def _new_posts(self) -> int:
        """Those to come that are ordered; without a number of them, those that the service names."""
        posts = self.said("posts")
        if posts is not None and not is_number(posts):
            raise Refusal("parameter", "posts")
        text = posts or self.text("quantity")
        if not self.service.counts_pieces:
            if text is None:
                raise Refusal("parameter", "posts")
            return self._bounded(text)
        if text is None or is_number(text) and int(text) == 0:
            if self.service.max_posts is None:
                raise Refusal("parameter", "posts")
            return self.service.max_posts
        return in_range("posts", text, 1, _MOST_POSTS)

    def _old_posts(self) -> int | None:
        """Those that are there already, and are paid for too."""
        old = self.said("old_posts")
        return None if old is None else in_range("old_posts", old, 0, _MOST_POSTS)

    def _bounded(self, text: str | None) -> int:
        if text is None or not is_number(text) or int(text) < self.service.least:
            raise Refusal("low", self.service.least)
        if int(text) > self.service.most:
            raise Refusal("high", self.service.most)
        return int(text)

    def drip_feed(self) -> tuple[int, int] | None:
        """Runs, and the minutes between two."""
        days, runs, interval = self.wish("days"), self.wish("runs"), self.wish("interval")
        if days is None and runs is None and interval is None:
            return None
        if not self.service.dripfeed:
            raise Refusal("dripfeed")
        if days is not None:
            if runs is not None or interval is not None:
                raise Refusal("parameter", "days")
            return in_range("days", days, 2, 365), 1440
        return in_range("runs", runs, 2, 1000), in_range("interval", interval, 1, 43_200)

    def optional(self) -> None:
        reaction = self.said("reaction")
        if reaction is not None:
            if len(reaction) > 20 or not all(mark.isalpha() or mark in EMOJI for mark in reaction):
                raise Refusal("parameter", "reaction")
            self.taken["reaction"] = reaction
        self._take_line("post")
        time = self.wish("view_time")
        if time is not None:
            self.taken["view_time"] = str(in_range("view_time", time, 1, 86_400))
        if self.service.type == "Subscriptions":
            self._take_subscription()

    def _take_subscription(self) -> None:
        self._take_line("username")
        self.taken["posts"] = str(self._new_posts())
        old = self._old_posts()
        if old is not None:
            self.taken["old_posts"] = str(old)
        self._take_pieces()
        self._take_number("delay", 0, 43_200)
        expiry = self.wish("expiry")
        if expiry is not None:
            day = calendar_day(expiry)
            if day is None or day < datetime.now(timezone.utc).date():
                raise Refusal("parameter", "expiry")
            self.taken["expiry"] = expiry

    def _take_pieces(self) -> None:
        """What each post gets: has to be said where that is what is paid for."""
        self._take_number("min", 1, 2**63 - 1)
        self._take_number("max", 1, 2**63 - 1)
        if "min" in self.taken and "max" in self.taken and int(self.taken["min"]) > int(self.taken["max"]):
            raise Refusal("parameter", "max")
        if not self.service.counts_pieces:
            return
        if "max" not in self.taken:
            raise Refusal("parameter", "max")
        self.taken.setdefault("min", self.taken["max"])
        for name in ("min", "max"):
            self._bounded(self.taken[name])

    def _take_line(self, name: str) -> None:
        value = self.said(name)
        if value is None:
            return
        if not is_acceptable(name, value):
            raise Refusal("parameter", name)
        self.taken[name] = value

    def _take_number(self, name: str, least: int, most: int) -> None:
        value = self.said(name)
        if value is not None:
            self.taken[name] = str(in_range(name, value, least, most))


_DIRECTION = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029}


def has_controls(text: str, allowed: str = "", allows_direction: bool = False) -> bool:
    controls = _CONTROLS if allows_direction else _CONTROLS | _DIRECTION
    return any(ord(mark) in controls and mark not in allowed for mark in text)


def is_acceptable(name: str, value: str) -> bool:
    """Whether a value has the form of its parameter."""
    if name == "comments":
        return not has_controls(value, "\r\n\t", allows_direction=True)
    if name in _MANY_LINES:
        return not has_controls(value, "\r\n\t")
    if name == "answer_number":
        return is_number(value) and int(value) < 2**63
    return len(value.encode()) <= 2048 and not has_controls(value)


def count_lines(text: str) -> int:
    """Lines with text; they end with LF or CR LF."""
    return sum(1 for line in text.split("\n") if line.strip(BLANKS))


def in_range(name: str, text: str | None, least: int, most: int) -> int:
    if text is None or not is_number(text) or not least <= int(text) <= most:
        raise Refusal("parameter", name)
    return int(text)


def calendar_day(text: str) -> date | None:
    """The day of `d/m/Y`, or nothing when there is none."""
    parts = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
    except ValueError:
        return None
