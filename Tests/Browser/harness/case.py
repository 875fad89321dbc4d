"""What every test of pages has: a browser, what it looks like afterwards, and what is kept of a failure."""

from __future__ import annotations

import re
import unittest
from pathlib import Path
from typing import Any, ClassVar

from harness.browser import Browser, Look
from harness.panel import Panel

FAILURES = Path(".build/browser-failures")

WIDTHS = [360, 721, 800, 1024, 1440]
"""At which no page may be wider than the screen: phones, both sides of where the layout changes, and desks."""

LOOKS = [Look(width, theme) for width in (360, 1440) for theme in ("light", "dark")]
"""In which axe looks at every page."""


class BrowserTest(unittest.TestCase):
    """The browser comes to each test as a stranger; nothing that it complains about may be left unsaid."""

    browser: ClassVar[Browser]

    def setUp(self) -> None:
        self.browser.forget()

    def tearDown(self) -> None:
        if messages := self.browser.messages():
            self.fail("the console is not clean:\n" + "\n".join(messages))

    def check_page(self, name: str, looks: list[Look] = LOOKS) -> None:
        """The page that is open is right for everybody, and fits on every screen. `looks` are those for axe."""
        found: dict[str, list[str]] = {}
        for width in WIDTHS:
            self.browser.look(Look(width))
            if (overflow := self.browser.overflow()) > 0:
                found.setdefault("it is too wide", []).append(f"{overflow} px at {width} px")
        for look in looks:
            self.browser.look(look)
            for violation in self.browser.violations():
                found.setdefault(violation, []).append(str(look))
        if found:
            self.fail(f"{name}:\n" + "\n".join(f"{what} ({', '.join(where)})" for what, where in found.items()))
        self.browser.look(Look())


class PanelTest(BrowserTest):
    """A test on a panel that the tests of its class share."""

    panel: ClassVar[Panel]

    @classmethod
    def setUpClass(cls) -> None:
        cls.panel = cls.make_panel()
        cls.addClassCleanup(cls.panel.stop)

    @classmethod
    def make_panel(cls) -> Panel:
        return Panel.serve()

    def open(self, path: str) -> None:
        self.browser.open(self.panel.address + path)

    def path(self) -> str:
        """Where the browser is, without what follows a question mark."""
        address = self.browser.driver.current_url
        self.assertTrue(address.startswith(self.panel.address), f"{address} is another site")
        return re.sub(r"[?#].*", "", address.removeprefix(self.panel.address))


class KeepingResult(unittest.TextTestResult):
    """Keeps a picture and the markup of the page on which a test failed."""

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self._keep(test, test.id())

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        self._keep(test, test.id())

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._keep(test, subtest.id())

    def _keep(self, test: unittest.TestCase, name: str) -> None:
        if not isinstance(test, BrowserTest):
            return
        FAILURES.mkdir(parents=True, exist_ok=True)
        file = FAILURES / re.sub(r"[^\w.-]+", "-", name).strip("-")
        browser = test.browser
        try:
            file.with_name(file.name + ".html").write_text(browser.driver.page_source)
            file.with_name(file.name + ".png").write_bytes(browser.picture())
            note = f"{browser.driver.current_url}, kept in {file}.png"
        except Exception as error:  # A browser that is gone is one more reason to see the failure itself.
            note = f"there is no picture: {error}"
        self.stream.writeln(f"\n{name}: {note}")
