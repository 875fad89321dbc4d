"""Forms, and the ways through the panel that many tests take."""

from __future__ import annotations

from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from harness.browser import Browser
from harness.case import PanelTest

PASSWORD = "correct horse battery"


class Form:
    """A form of the page that is open, found by where it leads, and where that is not enough, by what it is in."""

    def __init__(self, browser: Browser, action: str, inside: str = "main", method: str = "") -> None:
        self._browser = browser
        kind = f'[method="{method}"]' if method else ""
        self.element = browser.find(f'{inside} form[action="{action}"]{kind}')

    def field(self, name: str) -> WebElement:
        """By a name, or by name=value where several have the name."""
        name, _, value = name.partition("=")
        selector = f'[name="{name}"]' + (f'[value="{value}"]' if value else "")
        found = self.element.find_elements("css selector", selector)
        assert len(found) == 1, f"{self._browser.driver.current_url} has {len(found)} fields {selector} in this form"
        return found[0]

    def fill(self, **values: str) -> Form:
        for name, value in values.items():
            field = self.field(name)
            if field.tag_name == "select":
                Select(field).select_by_value(value)
            else:
                field.clear()
                field.send_keys(value)
        return self

    def choose(self, name: str, value: str) -> Form:
        """One of several radio buttons."""
        self.field(f"{name}={value}").click()
        return self

    def button(self, named: str | None = None) -> WebElement:
        """What sends the form: its one button, or the one with this `name=value`."""
        if named:
            return self.field(named)
        kinds = "button:not([type], [form]), button[type=submit]"
        found = self.element.find_elements("css selector", kinds)
        if name := self.element.get_attribute("id"):
            # Beside the form; of those that stand on phones and elsewhere one is there. Others have names.
            found += self._browser.all(f'button[form="{name}"]:not([name])')
            found = [button for button in found if button.is_displayed()]
        assert len(found) == 1, f"{self._browser.driver.current_url} has {len(found)} buttons in this form, not one"
        return found[0]

    def send(self, button: str | None = None) -> None:
        """Sends it as a plain form, and waits for the page that answers."""
        self._browser.follow(self.button(button).click)

    def send_and_confirm(self) -> None:
        """Sends it, and says yes where the script asks. Without scripts nobody asks."""
        question = self.element.get_attribute("data-confirm")
        if not question or not self._browser.runs_scripts:
            return self.send()
        self.button().click()
        self._browser.wait(lambda: self._browser.find(f"#{question}").is_displayed(), "the question")
        self._browser.follow(self._browser.find(f"#{question} [value=yes]").click)


class Visitor(PanelTest):
    """Somebody who goes through the pages."""

    runs_scripts = True
    """Whether the browser does. Everything works without."""

    def setUp(self) -> None:
        super().setUp()
        self.browser.run_scripts(self.runs_scripts)

    def form(self, action: str, inside: str = "main", method: str = "") -> Form:
        return Form(self.browser, action, inside, method)

    def register(self, name: str, password: str = PASSWORD, language: str = "en") -> None:
        """Makes an account, and is logged in."""
        self.open(f"/register?lang={language}")
        self.form("/register").fill(name=name, password=password, language=language).send()
        if self.path() != "/order":
            self.fail(f"nobody was registered: {self.browser.text()}")

    def log_in(self, name: str, password: str = PASSWORD) -> None:
        """The first step of it. What comes then depends."""
        self.open("/login?lang=en")
        self.form("/login").fill(name=name, password=password).send()

    def log_out(self) -> None:
        self.browser.find(".bar .menu summary").click()
        self.form("/logout", inside=".bar .menu").send()
        self.assertEqual(self.path(), "/login")

    def is_logged_in(self) -> bool:
        self.open("/account")
        return self.path() == "/account"
