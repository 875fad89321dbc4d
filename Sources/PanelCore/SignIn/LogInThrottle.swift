/// Slows down whoever guesses passwords, and keeps nobody out of their own account.
///
/// Wrong log-ins are counted by place, and by place and account. A place is an address, or a browser that has logged in to
/// the account before, which so is not stopped by what strangers do behind the same address. An account at which many
/// places fail gives each of them one try, not five: guessing from many addresses becomes slow, while whoever is right
/// at the first try gets in.
package struct LogInThrottle: Sendable {
    package struct Limits: Sendable, Equatable {
        /// Wrong log-ins of one place in an hour.
        package var ofPlace = 20
        /// Wrong log-ins of one place at one account in a quarter of an hour.
        package var atAccount = 5
        /// Wrong log-ins at one account in an hour, beyond which each place has one.
        package var ofAccount = 20
        /// Places and accounts that are remembered; when there are more, all start anew.
        package var remembered = 50_000

        package init() {}
    }

    package enum Place: Hashable, Sendable {
        case address(String)
        /// A browser that has logged in to the account before.
        case known([UInt8])
    }

    private enum Subject: Hashable {
        case place(Place)
        case account(String)
        case pair(Place, String)

        /// In seconds.
        var window: Int64 {
            switch self {
            case .place, .account: 3600
            case .pair: 900
            }
        }
    }

    private let limits: Limits
    private var wrong: RecentCounts<Subject>

    package init(_ limits: Limits = Limits()) {
        self.limits = limits
        wrong = RecentCounts(remembering: limits.remembered)
    }

    /// How many seconds somebody has to wait before another try; `nil` when they need not.
    package func wait(at account: String, from place: Place, now: Timestamp) -> Int64? {
        let isUnderAttack = isReached(.account(account), limits.ofAccount, now)
        let most = isUnderAttack ? 1 : limits.atAccount
        return [(Subject.pair(place, account), most), (.place(place), limits.ofPlace)].compactMap { subject, most in
            isReached(subject, most, now) ? wrong.rest(of: subject, within: subject.window, now: now) : nil
        }.max()
    }

    private func isReached(_ subject: Subject, _ most: Int, _ now: Timestamp) -> Bool {
        wrong.count(of: subject, within: subject.window, now: now) >= most
    }

    /// Counts a wrong log-in.
    package mutating func count(at account: String, from place: Place, now: Timestamp) {
        let subjects = [Subject.pair(place, account), .place(place), .account(account)]
        wrong.makeRoom(for: subjects.count)
        for subject in subjects { wrong.add(subject, within: subject.window, now: now) }
    }

    /// Forgets the wrong log-ins of somebody who turned out to be right.
    package mutating func forget(at account: String, from place: Place) {
        wrong.forget(.pair(place, account))
    }
}
