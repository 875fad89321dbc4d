"""The key of the API: made, seen once, used, exchanged."""

from __future__ import annotations

from harness.api import KEY, curl
from harness.pages import Visitor


class KeyHolder(Visitor):
    def shown_key(self) -> str:
        found: list[str] = KEY.findall(self.browser.text("#key"))
        self.assertEqual(len(found), 1, f"the page shows {len(found)} keys, not one")
        return found[0]

    def make_key(self) -> str:
        self.open("/api")
        self.form("/api/rotate").send_and_confirm()
        self.assertEqual((self.path(), self.browser.status()), ("/api/rotate", 200))
        return self.shown_key()


class KeyTest(KeyHolder):
    def test_a_new_customer_makes_a_key_sees_it_once_and_calls_with_it(self) -> None:
        self.register("minhanh")
        self.open("/api")
        self.assertIsNone(KEY.search(self.browser.driver.page_source), "somebody new has no key")

        key = self.make_key()

        self.assertEqual(curl(self.panel, key=key, action="balance"), {"balance": "0", "currency": "USD"})
        self.open("/api")
        self.assertNotIn(key, self.browser.driver.page_source)
        self.assertIn(key[-4:], self.browser.text("#key"))

    def test_a_new_key_ends_the_old_one(self) -> None:
        self.register("ngoc")
        old = self.make_key()
        self.open("/api")

        new = self.make_key()

        self.assertNotEqual(old, new)
        self.assertEqual(curl(self.panel, key=old, action="balance"), {"error": "Invalid API key"})
        self.assertIn("balance", curl(self.panel, key=new, action="balance"))

    def test_strangers_read_the_page_and_are_told_where_the_key_is(self) -> None:
        said = {"vi": "Vui lòng đăng nhập để xem API Key", "en": "Log in to see your API key"}
        for language, words in said.items():
            self.open(f"/api?lang={language}")
            self.assertIn(words.lower(), self.browser.text("#key").lower())
            self.assertIsNone(KEY.search(self.browser.driver.page_source))
            self.assertTrue(self.browser.find("#add").is_displayed())
            self.browser.follow(self.browser.find('#key a[href^="/login"]').click)
            self.assertEqual(self.path(), "/login")

    def test_another_way_of_answering_holds_at_once(self) -> None:
        self.register("quan")
        key = self.make_key()
        self.open("/api")
        nothing = {"key": key, "action": "add", "service": "999999"}
        self.assertEqual(curl(self.panel, **nothing)["error"], "error.incorrect_service_id")

        self.form("/api/profile").choose("profile", "perfectpanel").send()

        self.assertEqual(self.path(), "/api")
        self.assertTrue(self.form("/api/profile").field("profile=perfectpanel").is_selected())
        self.assertEqual(curl(self.panel, **nothing), {"error": "Incorrect service ID"})


class KeyWithoutScriptTest(KeyTest):
    runs_scripts = False


class AskingTest(KeyHolder):
    """What only the script does."""

    def test_no_leaves_the_key_as_it_is(self) -> None:
        self.register("phuong")
        key = self.make_key()
        self.open("/api")

        self.form("/api/rotate").button().click()
        self.browser.wait(lambda: self.browser.find("dialog[open]").is_displayed(), "the question")
        self.browser.find("dialog[open] [value=no]").click()
        self.browser.wait(lambda: not self.browser.all("dialog[open]"), "the end of the question")

        self.assertEqual(self.path(), "/api")
        self.assertIn("balance", curl(self.panel, key=key, action="balance"))

    def test_the_key_is_copied(self) -> None:
        self.register("quynh")
        key = self.make_key()
        button = self.browser.find('[data-copy="new-key"]')
        words = button.text

        self.browser.allow_copying()
        button.click()

        self.browser.wait(lambda: button.text != words, "the word that it is copied")
        self.assertEqual(self.browser.copied(), key)
