import PanelAdmin
import PanelCore
import PanelFulfilment
import PanelWords

extension RestoredReport {
    /// So many orders of a provider are printed.
    private static let mostOrders = 20

    /// What was done and found, for the operator.
    var lines: [String] {
        [
            """
            Of what waited or was in doubt, \(resolved.repeated) submissions are sent again with their keys, \
            \(resolved.held) are held, and \(resolved.runs) runs of drip-feeds that may have been made are held too.
            """,
            "Refills that may have been asked for, and are for you to find out: \(refills).",
        ]
            + surveys.flatMap(lines(of:))
            + (resolved.held + resolved.runs + refills > 0 ? ["Look at them: panel order held"] : [])
    }

    private func lines(of survey: ProviderSurvey) -> [String] {
        let unknown = survey.orphans.count
        let orders = survey.orphans.prefix(RestoredReport.mostOrders).map {
            "  " + OrphanMessage($0, provider: survey.name.description).text
        }
        let rest = unknown - orders.count
        return ["Provider \(survey.name): \(survey.reach.words) Orders there that no order here has: \(unknown)."]
            + orders + (rest > 0 ? ["  and \(rest) more: panel order orphans --limit \(unknown)"] : [])
    }
}

extension ProviderSurvey.Reach {
    /// Sentences.
    fileprivate var words: String {
        switch self {
        case .listed(let count, isComplete: true):
            "It lists \(count) orders, back to one that is known here."
        case .listed(let count, isComplete: false):
            "It lists \(count) orders, none of which is known here. There may be older ones: look at its own list."
        case .counted(let ids, let end):
            "The orders \(ids.lowerBound) to \(ids.upperBound) were asked for\(end.words)"
        case .nothing(.noIDs):
            """
            Nothing could be looked at: it lists no orders, and no order here has an id there that counts up. Look at its \
            own list.
            """
        case .nothing(.time):
            "Nothing could be looked at: There was no time. Look at its own list."
        case .nothing(.problem(let problem)):
            "Nothing could be looked at: \(problem.english.asSentence) Look at its own list."
        }
    }
}

extension ProviderSurvey.End {
    fileprivate var words: String {
        switch self {
        case .listBegins: ", up to where its list begins."
        case .noneForAWhile: "; the last of these are none of yours. Where much is sold to others, later ones may be."
        case .limit: ", and no more at once. Later ones may be there: look at its own list."
        case .time: "; then it took too long. Later ones may be there: look at its own list."
        case .problem(let problem):
            "; then: \(problem.english.asSentence) Later ones may be there: look at its own list."
        }
    }
}

extension String {
    fileprivate var asSentence: String { hasSuffix(".") ? self : self + "." }
}
