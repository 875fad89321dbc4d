import PanelCore

/// How far an order is, as a panel says.
public enum UpstreamStatus: Hashable, Sendable {
    case pending
    case processing
    case inProgress
    case completed
    case partial
    case canceled
    /// A status that is none of the above, as it was sent: `Fail`, `Error`, `On hold`. A person should look at it.
    case unknown(String)

    /// Reads a status, whatever its case, and with blanks, hyphens and underscores or without: `In progress`,
    /// `in_progress`. Both spellings of canceled, `Complete`, `Partially completed` and the like are known; `Refunded`
    /// is canceled.
    public init(_ text: String) {
        self = UpstreamStatus.known[UpstreamStatus.packed(text)] ?? .unknown(text)
    }

    private static let known: [UInt128: UpstreamStatus] = {
        let spellings: [(UpstreamStatus, [String])] = [
            (.pending, ["pending", "queued", "in queue", "awaiting"]),
            (.processing, ["processing", "process", "in processing"]),
            (.inProgress, ["in progress", "progress", "inprogres", "running", "active"]),
            (.completed, ["completed", "complete", "done", "finished"]),
            (.partial, ["partial", "partially completed", "partial completed", "partially", "partially complete"]),
            (.canceled, ["canceled", "cancelled", "cancel", "refunded", "refund"]),
        ]
        var known: [UInt128: UpstreamStatus] = [:]
        for (status, texts) in spellings {
            for text in texts { known[packed(text)] = status }
        }
        return known
    }()

    /// The letters of a text as one number, so that a status is found without making another text of it: five bits
    /// for each. 0 where there is anything else, or more letters than fit; no known text is 0.
    private static func packed(_ text: String) -> UInt128 {
        var packed: UInt128 = 0
        var count = 0
        for byte in text.utf8 {
            if byte.isASCIILetter {
                packed = packed << 5 | UInt128(byte & 0x1F)
                count += 1
            } else if !byte.isASCIIBlank, byte != UInt8(ascii: "_"), byte != UInt8(ascii: "-") {
                return 0
            }
        }
        return count <= 25 ? packed : 0
    }
}
