"""The second factor: an authenticator, and the codes for the day that it is lost."""

from __future__ import annotations

from harness.pages import PASSWORD, Visitor
from harness.totp import Authenticator


class SecondFactorTest(Visitor):
    def turn_on(self) -> tuple[Authenticator, list[str]]:
        """Has an authenticator from now on. Also returns the codes for the day that it is lost."""
        self.open("/account")
        authenticator = Authenticator(self.browser.text("#secret"))
        self.form("/account/second-factor").fill(code=authenticator.code()).send()
        codes = self.browser.text("#codes").split()
        self.assertGreaterEqual(len(codes), 8)
        return authenticator, codes

    def answer(self, code: str) -> None:
        self.form("/login").fill(code=code).send()

    def test_it_is_asked_for_and_each_code_works_once(self) -> None:
        self.register("minhanh")
        authenticator, codes = self.turn_on()
        self.assertTrue(self.is_logged_in(), "the session in which it was turned on goes on")
        self.log_out()

        self.log_in("minhanh")
        self.assertFalse(self.browser.all("[name=password]"), "only the code is asked for")
        self.answer("000000")
        self.assertEqual(self.path(), "/login")
        self.assertTrue(self.browser.text('[role="alert"]'))
        code = authenticator.code()
        self.answer(code)
        self.assertTrue(self.is_logged_in())
        self.log_out()

        self.log_in("minhanh")
        self.answer(code)
        self.assertEqual(self.path(), "/login", "a code works once")
        self.answer(codes[0])
        self.assertTrue(self.is_logged_in())
        self.log_out()

        self.log_in("minhanh")
        self.answer(codes[0])
        self.assertEqual(self.path(), "/login", "a recovery code works once")
        self.answer(codes[1])
        self.assertTrue(self.is_logged_in())

    def test_a_password_alone_does_not_log_in(self) -> None:
        self.register("ngoc")
        self.turn_on()
        self.log_out()
        self.log_in("ngoc")
        self.assertFalse(self.is_logged_in())

    def test_new_recovery_codes_end_the_old_ones(self) -> None:
        self.register("quan")
        _, old = self.turn_on()
        self.open("/account")
        self.form("/account/second-factor/codes").send_and_confirm()
        new = self.browser.text("#codes").split()
        self.assertFalse(set(old) & set(new))
        self.log_out()

        self.log_in("quan")
        self.answer(old[0])
        self.assertEqual(self.path(), "/login")
        self.answer(new[0])
        self.assertTrue(self.is_logged_in())

    def test_turned_off_it_is_not_asked_for(self) -> None:
        self.register("phuong")
        self.turn_on()
        self.open("/account")
        self.form("/account/second-factor/off").fill(password=PASSWORD).send()
        self.log_out()

        self.log_in("phuong")

        self.assertTrue(self.is_logged_in())


class SecondFactorWithoutScriptTest(SecondFactorTest):
    runs_scripts = False
