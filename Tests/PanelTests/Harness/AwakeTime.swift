import Foundation
import Synchronization

/// Time that does not pass while this process stands still: whoever stops it, or takes the processor from it, makes no
/// test fail.
enum AwakeTime {
    /// What has passed since this was first asked for.
    static var now: Duration { .microseconds(clock.microseconds.load(ordering: .relaxed)) }

    private static let clock = Clock()

    private final class Clock: Sendable {
        let microseconds = Atomic<Int64>(0)

        init() {
            Thread.detachNewThread { [self] in
                var last = ContinuousClock.now
                while true {
                    usleep(20_000)
                    let now = ContinuousClock.now
                    microseconds.add(Int64(min(now - last, .milliseconds(100)) / .microseconds(1)), ordering: .relaxed)
                    last = now
                }
            }
        }
    }
}
