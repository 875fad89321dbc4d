/// Says which of the jobs that one server runs for all this one runs.
package protocol JobLeases: Sendable {
    /// Whether this server is to run a job now. If so, no other begins before ``end(_:)``, as long as this one is heard of.
    func begin(_ job: String) -> Bool

    /// Notes that a job that was begun has ended.
    func end(_ job: String)
}
