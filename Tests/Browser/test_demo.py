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

    def test_the_customer_has_ordered_for_weeks(self) -> None:
        self.log_in_as("customer")
        self.open("/statement?lang=en")
        entries = self.browser.text("#entries tbody")
        for cause in ("Order 9", "Refund of order ", "Deposit"):
            self.assertIn(cause, entries)
        self.assertIn(" × ", entries, "how a refund came about")
        earlier = self.browser.all("#entries a[href*='month=']")[0]
        self.browser.follow(earlier.click)
        self.assertGreater(len(self.browser.all("#entries tbody tr")), 0)
        for language, said in (("vi", "Chuyển khoản tới:"), ("en", "Send a bank transfer to:")):
            self.open(f"/funds?lang={language}")
            self.assertIn(said, self.browser.text("#instructions"))
            self.assertGreaterEqual(len(self.browser.all("#deposits tbody tr")), 3)

    def test_services_have_news_and_stars(self) -> None:
        self.log_in_as("customer")
        self.open("/updates")
        self.assertEqual(len(self.browser.all("main tbody tr")), 5)
        self.open("/services?favourites=1")
        self.assertEqual(len(self.browser.all("main tbody tr")), 2)

    def test_orders_are_in_every_state(self) -> None:
        self.log_in_as("customer")
        self.open("/api")
        ids = ",".join(str(number) for number in range(1, 101))
        states = {order["status"] for order in json.loads(self.run_action("status", orders=ids)).values()}
        known = {"Pending", "Processing", "In progress", "Completed", "Partial", "Canceled"}
        self.assertEqual(states, known)
        refills = json.loads(self.run_action("refill_status", refills="1,2,3,4,5,6,7,8,9,10,11,12"))
        self.assertLessEqual({"Pending", "Completed", "Rejected"}, {refill["status"] for refill in refills})

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
