"""Logging in and out, and what is said to those who can not."""

from __future__ import annotations

from harness.pages import PASSWORD, Visitor


class LoggingInTest(Visitor):
    def test_out_and_in_again(self) -> None:
        self.register("minhanh")
        self.log_out()
        self.assertFalse(self.is_logged_in())

        self.log_in("minhanh")

        self.assertEqual(self.path(), "/order")
        self.assertTrue(self.is_logged_in())

    def test_the_first_page_is_the_one_that_is_needed(self) -> None:
        self.open("/")
        self.assertEqual(self.path(), "/login")
        self.register("lan")
        self.open("/")
        self.assertEqual(self.path(), "/order")

    def test_a_wrong_password_and_an_unknown_name_are_told_the_same(self) -> None:
        self.register("binh")
        self.log_out()
        said = []
        for name, password in [("binh", "another password"), ("nobody", PASSWORD)]:
            self.log_in(name, password)
            self.assertEqual(self.path(), "/login")
            self.assertGreaterEqual(self.browser.status(), 400)
            form = self.form("/login")
            self.assertEqual(form.field("name").get_attribute("value"), name, "what was typed stays")
            self.assertEqual(form.field("password").get_attribute("value"), "", "but no password")
            said.append(self.browser.text('[role="alert"]'))
        self.assertEqual(said[0], said[1])

    def test_both_languages(self) -> None:
        for language, words, other in [("vi", "Đăng nhập", "en"), ("en", "Log in", "vi")]:
            self.open(f"/login?lang={language}")
            self.assertEqual(self.browser.find("html").get_attribute("lang"), language)
            self.assertEqual(self.browser.text("h1"), words)
            self.assertEqual(self.form("/login").button().text, words)
            self.browser.follow(self.browser.find(f'a[hreflang="{other}"]').click)
            self.assertEqual(self.browser.find("html").get_attribute("lang"), other)

    def test_the_session_is_no_business_of_scripts(self) -> None:
        self.register("thu")
        cookies = self.browser.cookies()
        self.assertTrue(cookies)
        self.assertTrue(all(cookie["httpOnly"] and cookie["secure"] for cookie in cookies), cookies)

    def test_after_logging_out_nothing_is_left_to_go_back_to(self) -> None:
        self.register("anh")
        self.open("/account")
        self.log_out()

        self.browser.driver.back()

        self.browser.wait(lambda: self.path() == "/login", "the page to log in")


class LoggingInWithoutScriptTest(LoggingInTest):
    runs_scripts = False
