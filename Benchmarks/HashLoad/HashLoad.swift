import ArgumentParser
import Glibc
import PanelCore
import PanelSecrets

/// Checks a password over and over as the server does at a log-in, and does nothing else: what a log-in is measured
/// against.
@main
struct HashLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "hash-load")

    @Option(help: "How many at the same time.") var atOnce = 4
    @Option(help: "How long.") var seconds = 8

    private static let password = "benchmark-password"

    /// Prints "result HASHES-PER-SECOND MILLISECONDS", which are the processor's for one hash.
    func run() async throws {
        let hasher = PasswordHasher()
        let password = try NewPassword(HashLoad.password, for: AccountName(unchecked: "customer"))
        let hash = try await hasher.hash(password, for: nil)
        let (start, startOfProcessor) = (ContinuousClock.now, processorTime())
        let end = start + .seconds(seconds)
        let count = try await withThrowingTaskGroup(of: Int.self) { workers in
            for _ in 0..<atOnce {
                workers.addTask {
                    var count = 0
                    while ContinuousClock.now < end {
                        guard try await hasher.verify(HashLoad.password, against: hash, for: nil) else {
                            throw ValidationError("the password is not right")
                        }
                        count += 1
                    }
                    return count
                }
            }
            return try await workers.reduce(0, +)
        }
        let (elapsed, used) = (ContinuousClock.now - start, processorTime() - startOfProcessor)
        print("result \(Int(Double(count) / (elapsed / .seconds(1)))) \(used / .milliseconds(1) / Double(count))")
    }

    /// What the process has had of all processors.
    private func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
