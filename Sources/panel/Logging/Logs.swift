public import ArgumentParser
public import Logging

extension Logger {
    /// Writes to standard error.
    static func panel(level: Logger.Level) -> Logger {
        var logger = Logger(label: "panel") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }

    /// For commands that say themselves what went wrong.
    static var quiet: Logger { .panel(level: .critical) }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
