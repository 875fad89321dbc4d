"""The forms of the API page that run an action."""

from __future__ import annotations

from harness.pages import Form, Visitor


class Tryer(Visitor):
    """Somebody who is logged in, with the page of the API open."""

    def form_of(self, action: str) -> Form:
        return self.form("/api/try", inside=f"#{action}")

    def run_action(self, action: str, **fields: str) -> str:
        """Sends the form of an action, and returns the JSON that the page shows then."""
        before = [element.id for element in self.browser.all(f"#answer-{action}")]
        form = self.form_of(action).fill(**fields)
        form.button().click() if self.runs_scripts else form.send()
        # The answer takes the place of the element that was there.
        self.browser.wait(
            lambda: [element.id for element in self.browser.all(f"#answer-{action}")] != before,
            f"the answer to {action}",
        )
        return self.browser.text(f"#answer-{action} code")
