extension Character {
    /// Whether it is a letter of any script, with the marks and joiners that belong to it.
    var isOfLetters: Bool {
        guard unicodeScalars.first?.properties.isAlphabetic == true else { return false }
        return unicodeScalars.dropFirst().allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: true
            default: scalar.properties.isAlphabetic || scalar.properties.isJoinControl
            }
        }
    }

    /// Whether it is one emoji, such as a face, a flag or a family (UTS #51).
    var isEmoji: Bool {
        guard let first = unicodeScalars.first, first.properties.isEmoji else { return false }
        // Digits are emoji only within a keycap.
        if first.isASCII { return unicodeScalars.last == "\u{20E3}" && unicodeScalars.count <= 3 }
        return unicodeScalars.dropFirst().allSatisfy { scalar in
            switch scalar.value {
            // What joins emoji, makes a text one, or names the flag of a region.
            case 0x200D, 0xFE0F, 0xE0020...0xE007F: true
            default: scalar.properties.isEmoji && !scalar.isASCII
            }
        }
    }
}
