"""What becomes of orders and refills, and what is paid back: changes by staff and by customers who cancel."""

from __future__ import annotations

from copy import deepcopy

import money
from state import REFILL_STATUSES, STATUSES, Order, Refill, World
from texts import Refusal


class StaffRefusal(Exception):
    """Why staff are refused, with the status of HTTP and the sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def update(world: World, order: Order, status: str | None, start_count: int | None, remains: int | None) -> None:
    """Writes down what staff learned, and pays back what the outcome asks for. All or nothing."""
    if status is None and start_count is None and remains is None:
        raise StaffRefusal(422, "Nothing to change: give a status, a start count or remains.")
    changed = deepcopy(order)
    if start_count is not None:
        if start_count < 0:
            raise StaffRefusal(422, "The start count must not be negative.")
        changed.start_count = start_count
    if remains is not None:
        if not 0 <= remains <= order.quantity:
            raise StaffRefusal(422, f"Remains must be from 0 to the order's quantity, {order.quantity}.")
        changed.remains = remains
    if status is not None:
        move(changed, status, remains is not None)
    settle(world, changed)
    world.orders[order.index] = changed


def move(order: Order, status: str, says_remains: bool) -> None:
    """Forward only, or to the same again."""
    if order.status != status and (
        order.status == "canceled" or STATUSES.index(status) < STATUSES.index(order.status)
    ):
        raise StaffRefusal(409, f"An order that is {order.status} cannot become {status}.")
    if status == "completed" and order.status != "completed" and not says_remains:
        order.remains = 0
    order.status = status


def settle(world: World, order: Order) -> None:
    """Brings what was refunded to what is due; nothing is ever taken back."""
    due = due_refund(order)
    missing = due - order.refunded
    if missing < 0:
        raise StaffRefusal(
            409,
            f"{money.show(order.refunded)} was refunded already, and this outcome gives back only {money.show(due)}. "
            "Nothing is taken back from a customer by changing an order.",
        )
    if missing > 0:
        order.refunds.append(missing)
        world.accounts[order.account].balance += missing


def due_refund(order: Order) -> int:
    """All that an order in this state gives back."""
    if order.status == "canceled":
        return order.charge
    if order.status != "partial":
        return 0
    if not order.remains:
        raise StaffRefusal(422, f"A partial order needs its remains, from 1 to the order's quantity, {order.quantity}.")
    return money.scaled(order.charge, order.remains, order.quantity)


def cancel(world: World, order: Order) -> None:
    """A customer's wish: at once while the order is with nobody, else noted for staff."""
    if order.cancel_requested:
        return
    if not world.services[order.service].cancel or order.is_final:
        raise Refusal("cancel")
    order.cancel_requested = True
    if order.status == "pending":
        order.status = "canceled"
        settle(world, order)


def request_refill(world: World, order: Order) -> Refill:
    """A refill, when the service has it for this order now. Tests have no time: 0 hours are over, 24 are not."""
    service = world.services[order.service]
    if (
        not service.refill
        or order.status not in ("completed", "partial")
        or service.refill_after_hours > 0
        or has_open_refill(world, order)
    ):
        raise Refusal("refill")
    refill = Refill(len(world.refills), order.index, order.account)
    world.refills.append(refill)
    return refill


def has_open_refill(world: World, order: Order) -> bool:
    return any(refill.order == order.index and refill.is_open for refill in world.refills)


def update_refill(refill: Refill, status: str) -> None:
    """Forward only, or to the same again; completed and rejected are ends."""
    if refill.status != status and not (
        refill.is_open and REFILL_STATUSES.index(status) > REFILL_STATUSES.index(refill.status)
    ):
        raise StaffRefusal(409, f"A refill that is {refill.status} cannot become {status}.")
    refill.status = status
