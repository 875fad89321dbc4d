extension Int {
    /// So many seconds, for somebody who waits.
    var waitInVietnamese: String {
        self < 60 ? "\(self) giây" : "\(roundedUpToMinutes) phút"
    }

    /// So many seconds, for somebody who waits.
    var waitInEnglish: String {
        switch (self, roundedUpToMinutes) {
        case (1, _): "1 second"
        case (..<60, _): "\(self) seconds"
        case (60, _): "1 minute"
        case (_, let minutes): "\(minutes) minutes"
        }
    }

    private var roundedUpToMinutes: Int { self / 60 + (isMultiple(of: 60) ? 0 : 1) }
}
