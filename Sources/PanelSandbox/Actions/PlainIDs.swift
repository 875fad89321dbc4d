import PanelCore

/// Reads the lists of ids that pollers send, many times faster than ``IDList`` reads whatever people send.
enum PlainIDs {
    /// The ids of a text that is nothing but numbers and single commas between them, and names none twice.
    ///
    /// - Returns: `nil` for every other text, which is not therefore wrong.
    static func parse(_ text: String) -> [Int64]? {
        var text = text
        return text.withUTF8 { bytes in
            var ids: [Int64] = []
            ids.reserveCapacity(IDList.maximum)
            var id: Int64 = 0
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    // Leading zeros are for the other reader, which answers with the text as it came.
                    guard id > 0 || byte != UInt8(ascii: "0"), id < Int64.max / 16 else { return nil }
                    id = id * 10 + Int64(byte - UInt8(ascii: "0"))
                case UInt8(ascii: ","):
                    guard add(id, to: &ids) else { return nil }
                    id = 0
                default:
                    return nil
                }
            }
            return add(id, to: &ids) ? ids : nil
        }
    }

    private static func add(_ id: Int64, to ids: inout [Int64]) -> Bool {
        guard id > 0, ids.count < IDList.maximum else { return false }
        // Most lists are sorted.
        guard id > ids.last ?? 0 || !ids.contains(id) else { return false }
        ids.append(id)
        return true
    }
}
