"""Runs the tests of pages. `Scripts/browser.sh --help` says how."""

from __future__ import annotations

import argparse
import io
import shutil
import signal
import sys
import time
import unittest
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from harness import panel
from harness.browser import Browser
from harness.case import FAILURES, BrowserTest, KeepingResult

BROWSERS = 2
"""How many run at once. Each waits for its page half of the time."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="Scripts/browser.sh",
        description="Goes through the pages of the built program with a real browser.",
    )
    parser.add_argument("--binary", type=Path, default=panel.binary, help="the program (%(default)s)")
    parser.add_argument("-v", "--verbose", action="store_true", help="print the name of each test")
    parser.add_argument("names", nargs="*", metavar="NAME", help="run only tests with one of these in their name")
    return parser.parse_args()


def by_class(tests: unittest.TestSuite) -> list[unittest.TestSuite]:
    """The tests of each class on their own: they share a panel. Those that take longest are first."""
    suites: dict[type, unittest.TestSuite] = {}
    for test in each(tests):
        suites.setdefault(type(test), unittest.TestSuite()).addTest(test)
    return sorted(suites.values(), key=lambda suite: "test_pages." not in str(suite))


def each(tests: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for test in tests:
        if isinstance(test, unittest.TestSuite):
            yield from each(test)
        else:
            yield test


def run(tests: unittest.TestSuite, browsers: SimpleQueue[Browser], verbose: bool) -> tuple[bool, str]:
    """Runs the tests of a class with a browser that is free. Returns whether they passed, and what is to be said."""
    kind = type(next(each(tests)))
    said = io.StringIO()
    runner = unittest.TextTestRunner(said, resultclass=KeepingResult, verbosity=2 if verbose else 0)
    started = time.monotonic()
    browser = browsers.get()
    try:
        if issubclass(kind, BrowserTest):
            kind.browser = browser
        passed = runner.run(tests).wasSuccessful()
    finally:
        browsers.put(browser)
    summary = f"{kind.__name__}: {tests.countTestCases()} tests in {time.monotonic() - started:.1f} s"
    return passed, summary if passed and not verbose else f"{summary}\n{said.getvalue()}"


def main() -> int:
    chosen = arguments()
    if not chosen.binary.is_file():
        raise SystemExit(f"browser: there is no {chosen.binary}; build it, or name another with --binary")
    panel.binary = chosen.binary
    # So that what was started is stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    shutil.rmtree(FAILURES, ignore_errors=True)
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{name}*" for name in chosen.names] or None
    suites = by_class(loader.discover(str(Path(__file__).parent), pattern="test_*.py"))
    if not suites:
        raise SystemExit("browser: there is no test of that name")
    browsers: list[Browser] = []
    free: SimpleQueue[Browser] = SimpleQueue()
    pool = ThreadPoolExecutor(BROWSERS)
    passed = True
    try:
        for _ in range(BROWSERS):
            browsers.append(Browser())
            free.put(browsers[-1])
        for done in as_completed([pool.submit(run, suite, free, chosen.verbose) for suite in suites]):
            passed &= done.result()[0]
            print(done.result()[1], flush=True)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        # Tests that are still under way end with their browser, and their panels with them.
        for browser in browsers:
            browser.close()
    print(f"browser: {'all pages are right' if passed else 'FAILED'}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
