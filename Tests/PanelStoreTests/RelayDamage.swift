/// Ways of damaging what is known of orders on their way to providers.
extension Damage {
    static let relaying: [Damage] = [
        Damage(
            "an order without runs has two submissions",
            """
            INSERT INTO submissions SELECT order_id, 2, service_id, quantity, created_at, 1, due_at, attempt, failures,
                is_in_doubt, floor, provider_id, upstream_service, route_position, relays_drip_feed, NULL,
                NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, NULL, updated_at, NULL, NULL, NULL, 0
            FROM submissions WHERE order_id = 7
            """,
            breaks: "orders_have_one_submission_per_run",
            "run_totals_are_of_submissions"
        ),
        Damage(
            "the totals of a drip-feed are of no submissions",
            "INSERT INTO run_totals VALUES (7, 2, 1, 0, 0, 0, 1000)",
            breaks: "run_totals_are_of_submissions"
        ),
        Damage(
            "two orders have one key",
            """
            UPDATE submissions SET idempotency_key = (SELECT idempotency_key FROM submissions WHERE order_id = 7)
            """,
            breaks: "keys_are_of_one_submission"
        ),
        Damage(
            "a submission is of no order",
            "UPDATE submissions SET order_id = 99 WHERE order_id = 7",
            breaks: "orders_have_one_submission_per_run"
        ),
        Damage(
            "an order goes to a provider that there is not",
            "UPDATE submissions SET provider_id = 99 WHERE order_id = 7",
            breaks: "orders_refer_to_what_there_is"
        ),
        Damage(
            "two orders have one order of a provider",
            """
            DROP INDEX submissions_upstream;
            UPDATE submissions SET upstream_id = '9001' WHERE order_id = 7
            """,
            breaks: "upstream_orders_are_of_one_submission"
        ),
        Damage(
            "an accepted order has no id at its provider",
            "UPDATE submissions SET upstream_id = NULL WHERE order_id = 6",
            breaks: "upstream_orders_are_of_one_submission"
        ),
        Damage(
            "an attempt goes on past its lease",
            "UPDATE submissions SET due_at = 0 WHERE order_id = 7",
            breaks: "attempts_end_with_their_lease"
        ),
        Damage(
            "an order's outcome did not reach it",
            "UPDATE submissions SET outcome = 4 WHERE order_id = 6",
            breaks: "outcomes_of_submissions_are_settled"
        ),
        Damage(
            "a finished order is still being sent",
            "UPDATE orders SET status = 4, finished_at = 1 WHERE id = 7",
            breaks: "orders_are_counted",
            "orders_are_listed",
            "outcomes_of_submissions_are_settled"
        ),
        Damage(
            "a provider took more than is booked",
            "UPDATE submissions SET cost = cost + 1 WHERE order_id = 6",
            breaks: "provider_costs_are_booked"
        ),
        Damage(
            "a cost is of no submission",
            "UPDATE transfers SET cause_subject = 99 WHERE cause_kind = 3",
            breaks: "provider_costs_are_booked"
        ),
        Damage(
            "the first route of a service is missing",
            "UPDATE service_routes SET position = 1",
            breaks: "routes_lead_somewhere"
        ),
        Damage(
            "a route leads to a removed provider",
            "UPDATE providers SET removed_at = 1",
            breaks: "routes_lead_somewhere"
        ),
        Damage(
            "a history is of no order",
            "UPDATE order_events SET order_id = 99 WHERE order_id = 6",
            breaks: "events_are_of_orders"
        ),
    ]
}
