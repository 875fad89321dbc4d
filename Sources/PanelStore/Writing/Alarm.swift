import Glibc

/// Wakes a thread that waits, for a bounded time, by the clock that only goes forward. (Dispatch's semaphores wait until a
/// moment of the wall clock: when that is set back by hours meanwhile, so long they wait.)
///
/// One thread waits at a time. A ring that nobody waits for wakes the next one who does.
final class Alarm: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Guarded by `mutex`.
    private var rings = 0

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func ring() {
        pthread_mutex_lock(mutex)
        rings += 1
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Waits until it rings.
    func wait() {
        pthread_mutex_lock(mutex)
        while rings == 0 { pthread_cond_wait(condition, mutex) }
        rings -= 1
        pthread_mutex_unlock(mutex)
    }

    /// Waits until it rings, for at most so long.
    ///
    /// - Returns: Whether it rang.
    func wait(microseconds: Int) -> Bool {
        var end = timespec()
        clock_gettime(CLOCK_MONOTONIC, &end)
        let nanoseconds = end.tv_nsec + microseconds * 1000
        end.tv_sec += nanoseconds / 1_000_000_000
        end.tv_nsec = nanoseconds % 1_000_000_000
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while rings == 0 {
            guard pthread_cond_timedwait(condition, mutex, &end) == 0 else { return false }
        }
        rings -= 1
        return true
    }
}
