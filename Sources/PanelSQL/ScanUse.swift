/// What a scan is for. None waits for one that is for something else: a listing of all orders takes seconds, and nothing
/// is sold while the catalogue is not known.
package enum ScanUse: Sendable, CaseIterable {
    /// The catalogue, after a change of the settings.
    case catalogue
    /// What the relaying of orders looks for.
    case relaying
    /// What staff ask: listings, the doctor; and copies.
    case staff
}
