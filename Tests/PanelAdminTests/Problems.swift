import PanelCore
import PanelWords

/// One of everything that an operation of staff throws on purpose.
enum Problems {
    /// All of them, with what each says.
    static var all: [(error: any Error, words: (Language) -> String)] {
        var all: [(error: any Error, words: (Language) -> String)] = refusals.map { ($0, $0.words(in:)) }
        all += providers.map { ($0, $0.words(in:)) }
        all += backups.map { ($0, $0.words(in:)) }
        all += inputs.map { ($0, $0.words(in:)) }
        all += writer.map { ($0, $0.words(in:)) }
        return all
    }

    private static let user = AccountName(unchecked: "alice")
    private static let order = OrderID(rawValue: 7)
    private static let service = ServiceID(rawValue: 3)
    private static let box = ProviderName(unchecked: "box")
    private static let words = KeptText("no")

    private static var refusals: [StaffRefusal] {
        let subjects: [[any SubjectRefusal]] = [accounts, orders, refills, catalogue, ofProviders, settings]
        return [.notAllowed(.bookCredits)] + subjects.joined().map(\.staffRefusal)
    }

    private static let accounts: [AccountRefusal] = [
        .unknown(user), .exists(user), .zeroAmount, .referenceReused("R1"), .insufficientBalance(balance: .zero),
        .balanceTooLarge, .suspended, .hasNoSecondFactor, .unknownInvitation(InvitationID(rawValue: 1)),
        .password(.common),
    ]

    private static let orders: [OrderHandlingRefusal] = [
        .unknown(order), .isRelayed(order), .hasNoProvider(order), .attemptIsUnderWay(order), .nothingToAccept(order),
        .costCanNotBeBooked(.zero), .isNotToBeSent(order),
        .upstreamOrderIsTaken(UpstreamID(unchecked: "9"), by: order), .outcome(.nothingToChange),
        .outcome(.illegalTransition(from: .completed, to: .pending)), .outcome(.negativeStartCount),
        .outcome(.remainsOutOfRange(quantity: 5)), .outcome(.partialWithoutRemains(quantity: 5)),
        .outcome(.wouldTakeBack(refunded: .zero, due: .zero)), .outcome(.balanceTooLarge),
    ]

    private static let refills: [RefillRefusal] = [
        .unknown(RefillID(rawValue: 1)), .illegalTransition(from: .completed, to: .pending),
        .isNotUnclear(RefillID(rawValue: 1)),
    ]

    private static let catalogue: [CatalogueRefusal] = [
        .unknownService(service), .unknownLinkRule(LinkRuleID(rawValue: 1)),
        .incorrectService(service, listing: "Likes", .maximumBelowMinimum), .duplicateService(service),
    ]

    private static let ofProviders: [ProviderRefusal] = [
        .unknown(.name("box")), .exists(box), .incorrectTerms(.idempotencyParameter), .emptyCatalogue(box),
        .otherCurrency(box, theirs: "EUR", ours: "USD"), .hasOpenOrders(box, 2),
    ]

    private static let settings: [SettingRefusal] = [.incorrect(.currency), .isFixed(.currency)]

    private static let providers: [ProviderProblem] = [
        .unusableAddress("x"), .privateAddress(host: "localhost"), .noSecret, .keyNotSealed,
        .wrongSecret(box), .setback(.failed(CallFailure(.timedOut))),
    ]

    private static let backups: [BackupProblem] = [
        .exists("/a"), .underWay("/a"), .notWritten("/a", reason: words), .unreadable("/a", reason: words),
        .notADatabase("/a"), .isServed("/a"), .madeByPostgreSQL, .failed(words),
    ]

    private static let inputs: [InvalidInput] = [
        .accountName, .providerName, .providerKey(longest: 9), .money(.amount), .choice(.role, of: ["owner"]),
        .discount, .markup, .reference(longest: 9), .note(longest: 9), .reason(longest: 9), .linkRule(longest: 9), .id,
        .upstreamID, .limit(most: 9), .day, .days(most: 9), .validity(mostDays: 9), .auditSubject(kinds: ["order"]),
        .backupFile,
        .oneOf(["a", "b"]),
    ]

    private static let writer: [WriterError] = [
        .panelIsClosed(.elsewhere), .overloaded, .closed, .notCarriedOut, .outcomeUnknown,
    ]
}
