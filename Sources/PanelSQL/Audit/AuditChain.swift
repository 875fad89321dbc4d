import Crypto
import PanelCore

/// How entries of the audit prove themselves: each has a digest of what may name people, with a salt that nobody can
/// guess, and a link, which is made of that digest, of the rest of the entry, and of the link before it. So what names
/// people can be erased later, salt and all, and the chain still proves that no entry was changed, left out or put in.
enum AuditChain {
    /// Bytes of a salt.
    static let saltSize = 16
    /// What the first entry follows.
    static let start = [UInt8](repeating: 0, count: SHA256.byteCount)

    /// What stands for the part of an entry that may name people.
    static func digest(of content: AuditRecord.Content, salt: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.take(salt)
        for text in [
            content.actor, content.origin.description, content.before?.text, content.after?.text,
            content.note?.description,
        ] { hash.take(text) }
        return Array(hash.finalize())
    }

    /// The link of an entry behind `previous`.
    static func link(of record: AuditRecord, digest: [UInt8], after previous: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.take(previous)
        hash.take(record.number)
        hash.take(record.at.milliseconds)
        for text in [
            record.action.rawValue, record.about.kind.rawValue, record.about.id, record.actorKind.rawValue,
        ] { hash.take(text) }
        hash.take(digest)
        return Array(hash.finalize())
    }
}

extension SHA256 {
    /// A number as eight bytes, the highest first.
    fileprivate mutating func take(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { update(bufferPointer: $0) }
    }

    /// Bytes behind their count, so that no two lists of fields read the same.
    fileprivate mutating func take(_ bytes: [UInt8]) {
        take(Int64(bytes.count))
        update(data: bytes)
    }

    fileprivate mutating func take(_ text: String?) {
        // As it is stored.
        guard case .text(let stored) = SQLValue(text).storable else { return take(Int64(-1)) }
        take(Array(stored.utf8))
    }
}
