"""Finding services, keeping favourites, and what changed."""

from __future__ import annotations

import json
from typing import ClassVar

from harness.browser import Look
from harness.case import LOOKS
from harness.pages import Visitor


def service(number: int, name: str, category: str, **more: object) -> dict[str, object]:
    row: dict[str, object] = {
        "service": number, "name": name, "type": "Default", "category": category, "rate": "2.5", "min": 10,
        "max": 10000, "refill": True,
    }
    return row | more


SERVICES = [
    service(1, "Lượt theo dõi trang", "Facebook — theo dõi", cancel=True, dripfeed=True),
    service(2, "Video views", "TikTok — views", desc="Starts at once.\nNo password is needed."),
    service(3, "Likes from accounts that people use every day, with a name that is longer than a phone is wide",
            "TikTok — likes", rate="0.75", refill=False),
    service(4, "Members of a group", "Telegram", type="Package", rate="12"),
]


class ServicesTest(Visitor):
    looks: ClassVar[list[Look]] = LOOKS

    def import_services(self, *services: dict[str, object]) -> None:
        self.panel.run("service", "import", "-", given=json.dumps(services))

    def listed(self) -> list[str]:
        return [row.get_attribute("id").removeprefix("s") for row in self.browser.all("#found tbody tr")]

    def waits_for(self, *services: str) -> None:
        self.browser.wait(lambda: self.listed() == list(services), f"the list of {services}")

    def star(self, number: int) -> str:
        return self.browser.find(f"#star-{number}").get_attribute("aria-pressed")

    def press_star(self, number: int) -> None:
        button = self.browser.find(f"#star-{number}")
        before = self.star(number)
        if self.runs_scripts:
            button.click()
            self.browser.wait(lambda: self.star(number) != before, "the star")
        else:
            self.browser.follow(button.click)
        self.assertNotEqual(self.star(number), before)

    def search(self, text: str) -> None:
        field = self.form("/services").field("q")
        field.clear()
        field.send_keys(text)
        if not self.runs_scripts:
            self.browser.follow(self.form("/services").button().click)

    def test_nothing_is_offered(self) -> None:
        panel = self.make_panel()
        self.addCleanup(panel.stop)
        mine, type(self).panel = self.panel, panel
        self.addCleanup(setattr, type(self), "panel", mine)
        self.register("khong")
        self.open("/services")
        self.assertIn("No services yet", self.browser.text())
        self.check_page("no services", self.looks)

    def test_finding(self) -> None:
        self.import_services(*SERVICES)
        self.register("minhanh")
        self.open("/services")
        self.assertEqual(self.listed(), ["1", "2", "3", "4"])
        self.check_page("services", self.looks)
        # Marks do not matter.
        self.search("theo doi")
        self.waits_for("1")
        self.search("nothing like that")
        self.browser.wait(lambda: "No service was found" in self.browser.text(), "that nothing is there")
        self.check_page("no service found", self.looks)
        self.open("/services")
        self.browser.follow(self.chip("TikTok").click)
        self.assertEqual(self.listed(), ["2", "3"])
        self.search("likes")
        self.waits_for("3")
        self.browser.follow(self.browser.find("#found tbody a.button").click)
        self.assertEqual(self.path(), "/order")

    def chip(self, name: str):
        found = [link for link in self.browser.all("#platforms a") if link.text.startswith(name)]
        self.assertEqual(len(found), 1)
        return found[0]

    def test_a_card_says_what_its_numbers_are(self) -> None:
        self.import_services(*SERVICES)
        self.register("thu")
        self.open("/services")
        for width, is_card in ((360, True), (1440, False)):
            self.browser.look(Look(width))
            self.assertEqual("per 1,000" in self.browser.text("#s1 .sum"), is_card)
            word = self.browser.find("#s1 .done .on-card")
            self.assertEqual(word.get_attribute("data-word"), "Quantity")
            self.assertEqual(word.is_displayed(), is_card)
            self.assertIn("per package", self.browser.text("#s4 .sum"))
        self.browser.look(Look(360))
        for target in [*self.browser.all("#s1 :is(.star, .go a)"), *self.browser.all("#platforms a")]:
            self.assertGreaterEqual(target.size["height"], 44, target.text)
        for box in self.browser.all(".filters .check label"):
            self.assertLessEqual(box.location["x"] + box.size["width"], 360, f"{box.text} is cut off")

    def test_favourites(self) -> None:
        self.import_services(*SERVICES)
        self.register("lan")
        self.open("/services?platform=tiktok")
        self.press_star(3)
        self.press_star(2)
        self.assertEqual(self.listed(), ["2", "3"], "the filter stays")
        self.press_star(2)
        self.assertEqual(self.chip("Favourites").text.split()[-1], "1")
        self.open("/services")
        self.browser.follow(self.chip("Favourites").click)
        self.assertEqual(self.listed(), ["3"])
        self.open("/services")
        self.press_star(3)
        self.open("/services?favourites=1")
        self.assertIn("No favourites yet", self.browser.text())

    def test_updates(self) -> None:
        self.register("ngoc")
        self.import_services(*SERVICES)
        self.import_services(SERVICES[0] | {"rate": "3"}, SERVICES[1] | {"rate": "1"})
        self.panel.run("service", "disable", "4")
        self.open("/updates")
        lines = [row.text for row in self.browser.all("main tbody tr")]
        self.assertTrue(any("No longer sold" in line for line in lines[:1]), lines)
        self.assertTrue(any("Price down" in line for line in lines) and any("Price up" in line for line in lines))
        self.check_page("updates", self.looks)
        self.panel.run("service", "enable", "4")


class ServicesWithoutScriptTest(ServicesTest):
    runs_scripts = False
    # axe is a script.
    looks: ClassVar[list[Look]] = []
