"""The examples of the API page, run in each of their languages."""

from __future__ import annotations

import unittest
import urllib.request

import examples
from harness.api import KEY
from harness.panel import Panel


class ExamplesTest(unittest.TestCase):
    def test_each_prints_what_the_api_answers(self) -> None:
        panel = Panel.demo()
        self.addCleanup(panel.stop)
        key = panel.says(KEY.pattern)[0]
        with urllib.request.urlopen(f"{panel.address}/api", timeout=30) as answer:
            page = answer.read().decode()

        self.assertEqual(examples.run(page, key), 55)
