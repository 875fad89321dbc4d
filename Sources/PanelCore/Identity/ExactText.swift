/// Text that is the same only byte for byte, as databases compare it.
///
/// Swift's `String` takes two spellings of one character for equal (é as one scalar, and as e with an accent). A key
/// of a record must not: what the store holds apart has to stay apart in a batch.
package struct ExactText: RecordKey {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package static func < (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
