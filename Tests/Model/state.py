"""What the model knows: accounts, services, rules, orders, refills. No rules of behaviour are here."""

from __future__ import annotations

from dataclasses import dataclass, field

STATUSES = ["pending", "processing", "in_progress", "completed", "partial", "canceled"]
"""An order's life, in its order."""

REFILL_STATUSES = ["pending", "in_progress", "completed", "rejected"]

WIRE = {
    "pending": "Pending",
    "processing": "Processing",
    "in_progress": "In progress",
    "completed": "Completed",
    "partial": "Partial",
    "canceled": "Canceled",
    "rejected": "Rejected",
}
"""How customers are told a status."""


@dataclass
class Account:
    """A customer. `requests` has what each `request_id` was sent with, and the order it made."""

    index: int
    name: str
    profile: str
    language: str
    discount: int
    balance: int = 0
    suspended: bool = False
    generation: int = 0
    own_rates: dict[int, int] = field(default_factory=dict)
    requests: dict[str, tuple[dict[str, str], int]] = field(default_factory=dict)


@dataclass
class Service:
    """A row of the catalogue."""

    id: int
    name: str
    type: str
    category: str
    rate: int
    least: int
    most: int
    subscription_rate: str = "post"
    """What the rate of a subscription is the price of: a post, or 1,000 pieces."""
    max_posts: int | None = None
    desc: str | None = None
    refill: bool = False
    cancel: bool = False
    dripfeed: bool = False
    deny_duplicates: bool = False
    link_pattern: str | None = None
    refill_days: int = 30
    refill_after_hours: int = 24
    enabled: bool = True

    @property
    def counts_pieces(self) -> bool:
        return self.type == "Subscriptions" and self.subscription_rate == "pieces"


@dataclass
class Order:
    """An order and what was paid back for it."""

    index: int
    account: int
    service: int
    type: str
    link: str
    quantity: int
    charge: int
    guards_link: bool
    parameters: dict[str, str]
    runs: int | None = None
    interval: int | None = None
    status: str = "pending"
    start_count: int | None = None
    remains: int | None = None
    cancel_requested: bool = False
    refunds: list[int] = field(default_factory=list)

    @property
    def refunded(self) -> int:
        return sum(self.refunds)

    @property
    def is_final(self) -> bool:
        return self.status in ("completed", "partial", "canceled")


@dataclass
class Refill:
    """A request to deliver again what was lost."""

    index: int
    order: int
    account: int
    status: str = "pending"

    @property
    def is_open(self) -> bool:
        return self.status in ("pending", "in_progress")


@dataclass
class World:
    """All that one example made. Accounts, orders and refills are named by their place in these lists."""

    accounts: list[Account] = field(default_factory=list)
    services: dict[int, Service] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    rules_made: int = 0
    orders: list[Order] = field(default_factory=list)
    refills: list[Refill] = field(default_factory=list)
    credits: dict[str, tuple[int, int]] = field(default_factory=dict)

    def catalogue(self) -> list[Service]:
        """Services in catalogue order: categories by their first service, services as they were made."""
        made = list(self.services.values())
        first: dict[str, int] = {}
        for position, service in enumerate(made):
            first.setdefault(service.category, position)
        return sorted(made, key=lambda service: first[service.category])

    def account_named(self, name: str) -> Account | None:
        return next((account for account in self.accounts if account.name == name), None)
