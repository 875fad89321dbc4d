"""Operations on orders that were placed: status, cancel, refill, and what staff write down."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import MultipleResults, multiple, rule

import choices
import staff
from base import Base, orders, refills
from outcomes import StaffRefusal
from table import at
from values import Ref, Sent, Token

_MANY = [Token(other=str(10**12 + number)) for number in range(99)]
"""With one more than two others, more ids than a request may have."""


class Finished(Base):
    """What customers ask about orders, and what staff do with them."""

    # MARK: Customers

    @rule(
        order=orders,
        caller=choices.callers,
        action=st.sampled_from(["status", "status", "cancel"]),
        blanks=st.booleans(),
        encoding=choices.encodings,
    )
    def ask_about_one(self, order: int, caller: int | None, action: str, blanks: bool, encoding: str) -> None:
        token = Token(Ref("order", order), blanks=blanks)
        self._ask_about(action, order, caller, {"order": [token]}, encoding)

    @rule(
        order=orders,
        more=choices.tokens(orders, "order"),
        caller=choices.callers,
        action=st.sampled_from(["status", "cancel"]),
        too_many=st.sampled_from([False] * 5 + [True]),
        encoding=choices.encodings,
    )
    def ask_about_many(
        self, order: int, more: list[Token], caller: int | None, action: str, too_many: bool, encoding: str
    ) -> None:
        tokens = [Token(Ref("order", order)), *more, *(_MANY if too_many else [])]
        self._ask_about(action, order, caller, {"orders": tokens}, encoding)

    @rule(
        order=orders,
        more=choices.tokens(orders, "order"),
        caller=choices.callers,
        action=st.sampled_from(["status", "cancel"]),
        encoding=choices.encodings,
    )
    def ask_about_many_as_one(
        self, order: int, more: list[Token], caller: int | None, action: str, encoding: str
    ) -> None:
        """Several ids in the parameter for one."""
        self._ask_about(action, order, caller, {"order": [Token(Ref("order", order)), *more]}, encoding)

    @rule(target=refills, order=orders, caller=choices.callers, encoding=choices.encodings)
    def refill_one(self, order: int, caller: int | None, encoding: str) -> MultipleResults[int]:
        return self._refill(order, caller, {"order": [Token(Ref("order", order))]}, encoding)

    @rule(
        target=refills,
        order=orders,
        more=choices.tokens(orders, "order"),
        caller=choices.callers,
        encoding=choices.encodings,
    )
    def refill_many(
        self, order: int, more: list[Token], caller: int | None, encoding: str
    ) -> MultipleResults[int]:
        return self._refill(order, caller, {"orders": [*more, Token(Ref("order", order))]}, encoding)

    def _refill(self, order: int, caller: int | None, sent: dict[str, Sent], encoding: str) -> MultipleResults[int]:
        known = len(self.world.refills)
        self._ask_about("refill", order, caller, sent, encoding)
        return multiple(*range(known, len(self.world.refills)))

    @rule(
        refill=refills,
        more=st.one_of(st.none(), choices.tokens(refills, "refill")),
        caller=choices.callers,
        encoding=choices.encodings,
    )
    def refill_status(self, refill: int, more: list[Token] | None, caller: int | None, encoding: str) -> None:
        tokens = [Token(Ref("refill", refill)), *(more or [])]
        sent: dict[str, Sent] = {"refill": tokens} if more is None else {"refills": tokens}
        self._ask_about("refill_status", self.world.refills[refill].order, caller, sent, encoding)

    @rule(
        account=choices.accounts,
        action=st.sampled_from(["status", "cancel", "refill", "refill_status"]),
        name=st.sampled_from(["order", "orders", "refill", "refills"]),
        tokens=st.lists(choices.junk_tokens, max_size=3),
        encoding=choices.encodings,
    )
    def ask_about_nothing(
        self, account: int, action: str, name: str, tokens: list[Token], encoding: str
    ) -> None:
        sent: dict[str, Sent] = {"key": self.key(account), "action": action}
        # Empty text is a list of nothing only when there is a comma in it; without one, nothing was sent.
        if name.endswith("s") and tokens:
            sent[name] = tokens if any(token.other for token in tokens) else [Token(), Token()]
        elif len(tokens) == 1 and tokens[0].other:
            sent[name] = tokens
        self.example.ask(sent, encoding)

    def _ask_about(
        self, action: str, order: int, caller: int | None, sent: dict[str, Sent], encoding: str
    ) -> None:
        account = self.world.orders[order].account if caller is None else caller
        self.example.ask({"key": self.key(account), "action": action, **sent}, encoding)

    # MARK: Staff

    @rule(order=orders, change=choices.order_changes)
    def update_order(self, order: int, change: dict[str, Any]) -> None:
        found = self.world.orders[order]
        message = dict(change)
        parts = {"half": found.quantity // 2, "third": found.quantity // 3, "all": found.quantity}
        parts["more"] = found.quantity + 1
        if "remains" in message:
            message["remains"] = parts.get(message["remains"], message["remains"])

        def result() -> Any:
            start_count, remains = message.get("start_count"), message.get("remains")
            return staff.update_order(self.world, found, message.get("status"), start_count, remains)

        self.staff("PATCH", at("order", order), message, result)

    @rule(order=orders, remains=st.integers(1, 60))
    def end_partially(self, order: int, remains: int) -> None:
        self.update_order(order, {"status": "partial", "remains": remains})

    @rule(target=refills, order=orders, asks=st.booleans())
    def complete(self, order: int, asks: bool) -> MultipleResults[int]:
        """Completes an order, and asks for a refill of it."""
        self.update_order(order, {"status": "completed"})
        return self._refill(order, None, {"order": [Token(Ref("order", order))]}, "form") if asks else multiple()

    @rule(order=orders)
    def show_order(self, order: int) -> None:
        found = self.world.orders[order]
        self.example.staff("GET", at("order", order), None, staff.shown_order(self.world, found))

    @rule(account=choices.accounts, status=st.sampled_from([None, "pending", "partial", "canceled"]))
    def list_orders(self, account: int, status: str | None) -> None:
        name = self.world.accounts[account].name
        wanted = [
            staff.shown_order(self.world, order, whole=False)
            for order in reversed(self.world.orders)
            if order.account == account and status in (None, order.status)
        ]
        query = f"/orders?user={name}" + (f"&status={status}" if status else "")
        self.example.staff("GET", query, None, wanted)

    @rule(refill=refills, status=choices.refill_statuses)
    def update_refill(self, refill: int, status: str) -> None:
        found = self.world.refills[refill]
        self.staff("PATCH", at("refill", refill), {"status": status}, lambda: staff.update_refill(found, status))

    @rule(kind=st.sampled_from(["order", "refill"]))
    def update_what_is_not_there(self, kind: str) -> None:
        nothing = 10**12
        refusal = StaffRefusal(404, f"There is no {kind} {nothing}.")
        self.example.staff("PATCH", f"/{kind}s/{nothing}", {"status": "completed"}, refusal)
