"""What a customer sees of money: the statement and its file, and how to pay in."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from harness.browser import Look
from harness.pages import Visitor

SERVICES = [
    {"service": 1, "name": "Facebook — theo dõi (followers)", "type": "Default", "category": "Facebook",
     "rate": "2.5", "min": "10", "max": "10000", "refill": True, "cancel": True}
]
TOLD = "Vietcombank 0881 000 458 086\nCÔNG TY HOA SEN\n\nhttps://example.com/pay?a=1&b=<2>"


class Customer(Visitor):
    """Somebody with money on the panel."""

    language = "en"

    def spend(self, name: str) -> None:
        """Pays in, orders, gets a part of it back, and has something taken by staff."""
        self.panel.run("service", "import", "-", given=json.dumps(SERVICES))
        self.panel.run("user", "credit", name, "50", "--reference", f"bank-{name}", "--note", "not for customers")
        self.open("/order?service=1")
        self.form("/order", method="post").fill(link="https://example.com/a", quantity="1400").send()
        order = self.path().rsplit("/", 1)[1]
        self.panel.run("order", "update", order, "--status", "partial", "--remains", "658")
        self.panel.run("user", "credit", name, "--reference", f"fix-{name}", "--", "-0.25")


class MoneyTest(Customer):
    def figures(self) -> dict[str, str]:
        """What a month comes to."""
        return dict(figure.text.split("\n") for figure in self.browser.all(".sums > div"))

    def file(self, path: str) -> list[dict[str, str]]:
        """What the browser would save."""
        script = "const done = arguments[1]; fetch(arguments[0]).then((answer) => answer.text()).then(done)"
        # A developer's console may run scripts where the page may not.
        text = self.browser.driver.execute_async_script(script, self.panel.address + path)
        return list(csv.DictReader(io.StringIO(text)))

    def test_a_month_with_its_entries(self) -> None:
        self.register("hoa", language=self.language)
        self.spend("hoa")

        self.open("/statement")

        self.assertEqual(
            list(self.figures().values()), ["$0.00", "+$50.00", "+$1.645", "−$3.50", "−$0.25", "$47.895"]
        )
        entries = [row.text.split("\n") for row in self.browser.all("#entries tbody tr")]
        self.assertEqual(len(entries), 4)
        self.assertNotIn("not for customers", self.browser.text())
        self.assertIn("bank-hoa", self.browser.text())
        self.assertEqual(len({link.text for link in self.browser.all("#entries td a.id")}), 1)

    def test_a_month_is_chosen(self) -> None:
        self.register("tam", language=self.language)
        self.open("/statement?month=2020-02")
        self.assertIn("Nothing moved in this month.", self.browser.text())
        months = self.browser.all("#month option")
        self.assertEqual([month.text for month in months if month.is_selected()], ["February 2020"])

        self.form("/statement").fill(month=months[0].get_attribute("value") or "").send()

        self.assertIn("Nothing yet.", self.browser.text())
        self.open("/statement?month=abc")
        self.assertEqual(self.browser.status(), 422)
        self.assertIn("“abc” is no month.", self.browser.text("[role=alert]"))

    def test_the_file_ends_at_the_balance(self) -> None:
        if not self.runs_scripts:
            self.skipTest("the file is fetched with a script")
        self.register("nam", language=self.language)
        self.spend("nam")
        self.open("/statement")
        links = [link.get_attribute("href") or "" for link in self.browser.all("a[href^='/statement.csv']")]
        self.assertEqual(len(links), 2)
        for link in links:
            rows = self.file(link.removeprefix(self.panel.address))
            balance = Decimal(0)
            for row in rows:
                balance += Decimal(row["amount"])
                self.assertEqual(Decimal(row["balance"]), balance)
            self.assertEqual((len(rows), balance), (4, Decimal("47.895")))
            self.assertEqual(rows[0]["cause"], "Deposit bank-nam")

    def test_how_to_pay_in(self) -> None:
        self.register("van", language=self.language)
        self.panel.run("setting", "set", "payment_instructions_vi", "")
        self.open("/funds")
        self.assertIn("The operator has not written down yet how to pay in.", self.browser.text("#instructions"))

        self.panel.run("setting", "set", "payment_instructions_vi", "--file", "-", given=TOLD)
        self.panel.run("user", "credit", "van", "12.345678", "--reference", "<b>bank</b>")
        self.open("/funds")

        self.assertEqual([part.text for part in self.browser.all("#instructions p")], TOLD.split("\n\n"))
        self.assertEqual(self.browser.all("#instructions a"), [])
        self.assertEqual(self.browser.text("#balance"), "$12.345678")
        self.assertIn("<b>bank</b>", self.browser.text("#deposits"))

    def test_paper(self) -> None:
        """A statement that is printed is black on white and has nothing to press."""
        self.register("giay", language=self.language)
        self.spend("giay")
        self.open("/statement")
        self.browser.look(Look(theme="dark"))
        self.browser.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
        )
        for selector in ("header.bar", ".head .end", "#entries form"):
            self.assertFalse(self.browser.find(selector).is_displayed(), selector)
        self.assertIn("giay", self.browser.text(".on-paper"))
        colour = self.browser.run("return getComputedStyle(document.querySelector('h1')).color")
        self.assertLess(sum(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")), 200, colour)
        self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        self.browser.look(Look())


class MoneyWithoutScriptTest(MoneyTest):
    runs_scripts = False


class MoneyPagesTest(Customer):
    """They are right for everybody, on screens of any width, in both themes and languages."""

    def check_all(self, language: str) -> None:
        name = f"dep-{language}"
        self.register(name, language=language)
        for path in ("/statement", "/statement?month=abc", "/funds"):
            self.open(path)
            self.check_page(f"{path} with nothing ({language})")
        self.spend(name)
        self.panel.run("setting", "set", "payment_instructions_vi", "--file", "-", given=TOLD)
        for path in ("/statement", "/funds"):
            self.open(path)
            self.assertEqual(self.browser.find("html").get_attribute("lang"), language)
            self.check_page(f"{path} ({language})")

    def test_english(self) -> None:
        self.check_all("en")

    def test_vietnamese(self) -> None:
        self.check_all("vi")
