import PanelCore
import PanelStore

/// An account's statement as of one moment, by the positions of its entries, which begin at 1: what is listed, and behind
/// it what is not listed yet, numbered as it will be.
struct NumberedStatement {
    private let account: AccountID
    private let connection: any SQLConnection
    private let listed: ListedAccount
    private let tail: [Statement.Row]

    init(of account: AccountID, on connection: any SQLConnection) throws {
        self.account = account
        self.connection = connection
        listed = try ListedAccount.load([account], on: connection)[account] ?? ListedAccount(account: account)
        var end = listed
        tail = try OrderTail(on: connection).transfers(of: account, on: connection).map { transfer in
            end.add(transfer.amount)
            return Statement.Row(transfer, balance: Money(micros: end.balance))
        }
    }

    /// How many entries there are: the position of the last one.
    var count: Int64 { listedCount + Int64(tail.count) }
    /// The position of the last one that is listed.
    var listedCount: Int64 { listed.entries }

    /// The entries at some positions, in their order.
    func rows(at positions: ClosedRange<Int64>) throws -> [Statement.Row] {
        var rows: [Statement.Row] = []
        if positions.lowerBound <= listedCount {
            let parameters = SQLParameters.row(
                .integer(account.rawValue),
                .integer(positions.lowerBound),
                .integer(min(positions.upperBound, listedCount))
            )
            rows = try connection.list(Self.listing, parameters) { reader in
                let balance = reader.money()
                return Statement.Row(try AccountTransfer(listed: &reader, of: account), balance: balance)
            }
        }
        if positions.upperBound > listedCount {
            let first = max(0, Int(positions.lowerBound - listedCount - 1))
            rows += tail[first..<Int(positions.upperBound - listedCount)]
        }
        return rows
    }

    /// What the account had after the entry at a position; nothing at 0, before the first one.
    func balance(at position: Int64) throws -> Money {
        guard position > 0 else { return .zero }
        guard position != listedCount else { return Money(micros: listed.balance) }
        return try rows(at: position...position).first?.balance ?? .zero
    }

    /// The position of the last entry before a moment; 0 when there is none.
    ///
    /// Found by halving, which asks the same positions however many entries there are. So where entries do not go by
    /// their time, an earlier moment still has no later position.
    func position(before moment: Timestamp) throws -> Int64 {
        guard count > 0, let last = try times(at: [count])[count] else { return 0 }
        guard last >= moment else { return count }
        var found: Int64 = 0
        var step = Int64(1) << (Int64.bitWidth - 1 - count.leadingZeroBitCount)
        while step > 0 {
            // What the next halvings may ask is asked at once: on a database elsewhere each question is a way there.
            let least = max(1, step >> (Self.halvings - 1))
            let asked = stride(from: found + least, to: min(found + 2 * step, count), by: Int64.Stride(least))
            let times = try times(at: Array(asked))
            while step >= least {
                if let time = times[found + step], time < moment { found += step }
                step >>= 1
            }
        }
        return found
    }

    private static let halvings = 4

    /// When the entries at some positions were.
    private func times(at positions: [Int64]) throws -> [Int64: Timestamp] {
        var times: [Int64: Timestamp] = [:]
        for position in positions where position > listedCount {
            times[position] = tail[Int(position - listedCount - 1)].at
        }
        let parameters = SQLParameters.rows(positions.filter { $0 <= listedCount }, width: 2) {
            [.integer(account.rawValue), .integer($0)]
        }
        for (position, time) in try connection.list(Self.times, parameters, { ($0.integer(), $0.timestamp()) }) {
            times[position] = time
        }
        return times
    }

    private static let listing: SQL = """
        SELECT s.balance, t.created_at, t.cause_kind, t.cause_subject, t.cause_number,
            CASE WHEN t.destination = s.account_id THEN t.amount ELSE -t.amount END
        FROM statements s CROSS JOIN transfers t
        WHERE s.account_id = $1 AND s.position >= $2 AND s.position <= $3 AND t.cause_kind = s.cause_kind
            AND t.cause_subject = s.cause_subject AND t.cause_number = s.cause_number
        ORDER BY s.position
        """
    private static let times: SQL = """
        SELECT s.position, t.created_at FROM statements s CROSS JOIN transfers t
        WHERE s.account_id = $1 AND s.position = $2 AND t.cause_kind = s.cause_kind
            AND t.cause_subject = s.cause_subject AND t.cause_number = s.cause_number
        """
}
