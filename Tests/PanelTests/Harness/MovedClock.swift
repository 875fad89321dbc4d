import Foundation
import PanelTesting
import Synchronization

/// A wall clock of single programs, which a test sets while they run: a library that is loaded before theirs answers for
/// the system's clock, with a difference that stands in a file. What only goes forward is left alone.
final class MovedClock: Sendable {
    private let file: String

    struct CannotBuild: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter seconds: How far ahead of the system's clock it begins.
    init(ahead seconds: Int64 = 0) throws {
        file = "/tmp/pc-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        try MovedClock.bytes(seconds).write(to: URL(fileURLWithPath: file))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: file)
    }

    /// Sets it so far ahead of the system's clock.
    func set(ahead seconds: Int64) throws {
        // In place: the programs have the file mapped.
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
        try handle.write(contentsOf: MovedClock.bytes(seconds))
        try handle.close()
    }

    private static func bytes(_ seconds: Int64) -> Data { withUnsafeBytes(of: seconds) { Data($0) } }

    /// What a program that goes by it finds in its environment.
    func environment() throws -> [String: String] {
        ["LD_PRELOAD": try MovedClock.library.get(), "PANEL_TEST_CLOCK": file]
    }

    // MARK: The library

    /// Built once for all tests of the process, with the compiler that comes with Swift or the system's.
    private static let library: Result<String, any Error> = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("panel-clock-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (text, library) = (folder.appendingPathComponent("clock.c"), folder.appendingPathComponent("clock.so"))
        try Data(source.utf8).write(to: text)
        var words = ""
        for compiler in ["clang", "cc"] {
            let arguments = [compiler, "-O1", "-shared", "-fPIC", "-o", library.path, text.path]
            let (exit, said) = try SpawnedProgram.run("/usr/bin/env", arguments)
            if exit == .code(0) { return library.path }
            words += said
        }
        throw CannotBuild(description: words)
    }

    // Waits until a moment of the wall clock are the kernel's, which knows nothing of the difference. Those of conditions
    // may be by another clock, whose numbers are far smaller.
    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <pthread.h>
        #include <semaphore.h>
        #include <stdint.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static volatile const int64_t *ahead;

        __attribute__((constructor)) static void begin(void) {
            const char *path = getenv("PANEL_TEST_CLOCK");
            int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
            if (file < 0) return;
            void *map = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
            close(file);
            if (map != MAP_FAILED) ahead = map;
        }

        static int64_t lead(void) { return ahead ? *ahead : 0; }

        int clock_gettime(clockid_t clock, struct timespec *time) {
            static int (*real)(clockid_t, struct timespec *);
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int code = real ? real(clock, time) : (int)syscall(SYS_clock_gettime, clock, time);
            if (code == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += lead();
            return code;
        }

        int gettimeofday(struct timeval *restrict time, void *restrict zone) {
            struct timespec now;
            (void)zone;
            if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
            time->tv_sec = now.tv_sec;
            time->tv_usec = now.tv_nsec / 1000;
            return 0;
        }

        time_t time(time_t *result) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (result) *result = now.tv_sec;
            return now.tv_sec;
        }

        static struct timespec kernels(const struct timespec *end) {
            struct timespec moved = *end;
            if (moved.tv_sec > 1000000000) moved.tv_sec -= lead();
            return moved;
        }

        int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict end) {
            static int (*real)(sem_t *, const struct timespec *);
            if (!real) real = dlsym(RTLD_NEXT, "sem_timedwait");
            struct timespec moved = kernels(end);
            return real(semaphore, &moved);
        }

        int pthread_cond_timedwait(
            pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict end
        ) {
            static int (*real)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
            if (!real) real = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
            if (!real) real = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
            struct timespec moved = kernels(end);
            return real(condition, mutex, &moved);
        }
        """
}
