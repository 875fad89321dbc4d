import PanelSQL
import Testing

@testable import PanelPostgres

/// The statements for many rows, as they follow from those for one.
struct SetStatementTests {
    @Test func inserts() {
        let sql: SQL = "INSERT INTO t (a, b, c) VALUES ($1, COALESCE($2, 0), 0) ON CONFLICT (a) DO NOTHING"
        #expect(
            SetStatement.set(sql, types: [.integer, .text]) == """
                INSERT INTO t (a, b, c) SELECT given.p1, COALESCE(given.p2, 0), 0 \
                FROM (SELECT unnest($1::int8[]) AS p1, unnest($2::text[]) AS p2) AS given ON CONFLICT (a) DO NOTHING
                """
        )
    }

    @Test func updates() {
        let sql: SQL = "UPDATE t SET (a, b) = ($2, $3) WHERE id = $1"
        #expect(
            SetStatement.set(sql, types: [.integer, .text, .bytes]) == """
                UPDATE t SET (a, b) = (given.p2, given.p3) \
                FROM (SELECT unnest($1::int8[]) AS p1, unnest($2::text[]) AS p2, unnest($3::bytea[]) AS p3) AS given \
                WHERE id = given.p1
                """
        )
    }

    @Test func deletes() {
        #expect(
            SetStatement.set("DELETE FROM t WHERE a = $1", types: [.text])
                == "DELETE FROM t USING (SELECT unnest($1::text[]) AS p1) AS given WHERE a = given.p1"
        )
    }

    @Test func queriesKeepTheOrderOfTheRowsAndLockInIt() {
        #expect(
            SetStatement.set(SQL("SELECT a FROM t WHERE b = $1 AND c = $12", lock: .exclusive), types: [.text]) == """
                SELECT found.* FROM (SELECT unnest($1::text[]) AS p1, generate_subscripts($1, 1) AS number) AS given
                CROSS JOIN LATERAL (SELECT a FROM t WHERE b = given.p1 AND c = given.p12 FOR NO KEY UPDATE) AS found \
                ORDER BY given.number
                """
        )
        #expect(SetStatement.single(SQL("SELECT 1", lock: .shared)) == "SELECT 1 FOR SHARE")
        #expect(SetStatement.single("SELECT 1") == "SELECT 1")
    }

    @Test func countsComeBackInTheErrorOfTheDatabase() {
        #expect(SetStatement.count(inMessage: "invalid input syntax for type bigint: \"changed 12\"") == 12)
        #expect(SetStatement.count(inMessage: "changed") == nil)
    }
}
