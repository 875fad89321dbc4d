import GRDB
import PanelPostgres
import PanelSQL
import PanelSQLite
import PanelTesting
import Testing

/// What is copied is what there is.
struct TableLayoutTests {
    /// The tables that are not the schema's: how far it is, and the marks of PostgreSQL's commits.
    private static let engines: Set = ["schema_versions", "commits"]

    @Test func everyTableOfSQLiteIsCopiedOrLeftOut() async throws {
        try await withTemporaryDirectory { directory in
            _ = try await withPanel(in: directory) { try await $0.account() }
            let queue = try DatabaseQueue(path: directory + "/" + SQLiteEngine.fileName)
            let found = try await queue.read { database in
                let columns = """
                    SELECT m.name, group_concat(c.name || ' ' || c.type || ' ' || c.pk) AS columns
                    FROM (SELECT * FROM sqlite_master WHERE type = 'table') AS m, pragma_table_info(m.name) AS c
                    GROUP BY m.name ORDER BY m.name, c.cid
                    """
                return try Row.fetchAll(database, sql: columns).map { row in (row[0] as String, row[1] as String) }
            }
            expect(found) { kind in
                switch kind {
                case .integer: ["BIGINT", "INTEGER"]
                case .text: ["TEXT"]
                case .blob: ["BLOB"]
                }
            }
            try queue.close()
        }
    }

    @Test func everyTableOfPostgreSQLIsCopiedOrLeftOut() async throws {
        let cluster = try await PostgresCluster.shared.value
        let url = try cluster.makeDatabase()
        let engine = try await openEngine(configuration(url))
        defer { engine.close() }
        _ = try await SQLStore(engine: engine)
        let columns = """
            SELECT c.table_name, string_agg(c.column_name || ' ' || c.data_type || ' ' || COALESCE((
                SELECT k.ordinal_position FROM information_schema.table_constraints AS p
                JOIN information_schema.key_column_usage AS k USING (constraint_name, table_name)
                WHERE p.constraint_type = 'PRIMARY KEY' AND p.table_name = c.table_name
                AND k.column_name = c.column_name
            ), 0), ',' ORDER BY c.ordinal_position)
            FROM information_schema.columns AS c WHERE c.table_schema = 'public' GROUP BY 1 ORDER BY 1
            """
        let lines = try cluster.execute(columns, in: url).split(separator: "\n")
        let found = lines.map { line in
            let cells = line.split(separator: "|")
            return (String(cells[0]), String(cells[1]))
        }
        expect(found) { kind in
            switch kind {
            case .integer: ["bigint"]
            case .text: ["text"]
            case .blob: ["bytea"]
            }
        }
    }

    /// All amounts that there are, whatever their columns are called. What is summed up of days is in two parts each.
    @Test func theSchemaSaysWhatIsMoney() {
        let money = TableLayout.all.flatMap { table in
            table.moneyColumns.map { "\(table.name).\(table.columns[$0].name)" }
        }
        #expect(
            Set(money) == [
                "balances.amount", "transfers.amount", "credits.amount", "services.rate", "own_rates.rate",
                "service_news.old_rate", "service_news.new_rate",
                "orders.charge", "orders.refunded", "service_routes.cost", "submissions.cost",
                "submissions.expected_cost", "submissions.report_charge", "orphan_orders.charge",
                "unlisted_transfers.amount", "statements.balance", "account_listings.balance",
            ]
        )
    }

    @Test func noTableRefersToALaterOne() {
        var earlier: Set<String> = []
        for table in TableLayout.copied {
            #expect(table.references.isSubset(of: earlier), "\(table.name)")
            earlier.insert(table.name)
        }
        #expect(earlier.count > 15)
    }

    /// Compares the schema as it was read with the one that a database has.
    private func expect(_ found: [(table: String, columns: String)], types: (TableLayout.Kind) -> [String]) {
        let known = Set(TableLayout.copied.map(\.name))
        #expect(known.isDisjoint(with: TableLayout.notCopied.keys))
        #expect(
            Set(found.map(\.table)).subtracting(TableLayoutTests.engines) == known.union(TableLayout.notCopied.keys)
        )
        for table in TableLayout.all {
            let columns = found.first { $0.table == table.name }?.columns.split(separator: ",").map {
                $0.split(separator: " ")
            }
            #expect(columns?.map { String($0[0]) } == table.columns.map(\.name), "\(table.name)")
            #expect(columns?.allSatisfy { $0.count == 3 } == true)
            for (column, described) in zip(columns ?? [], table.columns) {
                #expect(types(described.kind).contains(String(column[1])), "\(table.name).\(described.name)")
            }
            let key = (columns ?? []).enumerated().filter { $0.element.last != "0" }
                .sorted { ($0.element.last ?? "") < ($1.element.last ?? "") }.map(\.offset)
            #expect(key == table.key, "\(table.name)")
        }
    }
}
