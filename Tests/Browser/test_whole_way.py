"""An order of every type, from the form to the refund of what was not delivered."""

from __future__ import annotations

from harness.ordering import Customer, service

# What is typed for each type besides the link, and how many pieces that is.
TYPES: dict[str, tuple[dict[str, str], int]] = {
    "Default": ({"quantity": "1000"}, 1000),
    "Package": ({}, 1),
    "Custom Comments": ({"comments": "a\nb\nc\nd"}, 4),
    "Custom Comments Package": ({"comments": "a\nb"}, 1),
    "Mentions Hashtag": ({"quantity": "1000", "hashtag": "cats"}, 1000),
    "Subscriptions": ({"username": "minhanh", "posts": "4", "min": "10", "max": "20"}, 4),
    "SEO": ({"quantity": "1000", "keywords": "a\nb"}, 1000),
    "Mentions": ({"quantity": "1000", "usernames": "a\nb"}, 1000),
    "Mentions with Hashtags": ({"quantity": "1000", "usernames": "a", "hashtags": "b"}, 1000),
    "Mentions Custom List": ({"usernames": "a\nb\nc\nd"}, 4),
    "Mentions User Followers": ({"quantity": "1000", "username": "a"}, 1000),
    "Comment Likes": ({"quantity": "1000", "username": "a"}, 1000),
    "Mentions Media Likers": ({"quantity": "1000", "media": "https://example.com/m"}, 1000),
    "Comment Replies": ({"username": "a", "comments": "a\nb\nc\nd"}, 4),
    "Poll": ({"quantity": "1000", "answer_number": "2"}, 1000),
    "Invites from Groups": ({"quantity": "1000", "groups": "a"}, 1000),
    "Web Traffic": ({"quantity": "1000", "country": "VN", "device": "1", "type_of_traffic": "3"}, 1000),
}


class WholeWayTest(Customer):
    catalogue = [service(number + 1, kind, kind=kind, min=1) for number, kind in enumerate(TYPES)]

    def test_every_type(self) -> None:
        self.come("hoa", money="1000")
        orders: dict[str, int] = {}
        for number, (kind, (typed, quantity)) in enumerate(TYPES.items()):
            self.open(f"/order?service={number + 1}")
            link = {} if kind == "Subscriptions" else {"link": f"https://example.com/{number}"}
            self.order_form().fill(**link, **typed).send()
            orders[self.placed()] = quantity
        for order in orders:
            self.panel.run("order", "update", order, "--status", "in_progress")
        self.open("/orders?status=in_progress")
        self.assertEqual(len(self.browser.all("main tbody tr")), len(TYPES))

        for order, quantity in orders.items():
            outcome = ["partial", "--remains", str(quantity // 4)] if quantity > 1 else ["canceled"]
            self.panel.run("order", "update", order, "--status", *outcome)

        for order, quantity in orders.items():
            self.open(f"/orders/{order}")
            said = self.browser.text()
            self.assertIn("Partial" if quantity > 1 else "Canceled", said)
            self.assertIn("came back", said)
            self.assertEqual(f"× {quantity // 4:,} ÷ {quantity:,}" in said, quantity > 1, said)
        self.open("/statement")
        entries = self.browser.text("#entries")
        for order in orders:
            self.assertIn(f"Refund of order {order}\n", entries)
        self.assertEqual(self.browser.text("#entries").count("Refund of order"), len(TYPES))
        self.panel.run("doctor")


class WholeWayWithoutScriptTest(WholeWayTest):
    runs_scripts = False
