import Foundation
import Logging
import PanelCore

/// Makes a line of each event, and hands it to a writer.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let writer: LineWriter

    init(label: String, writer: LineWriter) {
        self.label = label
        self.writer = writer
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var metadata = metadata
        metadata.merge(metadataProvider?.get() ?? [:]) { $1 }
        metadata.merge(event.metadata ?? [:]) { $1 }
        if let error = event.error { metadata["error"] = "\(error)" }
        let words = metadata.sorted { $0.key < $1.key }.map { " \($0)=\($1)" }.joined()
        let time = LineLogHandler.timestamp()
        let line = "\(time) \(event.level) \(label):\(words) [\(event.source)] \(event.message)"
        guard event.level >= .warning else { return writer.write(line) }
        let about = ["provider", "job", "task"].map { metadata[$0].map { "\($0)" } ?? "" }
        let subject = "\(event.level) \(event.message) \(about)"
        writer.write(line, unlessRepeated: subject)
    }

    private static func timestamp() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard let text = buffer.baseAddress,
                strftime(text, buffer.count, "%Y-%m-%dT%H:%M:%S%z", &parts) > 0
            else { return "" }
            return String(cString: text)
        }
    }
}
