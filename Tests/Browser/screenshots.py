"""Takes the pictures of the documentation. `Scripts/screenshots.sh --help` says how."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from harness import panel
from harness.browser import Browser, Look
from harness.pages import Form
from harness.pictures import small
from harness.totp import Authenticator


SCREENS = {
    "order": "/order?service=3&link=https://www.facebook.com/hoasen&quantity=1000",
    "mass": "/mass",
    "orders": "/orders",
    # A part of it was given back.
    "order-detail": "/orders/78",
    "services": "/services",
    "updates": "/updates",
    "statement": "/statement",
    "funds": "/funds",
}
"""The pages of the demo's customer, by the names of their pictures."""


class Photographer:
    def __init__(self, browser: Browser, demo: panel.Panel, folder: Path) -> None:
        self._browser = browser
        self._demo = demo
        self._folder = folder

    def take(self, name: str, language: str, look: Look) -> None:
        """A picture of the page that is open: what is seen of it after a little scrolling."""
        file = self._folder / f"{name}-{language}-{look}.png"
        self._browser.look(look)
        file.write_bytes(small(self._browser.picture(tallest=1000 if look.is_phone else 1400)))
        print(f"{file}: {file.stat().st_size} bytes")
        self._browser.look(Look())

    def open(self, path: str) -> None:
        self._browser.open(self._demo.address + path)

    def send(self, action: str, **values: str) -> None:
        Form(self._browser, action).fill(**values).send()

    def take_all(self) -> None:
        self.take_gates()
        printed = self._demo.says(r"^  customer +(\S+) +password +(\S+)$")
        self.open("/login?lang=vi")
        self.send("/login", name=printed[1], password=printed[2])
        self.open("/account")
        self.send("/account", display_name="Minh Anh", email="minhanh@example.com", language="vi")
        self.take_screens("vi", Look(360, "light"))
        self.open("/account")
        self.send("/account", language="en")
        self.take_screens("en", Look(1440, "light"))
        self.open("/account")
        self.send("/account", language="vi")
        self.take_api()
        self.take_account()

    def take_screens(self, language: str, look: Look) -> None:
        """What a customer looks at all day, as the demo has filled it in."""
        self.wait_for_usual_times()
        for name, path in SCREENS.items():
            self.open(path)
            self.take(name, language, look)

    def wait_for_usual_times(self) -> None:
        """They are counted by a job that begins a little after the demo."""

        def are_there() -> bool:
            self.open("/services?q=1")
            return any(times in self._browser.text("#s1") for times in ("usually starts", "thường bắt đầu"))

        self._browser.wait(are_there, "how long orders usually take", patience=120)

    def take_gates(self) -> None:
        self.open("/login?lang=vi")
        self.take("login", "vi", Look(1440, "light"))
        self.open("/login?lang=en")
        self.take("login", "en", Look(360, "dark"))
        self.open("/register?lang=en")
        self.take("register", "en", Look(1440, "dark"))
        self.open("/api?lang=vi")
        self.take("api-public", "vi", Look(360, "light"))

    def take_api(self) -> None:
        self.open("/api")
        self.take("api", "vi", Look(1440, "light"))
        self.open("/account")
        self.send("/account", language="en")
        self.open("/api")
        self.take("api", "en", Look(1440, "light"))
        self.take("api", "en", Look(1440, "dark"))
        self.take("api", "en", Look(360, "dark"))
        Form(self._browser, "/api/rotate").send_and_confirm()
        self.take("api-new-key", "en", Look(1440, "light"))

    def take_account(self) -> None:
        self.open("/account")
        self.take("account", "en", Look(1440, "light"))
        self.send("/account", language="vi")
        self.open("/account")
        self.take("account", "vi", Look(360, "light"))
        self.take("account", "vi", Look(1440, "dark"))
        code = Authenticator(self._browser.text("#secret")).code()
        self.send("/account/second-factor", code=code)
        self.take("account-recovery-codes", "vi", Look(1440, "light"))


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="Scripts/screenshots.sh",
        description="Takes the pictures of the documentation anew, with the built program.",
    )
    parser.add_argument("--binary", type=Path, default=panel.binary, help="the program (%(default)s)")
    parser.add_argument("--out", type=Path, default=Path("Docs/pictures"), help="where they go (%(default)s)")
    chosen = parser.parse_args()
    panel.binary = chosen.binary
    chosen.out.mkdir(parents=True, exist_ok=True)
    # So that what was started is stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    browser = Browser()
    try:
        demo = panel.Panel.demo()
        try:
            Photographer(browser, demo, chosen.out).take_all()
        finally:
            demo.stop()
    finally:
        browser.close()


if __name__ == "__main__":
    main()
