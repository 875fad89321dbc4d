"""What `panel demo` prints is all that one needs to try the panel in a browser."""

from __future__ import annotations

import json

from harness.panel import Panel
from harness.trying import Tryer


class DemoTest(Tryer):
    @classmethod
    def make_panel(cls) -> Panel:
        return Panel.demo()

    def log_in_as(self, who: str) -> None:
        printed = self.panel.says(rf"^  {who} +(\S+) +password +(\S+)$")
        self.log_in(printed[1], printed[2])

    def test_the_address_of_the_page(self) -> None:
        self.browser.open(self.panel.says(r"^In a browser: (\S+)$")[1])
        self.assertEqual(self.path(), "/login")

    def test_the_owner(self) -> None:
        self.log_in_as("owner")
        self.assertTrue(self.is_logged_in())

    def test_the_customer_places_orders_each_of_which_is_another_one(self) -> None:
        self.log_in_as("customer")
        self.open("/api")
        orders = []
        for number in (1, 2):
            answer = self.run_action("add", service="1", link=f"https://example.com/{number}", quantity="1000")
            orders.append(json.loads(answer)["order"])
        self.assertNotEqual(orders[0], orders[1])
        for order in orders:
            self.assertEqual(json.loads(self.run_action("status", order=order))["charge"], "2.5")


class DemoWithoutScriptTest(DemoTest):
    runs_scripts = False
