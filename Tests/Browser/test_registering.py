"""Making an account: what is refused, and what stays of what was typed."""

from __future__ import annotations

from harness.pages import PASSWORD, Visitor


class RegisteringTest(Visitor):
    def refused(self) -> str:
        """What the page says of a form that was refused, in the summary on top of it."""
        self.assertEqual(self.path(), "/register")
        self.assertGreaterEqual(self.browser.status(), 400)
        return self.browser.text('[role="alert"]')

    def test_in_either_language_what_is_chosen_holds(self) -> None:
        for language, name in [("vi", "minhanh"), ("en", "lan")]:
            self.register(name, language=language)
            self.assertEqual(self.browser.find("html").get_attribute("lang"), language)
            self.log_out()

    def test_a_common_password_is_refused_and_the_rest_stays(self) -> None:
        self.open("/register?lang=en")
        form = self.form("/register")
        form.fill(name="ngoc", email="ngoc@example.com", password="1234567890", language="vi").send()

        self.assertTrue(self.refused())
        form = self.form("/register")
        self.assertEqual(form.field("password").get_attribute("aria-invalid"), "true")
        self.assertEqual(form.field("password").get_attribute("value"), "")
        self.assertEqual(form.field("name").get_attribute("value"), "ngoc")
        self.assertEqual(form.field("email").get_attribute("value"), "ngoc@example.com")
        self.assertEqual(form.field("language").get_attribute("value"), "vi")

        form.fill(password=PASSWORD).send()
        self.assertEqual(self.path(), "/order")

    def test_the_summary_leads_to_the_field(self) -> None:
        self.open("/register?lang=en")
        self.form("/register").fill(name="quan", password="1234567890").send()
        self.refused()

        self.browser.find('[role="alert"] a').click()

        self.assertEqual(self.browser.run("return document.activeElement.name"), "password")

    def test_a_name_that_is_taken(self) -> None:
        self.register("phuong")
        self.log_out()
        self.open("/register?lang=en")
        self.form("/register").fill(name="phuong", password=PASSWORD).send()
        self.assertTrue(self.refused())


class RegisteringWithoutScriptTest(RegisteringTest):
    runs_scripts = False
