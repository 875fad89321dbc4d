import Glibc

/// How the files that a process may open are shared out.
package struct DescriptorBudget: Sendable, Equatable {
    /// What is kept for what strangers have no part in.
    package struct Limits: Sendable {
        /// Most files that are kept for the database, providers, commands and libraries.
        package var reserved = 1024
        /// Most connections of the command line.
        package var commands = 128

        package init() {}
    }

    /// Connections of customers and strangers.
    package let connections: Int
    /// Connections of the command line.
    package let commands: Int

    /// Half of the files, but at most ``Limits/reserved``, are kept for the database, providers, commands and libraries,
    /// which do not get along without: some end the process.
    ///
    /// - Parameter limit: How many files the process may open.
    package init(limit: Int, limits: Limits = Limits()) {
        connections = max(16, limit - min(limit / 2, limits.reserved))
        commands = min(max(limit / 16, 8), limits.commands)
    }

    /// Raises the limit of this process as far as it may.
    ///
    /// - Returns: How many files it may open.
    package static func raisedLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        var raised = rlimit(rlim_cur: limit.rlim_max, rlim_max: limit.rlim_max)
        if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        return Int(clamping: limit.rlim_cur)
    }
}
