"""Errors to plant in the model. A test that does not find them proves nothing."""

from __future__ import annotations

from typing import Any, Callable

import customers
import money
import outcomes
import placing
from form import rate_unit
from links import target_of
from state import Account, Order, Refill, Service, World
from values import Token


def _refund_rounded_down() -> None:
    right = outcomes.due_refund

    def due(order: Order) -> int:
        exact = right(order)
        return order.charge * (order.remains or 0) // order.quantity if order.status == "partial" else exact

    outcomes.due_refund = due


def _charge_rounded_down() -> None:
    def charge(rate: int, quantity: int, service: Service) -> int:
        return rate * quantity // rate_unit(service)

    placing.charge_of = charge


def _request_id_ignored() -> None:
    placing.earlier_order = lambda account, request_id, content: None


def _request_id_without_content() -> None:
    placing.earlier_order = lambda account, request_id, content: account.requests.get(request_id, ({}, None))[1]


def _second_refund_in_full() -> None:
    def settle(world: World, order: Order) -> None:
        due = outcomes.due_refund(order)
        if due > order.refunded:
            order.refunds.append(due)
            world.accounts[order.account].balance += due

    outcomes.settle = settle


def _discount_on_own_rates() -> None:
    def rate(account: Account, service: Service) -> int:
        return money.scaled(account.own_rates.get(service.id, service.rate), 10_000 - account.discount, 10_000)

    placing.rate_of = rate


def _link_held_for_good() -> None:
    def held(world: World, service: int, link: str) -> bool:
        return any(
            order.guards_link and (order.service, target_of(order.link)) == (service, target_of(link))
            for order in world.orders
        )

    placing.is_held = held


def _links_compared_as_text() -> None:
    placing.target_of = lambda link: (link,)


def _orders_of_others_shown() -> None:
    def visible(world: World, account: Account, token: Token | None) -> Order | None:
        return world.orders[token.ref.index] if token and token.ref else None

    customers.visible_order = visible


def _old_key_accepted() -> None:
    def account(world: World, key: Any) -> Account | None:
        return world.accounts[key.account] if hasattr(key, "account") else None

    customers.account_of = account


def _refills_beside_an_open_one() -> None:
    outcomes.has_open_refill = lambda world, order: False


def _refill_reopened() -> None:
    def update(refill: Refill, status: str) -> None:
        refill.status = status

    outcomes.update_refill = update


FAULTS: dict[str, Callable[[], None]] = {
    "refund-rounded-down": _refund_rounded_down,
    "charge-rounded-down": _charge_rounded_down,
    "request-id-ignored": _request_id_ignored,
    "request-id-without-content": _request_id_without_content,
    "second-refund-in-full": _second_refund_in_full,
    "discount-on-own-rates": _discount_on_own_rates,
    "link-held-for-good": _link_held_for_good,
    "links-compared-as-text": _links_compared_as_text,
    "orders-of-others-shown": _orders_of_others_shown,
    "old-key-accepted": _old_key_accepted,
    "refills-beside-an-open-one": _refills_beside_an_open_one,
    "refill-reopened": _refill_reopened,
}
"""Each makes the model wrong in one place, for the rest of the process."""
