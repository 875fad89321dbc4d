import PanelCore
import PanelStore

/// Makes callers' keys as old as they are, whatever clock dated them.
struct KeyAging: Sendable {
    let store: any Store
    let writer: BatchWriter
    let clocks: Clocks

    private static let page = 1000

    /// Makes the keys that a provider got so much older as the clock was set back, also when the process ends meanwhile.
    ///
    /// - Parameter milliseconds: 0 for what seems to have been sent later than now, by a clock that was ahead.
    func age(of provider: ProviderID, by milliseconds: Int64) async throws {
        let now = clocks.now()
        var last: SubmissionKey?
        while true {
            let page = try await store.submissionsWithKeys(
                of: provider,
                sentAfter: AgeKeys.begin(by: milliseconds, at: now),
                after: last,
                limit: KeyAging.page
            )
            guard let end = page.last else { return }
            last = end
            _ = try await writer.perform(AgeKeys(page, by: milliseconds, now: now))
        }
    }
}
