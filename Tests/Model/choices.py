"""What operations are made of: the choices that Hypothesis makes."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

import money
from form import TYPES
from state import STATUSES
from values import Ref, Token
from wire import ENCODINGS

SLOTS = 6
"""Services that an example has."""

encodings = st.sampled_from(ENCODINGS)
profiles = st.sampled_from(["seed", "perfectpanel"])
languages = st.sampled_from(["vi", "en"])
discounts = st.sampled_from([0, 0, 750, 3333, 10_000])
"""In hundredths of a percent."""
slots = st.integers(0, SLOTS - 1)
slots_or_unknown = st.integers(0, SLOTS)
accounts = st.integers(0, 2)
callers = st.sampled_from([None, None, None, 0, 1, 2])
"""Who asks about an order: its owner, or any account."""
amounts = st.one_of(
    st.sampled_from(["50", "0.000001", "1000", "-1", "-0.000001", "0", "-100000", "12.345678"]),
    st.integers(-20_000_000, 200_000_000).map(money.show),
)
rates = st.one_of(
    st.sampled_from(["2.5", "1", "0.000001", "0", "0.333333", "18"]),
    st.sampled_from([*range(1, 5_000_000, 37_003), money.LARGEST]).map(money.show),
)
types = st.sampled_from(["Default"] * 6 + ["Package", "Custom Comments", "Subscriptions"] + list(TYPES))


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    """A row of an import that is right, with `slot` for its id and a category that lacks its example."""
    least = draw(st.sampled_from([1, 1, 2, 5, 10, 50]))
    row: dict[str, object] = {
        "slot": draw(slots),
        "name": draw(st.sampled_from(["Views", 'Lượt "thích"', "A/B\\C"])),
        "type": draw(types),
        "category": draw(st.sampled_from(["Facebook", "Tiktok", "Đánh giá"])),
        "rate": draw(rates),
        "min": str(least),
        "max": str(least + draw(st.sampled_from([100, 1000, 1_000_000, 0, 3, 2**62]))),
    }
    flags = {name: st.sampled_from([True, True, True, False]) for name in ("refill", "cancel", "dripfeed")}
    flags["refill_after_hours"] = st.sampled_from([0, 0, 0, 24])
    further = {
        "desc": st.sampled_from(["Bảo hành 30 ngày.", ""]),
        "deny_duplicates": st.booleans(),
        "link_pattern": st.sampled_from(["", "url", "username", "^https://example\\.com/"]),
    }
    if row["type"] == "Subscriptions":
        row |= draw(
            st.sampled_from(
                [
                    {},
                    {"subscription_rate": "post"},
                    {"subscription_rate": "pieces"},
                    {"subscription_rate": "pieces", "max_posts": 3},
                ]
            )
        )
    return row | draw(st.fixed_dictionaries(flags, optional=further))


wrong_rows = st.sampled_from(
    [
        ("rate", "-1"),
        ("min", "0"),
        ("max", "0"),
        ("type", "Likes"),
        ("name", " "),
        ("slot", "again"),
        ("subscription_rate", "likes"),
    ]
)
"""What makes a row, and so the whole import, wrong."""

LINKS = ["nguyen.van", "www.nguyen.van", "https://example.com/p/1", "https://example.com/p/2", "@nguyen", "Bài viết"]
SPELLED = [
    "HTTP://www.Example.com/p/1/",
    "example.com/p/2?utm_source=a&igshid=b",
    "https://example.com/p/2/?fbclid=c#",
    "https://example.com/P/2",
    "https://example.com/p/2?id=1",
]
"""Links that lead to the same as others, and some that only look so."""
links = st.sampled_from(LINKS * 3 + SPELLED)
rule_texts = st.sampled_from(["p/2", "EXAMPLE.com/p/2", "/P/2", "BÀI"])

_ODD: dict[str, list[str | None]] = {
    "service": ["0", "", "abc", "-1", None, "99999999999999999999"],
    "link": [None, " ", "x" * 2048, "x" * 2049, "a\x01b", "a\u202eb", "ftp://example.com/p", "http://nodot/", "HTTPS://A.B", "@"],
    "quantity": [None, "", "0", "-1", "1.5", "1e3", "abc", "99999999999999999999", "9223372036854775807", " 60 ", "٣"],
    "comments": [None, " \n\r\n ", "a\x02b", "a\u200fb", "a\u2028b", "\tHay\r\n\r\nTuyệt\n"],
    "usernames": [None, "", "one", "a\u200fb"],
    "username": [None, "a\nb", "nguyen"],
    "hashtag": [None, "a\tb"],
    "hashtags": [None],
    "keywords": [None],
    "media": [None, "y" * 2049],
    "groups": [None],
    "answer_number": [None, "x", "-1", "007"],
    "country": [None],
    "type_of_traffic": [None, "0", "4", " 3 "],
    "google_keyword": [None],
    "posts": [None, "x", "0", "undefined", "99999999999999999999"],
    "old_posts": ["0", "null", "2", "x", "1000001"],
    "min": ["0", "1", "5", "x"],
    "max": ["0", "3", "9223372036854775808"],
    "delay": ["undefined", "0", "43200", "43201"],
    "expiry": ["0", "null", "31/12/2099", "1/1/2020", "31/2/2099", "29/2/2096", "2099-12-31", "1/2/99"],
    "days": ["0", "NaN", "1", "2", "365", "366", "x", ""],
    "runs": ["0", "undefined", "1", "2", "1000", "1001", "x"],
    "interval": ["0", "null", "00", "1", "43200", "43201"],
    "reaction": ["null", "👍", "❤️đẹp", "🔥1", "like", "đẹp", "a1", "x" * 20, "x" * 21],
    "post": ["null", "12", "p\tq", "z" * 2049],
    "view_time": ["0", "NULL", "undefine", "1", "86400", "86401", "1.0"],
    "request_id": ["undefined", "NaN", "x" * 128, "x" * 129, "a\x7fb", "a\x85b", "é" * 64, "é" * 65],
    "source": ["app"],
}
"""Values worth sending, right and wrong; `None` leaves the parameter out."""

changes = st.sampled_from(sorted(_ODD)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(_ODD[name])))


@dataclass(frozen=True)
class Plan:
    """An `add` before it is known what its service asks for."""

    link: str
    quantity: int | str
    """An offset from the minimum, or a bound."""
    drip_feed: dict[str, str] = field(default_factory=dict)
    traffic: str = "3"
    request_id: str | None = None
    in_header: bool = False
    fits: bool = True
    """Whether the link is one that the service takes, when it takes only some."""


plans = st.builds(
    Plan,
    link=links,
    quantity=st.one_of(st.integers(0, 120), st.sampled_from(["min", "max", "below", "above"])),
    drip_feed=st.sampled_from(
        [{}, {}, {}, {}, {"days": "7"}, {"runs": "3", "interval": "60"}, {"runs": "1000", "interval": "1"}]
    ),
    traffic=st.sampled_from(["3", "1", "2"]),
    request_id=st.sampled_from([None, None, None, "r1", "r2", "é 3"]),
    in_header=st.booleans(),
    fits=st.sampled_from([True, True, True, False]),
)

junk_tokens = st.builds(
    Token,
    other=st.sampled_from(
        ["999999999999", "0", "abc", "-1", "1.5", "", "9223372036854775807", "9223372036854775808", "00", "đơn"]
    ),
    blanks=st.booleans(),
)


def tokens(things: st.SearchStrategy[int], kind: str) -> st.SearchStrategy[list[Token]]:
    """Places of a list, of things that exist and others."""
    refs = things.map(lambda index: Ref(kind, index))
    real = st.builds(Token, ref=refs, zeros=st.sampled_from([0, 0, 2]), blanks=st.booleans())
    return st.lists(st.one_of(real, real, junk_tokens), max_size=6)


order_changes = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from([*STATUSES, "partial"]),
        "start_count": st.sampled_from([0, 3572, -1]),
        "remains": st.one_of(st.integers(0, 60), st.sampled_from(["half", "third", "all", "more", -1])),
    },
)
"""What staff write down; words for remains are parts of the order's quantity."""
refill_statuses = st.sampled_from(["pending", "in_progress", "completed", "rejected"])
