import PanelCore
import PanelSQL
import PanelStore
import PanelTesting
import Testing

/// One thing that must never be in a database, and the invariants that it breaks.
struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let breaks: Set<String>

    init(_ description: String, _ sql: String, breaks: String...) {
        testDescription = description
        self.sql = sql
        self.breaks = Set(breaks)
    }
}

/// `panel doctor` finds what is wrong, and nothing else.
struct DoctorTests {
    @Test(arguments: Damage.all)
    func finds(_ damage: Damage) async throws {
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory) { try await Sample.fill($0) }
            try change(directory, by: damage.sql)
            let reports = try await openStore(in: directory).checkInvariants(at: PanelFixture.noon)
            #expect(Set(reports.filter { !$0.holds }.map(\.name)) == damage.breaks)
            for report in reports {
                #expect(report.examples.isEmpty == report.holds)
                #expect(report.examples.allSatisfy { !$0.isEmpty })
            }
        }
    }

    @Test func whatNamesPeopleCanBeErased() async throws {
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory) { try await Sample.fill($0) }
            try change(
                directory,
                by: """
                    UPDATE audit_entries SET actor = NULL, origin = NULL, facts_before = NULL, facts_after = NULL,
                        note = NULL, salt = NULL
                    WHERE number IN (1, 3)
                    """
            )
            let store = try await openStore(in: directory)
            #expect(try await store.checkInvariants(at: PanelFixture.noon).filter { !$0.holds }.isEmpty)
            let entries = try await store.read(AuditEntries(Part(limit: 1000))).rows
            #expect(entries.filter { $0.content == nil }.map(\.number) == [3, 1])
        }
    }

    @Test func everyInvariantHoldsUndamagedAndIsBrokenByATest() async throws {
        try await withTemporaryDirectory { directory in
            let reports = try await withPanel(in: directory) { panel in
                try await Sample.fill(panel)
                return try await panel.store.checkInvariants(at: PanelFixture.noon)
            }
            #expect(reports.filter { !$0.holds }.isEmpty)
            #expect(reports.allSatisfy { $0.checked > 0 && !$0.statement.isEmpty })
            #expect(Set(reports.map(\.name)) == Damage.all.reduce(into: []) { $0.formUnion($1.breaks) })
        }
    }
}

extension Damage {
    static let all = ledger + orders + outcomes + relaying + bookkeeping + listings + audit

    private static let ledger: [Damage] = [
        Damage(
            "a balance is one millionth too high",
            "UPDATE balances SET amount = amount + 1 WHERE account_id = 1",
            breaks: "statements_lead_to_balances",
            "balances_are_sums_of_transfers"
        ),
        Damage(
            "a balance is negative",
            "UPDATE balances SET amount = -1 WHERE account_id = 2",
            breaks: "statements_lead_to_balances",
            "balances_are_sums_of_transfers",
            "no_balance_is_negative"
        ),
        Damage(
            "an account has no balance",
            "DELETE FROM balances WHERE account_id = 2",
            breaks: "no_balance_is_negative",
            "transfers_are_between_known_accounts"
        ),
        Damage(
            "a deposit's transfer is gone",
            "DELETE FROM transfers WHERE cause_kind = 2 AND cause_subject = 1",
            breaks: "days_add_up_to_transfers",
            "statements_lead_to_balances",
            "balances_are_sums_of_transfers",
            "credits_are_booked_once"
        ),
        Damage(
            "a deposit is gone and its transfer is not",
            "DELETE FROM credits WHERE id = 2",
            breaks: "credits_are_booked_once"
        ),
        Damage(
            "a correction says another amount",
            "UPDATE credits SET amount = amount - 1 WHERE id = 3",
            breaks: "credits_are_booked_once"
        ),
        Damage(
            "a deposit came from sales",
            "UPDATE transfers SET source = -1 WHERE cause_kind = 2 AND cause_subject = 1",
            breaks: "credits_are_booked_once"
        ),
        Damage(
            "money came from an account that is not there",
            "UPDATE transfers SET source = -5 WHERE cause_kind = 2 AND cause_subject = 1",
            breaks: "credits_are_booked_once",
            "transfers_are_between_known_accounts"
        ),
        Damage(
            "money moved for no known cause",
            """
            INSERT INTO transfers (cause_kind, cause_subject, cause_number, source, destination, amount, created_at)
            VALUES (4, 1, 0, -3, 1, 5, 0);
            UPDATE balances SET amount = amount + 5 WHERE account_id = 1
            """,
            breaks: "days_add_up_to_transfers",
            "statements_lead_to_balances",
            "transfers_are_between_known_accounts"
        ),
        Damage(
            "money moved for an order under no number of a refund",
            """
            INSERT INTO transfers (cause_kind, cause_subject, cause_number, source, destination, amount, created_at)
            VALUES (1, 1, -1, -1, 1, 5, 0);
            UPDATE balances SET amount = amount + 5 WHERE account_id = 1
            """,
            breaks: "days_add_up_to_transfers",
            "statements_lead_to_balances",
            "transfers_are_between_known_accounts"
        ),
        Damage(
            "a house account paid itself",
            """
            INSERT INTO transfers (cause_kind, cause_subject, cause_number, source, destination, amount, created_at)
            VALUES (4, 1, 0, -1, -1, 0, 0)
            """,
            breaks: "days_add_up_to_transfers",
            "transfers_are_between_known_accounts"
        ),
    ]

    private static let orders: [Damage] = [
        Damage(
            "the transfer of a charge is gone",
            "DELETE FROM transfers WHERE cause_kind = 1 AND cause_subject = 4",
            breaks: "days_add_up_to_transfers",
            "statements_lead_to_balances",
            "balances_are_sums_of_transfers",
            "orders_are_charged_once"
        ),
        Damage(
            "an order's charge is not what was taken",
            "UPDATE orders SET charge = charge + 1 WHERE id = 1",
            breaks: "orders_are_charged_once"
        ),
        Damage(
            "a charge went to the wrong house account",
            "UPDATE transfers SET destination = -3 WHERE cause_kind = 1 AND cause_subject = 1",
            breaks: "orders_are_charged_once"
        ),
        Damage(
            "an order is gone",
            "DELETE FROM orders WHERE id = 4",
            breaks: "orders_are_counted",
            "orders_are_listed",
            "orders_are_charged_once",
            "orders_are_chained",
            "active_links_are_of_open_orders",
            "requests_lead_to_their_orders"
        ),
        Damage(
            "an order is of no service",
            "UPDATE orders SET service_id = 99 WHERE id = 1",
            breaks: "orders_refer_to_what_there_is"
        ),
        Damage(
            "a customer is gone",
            "DELETE FROM accounts WHERE id = 2",
            breaks: "orders_refer_to_what_there_is"
        ),
        Damage(
            "a parameter is of no order",
            "INSERT INTO order_parameters (order_id, name, value) VALUES (99, 'comments', 'one')",
            breaks: "orders_refer_to_what_there_is"
        ),
        Damage(
            "an order is missing in its account's chain",
            "UPDATE orders SET previous_order_id = 1 WHERE id = 3",
            breaks: "orders_are_chained"
        ),
        Damage(
            "an account's chain goes on with somebody else's order",
            "UPDATE orders SET previous_order_id = 1 WHERE id = 5",
            breaks: "orders_are_chained"
        ),
        Damage(
            "an account's last order is not its last",
            "UPDATE balances SET last_order_id = 3 WHERE account_id = 1",
            breaks: "orders_are_chained"
        ),
        Damage(
            "an order follows itself",
            """
            UPDATE orders SET previous_order_id = 2 WHERE id = 2;
            UPDATE orders SET previous_order_id = 1 WHERE id = 3
            """,
            breaks: "orders_are_chained"
        ),
        Damage(
            "an order guards no link",
            "DELETE FROM active_links",
            breaks: "active_links_are_of_open_orders"
        ),
        Damage(
            "a guarded link is another one than its order's",
            "UPDATE active_links SET link = 'x'",
            breaks: "active_links_are_of_open_orders"
        ),
        Damage(
            "a finished order guards its link",
            "INSERT INTO active_links SELECT service_id, link, id FROM orders WHERE id = 5",
            breaks: "active_links_are_of_open_orders"
        ),
        Damage(
            "a request_id leads nowhere",
            "UPDATE placed_requests SET order_id = 999 WHERE account_id = 1",
            breaks: "requests_lead_to_their_orders"
        ),
        Damage(
            "a request_id leads to somebody else's order",
            "UPDATE placed_requests SET order_id = 1 WHERE account_id = 2",
            breaks: "requests_lead_to_their_orders"
        ),
        Damage(
            "two request_ids lead to one order",
            "INSERT INTO placed_requests SELECT account_id, 'other', fingerprint, order_id FROM placed_requests",
            breaks: "requests_lead_to_their_orders"
        ),
    ]

    private static let outcomes: [Damage] = [
        Damage(
            "an order says that it gave back less than it did",
            "UPDATE orders SET refunded = refunded - 1 WHERE id = 2",
            breaks: "refunds_are_within_charges",
            "refunds_follow_outcomes"
        ),
        Damage(
            "an order gave back more than it took",
            """
            UPDATE orders SET refunded = charge + 1 WHERE id = 3;
            UPDATE transfers SET amount = amount + 1 WHERE cause_subject = 3 AND cause_kind = 1 AND cause_number = 1;
            UPDATE balances SET amount = amount + 1 WHERE account_id = 1
            """,
            breaks: "days_add_up_to_transfers",
            "statements_lead_to_balances",
            "refunds_are_within_charges",
            "refunds_follow_outcomes"
        ),
        Damage(
            "an order counts a refund too many",
            "UPDATE orders SET refund_count = 2 WHERE id = 2",
            breaks: "refunds_are_within_charges"
        ),
        Damage(
            "the transfer of a refund is gone",
            "DELETE FROM transfers WHERE cause_kind = 1 AND cause_subject = 2 AND cause_number = 1",
            breaks: "days_add_up_to_transfers",
            "statements_lead_to_balances",
            "balances_are_sums_of_transfers",
            "refunds_are_within_charges"
        ),
        Damage(
            "a refund went to another customer",
            "UPDATE transfers SET destination = 2 WHERE cause_kind = 1 AND cause_subject = 2 AND cause_number = 1",
            breaks: "statements_lead_to_balances",
            "balances_are_sums_of_transfers",
            "refunds_are_within_charges"
        ),
        Damage(
            "a canceled order gave nothing back",
            "UPDATE orders SET status = 6 WHERE id = 1",
            breaks: "orders_are_counted",
            "orders_are_listed",
            "refunds_follow_outcomes"
        ),
        Damage(
            "a completed order gave something back",
            "UPDATE orders SET status = 4 WHERE id = 3",
            breaks: "orders_are_counted",
            "orders_are_listed",
            "refunds_follow_outcomes"
        ),
        Damage(
            "a partial order's refund is not what remains",
            "UPDATE orders SET remains = remains - 1 WHERE id = 2",
            breaks: "refunds_follow_outcomes"
        ),
        Damage(
            "a finished order has no end",
            "UPDATE orders SET finished_at = NULL WHERE id = 2",
            breaks: "finished_orders_have_an_end"
        ),
        Damage(
            "an open order has an end",
            "UPDATE orders SET finished_at = 1 WHERE id = 4",
            breaks: "finished_orders_have_an_end"
        ),
    ]

    private static let audit: [Damage] = [
        ("what an entry says is changed", "UPDATE audit_entries SET facts_after = 'rate=1' WHERE number = 2"),
        ("an entry says that somebody else did it", "UPDATE audit_entries SET actor = 'nobody' WHERE number = 2"),
        ("an entry is of another moment", "UPDATE audit_entries SET at = at + 1 WHERE number = 2"),
        ("an entry is about something else", "UPDATE audit_entries SET subject_id = '77' WHERE number = 2"),
        ("an entry in the middle is gone", "DELETE FROM audit_entries WHERE number = 2"),
        (
            "the last entry is gone",
            "DELETE FROM audit_entries WHERE number = (SELECT MAX(number) FROM audit_entries)"
        ),
        ("an entry keeps what it says and has no salt", "UPDATE audit_entries SET salt = NULL WHERE number = 2"),
        (
            "an entry is copied to the end",
            """
            INSERT INTO audit_entries SELECT (SELECT MAX(number) FROM audit_entries) + 1, at, action, subject_kind,
                subject_id, actor_kind, actor, origin, facts_before, facts_after, note, salt, digest, link
            FROM audit_entries WHERE number = 2;
            UPDATE versions SET version = version + 1 WHERE name = 'audit'
            """
        ),
    ].map { Damage($0.0, $0.1, breaks: "the_audit_is_a_chain") }

    private static let bookkeeping: [Damage] =
        [
            Damage(
                "a refill is of no order",
                "UPDATE refills SET order_id = 999",
                breaks: "refills_are_of_finished_orders"
            ),
            Damage(
                "a refill is somebody else's than its order",
                "UPDATE refills SET account_id = 2",
                breaks: "refills_are_of_finished_orders"
            ),
            Damage(
                "a refill is of an order that is not finished",
                "UPDATE refills SET order_id = 4",
                breaks: "refills_are_of_finished_orders"
            ),
            Damage(
                "an order has two open refills",
                """
                DROP INDEX refills_open;
                UPDATE sequences SET next = 3 WHERE name = 'refills';
                INSERT INTO refills (id, order_id, account_id, status, created_at, updated_at)
                    SELECT 2, order_id, account_id, status, created_at, updated_at FROM refills
                """,
                breaks: "refills_are_of_finished_orders"
            ),
        ]
        + ["orders", "refills", "accounts", "credits", "link_rules", "providers", "events"].map { sequence in
            Damage(
                "the next of the \(sequence) has an id in use",
                "UPDATE sequences SET next = 1 WHERE name = '\(sequence)'",
                breaks: "ids_are_below_their_sequences"
            )
        }
}
