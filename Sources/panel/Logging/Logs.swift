import Logging

extension Logger {
    /// Writes to standard error, and never waits for whoever reads there.
    static func panel(level: Logger.Level) -> Logger {
        var logger = Logger(label: "panel") { LineLogHandler(label: $0, writer: .standardError) }
        logger.logLevel = level
        return logger
    }

    /// For commands that say themselves what went wrong.
    static var quiet: Logger { .panel(level: .critical) }
}
