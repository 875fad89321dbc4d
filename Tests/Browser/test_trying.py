"""Trying an action on the page itself: it is carried out for whoever is logged in."""

from __future__ import annotations

import json

from harness.trying import Tryer


class TryingTest(Tryer):
    def test_the_balance(self) -> None:
        self.register("minhanh")
        self.panel.run("user", "credit", "minhanh", "12.5", "--reference", "1")
        self.open("/api")

        answer = self.run_action("balance")

        self.assertEqual(json.loads(answer), {"balance": "12.5", "currency": "USD"})
        self.assertIn("200", self.browser.text("#answer-balance .state"))

    def test_an_action_that_is_refused_shows_its_error(self) -> None:
        self.register("lan")
        self.open("/api")

        answer = self.run_action("status", order="999")

        self.assertEqual(json.loads(answer), {"error": "Incorrect order ID"})
        self.assertEqual(self.form_of("status").field("order").get_attribute("value"), "999", "what was typed stays")


class TryingWithoutScriptTest(TryingTest):
    runs_scripts = False
