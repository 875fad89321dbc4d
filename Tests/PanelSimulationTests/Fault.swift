/// What can go wrong between the panel and a provider, or within either.
enum Fault: Int, CaseIterable {
    // Of an `add`.
    case notSent
    case lostBeforeExecution
    case lostAfterExecution
    case brokenAnswer
    case lateAnswer
    case lateRefusal
    case executedLongAfter
    case busy
    case refusedForNow
    case refusedForFunds
    case refusedByThisProvider
    case refusedForGood
    case unknownRefusal
    case idOfAnotherOrder
    case idOfNoOrder
    case answerNotWritten
    case answerWrittenTwice
    case claimOfEverything
    /// For a while, all of them.
    case refusesEverything

    // Of a provider as a whole: for up to three days, longer than any key is remembered.
    case away

    // Of a status.
    case callFailed
    case statusLeftOut
    case statusBackwards
    case unknownStatus
    case negativeRemains
    case remainsAboveQuantity
    case partialWithoutRemains
    case changedCharge
    case costBeyondBelief
    case outcomeWithRemains
    case missingCharge
    case unknownOrder
    case falseOutcome

    // Of the truth at a provider.
    case correction
    case keptCharge
    case contradiction

    // Of errands.
    case cancelRefused
    case cancelFailed
    case cancelLeftOut
    case refillRefused
    case refillNotSent
    case refillUnclear
    case evidenceFailed

    // Of staff: a refund of what the provider has, or gets yet.
    case givenUp

    // Of the machine.
    case clockSetForward
    case clockSetBack

    // Of the panel.
    case crashBeforeCommit
    case crashAfterCommit
    /// It goes on from an older copy of its database.
    case restore
    case pause
    case removal
}
