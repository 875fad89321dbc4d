import PanelCore
import Testing

/// What is stored of histories is read again as it was.
struct HistoryFactsTests {
    private static let failure = CallFailure(
        .httpStatus,
        httpStatus: 502,
        detail: "a\tb",
        excerpt: "<h1>\nBad = \\n</h1>"
    )
    private static let report = UpstreamReport(
        statusText: "In progress",
        startCount: -5,
        remains: 10,
        charge: money("0.25"),
        subscription: .init(posts: 3, expiry: CalendarDay(dayMonthYear: "01/02/2027"))
    )
    private static let strays = Evidence.strays([
        .init(id: upstream("9001"), status: "Odd\tstatus", charge: money("0.1")),
        .init(id: upstream("9002"), status: "", charge: nil),
    ])

    private static let reasons: [Attention] = [
        .unknownRefusal(KeptText("restored\tcharge=1\nkept_charge")), .unknownRefusal(KeptText("")),
        .attemptsFailed(10, last: .busy(retryAfter: nil)), .attemptsFailed(11, last: .busy(retryAfter: 30)),
        .attemptsFailed(12, last: .failed(failure)), .refusedInDoubt(.refused(KeptText("No"), httpStatus: 403)),
        .acceptedLate(upstream("9001"), attempt: 2), .upstreamOrderIsTaken(upstream("9001"), by: order(101)),
        .upstreamOrderIsOlder(upstream("9001")), .inconclusive(.nothingToCompare), .inconclusive(.failed(nil)),
        .inconclusive(.failed(failure)), .inconclusive(.noneAbove(9000)), .inconclusive(strays), .restored,
        .unknownStatus("Moon"), .outcomeWithoutRemains("Expired"), .remainsBeyondQuantity(200, of: 100),
        .completedWithRemains(1, of: 100), .partialWithoutRemains, .reopened(.inProgress),
        .outcomeRefused(.nothingToChange), .outcomeRefused(.illegalTransition(from: .partial, to: .inProgress)),
        .outcomeRefused(.negativeStartCount), .outcomeRefused(.remainsOutOfRange(quantity: 5)),
        .outcomeRefused(.partialWithoutRemains(quantity: 5)), .outcomeRefused(.balanceTooLarge),
        .outcomeRefused(.wouldTakeBack(refunded: money("3"), due: money("0.5"))), .keptCharge(money("0.2")),
        .implausibleCost(money("-1"), most: money("0.3")), .costChangedTooOften(money("1")),
        .changedItsMind(5, last: nil), .changedItsMind(5, last: report),
        .unknownToProvider(upstream("9001"), KeptText("Incorrect order ID")), .silent(days: 7), .noted(KeptText("ệ")),
    ]

    @Test(arguments: reasons)
    func aReasonIsReadAsItWasWritten(reason: Attention) {
        #expect([Attention](text: [reason].text) == [reason])
    }

    @Test func manyReasonsAreReadInTheirOrder() {
        #expect([Attention](text: Self.reasons.text) == Self.reasons)
        #expect([Attention](text: "") == [])
    }

    private static let refill = RefillID(rawValue: 7)
    private static let note = KeptText("asked = them\n")
    private static let payloads: [OrderEvent.Payload] = [
        .submitting(sent: KeptText("service=1&link=https://a.example")), .accepted(upstream("9001")),
        .refused(KeptText("No"), httpStatus: nil), .busy(retryAfter: 3), .busy(retryAfter: nil), .notSent(failure),
        .uncertain(.attemptLost), .uncertain(.restored), .uncertain(.unclear(.failed(failure))),
        .uncertain(.unclear(.refused(KeptText("Oops"), httpStatus: 400))), .evidence(strays), .held(reasons), .held([]),
        .staff, .rejected(.refused), .rejected(.canceledByCustomer), .lateAnswer(upstream("9001"), attempt: 2),
        .reported(report), .contradiction([.reopened(.pending)]), .attention([.restored, .partialWithoutRemains]),
        .cancelTaken, .cancelRefused(KeptText("")), .refillSent(refill, upstream("r1")),
        .refillRefused(refill, KeptText("Too early")), .refillReported(refill, .inProgress),
        .refillUnclear(refill, .attemptLost), .linked(upstream("9001"), note: note), .resubmitted(note: note),
        .refillLinked(refill, upstream("r1"), note: note), .refillResubmitted(refill, note: note),
        .reportAccepted(report, note: note), .refundedByStaff(note: note), .noted(.accepted, KeptText("order 9001")),
    ]

    @Test(arguments: payloads)
    func anEntryIsReadAsItWasWritten(payload: OrderEvent.Payload) {
        #expect(OrderEvent.Payload(payload.kind, text: payload.text) == payload)
    }

    @Test(arguments: [
        CallTrouble.notUnderstood(KeptText("words=a\tbusy=3\n")), .notUnderstood(KeptText("")),
        .setback(.refused(KeptText("Not enough funds"), httpStatus: nil)), .setback(.busy(retryAfter: nil)),
        .setback(.busy(retryAfter: 3)), .setback(.failed(failure)),
    ])
    func aTroubleIsReadAsItWasWritten(trouble: CallTrouble) {
        #expect(CallTrouble(text: trouble.text) == trouble)
        #expect(CallTrouble(text: "timed out") == nil)
    }

    @Test func everyKindIsTried() {
        #expect(Set(Self.payloads.map(\.kind)) == Set(OrderEvent.Kind.allCases))
    }

    @Test(arguments: [
        (OrderEvent.Kind.accepted, "upstream_id"), (.accepted, ""), (.accepted, "words=a"), (.held, "unknown_refusal"),
        (.reported, "remains=1"), (.linked, "note=\\x\tupstream_id=1"), (.busy, "refill=1"),
    ])
    func whatIsNoEntryIsNotRead(kind: OrderEvent.Kind, text: String) {
        #expect(OrderEvent.Payload(kind, text: text) == nil)
    }
}
