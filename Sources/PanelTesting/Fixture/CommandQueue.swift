package import PanelCore
import PanelStore

/// Commands that wait, in the order in which they were added, until they are carried out together: a writer that
/// does not run yet.
package struct CommandQueue: Sendable {
    private let writer: BatchWriter

    init(_ writer: BatchWriter) {
        self.writer = writer
    }

    /// Adds a command. It waits when this returns; the task has its outcome once it was carried out.
    package func add<C: Command>(_ command: C) -> Task<Result<C.Outcome, C.Refusal>, any Error> {
        // An immediate task runs up to its first suspension before this returns, and that is when it waits.
        Task.immediate { [writer] in try await writer.perform(command) }
    }

    /// The same for one of staff, by somebody who may do everything.
    package func add<C: StaffCommand>(_ command: C) -> Task<Result<C.Outcome, StaffRefusal>, any Error> {
        add(Audited(command, by: PanelFixture.staff, at: PanelFixture.noon))
    }

    /// Takes no more commands.
    package func close() {
        writer.close()
    }

    /// Carries out what was added, and takes no more.
    package func carryOut() async throws {
        close()
        try await run()
    }

    /// Carries out what was added and what is added until it is closed.
    package func run() async throws {
        try await writer.run()
    }
}

/// Runs `body` with 0, 1, … below `count` at the same time.
///
/// - Returns: What came of it, in the order of the numbers.
package func simultaneously<T: Sendable>(
    _ count: Int,
    _ body: @escaping @Sendable (Int) async throws -> T
) async throws -> [T] {
    try await withThrowingTaskGroup(of: (Int, T).self) { group in
        for number in 0..<count {
            group.addTask { (number, try await body(number)) }
        }
        var results: [Int: T] = [:]
        for try await (number, result) in group { results[number] = result }
        return (0..<count).compactMap { results[$0] }
    }
}
