/// What a scan is for. None waits for one that is for something else: a listing of all orders takes seconds, and nothing
/// is sold while the catalogue is not known.
package enum ScanUse: Sendable, CaseIterable {
    /// The catalogue, after a change of the settings.
    case catalogue
    /// What the relaying of orders looks for.
    case relaying
    /// Pages of one account's orders and of its statement, and what else may look at all orders that are not listed yet.
    case pages
    /// What staff ask: listings, the doctor; and copies.
    case staff
}
