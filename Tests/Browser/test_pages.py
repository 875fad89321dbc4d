"""Every page is right for everybody: WCAG 2.2 AA, on screens of any width, in both themes and both languages."""

from __future__ import annotations

from harness.browser import Look
from harness.case import LOOKS
from harness.pages import PASSWORD, Visitor
from harness.totp import Authenticator
from harness.trying import Tryer


class PagesTest(Tryer):
    language = "en"
    looks = LOOKS

    def open_in_language(self, path: str) -> None:
        self.open(f"{path}?lang={self.language}")

    def check(self, name: str) -> None:
        self.assertEqual(self.browser.find("html").get_attribute("lang"), self.language)
        self.assertEqual(len(self.browser.all("h1")), 1)
        self.check_page(f"{name} ({self.language})", self.looks)

    def test_logging_in(self) -> None:
        self.open_in_language("/login")
        self.check("logging in")
        self.form("/login").fill(name="nobody", password="a wrong password").send()
        self.check("logging in, refused")

    def test_registering(self) -> None:
        self.open_in_language("/register")
        self.check("registering")
        self.form("/register").fill(name="A B", password="1234567890", language=self.language).send()
        self.check("registering, refused")

    def test_the_api_for_strangers(self) -> None:
        self.open_in_language("/api")
        self.check("the API for strangers")

    def test_the_api(self) -> None:
        self.register("minhanh", language=self.language)
        self.open("/api")
        self.form("/api/profile").choose("profile", "perfectpanel").send()
        self.form("/api/rotate").send_and_confirm()
        self.run_action("balance")
        self.check("the API with a new key and an answer")

    def test_the_account(self) -> None:
        self.register("lan", language=self.language)
        self.open("/account")
        self.check("the account")
        self.form("/account/password").fill(current="a wrong password", password=PASSWORD).send()
        self.check("the account, refused")

    def test_the_second_factor(self) -> None:
        self.register("ngoc", language=self.language)
        self.open("/account")
        self.form("/account/second-factor").fill(code="000000").send()
        self.check("the second factor, refused")
        self.open("/account")
        authenticator = Authenticator(self.browser.text("#secret"))
        self.form("/account/second-factor").fill(code=authenticator.code()).send()
        self.check("the second factor with its recovery codes")
        self.open("/account")
        self.check("the second factor, turned on")
        self.log_out()
        self.open_in_language("/login")
        self.form("/login").fill(name="ngoc", password=PASSWORD).send()
        self.check("the second step of logging in")
        self.form("/login").fill(code="000000").send()
        self.check("the second step of logging in, refused")

    def test_what_the_suspended_see(self) -> None:
        self.register("quan", language=self.language)
        self.panel.run("user", "suspend", "quan")
        self.log_in("quan")
        self.assertEqual(self.path(), "/order")
        self.open("/api")
        self.assertTrue(self.browser.text("main .alert"))
        self.open("/account")
        self.check("the account of the suspended")

    def test_errors(self) -> None:
        self.open_in_language("/nowhere")
        self.assertEqual(self.browser.status(), 404)
        self.check("a page that is not there")
        self.open_in_language("/login")
        self.browser.run("document.querySelector('[name=csrf]').value = 'foreign'")
        self.form("/login").fill(name="nobody", password=PASSWORD).send()
        self.assertEqual(self.browser.status(), 403)
        self.check("a form of another page")


class VietnamesePagesTest(PagesTest):
    language = "vi"
    # Words can be too long for a place, and markup be missing in one language. Colours are the same in both.
    looks = [Look(360, "dark"), Look(1440, "light")]


class ThrottlingTest(Visitor):
    def test_too_many_wrong_passwords(self) -> None:
        for language in ("en", "vi"):
            for _ in range(100):
                self.open(f"/login?lang={language}")
                self.form("/login").fill(name="nobody", password="a wrong password").send()
                if self.browser.status() == 429:
                    break
            self.assertEqual(self.browser.status(), 429)
            self.assertEqual(self.browser.find("html").get_attribute("lang"), language)
            self.check_page(f"logging in too often ({language})")
