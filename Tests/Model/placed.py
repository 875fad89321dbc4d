"""Operations that place orders, and requests that no action can be made of."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import MultipleResults, multiple, precondition, rule

import choices
import parameters
from base import Base, orders
from choices import Plan
from values import Sent


class Placed(Base):
    """What customers order."""

    def __init__(self) -> None:
        super().__init__()
        self._sent: list[tuple[int, dict[str, str]]] = []
        """What was sent with a `request_id`, and by whom."""

    @rule(
        target=orders, account=choices.accounts, slot=choices.slots, plan=choices.plans, encoding=choices.encodings
    )
    def add(self, account: int, slot: int, plan: Plan, encoding: str) -> MultipleResults[int]:
        return self._add(account, self._planned(slot, plan), plan, encoding)

    @rule(
        target=orders, account=choices.accounts, slot=choices.slots, plan=choices.plans, encoding=choices.encodings
    )
    def add_too(self, account: int, slot: int, plan: Plan, encoding: str) -> MultipleResults[int]:
        """The same again: nothing is so often done."""
        return self._add(account, self._planned(slot, plan), plan, encoding)

    @rule(
        target=orders,
        account=choices.accounts,
        slot=choices.slots,
        plan=choices.plans,
        changes=st.lists(choices.changes, min_size=1, max_size=2),
        encoding=choices.encodings,
    )
    def add_something_odd(
        self, account: int, slot: int, plan: Plan, changes: list[tuple[str, str | None]], encoding: str
    ) -> MultipleResults[int]:
        sent = self._planned(slot, plan)
        for name, value in changes:
            sent.pop(name, None)
            if value is not None:
                sent[name] = value
        return self._add(account, sent, plan, encoding)

    @precondition(lambda self: self._sent)
    @rule(
        target=orders,
        index=st.integers(0, 5),
        change=st.one_of(st.none(), st.none(), choices.changes),
        other=st.sampled_from([None, None, None, 0, 1, 2]),
        encoding=choices.encodings,
    )
    def add_again(
        self, index: int, change: tuple[str, str | None] | None, other: int | None, encoding: str
    ) -> MultipleResults[int]:
        """A `request_id` that was sent before, with the same parameters or others, by the same customer or another."""
        account, sent = self._sent[-1 - index % len(self._sent)]
        sent = dict(sent)
        if change is not None:
            sent.pop(change[0], None)
            if change[1] is not None:
                sent[change[0]] = change[1]
        return self._ask_for(account if other is None else other, sent, None, encoding)

    def _planned(self, slot: int, plan: Plan) -> dict[str, str]:
        id = self.example.service(slot)
        return parameters.of_plan(plan, id, self.world.services.get(id))

    def _add(self, account: int, sent: dict[str, str], plan: Plan, encoding: str) -> MultipleResults[int]:
        id = plan.request_id
        if id is None:
            return self._ask_for(account, sent, None, encoding)
        self._sent.append((account, {"request_id": id} | sent))
        if plan.in_header and id.isascii():
            return self._ask_for(account, sent, id, encoding)
        return self._ask_for(account, {"request_id": id} | sent, None, encoding)

    def _ask_for(self, account: int, sent: dict[str, str], header: str | None, encoding: str) -> MultipleResults[int]:
        known = len(self.world.orders)
        self.example.ask({"key": self.key(account), **sent}, encoding, header)
        return multiple(*range(known, len(self.world.orders)))

    # MARK: Requests that are none

    @rule(
        key=st.sampled_from(["none", "wrong", "old", "right", "right"]),
        action=st.sampled_from([None, "", "Balance", "orders", " balance ", "balance", "add", "services", "refill"]),
        twice=st.sampled_from([None, None, "action", "key", "link", "source"]),
        encoding=choices.encodings,
        account=choices.accounts,
    )
    def ask_badly(self, key: str, action: str | None, twice: str | None, encoding: str, account: int) -> None:
        generation = self.world.accounts[account].generation
        sent: dict[str, Sent] = {"link": "x", "source": "app"}
        match key:
            case "wrong":
                sent["key"] = "0" * 64
            case "old" if generation > 0:
                sent["key"] = self.key(account, generation - 1)
            case "right":
                sent["key"] = self.key(account)
        if action is not None:
            sent["action"] = action
        self.example.ask(sent, encoding, twice=twice if twice in sent else None)

    @rule(
        account=choices.accounts,
        action=st.sampled_from(["balance", "services", "orders"]),
        encoding=choices.encodings,
    )
    def look(self, account: int, action: str, encoding: str) -> None:
        self.example.ask({"key": self.key(account), "action": action}, encoding)
