"""Answers the operator's requests from the model: what is changed, what is shown, what is refused in which words."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import money
import outcomes
from outcomes import StaffRefusal
from form import TYPES
from state import Account, Order, Refill, Service, World
from values import Key, Ref

NO_USER = "There is no user {}."


def create_user(world: World, name: str, profile: str, language: str, discount: int) -> Account:
    if world.account_named(name) is not None:
        raise StaffRefusal(409, f"There is a user {name} already.")
    account = Account(len(world.accounts), name, profile, language, discount)
    world.accounts.append(account)
    return account


def shown_user(account: Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "role": "customer",
        "profile": account.profile,
        "language": account.language,
        "discount": money.show(account.discount * 10_000),
        "suspended": account.suspended,
        "balance": money.show(account.balance),
    }


def credit(world: World, account: Account, amount: int, reference: str) -> dict[str, Any]:
    """Books once for each reference; a negative amount takes back, and never more than there is."""
    if amount == 0:
        raise StaffRefusal(422, "The amount must not be zero.")
    if reference in world.credits:
        if world.credits[reference] != (account.index, amount):
            raise StaffRefusal(409, f"The reference {reference} was used for another user or another amount.")
    else:
        if account.balance + amount < 0:
            raise StaffRefusal(409, f"The balance is only {money.show(account.balance)}.")
        account.balance += amount
        world.credits[reference] = (account.index, amount)
    return {"balance": money.show(account.balance)}


def set_rate(world: World, account: Account, service: int, rate: int | None) -> None:
    if service not in world.services:
        raise StaffRefusal(404, f"There is no service {service}.")
    if rate is None:
        account.own_rates.pop(service, None)
        return
    if rate < 0:
        raise StaffRefusal(422, f"Service {service}: rate must not be negative.")
    account.own_rates[service] = rate


def rotate_key(account: Account) -> Key:
    account.generation += 1
    return Key(account.index, account.generation)


def import_services(world: World, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All rows or none. A known service keeps its place and, when the row does not say, whether it is enabled and what
    its rate is the price of."""
    for row in rows:
        if row["type"] not in TYPES or row.get("subscription_rate", "post") not in ("post", "pieces"):
            raise StaffRefusal(422, "")
    made: dict[int, Service] = {}
    for row in rows:
        service = read_row(row)
        if service.id in made:
            raise StaffRefusal(422, f"Service {service.id} is in the list twice.")
        known = world.services.get(service.id)
        if known and known.type == service.type and "subscription_rate" not in row:
            service.subscription_rate = known.subscription_rate
        problem = problem_of(service)
        if problem:
            raise StaffRefusal(422, f"Service {service.id}: {problem}.")
        if known and "enabled" not in row:
            service.enabled = known.enabled
        made[service.id] = service
    created = sum(1 for id in made if id not in world.services)
    world.services.update(made)
    return {"created": created, "updated": len(made) - created}


def read_row(row: dict[str, Any]) -> Service:
    return Service(
        id=row["service"],
        name=row["name"],
        type=row["type"],
        category=row["category"],
        rate=money.parse(row["rate"]),
        least=int(row["min"]),
        most=int(row["max"]),
        **{
            name: row[name]
            for name in (
                "subscription_rate",
                "max_posts",
                "desc",
                "refill",
                "cancel",
                "dripfeed",
                "deny_duplicates",
                "link_pattern",
                "refill_after_hours",
                "enabled",
            )
            if row.get(name, "") != "" or name == "desc" and "desc" in row
        },
    )


def problem_of(service: Service) -> str | None:
    if not service.name.strip():
        return "name must have 1 to 500 bytes and no control characters"
    if service.rate < 0:
        return "rate must not be negative"
    if service.least < 1:
        return "min must be at least 1"
    if service.most < service.least:
        return "max must not be below min"
    if service.subscription_rate != "post" and service.type != "Subscriptions":
        return "subscription_rate is for Subscriptions only"
    return None


def shown_service(service: Service) -> dict[str, Any]:
    shown = asdict(service)
    return shown | {
        "service": shown.pop("id"),
        "rate": money.show(shown.pop("rate")),
        "min": str(shown.pop("least")),
        "max": str(shown.pop("most")),
        "subscription_rate": service.subscription_rate if service.type == "Subscriptions" else None,
        "max_posts": None if service.max_posts is None else str(service.max_posts),
        "offered": service.enabled,
        "routes": [],
    }


def set_enabled(world: World, service: int, enabled: bool) -> dict[str, Any]:
    if service not in world.services:
        raise StaffRefusal(404, f"There is no service {service}.")
    world.services[service].enabled = enabled
    return shown_service(world.services[service])


def add_rule(world: World, text: str) -> dict[str, Any]:
    index = world.rules_made
    world.rules_made += 1
    world.rules[index] = text
    return {"id": Ref("rule", index), "text": text}


def shown_order(world: World, order: Order, whole: bool = True) -> dict[str, Any]:
    """An order as staff see it; `None` stands for a field that is missing."""
    shown: dict[str, Any] = {
        "id": Ref("order", order.index),
        "user": world.accounts[order.account].name,
        "service": order.service,
        "service_name": world.services[order.service].name,
        "type": order.type,
        "status": order.status,
        "link": order.link,
        "quantity": order.quantity,
        "charge": money.show(order.charge),
        "refunded": money.show(order.refunded),
        "start_count": order.start_count,
        "remains": order.remains,
        "runs": order.runs,
        "interval": order.interval,
        "parameters": order.parameters if whole else None,
        "submission": "staff" if whole else None,
    }
    return shown


def update_order(world: World, order: Order, status: str | None, start: int | None, remains: int | None) -> Any:
    outcomes.update(world, order, status, start, remains)
    return shown_order(world, world.orders[order.index])


def update_refill(refill: Refill, status: str) -> dict[str, Any]:
    outcomes.update_refill(refill, status)
    return shown_refill(refill)


def shown_refill(refill: Refill) -> dict[str, Any]:
    return {"id": Ref("refill", refill.index), "order": Ref("order", refill.order), "status": refill.status}
