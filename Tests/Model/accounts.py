"""Operations on accounts: keys, balances, prices, suspensions."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

import choices
import money
import staff
from base import Base
from outcomes import StaffRefusal
from table import of_user
from values import Key


class Accounts(Base):
    """What staff do with accounts."""

    def _create(self, name: str, profile: str, language: str, discount: int) -> None:
        message = {"name": name, "profile": profile, "language": language, "discount": f"{discount / 100:.2f}"}
        try:
            account = staff.create_user(self.world, name, profile, language, discount)
        except StaffRefusal as refusal:
            self.example.staff("POST", "/users", message, refusal)
            return
        self.example.new_key("/users", message, Key(account.index, 0), {"name": name})

    @rule(
        account=choices.accounts,
        amount=choices.amounts,
        reference=st.sampled_from(["a", "b", "c", "d", "chuyển khoản", "f", "g"]),
    )
    def credit(self, account: int, amount: str, reference: str) -> None:
        found = self.world.accounts[account]
        reference = f"{reference} of {self.example.number}"
        micros = money.parse(amount)
        message = {"amount": amount, "reference": reference}
        path = of_user(found.name, "/credits")
        self.staff("POST", path, message, lambda: staff.credit(self.world, found, micros, reference))

    @rule(
        account=choices.accounts,
        slot=choices.slots_or_unknown,
        rate=st.one_of(st.none(), choices.rates, st.just("-1")),
    )
    def set_rate(self, account: int, slot: int, rate: str | None) -> None:
        found = self.world.accounts[account]
        service = self.example.service(slot)

        def result() -> dict[str, Any]:
            staff.set_rate(self.world, found, service, None if rate is None else money.parse(rate))
            return {"rate": rate}

        self.staff("PUT", of_user(found.name, f"/rates/{service}"), {"rate": rate}, result)

    @rule(account=choices.accounts, suspended=st.sampled_from([False, False, False, True]))
    def suspend(self, account: int, suspended: bool) -> None:
        found = self.world.accounts[account]
        found.suspended = suspended
        path = of_user(found.name, "/suspend" if suspended else "/resume")
        self.example.staff("POST", path, None, staff.shown_user(found))

    @rule(account=choices.accounts)
    def rotate_key(self, account: int) -> None:
        found = self.world.accounts[account]
        key = staff.rotate_key(found)
        self.example.new_key(of_user(found.name, "/rotate-key"), None, key, {"name": found.name})

    @rule(account=choices.accounts, again=st.sampled_from([False, False, True]))
    def show_user(self, account: int, again: bool) -> None:
        """Shows a user, or tries to make one of that name."""
        found = self.world.accounts[account]
        if again:
            self._create(found.name, "seed", "vi", 0)
        self.example.staff("GET", of_user(found.name), None, staff.shown_user(found))
