extension Migration {
    /// Providers, routes to them, and what became of the orders on their way.
    static let providers = Migration(
        version: 2,
        statements: [
            "INSERT INTO sequences (name, next) VALUES ('providers', 1), ('events', 1)",
            """
            CREATE TABLE providers (
                id INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                url TEXT NOT NULL,
                sealed_key BLOB NOT NULL,
                idempotency_parameter TEXT,
                max_in_flight BIGINT NOT NULL CHECK (max_in_flight > 0),
                requests_per_minute BIGINT CHECK (requests_per_minute > 0),
                timeout_seconds BIGINT NOT NULL CHECK (timeout_seconds > 0),
                poll_seconds BIGINT NOT NULL CHECK (poll_seconds > 0),
                allows_private_address BIGINT NOT NULL,
                is_paused BIGINT NOT NULL,
                removed_at BIGINT,
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE UNIQUE INDEX providers_name ON providers (name) WHERE removed_at IS NULL",
            // In order of preference. A route without a provider leads to staff. Policies: 1 keep the rate, 2 keep the
            // markup, 3 disable.
            """
            CREATE TABLE service_routes (
                service_id BIGINT NOT NULL REFERENCES services (id),
                position BIGINT NOT NULL,
                provider_id BIGINT REFERENCES providers (id),
                upstream_service TEXT,
                relays_drip_feed BIGINT NOT NULL,
                policy BIGINT NOT NULL CHECK (policy BETWEEN 1 AND 3),
                markup BIGINT NOT NULL,
                cost MONEY,
                availability BIGINT NOT NULL CHECK (availability BETWEEN 1 AND 3),
                PRIMARY KEY (service_id, position),
                CHECK ((provider_id IS NULL) = (upstream_service IS NULL))
            ) WITHOUT ROWID
            """,
            "CREATE INDEX service_routes_provider ON service_routes (provider_id)",
            // One order at a provider, to be made or made. States are numbered as in `Submission.State`.
            """
            CREATE TABLE submissions (
                order_id BIGINT NOT NULL REFERENCES orders (id),
                run BIGINT NOT NULL CHECK (run >= 1),
                service_id BIGINT NOT NULL,
                quantity BIGINT NOT NULL CHECK (quantity >= 1),
                created_at BIGINT NOT NULL,
                state BIGINT NOT NULL CHECK (state BETWEEN 1 AND 7),
                due_at BIGINT NOT NULL,
                attempt BIGINT NOT NULL,
                failures BIGINT NOT NULL,
                is_in_doubt BIGINT NOT NULL,
                floor BIGINT,
                provider_id BIGINT REFERENCES providers (id),
                upstream_service TEXT,
                route_position BIGINT,
                relays_drip_feed BIGINT,
                upstream_id TEXT,
                report_status TEXT,
                report_start_count BIGINT,
                report_remains BIGINT,
                report_charge MONEY,
                report_posts TEXT,
                report_expiry TEXT,
                cost MONEY NOT NULL CHECK (cost >= 0),
                cost_count BIGINT NOT NULL,
                outcome BIGINT CHECK (outcome BETWEEN 4 AND 6),
                cancel BIGINT NOT NULL,
                is_watched BIGINT NOT NULL,
                attention TEXT,
                updated_at BIGINT NOT NULL,
                PRIMARY KEY (order_id, run),
                CHECK (state <> 6 OR upstream_id IS NOT NULL),
                CHECK (is_watched = 0 OR state = 6)
            ) WITHOUT ROWID
            """,
            // One for each state in which something is to be done, so that what is due is found in its order.
            "CREATE INDEX submissions_queued ON submissions (provider_id, due_at) WHERE state = 1",
            "CREATE INDEX submissions_submitting ON submissions (due_at) WHERE state = 2",
            "CREATE INDEX submissions_uncertain ON submissions (provider_id, due_at) WHERE state = 3",
            "CREATE INDEX submissions_held ON submissions (provider_id) WHERE state = 4",
            """
            CREATE INDEX submissions_given_up ON submissions (provider_id, updated_at)
            WHERE state = 7 AND is_in_doubt = 1
            """,
            "CREATE INDEX submissions_watched ON submissions (provider_id, order_id, run, outcome) WHERE is_watched = 1",
            "CREATE INDEX submissions_cancel ON submissions (provider_id, due_at) WHERE cancel = 1 AND state = 6",
            "CREATE INDEX submissions_attention ON submissions (order_id) WHERE attention IS NOT NULL",
            // No order of a provider is two orders here.
            """
            CREATE UNIQUE INDEX submissions_upstream ON submissions (provider_id, upstream_id)
            WHERE upstream_id IS NOT NULL
            """,
            """
            CREATE TABLE order_events (
                order_id BIGINT NOT NULL REFERENCES orders (id),
                id BIGINT NOT NULL,
                at BIGINT NOT NULL,
                what TEXT NOT NULL,
                run BIGINT,
                provider_id BIGINT,
                detail TEXT NOT NULL,
                by_staff TEXT,
                PRIMARY KEY (order_id, id)
            ) WITHOUT ROWID
            """,
            // A refill that a provider does.
            "ALTER TABLE refills ADD COLUMN relay_provider_id BIGINT",
            "ALTER TABLE refills ADD COLUMN relay_order TEXT",
            "ALTER TABLE refills ADD COLUMN relay_state BIGINT",
            "ALTER TABLE refills ADD COLUMN relay_upstream_id TEXT",
            "ALTER TABLE refills ADD COLUMN relay_due_at BIGINT",
            """
            CREATE INDEX refills_due ON refills (relay_provider_id, relay_due_at)
            WHERE status <= 2 AND relay_state <= 3
            """,
            "CREATE INDEX refills_unclear ON refills (id) WHERE status <= 2 AND relay_state = 4",
        ]
    )
}
