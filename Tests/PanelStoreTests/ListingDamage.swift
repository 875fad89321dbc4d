/// Ways of damaging what listings are read from.
extension Damage {
    static let listings: [Damage] = [
        Damage(
            "an order is counted that is not there",
            "UPDATE balances SET partial_orders = partial_orders + 1 WHERE account_id = 1",
            breaks: "orders_are_counted"
        ),
        Damage(
            "an order is listed with another status",
            "UPDATE account_orders SET status = 1 WHERE order_id = 1",
            breaks: "orders_are_listed"
        ),
        Damage(
            "an order is listed twice",
            "INSERT INTO account_orders (account_id, status, order_id) VALUES (1, 1, 1)",
            breaks: "orders_are_listed"
        ),
        Damage("an order is not listed", "DELETE FROM account_orders WHERE order_id = 2", breaks: "orders_are_listed"),
        Damage(
            "a link leads to another order",
            "UPDATE link_orders SET order_id = 99 WHERE order_id = 2",
            breaks: "orders_are_listed"
        ),
        Damage(
            "a link is not listed",
            "DELETE FROM link_orders WHERE order_id = 2",
            breaks: "orders_are_listed"
        ),
        Damage(
            "a statement has another balance in the middle",
            "UPDATE statements SET balance = balance + 1 WHERE account_id = 1 AND position = 2",
            breaks: "statements_lead_to_balances"
        ),
        Damage(
            "a statement has another cause",
            "UPDATE statements SET cause_subject = 5 WHERE account_id = 1 AND cause_kind = 1 AND cause_subject = 4",
            breaks: "statements_lead_to_balances"
        ),
        Damage(
            "the first entry of a statement is gone",
            "DELETE FROM statements WHERE account_id = 1 AND position = 1",
            breaks: "statements_lead_to_balances"
        ),
        Damage(
            "a statement ends with another balance",
            "UPDATE account_listings SET balance = balance - 1 WHERE account_id = 2",
            breaks: "statements_lead_to_balances"
        ),
        Damage(
            "a transfer that waits is listed nowhere",
            "DELETE FROM unlisted_transfers WHERE account_id = 2",
            breaks: "days_add_up_to_transfers",
            "statements_lead_to_balances"
        ),
        Damage(
            "a day adds up to something else",
            "UPDATE transfer_days SET low = low + 1 WHERE kind = 1",
            breaks: "days_add_up_to_transfers"
        ),
        Damage(
            "a day has another number of transfers",
            "UPDATE transfer_days SET transfers = transfers + 1 WHERE kind = 2",
            breaks: "days_add_up_to_transfers"
        ),
    ]
}
