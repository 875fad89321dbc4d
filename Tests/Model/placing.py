"""Places orders: prices, charges, `request_id`, and what the link of an unfinished order holds."""

from __future__ import annotations

import money
from form import BLANKS, rate_unit, Form, has_controls, is_number
from links import target_of
from state import Account, Order, Service, World
from texts import Refusal

# What a fingerprint leaves out, besides `key` and the `request_id` itself: nothing else that a test sends is unknown.
UNKNOWN_PARAMETERS = ("source",)


def place(world: World, account: Account, sent: dict[str, str]) -> int:
    """Places an order, or finds the one that the same `request_id` made. Returns its number."""
    request_id = Form.said_in(sent, "request_id") or ""
    if len(request_id.encode()) > 128 or has_controls(request_id):
        raise Refusal("parameter", "request_id")
    content = {name: value for name, value in sent.items() if name not in ("key", "request_id", *UNKNOWN_PARAMETERS)}
    if request_id:
        earlier = earlier_order(account, request_id, content)
        if earlier is not None:
            return earlier
    order = new_order(world, account, sent)
    world.orders.append(order)
    account.balance -= order.charge
    if request_id:
        account.requests[request_id] = (content, order.index)
    return order.index


def earlier_order(account: Account, request_id: str, content: dict[str, str]) -> int | None:
    """The order that this `request_id` made before."""
    if request_id not in account.requests:
        return None
    first, order = account.requests[request_id]
    if first != content:
        raise Refusal("reused")
    return order


def new_order(world: World, account: Account, sent: dict[str, str]) -> Order:
    """Checks in the order that the document names: of several things that are wrong, the first is answered."""
    service = ordered_service(world, sent)
    form = Form(sent, service)
    link = form.link(list(world.rules.values()))
    form.required()
    quantity = form.quantity()
    drip_feed = form.drip_feed()
    form.optional()
    runs, interval = drip_feed or (None, None)
    total = quantity * (runs or 1)
    pieces = total * (int(form.taken["max"]) if service.counts_pieces else 1)
    charge = charge_of(rate_of(account, service), pieces, service)
    if charge > money.LARGEST or pieces > money.LARGEST:
        raise Refusal("high", service.most)
    if service.deny_duplicates and is_held(world, service.id, link):
        raise Refusal("duplicate")
    if charge > account.balance:
        raise Refusal("funds")
    return Order(
        index=len(world.orders),
        account=account.index,
        service=service.id,
        type=service.type,
        link=link,
        quantity=total,
        charge=charge,
        guards_link=service.deny_duplicates,
        parameters=form.taken,
        runs=runs,
        interval=interval,
    )


def ordered_service(world: World, sent: dict[str, str]) -> Service:
    text = sent.get("service", "").strip(BLANKS)
    service = world.services.get(int(text)) if is_number(text) else None
    if service is None or not service.enabled:
        raise Refusal("service")
    return service


def rate_of(account: Account, service: Service) -> int:
    """The own rate, else the list price less the discount."""
    if service.id in account.own_rates:
        return account.own_rates[service.id]
    return money.scaled(service.rate, 10_000 - account.discount, 10_000)


def charge_of(rate: int, quantity: int, service: Service) -> int:
    return money.scaled(rate, quantity, rate_unit(service))


def is_held(world: World, service: int, link: str) -> bool:
    """Whether an unfinished order keeps others from what this link leads to.

    Only one that was placed while the service forbade duplicates holds its link.
    """
    return any(
        order.guards_link
        and not order.is_final
        and order.service == service
        and target_of(order.link) == target_of(link)
        for order in world.orders
    )
