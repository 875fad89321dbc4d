"""A Chromium without a window, steered through chromedriver."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Callable

from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 30
"""Seconds after which what was waited for does not come any more, on however slow a machine."""

_ARGUMENTS = [
    "--headless=new",
    # Neither a root without user namespaces nor the small /dev/shm of a container keeps it from starting.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    # It calls nobody but the panel.
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # The same pixels on every machine.
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--lang=en-US",
]

_AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_AXE_RUN = """
const [rules, done] = arguments
axe.run(document, { runOnly: rules, resultTypes: ["violations"] }).then(
    (result) => done(result.violations.map(({ id, help, nodes }) => ({
        id, help, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`),
    }))),
    (error) => done([{ id: "axe", help: String(error), nodes: [] }]),
)
"""


@dataclass(frozen=True)
class Look:
    """A device: the width of its screen in CSS pixels, and the theme that its system asks for."""

    width: int = 1440
    theme: str = "light"

    @property
    def is_phone(self) -> bool:
        return self.width < 500

    @property
    def height(self) -> int:
        return 780 if self.is_phone else 900

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}"


class Browser:
    """One browser with one tab. `forget` makes it a stranger again."""

    def __init__(self) -> None:
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for argument in _ARGUMENTS:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # With the path of a driver selenium looks for none, and so downloads none.
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(PATIENCE)
        self.driver.set_page_load_timeout(PATIENCE)
        self._look = Look()
        self._messages: list[str] = []
        self.forget()

    def close(self) -> None:
        self.driver.quit()

    def forget(self) -> None:
        """Leaves the page, and has no cookies, no messages, and the look and the script of the beginning."""
        self.driver.get("about:blank")
        self._command("Network.clearBrowserCookies")
        self.run_scripts(True)
        self.look(Look())
        self.messages()

    # What the browser is.

    def look(self, look: Look) -> None:
        self._look = look
        self._resize(look.height)
        self._command(
            "Emulation.setEmulatedMedia",
            features=[
                {"name": "prefers-color-scheme", "value": look.theme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ],
        )

    def run_scripts(self, enabled: bool) -> None:
        """Says whether pages that are opened from now on may run scripts."""
        self.runs_scripts = enabled
        self._command("Emulation.setScriptExecutionDisabled", value=not enabled)

    def cookies(self) -> list[dict[str, Any]]:
        """All of them, those that no script may read too."""
        return self._command("Storage.getCookies")["cookies"]

    def take(self, cookies: list[dict[str, Any]]) -> None:
        """Has these cookies instead of its own, as another browser would."""
        self._command("Network.clearBrowserCookies")
        names = ("name", "value", "domain", "path", "secure", "httpOnly", "sameSite")
        kept = [{name: cookie[name] for name in names if name in cookie} for cookie in cookies]
        self._command("Storage.setCookies", cookies=kept)

    # Going places, and finding things there.

    def open(self, address: str) -> None:
        self.driver.get(address)
        self._collect_messages()

    def wait(self, condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
        """Waits until there is something."""
        # Elements are replaced, and pages end, while they are looked at.
        ended = (WebDriverException,)
        waiting = WebDriverWait(self.driver, patience, poll_frequency=0.02, ignored_exceptions=ended)
        try:
            return waiting.until(lambda _: condition())
        except TimeoutException:
            raise AssertionError(f"{what} did not come on {self.driver.current_url}") from None

    def find(self, selector: str) -> WebElement:
        """The one element that the page has for this selector."""
        found = self.all(selector)
        if len(found) != 1:
            raise AssertionError(f"{self.driver.current_url} has {len(found)} elements, not one, for {selector}")
        return found[0]

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str = "main") -> str:
        """What a person reads there."""
        return self.find(selector).text

    def follow(self, act: Callable[[], None]) -> None:
        """Does what leads to another page, and waits until that is there."""
        # Of the moment at which it began, each page has its own.
        before = self.run("return String(performance.timeOrigin)")
        act()
        is_there = "return document.readyState === 'complete' && String(performance.timeOrigin) !== arguments[0]"
        self.wait(lambda: self.run(is_there, before), "another page")
        self._collect_messages()

    def run(self, script: str, *arguments: Any) -> Any:
        """Runs a script as a developer's console does, which no policy of a page keeps out."""
        return self.driver.execute_script(script, *arguments)

    # What is to be said about a page.

    def status(self) -> int:
        """The status of the answer that the page is."""
        return self.run("return performance.getEntriesByType('navigation')[0].responseStatus")

    def messages(self) -> list[str]:
        """What the console got since the last time, and what the policy refused.

        That a page itself is an error is not among it: tests look at that themselves.
        """
        self._collect_messages()
        messages, self._messages = self._messages, []
        return messages

    def _collect_messages(self) -> None:
        page = self.driver.current_url.split("#")[0]
        refused = f"SEVERE: {page} - Failed to load resource: the server responded with a status of 4"
        lines = [f"{entry['level']}: {entry['message']}" for entry in self.driver.get_log("browser")]
        self._messages += [line for line in lines if not line.startswith(refused)]

    def allow_copying(self) -> None:
        """Says yes where a browser that has lost its focus to another one would ask."""
        self._command("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])

    def copied(self) -> str:
        """What is on the clipboard."""
        self.allow_copying()
        return str(self.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])"))

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        # `clientWidth` has the room in it that is kept free for a scroll bar.
        script = "const html = document.documentElement; return html.scrollWidth - html.getBoundingClientRect().width"
        return math.ceil(self.run(script))

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA and its own best practices."""
        if not self.run("return 'axe' in window"):
            self.run(_axe())
        found = self.driver.execute_async_script(_AXE_RUN, _AXE_RULES)
        return [f"{one['id']} ({one['help']}): {'; '.join(one['nodes'])}" for one in found]

    def picture(self, tallest: int = 6000) -> bytes:
        """The whole page as PNG, but for what is below so many CSS pixels."""
        # What sticks to the bottom of the screen is at the page's end where the screen is as high as the page.
        self._resize(max(self._look.height, min(self._page_height(), tallest)))
        size = self._command("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], tallest), "scale": 1}
        shot = self._command("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        self._resize(self._look.height)
        return base64.b64decode(shot["data"])

    def _page_height(self) -> int:
        return int(self._command("Page.getLayoutMetrics")["cssContentSize"]["height"])

    def _resize(self, height: int) -> None:
        self._command(
            "Emulation.setDeviceMetricsOverride",
            width=self._look.width,
            height=height,
            deviceScaleFactor=2 if self._look.is_phone else 1,
            mobile=self._look.is_phone,
        )

    def _command(self, name: str, **parameters: Any) -> dict[str, Any]:
        return self.driver.execute_cdp_cmd(name, parameters)


@cache
def _axe() -> str:
    package = find_spec("axe_playwright_python")
    assert package is not None and package.origin is not None
    return Path(package.origin).with_name("axe.min.js").read_text()

