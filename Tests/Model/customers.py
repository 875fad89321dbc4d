"""Answers a customer's request of the API v2 from the model, and changes the model as the request asks."""

from __future__ import annotations

from typing import Any, Callable

import money
import outcomes
import placing
import texts
from form import BLANKS
from state import WIRE, Account, Order, Refill, World
from texts import Refusal
from values import SOME_TIME, Key, Ref, Sent, SentID, Token

CURRENCY = "USD"
MOST_IDS = 100


def answer(world: World, sent: dict[str, Sent], twice: bool = False) -> Any:
    """What the panel answers, with the model's ids; `twice` says that a parameter came a second time."""
    action = sent.get("action")
    known = action.strip(BLANKS) if isinstance(action, str) and action.strip(BLANKS) in ACTIONS else None
    sent = with_lists(sent)
    isList = "orders" in sent and sent["orders"] != []
    if twice:
        return texts.refused(Refusal("request"), None, isList, "seed", "vi")
    account = account_of(world, sent.get("key"))
    if account is None:
        return texts.refused(Refusal("key"), known, isList, "seed", "vi")
    try:
        if known is None:
            raise Refusal("request")
        if account.suspended:
            raise Refusal("suspended")
        return ACTIONS[known](world, account, sent)
    except Refusal as refusal:
        return texts.refused(refusal, known, isList, account.profile, account.language)


def with_lists(sent: dict[str, Sent]) -> dict[str, Sent]:
    """Several ids in the parameter for one are a list, unless there is one."""
    lists = {
        many: sent[one]
        for one, many in (("order", "orders"), ("refill", "refills"))
        if not sent.get(many) and isinstance(sent.get(one), list) and len(sent[one]) > 1
    }
    return sent | lists


def account_of(world: World, key: Sent | None) -> Account | None:
    """Whose key this is; one that was replaced is nobody's."""
    if not isinstance(key, Key) or world.accounts[key.account].generation != key.generation:
        return None
    return world.accounts[key.account]


def services(world: World, account: Account, _: dict[str, Sent]) -> Any:
    rows = []
    for service in world.catalogue():
        if not service.enabled:
            continue
        row: dict[str, Any] = {
            "service": service.id,
            "name": service.name,
            "type": service.type,
            "category": service.category,
            "rate": money.show(placing.rate_of(account, service)),
            "min": str(service.least),
            "max": str(service.most),
            "refill": service.refill,
            "cancel": service.cancel,
            "dripfeed": service.dripfeed,
        }
        if service.type == "Subscriptions":
            row["subscription_rate"] = service.subscription_rate
        if service.max_posts is not None:
            row["max_posts"] = str(service.max_posts)
        rows.append(row | ({"desc": service.desc} if service.desc is not None else {}))
    return rows


def add(world: World, account: Account, sent: dict[str, Sent]) -> Any:
    order = placing.place(world, account, {name: value for name, value in sent.items() if isinstance(value, str)})
    if account.profile == "perfectpanel":
        return {"order": Ref("order", order)}
    return {"status": "success", "msg": texts.PLACED[account.language], "order": Ref("order", order, text=True)}


def status(world: World, account: Account, sent: dict[str, Sent]) -> Any:
    if sent.get("orders"):
        states: dict[SentID, Any] = {}
        for token in different(sent["orders"]):
            order = visible_order(world, account, token)
            states[SentID(token, text=True)] = state_of(order) if order else {"error": "Incorrect order ID"}
        return states
    order = visible_order(world, account, single(sent, "order"))
    if order is None:
        raise Refusal("order")
    return state_of(order)


def state_of(order: Order) -> dict[str, Any]:
    state: dict[str, Any] = {
        "charge": money.show(order.charge - order.refunded),
        "start_count": str(order.start_count or 0),
        "status": WIRE[order.status],
        "remains": str(order.quantity if order.remains is None else order.remains),
        "currency": CURRENCY,
    }
    if order.type == "Subscriptions":
        state |= {"posts": order.parameters["posts"], "expiry": order.parameters.get("expiry", ""), "orders": []}
    return state


def cancel(world: World, account: Account, sent: dict[str, Sent]) -> Any:
    tokens = sent.get("orders") or sent.get("order")
    if not tokens:
        raise Refusal("order")
    isObject = not sent.get("orders") and account.profile == "perfectpanel"

    def one(token: Token) -> int:
        order = visible_order(world, account, token)
        if order is None:
            raise Refusal("order")
        outcomes.cancel(world, order)
        return 1

    if isObject:
        return {"order": SentID(tokens[0]), "cancel": one(tokens[0])}
    return each(account, tokens, "order", "cancel", one)


def refill(world: World, account: Account, sent: dict[str, Sent]) -> Any:
    def one(token: Token | None) -> int:
        order = visible_order(world, account, token)
        if order is None:
            raise Refusal("order")
        return outcomes.request_refill(world, order).index

    if sent.get("orders"):
        return each(account, sent["orders"], "order", "refill", lambda token: Ref("refill", one(token)))
    return {"refill": Ref("refill", one(single(sent, "order")), text=True)}


def refill_status(world: World, account: Account, sent: dict[str, Sent]) -> Any:
    if sent.get("refills"):

        def one(token: Token) -> str:
            found = visible_refill(world, account, token)
            if found is None:
                raise Refusal("unknown refill")
            return WIRE[found.status]

        return each(account, sent["refills"], "refill", "status", one)
    token = single(sent, "refill")
    found = visible_refill(world, account, token)
    if token is None or found is None:
        raise Refusal("unknown refill")
    if account.profile == "perfectpanel":
        return {"status": WIRE[found.status]}
    return [{"refill": Ref("refill", found.index, text=True), "status": WIRE[found.status]}]


def balance(_: World, account: Account, __: dict[str, Sent]) -> Any:
    text = money.show(account.balance)
    if account.profile == "perfectpanel" and "." not in text:
        text += ".00"
    return {"balance": text, "currency": CURRENCY}


def own_orders(world: World, account: Account, _: dict[str, Sent]) -> Any:
    mine = [order for order in reversed(world.orders) if order.account == account.index]
    return [
        {
            "order": Ref("order", order.index),
            "service": order.service,
            "link": order.link,
            "quantity": str(order.quantity),
            "created": SOME_TIME,
        }
        | state_of(order)
        for order in mine[:MOST_IDS]
    ]


ACTIONS: dict[str, Callable[[World, Account, dict[str, Sent]], Any]] = {
    "services": services,
    "add": add,
    "status": status,
    "cancel": cancel,
    "refill": refill,
    "refill_status": refill_status,
    "balance": balance,
    "orders": own_orders,
}


# MARK: Ids


def single(sent: dict[str, Sent], name: str) -> Token | None:
    """The one id of a parameter that takes one."""
    tokens = sent.get(name)
    return tokens[0] if isinstance(tokens, list) and len(tokens) == 1 else None


def different(tokens: Sent) -> list[Token]:
    """The ids of a list, each once, empty places left out; too many are refused."""
    assert isinstance(tokens, list)
    seen: dict[Any, Token] = {}
    for token in tokens:
        if token.ref is not None or token.other:
            seen.setdefault(token.ref or number_of(token.other), token)
    if len(seen) > MOST_IDS:
        raise Refusal("ids")
    return list(seen.values())


def number_of(text: str) -> int | str:
    """What makes two ids that name nothing the same: their number, or their text when they have none."""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 2**63 else text


def each(account: Account, tokens: Sent, name: str, wish: str, one: Callable[[Token], Any]) -> list[Any]:
    """The list form of an answer: each id on its own."""
    rows = []
    for token in different(tokens):
        try:
            result = one(token)
        except Refusal as refusal:
            result = {"error": texts.error(refusal, account.profile)}
        rows.append({name: SentID(token), wish: result})
    return rows


def visible_order(world: World, account: Account, token: Token | None) -> Order | None:
    """The order, when it is this account's."""
    order = world.orders[token.ref.index] if token and token.ref and token.ref.kind == "order" else None
    return order if order and order.account == account.index else None


def visible_refill(world: World, account: Account, token: Token | None) -> Refill | None:
    """The refill, when it is this account's."""
    found = world.refills[token.ref.index] if token and token.ref and token.ref.kind == "refill" else None
    return found if found and found.account == account.index else None
