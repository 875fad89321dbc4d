import Foundation
import PanelTesting
import Synchronization
import Testing

/// What goes wrong around servers that share a database.
enum Chaos: CaseIterable, Sendable {
    /// PostgreSQL is restarted as an administrator does it.
    case restart
    /// PostgreSQL dies, and starts again.
    case crash
    /// All connections of one server to its database break.
    case cut
    /// A commit is carried out, and its answer does not come back.
    case loseAnswer
    /// A commit does not reach the database.
    case loseCommit
    /// A commit reaches the database when the server has given it up.
    case delayCommit
    /// A server loses the way to its database in the middle of a transaction, and neither hears of it.
    case silence
    /// A server stands still for longer than others wait for its locks.
    case standStill
    /// Somebody locks all balances for longer than servers wait.
    case holdBalances
    /// Transactions fail, or their commits do, with what a database says when others are in the way.
    case conflict

    /// Each at least once, what is about commits more often, in an order that a seed decides.
    static func schedule(_ random: inout Seeded) -> [Chaos] {
        (allCases + [.crash, .cut, .loseAnswer, .loseAnswer, .loseAnswer, .conflict]).shuffled(using: &random)
    }

    private var commitCut: CuttingProxy.Cut? {
        switch self {
        case .loseAnswer: .answer(needle: CuttingProxy.commit)
        case .loseCommit: .before(needle: CuttingProxy.commit)
        case .delayCommit: .late(needle: CuttingProxy.commit, within: .milliseconds(300))
        case .silence: .silence(needle: CuttingProxy.commit)
        default: nil
        }
    }

    /// Has it happen to one server or to the database.
    func happen(to fleet: Fleet, _ number: Int) async throws {
        let proxy = fleet.proxies[number]
        switch self {
        case .restart, .crash:
            try await Chaos.restartDatabase(of: fleet, self == .restart ? .fast : .immediate) {
                // Long enough for all servers to notice.
                try await Task.sleep(for: .seconds(2))
            }
        case .cut: proxy.cutAll()
        case .standStill:
            // What it is doing then is left to chance. It may be killed and started again meanwhile.
            let process = fleet.servers[number].process
            process?.send(SIGSTOP)
            try await Task.sleep(for: .seconds(6))
            process?.send(SIGCONT)
        case .loseAnswer, .loseCommit, .delayCommit, .silence:
            let before = proxy.cuts
            proxy.arm(commitCut, onLineThatSaid: CuttingProxy.writing)
            // A server that was killed just now writes nothing until it is back.
            for _ in 0..<600 where proxy.cuts == before { try await Task.sleep(for: .milliseconds(50)) }
            proxy.arm(nil)
        case .holdBalances:
            // One transaction, which locks them in the order that servers do.
            let locked = "SELECT COUNT(*) FROM (SELECT 1 FROM balances ORDER BY account_id FOR UPDATE) locked"
            try await fleet.sql("\(locked); SELECT pg_sleep(6)")
        case .conflict:
            try await fleet.sql(Chaos.refusing)
            try await Task.sleep(for: .seconds(2))
            try await fleet.sql("DROP TRIGGER refuse_write ON commits; DROP TRIGGER refuse_commit ON commits")
        }
    }

    /// - Parameter meanwhile: What happens while there is no database.
    static func restartDatabase(
        of fleet: Fleet,
        _ stop: PostgresCluster.Stop,
        meanwhile: () async throws -> Void
    ) async throws {
        let cluster = fleet.cluster
        try await blocking { try cluster.stop(stop) }
        try await meanwhile()
        try await cluster.start()
    }

    private static let refusing = """
        CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF random() < 0.1 THEN RAISE EXCEPTION 'serialization' USING ERRCODE = '40001'; END IF;
            IF random() < 0.1 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF;
            IF random() < 0.1 THEN RAISE EXCEPTION 'lock' USING ERRCODE = '55P03'; END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER refuse_write BEFORE INSERT ON commits FOR EACH ROW EXECUTE FUNCTION refuse();
        CREATE CONSTRAINT TRIGGER refuse_commit AFTER INSERT ON commits DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION refuse()
        """
}
