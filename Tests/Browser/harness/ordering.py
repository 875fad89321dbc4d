"""Somebody who orders, on a panel with a catalogue of their own."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from harness.pages import Form, Visitor


def service(number: int, name: str, category: str = "Facebook", kind: str = "Default", **more: Any) -> dict[str, Any]:
    """A row of a catalogue: at 2.5, from 10 to 10,000, if nothing else is said."""
    row = {"service": number, "name": name, "type": kind, "category": category, "rate": "2.5", "min": 10, "max": 10000}
    return row | {"refill": True, "cancel": True, "refill_days": 30} | more


CATALOGUE = [
    service(1, "Lượt xem video", desc="Bắt đầu trong 10 phút.\nVideo phải công khai.", dripfeed=True),
    service(2, "Bình luận tiếng Việt", kind="Custom Comments", min=2),
    service(3, "Theo dõi, tốc độ cao", category="TikTok", link_pattern="url"),
    service(4, "Gói khởi đầu", kind="Package", category="Instagram"),
    service(5, "Bình chọn", kind="Poll"),
]


class Customer(Visitor):
    catalogue: ClassVar[list[dict[str, Any]]] = CATALOGUE

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.panel.run("service", "import", "-", given=json.dumps(cls.catalogue))

    def come(self, name: str, money: str = "100", language: str = "en") -> None:
        """Makes an account with money in it, and looks at the form for an order."""
        self.register(name, language=language)
        if money != "0":
            self.panel.run("user", "credit", name, money, "--reference", f"opening:{name}")
        self.open("/order")

    def balance(self) -> str:
        self.open("/account")
        return str(self.browser.run("return document.querySelector('.balance b').textContent"))

    def order_form(self) -> Form:
        """That of an order, not the one that finds a service."""
        return self.form("/order", method="post")

    def placed(self) -> str:
        """The id of the order whose page is open."""
        path = self.path()
        self.assertRegex(path, r"^/orders/\d+$", self.browser.text())
        return path.rsplit("/", 1)[1]
