"""What people set about themselves."""

from __future__ import annotations

from harness.browser import Look
from harness.pages import PASSWORD, Visitor


class AccountTest(Visitor):
    def test_language_theme_and_name_stay(self) -> None:
        self.register("minhanh")
        self.open("/account")
        self.form("/account").fill(
            display_name="Minh <b>Anh</b>", email="minhanh@example.com", language="vi", time_zone="UTC", theme="dark"
        ).send()

        self.open("/account")

        html = self.browser.find("html")
        self.assertEqual((html.get_attribute("lang"), html.get_attribute("data-theme")), ("vi", "dark"))
        form = self.form("/account")
        values = [form.field(name).get_attribute("value") for name in ("display_name", "email", "time_zone", "theme")]
        self.assertEqual(values, ["Minh <b>Anh</b>", "minhanh@example.com", "UTC", "dark"])

    def test_a_chosen_theme_is_stronger_than_the_device(self) -> None:
        self.register("lan")
        self.open("/account")
        background = "return getComputedStyle(document.body).backgroundColor"
        seen: dict[str, set[str]] = {}
        for chosen in ("light", "dark"):
            self.form("/account").fill(theme=chosen).send()
            self.open("/account")
            seen[chosen] = set()
            for device in ("light", "dark"):
                self.browser.look(Look(theme=device))
                seen[chosen].add(self.browser.run(background))
        self.assertEqual([len(colours) for colours in seen.values()], [1, 1], f"the device had a say: {seen}")
        self.assertNotEqual(seen["light"], seen["dark"])

    def test_a_new_password_ends_the_other_sessions(self) -> None:
        self.register("binh")
        other = self.browser.cookies()
        self.browser.take([])
        self.log_in("binh")
        self.open("/account")

        self.form("/account/password").fill(current="a wrong password", password="a better password").send()
        self.assertGreaterEqual(self.browser.status(), 400)
        self.assertTrue(self.browser.text('[role="alert"]'))
        self.form("/account/password").fill(current=PASSWORD, password="a better password").send()

        self.assertTrue(self.is_logged_in(), "the session in which it was changed goes on")
        self.browser.take(other)
        self.assertFalse(self.is_logged_in())
        self.log_in("binh", "a better password")
        self.assertTrue(self.is_logged_in())

    def test_signing_out_elsewhere(self) -> None:
        self.register("thu")
        other = self.browser.cookies()
        self.browser.take([])
        self.log_in("thu")
        self.open("/account")

        self.form("/account/sessions").send("session=elsewhere")

        self.assertTrue(self.is_logged_in())
        self.browser.take(other)
        self.assertFalse(self.is_logged_in())


class AccountWithoutScriptTest(AccountTest):
    runs_scripts = False
