package import PanelCore
package import PanelSecrets
import Synchronization

/// What a server keeps to let people in: who hashes passwords, and how much went wrong lately. Each server counts for
/// itself, and starts anew when it starts.
package final class FrontDoor: Sendable {
    package struct Limits: Sendable {
        package var sessions = SessionLimits()
        package var throttle = LogInThrottle.Limits()
        package var hashing = PasswordHasher.Limits()
        /// Accounts that one address may make in an hour.
        package var registrations = 10

        package init() {}
    }

    package let limits: Limits
    package let hasher: PasswordHasher
    /// `nil` when the panel's secret is not here: nobody can use a second factor then.
    let sealer: TextSealer?
    private let throttle: Mutex<LogInThrottle>
    /// Accounts that were made, by whom addresses stand for.
    private let registrations: Mutex<RecentCounts<String>>

    private static let hour: Int64 = 3600

    package init(sealer: TextSealer?, limits: Limits = Limits()) {
        self.limits = limits
        self.sealer = sealer
        hasher = PasswordHasher(limits: limits.hashing)
        throttle = Mutex(LogInThrottle(limits.throttle))
        registrations = Mutex(RecentCounts(remembering: limits.throttle.remembered))
    }

    /// How many seconds somebody has to wait before a password or a code is looked at.
    func wait(at account: String, from place: LogInThrottle.Place, now: Timestamp) -> Int64? {
        throttle.withLock { $0.wait(at: account, from: place, now: now) }
    }

    func countWrong(at account: String, from place: LogInThrottle.Place, now: Timestamp) {
        throttle.withLock { $0.count(at: account, from: place, now: now) }
    }

    func forgetWrong(at account: String, from place: LogInThrottle.Place) {
        throttle.withLock { $0.forget(at: account, from: place) }
    }

    /// How many seconds it takes until an address may make another account.
    func waitForRegistration(from holder: String, now: Timestamp) -> Int64? {
        registrations.withLock { made in
            made.count(of: holder, within: FrontDoor.hour, now: now) < limits.registrations
                ? nil : made.rest(of: holder, within: FrontDoor.hour, now: now)
        }
    }

    func countRegistration(from holder: String, now: Timestamp) {
        registrations.withLock { made in
            made.makeRoom(for: 1)
            made.add(holder, within: FrontDoor.hour, now: now)
        }
    }
}

/// Somebody who is not known yet, and where they are.
package struct Caller: Sendable {
    package let client: Session.Client
    /// For whom the address stands: of IPv6, a network.
    package let holder: String
    /// What a browser shows that logged in before (``KnownBrowser``).
    package let mark: String?

    package init(client: Session.Client, holder: String, mark: String?) {
        self.client = client
        self.holder = holder
        self.mark = mark
    }

    var origin: Principal.Origin { Principal.Origin(holder) }

    /// Where wrong log-ins at an account are counted.
    func place(at account: AccountID?, sealer: TextSealer?) -> LogInThrottle.Place {
        if let mark, let account, let browser = KnownBrowser(mark, of: account, sealer) { return .known(browser.nonce) }
        return .address(holder)
    }
}

/// A browser that has logged in to an account. It has a mark that only this panel can make, and so is not stopped by what
/// others do behind its address.
package struct KnownBrowser: Sendable {
    let nonce: [UInt8]
    /// What the browser keeps.
    package let text: String

    private static let nonceLength = 16

    /// A new one.
    package init?(of account: AccountID, _ sealer: TextSealer?) {
        guard let sealer else { return nil }
        nonce = .random(count: KnownBrowser.nonceLength)
        text = BaseEncoding.base64URL.text(of: nonce + sealer.mark(KnownBrowser.proven(nonce, account)))
    }

    init?(_ text: String, of account: AccountID, _ sealer: TextSealer?) {
        guard let sealer, let bytes = BaseEncoding.base64URL.bytes(of: text),
            bytes.count == KnownBrowser.nonceLength + TextSealer.markLength
        else { return nil }
        nonce = Array(bytes.prefix(KnownBrowser.nonceLength))
        let mark = bytes.dropFirst(KnownBrowser.nonceLength)
        guard sealer.isMark(mark, of: KnownBrowser.proven(nonce, account)) else { return nil }
        self.text = text
    }

    /// What a mark is made of.
    private static func proven(_ nonce: [UInt8], _ account: AccountID) -> [UInt8] {
        Array("\(account) ".utf8) + nonce
    }
}
