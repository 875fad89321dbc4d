"""What all operations share: the table of the example, and requests of staff with the model's answer."""

from __future__ import annotations

from typing import Any, Callable

from hypothesis.stateful import Bundle, RuleBasedStateMachine

from engines import Fleet
from outcomes import StaffRefusal
from state import World
from table import Table
from values import Key

orders: Bundle[int] = Bundle("orders")
refills: Bundle[int] = Bundle("refills")


class Base(RuleBasedStateMachine):
    """A machine that plays on `fleet`."""

    fleet: Fleet
    table: Table | None = None

    @property
    def world(self) -> World:
        return self.example.world

    @property
    def example(self) -> Table:
        assert self.table is not None
        return self.table

    def staff(self, method: str, path: Any, message: Any, result: Callable[[], Any]) -> Any:
        """A request of staff, with what the model makes of it."""
        try:
            expected = result()
        except StaffRefusal as refusal:
            expected = refusal
        return self.example.staff(method, path, message, expected)

    def key(self, account: int, generation: int | None = None) -> Key:
        """The key of an account, or one that it had before."""
        return Key(account, self.world.accounts[account].generation if generation is None else generation)
