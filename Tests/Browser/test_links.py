"""Links that work once: the first owner, a new password, an invitation."""

from __future__ import annotations

import re

from harness.browser import Look
from harness.case import LOOKS
from harness.pages import PASSWORD, Visitor


class LinksTest(Visitor):
    def follow_link(self, said: str, path: str) -> str:
        """Opens the link to this path in what the program printed, and returns it."""
        found = re.search(rf"{re.escape(self.panel.address)}({path}\S+)", said)
        assert found, f"there is no link to {path} in: {said}"
        self.open(found[1])
        return found[1]

    def assert_is_used_up(self, link: str) -> None:
        self.open(link)
        self.assertFalse(self.browser.all("main [name=password]"))
        self.check_page("a link that was used")

    def test_the_first_owner(self) -> None:
        link = self.follow_link(self.panel.says(r"\S+/first/\S+")[0], "/first/")
        self.check_page("the first owner")
        self.form(link).fill(name="owner", password="1234567890").send()
        self.assertGreaterEqual(self.browser.status(), 400, "a common password is refused, and the link goes on")
        self.form(link).fill(name="owner", password=PASSWORD).send()

        self.assertTrue(self.is_logged_in())
        self.assertIn("owner", self.panel.run("user", "show", "owner"))
        self.browser.forget()
        self.assert_is_used_up(link)

    def test_a_new_password(self) -> None:
        self.panel.run("user", "create", "minhanh", "--password", "-", given=PASSWORD)
        link = self.follow_link(self.panel.run("user", "reset-link", "minhanh"), "/reset/")
        self.check_page("a new password")
        self.form(link).fill(password="a better password").send()

        self.log_in("minhanh")
        self.assertEqual(self.path(), "/login", "the old password is gone")
        self.log_in("minhanh", "a better password")
        self.assertTrue(self.is_logged_in())
        self.browser.forget()
        self.assert_is_used_up(link)

    def test_an_invitation(self) -> None:
        self.panel.run("setting", "set", "registration", "invitation")
        try:
            self.open("/register?lang=en")
            self.assertFalse(self.browser.all("main [name=password]"))
            self.check_page("registering by invitation only")
            link = self.follow_link(self.panel.run("invitation", "create"), "/register")
            self.form("/register").fill(name="lan", password=PASSWORD).send()
            self.assertTrue(self.is_logged_in())
            self.browser.forget()
            self.assert_is_used_up(link)
        finally:
            self.panel.run("setting", "set", "registration", "open")


class LinksWithoutScriptTest(LinksTest):
    runs_scripts = False

    def check_page(self, name: str, looks: list[Look] = LOOKS) -> None:
        """It was, with scripts."""
