"""A customer's orders: found, followed, canceled, refilled, reordered, with and without scripts."""

from __future__ import annotations

import json

from harness.api import KEY, curl
from harness.browser import Look
from harness.case import LOOKS
from harness.pages import PASSWORD, Visitor
from harness.panel import Panel

SERVICES = [
    {
        "service": "1",
        "name": "Facebook — lượt xem video",
        "type": "Default",
        "category": "Facebook",
        "rate": "2.5",
        "min": "10",
        "max": "10000",
        "refill": True,
        "cancel": True,
        "refill_after_hours": 0,
    },
    {
        "service": "5",
        "name": "Facebook — bình luận tiếng Việt, nội dung của bạn",
        "type": "Custom Comments",
        "category": "Facebook",
        "rate": "18",
        "min": "1",
        "max": "2000",
        "refill": False,
        "cancel": True,
    },
]


class Shopper(Visitor):
    """Somebody who is logged in and has money, and orders by the API."""

    name = ""
    key = ""

    @classmethod
    def make_panel(cls) -> Panel:
        panel = Panel.serve()
        panel.run("service", "import", "-", given=json.dumps(SERVICES))
        return panel

    def come(self, name: str, language: str = "en") -> None:
        """Makes an account with money, and logs in."""
        given = self.panel.run("user", "create", name, "--language", language, "--password", "-", given=PASSWORD + "\n")
        self.name, self.key = name, KEY.findall(given)[0]
        self.panel.run("user", "credit", name, "100", "--reference", f"opening-{name}")
        self.browser.forget()
        self.browser.run_scripts(self.runs_scripts)
        self.log_in(name)

    def place(self, link: str, quantity: int = 1000, **fields: str) -> str:
        order = {"key": self.key, "action": "add", "service": "1", "link": link, "quantity": str(quantity)} | fields
        return str(curl(self.panel, **order)["order"])

    def update(self, order: str, *options: str) -> None:
        self.panel.run("order", "update", order, *options)

    def rows(self) -> list[str]:
        return [row.text for row in self.browser.all("tbody a.id")]

    def press(self, selector: str) -> None:
        """A button that acts at once, or asks first where scripts run."""
        button = self.browser.find(selector)
        question = button.get_attribute("data-confirm")
        if not question or not self.runs_scripts:
            return self.browser.follow(button.click)
        button.click()
        self.browser.wait(lambda: self.browser.find(f"#{question}").is_displayed(), "the question")
        self.browser.follow(self.browser.find(f"#{question} [value=yes]").click)


class OrdersTest(Shopper):
    def test_an_order_is_found_by_its_link_in_two_clicks(self) -> None:
        self.come("an")
        wanted = self.place("https://www.example.com/p/7?utm_source=zalo")
        for number in range(3):
            self.place(f"https://example.com/other/{number}")
        self.open("/orders")
        self.assertEqual(len(self.rows()), 4)

        self.browser.find("#q").send_keys("example.com/p/7")
        self.browser.follow(self.browser.find("[role=search] button").click)
        self.assertEqual(self.rows(), [wanted])
        self.browser.follow(self.browser.find("tbody a.id").click)

        self.assertEqual(self.path(), f"/orders/{wanted}")
        self.assertIn("https://www.example.com/p/7?utm_source=zalo", self.browser.text())

    def test_the_tab_that_is_open_is_in_sight(self) -> None:
        self.come("tuan", "vi")
        self.place("https://example.com/1")
        for status in ("pending", "partial", "canceled"):
            self.browser.look(Look(360))
            self.open(f"/orders?status={status}")
            tab = self.browser.find(".tabs [aria-current]")
            self.browser.wait(lambda: tab.location["x"] + tab.size["width"] <= 360, f"the tab {status} in sight")
            self.assertGreaterEqual(tab.location["x"], 0)

    def test_an_order_is_canceled_and_its_money_is_back(self) -> None:
        self.come("binh")
        order = self.place("https://example.com/1")
        self.open("/orders")
        self.assertIn("$97.50", self.browser.text("header.bar"))

        self.press(f'td.act button[value="{order}"]')

        self.assertIn(f"Order {order} is canceled", self.browser.text())
        self.assertIn("$100.00", self.browser.text("header.bar"))
        self.assertIn("Canceled", self.browser.text("td.state-of"))

    def test_a_refill_is_asked_for_in_two_clicks(self) -> None:
        self.come("chi")
        order = self.place("https://example.com/2")
        self.update(order, "--status", "completed")
        self.open("/orders")

        self.press(f'td.act button[value="{order}"]')
        self.assertIn(f"A refill of order {order} was asked for", self.browser.text())

        self.open(f"/orders/{order}")
        self.assertIn("A refill is under way", self.browser.text("#refills"))

    def test_a_refund_with_its_arithmetic(self) -> None:
        self.come("dung")
        order = self.place("https://example.com/3", 1400)
        self.update(order, "--status", "in_progress", "--start-count", "3419")
        self.update(order, "--status", "partial", "--remains", "658")

        self.open(f"/orders/{order}")

        self.assertIn("$3.50 × 658 ÷ 1,400 = $1.645", self.browser.text("#history"))
        self.assertIn("742 delivered, 658 missing", self.browser.text("#history"))
        self.assertIn("$1.855", self.browser.text("#money"))

    def test_several_are_canceled_at_once(self) -> None:
        self.come("giang")
        orders = [self.place(f"https://example.com/g{number}") for number in range(4)]
        self.update(orders[0], "--status", "completed")
        self.open("/orders")
        if self.runs_scripts:
            self.assertFalse(self.browser.find(".bulk").is_displayed())
        for order in orders[:3]:
            self.browser.find(f'[name=take][value="{order}"]').click()
        self.assertTrue(self.browser.find(".bulk").is_displayed())

        self.press('.bulk [formaction="/orders/cancel"]')

        self.assertIn("The cancel of 2 of 3 orders was taken.", self.browser.text())
        self.assertIn("This order cannot be canceled", self.browser.text())
        self.browser.follow(self.browser.find(".head .button").click)
        self.assertEqual((self.path(), len(self.rows())), ("/orders", 4))

    def test_tabs_and_the_empty_list(self) -> None:
        self.come("hoa")
        self.open("/orders")
        self.assertIn("No orders yet", self.browser.text())
        order = self.place("https://example.com/4")
        self.update(self.place("https://example.com/5"), "--status", "completed")
        self.open("/orders")
        tabs = [tab.text.split() for tab in self.browser.all(".tabs a")]
        self.assertEqual([tab[-1] for tab in tabs], ["2", "1", "0", "0", "1", "0", "0"])

        self.browser.follow(self.browser.all(".tabs a")[1].click)

        self.assertEqual(self.rows(), [order])
        self.open("/orders?status=partial")
        self.assertIn("No order matches", self.browser.text())
        self.browser.follow(self.browser.find(".blank .button").click)
        self.assertEqual(len(self.rows()), 2)

    def test_somebody_elses_order_is_not_there(self) -> None:
        self.come("khanh")
        order = self.place("https://example.com/6")
        self.come("lam")
        self.open(f"/orders/{order}")
        self.assertEqual(self.browser.status(), 404)


class OrdersWithoutScriptTest(OrdersTest):
    runs_scripts = False


class FollowingTest(Shopper):
    """What only the script does."""

    def test_a_row_and_a_page_follow_the_order(self) -> None:
        self.come("minh")
        order = self.place("https://example.com/7")
        self.open("/orders")
        self.browser.find(f'[name=take][value="{order}"]').click()

        self.update(order, "--status", "in_progress", "--remains", "250")

        self.browser.wait(lambda: "750 / 1,000" in self.browser.text("td.done"), "the progress")
        self.assertTrue(self.browser.find(f'[name=take][value="{order}"]').is_selected(), "it is still ticked")
        self.open(f"/orders/{order}")
        self.update(order, "--status", "completed")
        self.browser.wait(lambda: "Completed" in self.browser.text(".head"), "the outcome")

    def test_all_are_ticked_and_their_ids_are_copied(self) -> None:
        self.come("nga")
        orders = [self.place(f"https://example.com/n{number}") for number in range(3)]
        self.open("/orders")
        box = self.browser.find("[data-all]")
        self.browser.find(f'[name=take][value="{orders[1]}"]').click()
        self.assertTrue(self.browser.run("return arguments[0].indeterminate", box))

        box.click()
        button = self.browser.find("[data-chosen]")
        words = button.text
        self.browser.allow_copying()
        button.click()

        self.browser.wait(lambda: button.text != words, "the word that they are copied")
        self.assertEqual(self.browser.copied(), ",".join(reversed(orders)))

    def test_a_link_that_is_pasted_is_looked_for_at_once(self) -> None:
        self.come("phong")
        wanted = self.place("https://example.com/p/9")
        self.place("https://example.com/p/10")
        self.open("/orders")
        paste = """
            const field = document.getElementById("q")
            field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }))
            field.value = arguments[0]
        """
        self.browser.follow(lambda: self.browser.run(paste, "https://www.example.com/p/9"))
        self.assertEqual(self.rows(), [wanted])

    def test_a_cancel_asks_for_the_order_by_what_it_is(self) -> None:
        self.come("quynh")
        order = self.place("https://example.com/q")
        self.open("/orders")
        self.browser.find(f'td.act button[value="{order}"]').click()
        question = self.browser.wait(lambda: self.browser.text("#sure-one"), "the question")
        self.assertIn(f"{order} · Facebook — lượt xem video · $2.50", question)

    def test_a_card_leads_to_its_order(self) -> None:
        self.come("son")
        order = self.place("https://example.com/r")
        self.browser.look(Look(360))
        self.open("/orders")
        hit = "return document.elementFromPoint(...arguments).closest('a, button, input')?.getAttribute('href') ?? ''"
        card = self.browser.find("tbody td.what").rect
        middle = (card["x"] + card["width"] / 2, card["y"] + card["height"] / 2)
        self.assertEqual(self.browser.run(hit, *middle), f"/orders/{order}")
        button = self.browser.find("tbody td.act button").rect
        self.assertEqual(self.browser.run(hit, button["x"] + 5, button["y"] + 5), "")

    def test_enter_in_a_box_cancels_nothing(self) -> None:
        self.come("oanh")
        order = self.place("https://example.com/8")
        self.open("/orders")
        box = self.browser.find(f'[name=take][value="{order}"]')
        box.click()

        self.browser.follow(lambda: box.send_keys("\ue007"))

        self.assertEqual(self.path(), "/orders")
        self.assertIn("Pending", self.browser.text("td.state-of"))


class OrderPagesTest(Shopper):
    """Every state of the pages is right for everybody."""

    language = "en"
    looks = LOOKS

    def test_pages(self) -> None:
        self.come(f"phuong-{self.language}", self.language)
        states = ["processing", "in_progress", "completed", "partial", "canceled", ""]
        orders = []
        for number, state in enumerate(states):
            orders.append(self.place(f"https://example.com/{'long/' * 20}{number}?igsh=MTc4MmM1YmI2Ng=="))
            remains = ["--remains", "400"] if state in ("in_progress", "partial") else []
            if state:
                self.update(orders[-1], "--status", state, *remains)
        comments = self.place("https://example.com/c", service="5", comments="một\nhai\nba")
        self.open(f"/orders?lang={self.language}")
        self.check_page(f"orders ({self.language})", self.looks)
        self.browser.find(f'[name=take][value="{comments}"]').click()
        self.check_page(f"orders, chosen ({self.language})", self.looks)
        self.open(f"/orders?q=x&from=abc&service=7&lang={self.language}")
        self.check_page(f"orders, not understood ({self.language})", self.looks)
        self.open(f"/orders?q=nothing&status=partial&lang={self.language}")
        self.check_page(f"orders, none found ({self.language})", self.looks)
        for order in [*orders, comments]:
            self.open(f"/orders/{order}?lang={self.language}")
            self.check_page(f"order {order} ({self.language})", self.looks)


class VietnameseOrderPagesTest(OrderPagesTest):
    language = "vi"
    looks = [Look(360, "dark"), Look(1440, "light")]
