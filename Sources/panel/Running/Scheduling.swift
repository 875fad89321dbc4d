import Foundation
import Logging

/// How the system shares its processors among the threads of this process.
enum Scheduling {
    /// `SCHED_BATCH` of Linux's `sched.h`, which Swift does not see.
    private static let batch: CInt = 3

    /// Lets a thread that has work go on when another one gets some.
    ///
    /// A request crosses several threads and two processes. Under load the system would interrupt whatever runs each
    /// time something is handed over, and most of that is between this server's own threads. `SCHED_BATCH` (sched(7)) is
    /// meant for that; with processors to spare it changes nothing. A policy that an operator chose stays.
    static func preferThroughput(_ logger: Logger) {
        guard sched_getscheduler(0) == SCHED_OTHER else { return }
        do {
            // Threads that are there already are set one by one; those to come inherit it.
            let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
            var parameters = sched_param()
            for thread in threads.compactMap(pid_t.init) {
                guard sched_setscheduler(thread, batch, &parameters) != 0 else { continue }
                logger.debug("A thread keeps its scheduling policy.", metadata: ["errno": "\(errno)"])
            }
        } catch {
            logger.debug("The threads keep their scheduling policy.", metadata: ["error": "\(error)"])
        }
    }
}
