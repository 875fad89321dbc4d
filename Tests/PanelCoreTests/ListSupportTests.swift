import PanelCore
import Testing

struct ListSupportTests {
    @Test func listsAreSentUntilOneIsRefused() {
        var support = ListSupport()
        #expect(support.takesLists(.status, at: start))
        support.noteRefused(.status, at: start)
        #expect(!support.takesLists(.status, at: start.adding(seconds: 1)))
        #expect(support.takesLists(.cancel, at: start.adding(seconds: 1)), "each action is known for itself")
    }

    @Test func aListIsTriedAgainNowAndThen() {
        var support = ListSupport()
        support.noteRefused(.status, at: start)
        let later = start.adding(days: ListSupport.retryDays)
        #expect(!support.takesLists(.status, at: later.adding(milliseconds: -1)))
        #expect(support.takesLists(.status, at: later))
        support.noteRefused(.status, at: later)
        #expect(!support.takesLists(.status, at: later))
    }

    @Test func aTryIsMadeOnceInAWhile() {
        var support = ListSupport()
        #expect(support.admitsTry(.status, at: start) == true)
        #expect(support.admitsTry(.status, at: start.adding(seconds: ListSupport.trySeconds - 1)) == false)
        #expect(support.admitsTry(.cancel, at: start) == true)
        #expect(support.admitsTry(.status, at: start.adding(seconds: ListSupport.trySeconds)) == true)
    }
}
