"""The machine as a whole: how an example begins, and what must hold at its end."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import MultipleResults, initialize, multiple

import choices
import staff
from accounts import Accounts
from base import orders
from catalogue import Catalogue
from choices import Plan
from finished import Finished
from placed import Placed
from table import Table, of_user


class PanelMachine(Accounts, Catalogue, Placed, Finished):
    """Random operations on all engines and on the model. Every answer is compared."""

    doctor_every = 1
    """How many examples share a look at the books as a whole."""

    @initialize(
        target=orders,
        seed=st.integers(0, 2**16),
        users=st.tuples(*[st.tuples(choices.profiles, choices.languages, choices.discounts)] * 3),
        rows=st.lists(choices.rows(), min_size=choices.SLOTS, max_size=choices.SLOTS),
        plans=st.lists(st.tuples(choices.accounts, choices.slots, choices.plans), min_size=2, max_size=6),
    )
    def begin(
        self,
        seed: int,
        users: Any,
        rows: list[dict[str, Any]],
        plans: list[tuple[int, int, Plan]],
    ) -> MultipleResults[int]:
        """Three customers with some money, a catalogue, and the first orders."""
        self.table = Table(self.fleet, seed)
        for index, (profile, language, discount) in enumerate(users):
            self._create(self.example.user(index), profile, language, discount)
        for index, amount in enumerate(("1000", "100", "2")):
            self.credit(index, amount, f"first {index}")
        self.import_services([row | {"slot": slot} for slot, row in enumerate(rows)], None)
        for account, slot, plan in plans:
            self.add(account, slot, plan, "form")
        return multiple(*range(len(self.world.orders)))

    def teardown(self) -> None:
        """Looks at everything once more, then takes the example away."""
        if self.table is None:
            return
        try:
            if not self.table.failed:
                self._look_at_all()
        finally:
            self.table.end()

    def _look_at_all(self) -> None:
        for account in self.world.accounts:
            self.example.staff("GET", of_user(account.name), None, staff.shown_user(account))
        for order in self.world.orders:
            self.show_order(order.index)
        if self.example.number % self.doctor_every == 0:
            self.example.doctor()
