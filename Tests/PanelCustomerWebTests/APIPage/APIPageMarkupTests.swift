import PanelCore
import PanelMarkup
import PanelTesting
import PanelWire
import Testing

@testable import PanelCustomerWeb

struct APIPageMarkupTests {
    @Test(arguments: Language.allCases)
    func pagesAreMarkupOfThePanel(language: Language) throws {
        let answer = APIPageTests.answer(
            .add,
            sent: ParameterName.allCases.map { .init($0, APIPageTests.hostile) },
            json: APIPageTests.hostile
        )
        let owners = [
            nil, APIPageTests.owner(), APIPageTests.owner(.none, isSuspended: true),
            APIPageTests.owner(.made(APIPageTests.hostile)),
        ]
        for owner in owners {
            for answer in owner == nil ? [nil] : [nil, answer] {
                let page = APIPageTests.page(
                    owner: owner,
                    answer: answer,
                    language: language,
                    text: APIPageTests.hostile
                )
                let problems = try PageChecks.check(page.html.bytes, csrf: "token-of-this-page").problems
                #expect(problems.isEmpty)
            }
        }
    }
}
