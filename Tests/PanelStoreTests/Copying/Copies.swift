import Foundation
import GRDB
import PanelSQL
import PanelSQLite
import PanelTesting
import Testing

/// Databases that a panel is copied between.
enum Copies {
    /// Copies the panel of one engine into another.
    @discardableResult
    static func copy(
        _ source: any SQLEngine,
        to target: any SQLEngine,
        observe: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) async throws -> CopyReport {
        try await PanelCopy(
            from: .init(source, called: "the old place"),
            to: .init(target, called: "the new place"),
            now: { PanelFixture.noon },
            observe: observe
        ).run()
    }

    /// Runs `body` with the engine of a directory, and closes it.
    @discardableResult
    static func withSQLite<T>(_ directory: String, _ body: (SQLiteEngine) async throws -> T) async throws -> T {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for _ in 0..<3000 {
            do {
                let engine = try SQLiteEngine(directory: directory)
                defer { try? engine.close() }
                return try await body(engine)
            } catch SQLiteStoreError.inUse {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        return try await body(try SQLiteEngine(directory: directory))
    }

    /// All rows of all tables that are copied, with the types that they have in the file.
    static func dump(_ directory: String) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: directory + "/" + SQLiteEngine.fileName)
        defer { try? queue.close() }
        return try queue.read { database in
            var tables: [String: [String]] = [:]
            for table in TableLayout.copied {
                let columns = table.columns.map { "quote(\($0.name))" }.joined(separator: " || ' ' || ")
                tables[table.name] = try String.fetchAll(
                    database,
                    sql: "SELECT \(columns) FROM \(table.name) ORDER BY 1"
                )
            }
            return tables
        }
    }

    /// What `schema_versions` and the tables of an engine aside is in a database.
    static func tables(of engine: any SQLEngine) async throws -> [String] {
        try await engine.read { connection in
            var names: [String] = []
            try connection.run([.query(connection.dialect.tableNames) { names.append($0.text(0)) }])
            return names
        }
    }

    /// Fills rows with what is hard to carry over, where the schema takes it.
    static let awkward = """
        INSERT INTO link_rules (id, text) VALUES
            (-9223372036854775808, ''), (-1, ' '), (900, char(65533)), (9223372036854775807, char(1114111)),
            (901, 'Ti' || char(7871) || 'ng Vi' || char(7879) || 't'), (902, 'Vie' || char(770, 803) || 't'),
            (903, char(65279, 8238, 128105, 8205, 128187, 10, 13, 9, 1, 127, 39, 34, 92) || '$1 \\x00 %s {}"NULL'),
            (904, 'e' || char(769)), (905, char(233));
        INSERT INTO providers VALUES (
            77, 'NULL', '', X'', '', 1, NULL, 9223372036854775807, 1, -9223372036854775808, 0, NULL, 0, 9223372036854775807,
            9223372036854775807
        ), (
            78, 'x', '\\N', X'0000FF5C27', NULL, 1, 1, 1, 1, 1, 0, 5, 0, 1, 1
        );
        INSERT INTO run_totals VALUES (6, 2, 1, 0, 0, 9223372036854775807, 9223372036854775807);
        INSERT INTO restores VALUES (9223372036854775807, -1);
        INSERT INTO orphan_orders VALUES
            (77, '', 0, NULL, NULL, '', '\\N', -1, NULL), (78, '9001', 1, '', 0, 'a', 'b', 1, '');
        INSERT INTO settings VALUES ('', ''), ('a', 'b'), ('A', 'b'), (char(233), 'é'), ('e' || char(769), 'é');
        INSERT INTO order_parameters VALUES (6, 'comments', 'a' || char(10) || 'b'), (6, 'Comments', ''), (6, '', '0');
        INSERT INTO poll_requests VALUES (6, 1, 1, '9001');
        INSERT INTO people VALUES (1, 'Đ' || char(128105, 8205, 128187), NULL, 'vi', NULL, 'dark'), (2, NULL, '', '', '', '');
        INSERT INTO credentials VALUES (1, '$argon2id$1$x', -1, X'00FF', 9223372036854775807, X'', 7),
            (2, NULL, NULL, NULL, NULL, NULL, 0);
        INSERT INTO sessions VALUES (X'00', 1, 7, '::1', char(34, 39, 92), NULL, 1, 2), (X'FF5C27', 2, 0, '', '', 4, 0, -1);
        INSERT INTO one_time_links VALUES (X'01', 1, 7, 5), (X'02', NULL, NULL, 9223372036854775807);
        INSERT INTO invitations VALUES (X'03', 9223372036854775807, 'NULL', 0, 1, 1), (X'04', 1, '', 0, 1, NULL);
        INSERT INTO favourites VALUES (1, X'0000000000000001'), (2, X'');
        INSERT INTO service_news VALUES (9223372036854775807, 1, -1, NULL, 0, 1), (1, 1, 0, 9223372036854775807, NULL, 0);
        INSERT INTO service_times VALUES (1, NULL, NULL, X''), (2, 0, 9223372036854775807, X'00FF5C27');
        INSERT INTO counted_orders VALUES (1, -1, 9223372036854775807);
        UPDATE submissions SET idempotency_key = X'00FF5C27000000000000000000000000' WHERE order_id = 6;
        UPDATE submissions SET report_start_count = -9223372036854775808, report_remains = 9223372036854775807,
            report_posts = '', report_expiry = NULL;
        """
}
