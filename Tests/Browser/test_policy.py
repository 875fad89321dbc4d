"""What the policy of the pages keeps out, whoever got it in."""

from __future__ import annotations

from harness.case import PanelTest

_TRIES = """
window.refused = []
addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective))
const add = (name) => document.body.appendChild(document.createElement(name))
const attempt = (act) => { try { act() } catch {} }
const mark = "(window.ran ??= []).push('script')"
attempt(() => add("p").setAttribute("style", "color: red"))
attempt(() => { add("img").src = "http://127.0.0.2/stolen" })
attempt(() => fetch("http://127.0.0.2/stolen").catch(() => {}))
attempt(() => { const script = document.createElement("script"); script.append(mark); document.body.append(script) })
attempt(() => document.body.insertAdjacentHTML("beforeend", `<img src="/" onerror="${mark}">`))
attempt(() => add("p").setAttribute("onclick", mark))
attempt(() => document.body.lastChild.click())
"""

_REFUSED = [
    "connect-src",
    "img-src",
    "require-trusted-types-for",
    "require-trusted-types-for",
    "require-trusted-types-for",
    "style-src-attr",
]


class PolicyTest(PanelTest):
    def test_it_refuses_what_is_not_the_panels_own(self) -> None:
        for path in ("/login", "/api"):
            self.open(path)
            self.browser.run(_TRIES)
            self.browser.wait(lambda: len(self.browser.run("return refused")) >= len(_REFUSED), "all that is refused")
            self.assertEqual(sorted(self.browser.run("return refused")), _REFUSED)
            self.assertEqual(self.browser.run("return window.ran ?? []"), [])
        said = self.browser.messages()
        others = [line for line in said if "Content Security Policy" not in line and "Trusted" not in line]
        self.assertFalse(others, "the console is not clean besides")
