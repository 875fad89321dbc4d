package import PanelCore

/// What staff did, the newest first. A cursor is the number of the entry behind which it goes on.
package struct AuditEntries: Listing {
    package typealias Row = AuditRecord

    /// Who did it; `nil` for everybody.
    package let by: AuditActorName?
    /// What it was done to; `nil` for everything.
    package let about: AuditSubject?
    package var part: Part

    package init(by: AuditActorName? = nil, about: AuditSubject? = nil, _ part: Part) {
        self.by = by
        self.about = about
        self.part = part
    }
}
