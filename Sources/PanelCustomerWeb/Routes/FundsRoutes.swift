import Hummingbird
import PanelCore
import PanelOperations
import PanelStore
import PanelWeb

extension CustomerPages {
    func addFundsRoutes(to router: RouterGroup<PageContext>) {
        router.get("funds") { _, context in
            let (visit, session) = try context.loggedIn()
            return try await funds(visit, session)
        }
    }

    private func funds(_ visit: Visit, _ session: KnownSession) async throws -> Response {
        let deposits = try await customer(visit, session).deposits(limit: FundsModel.mostDeposits)
        let said = visit.catalogue.settings.paymentInstructions(in: visit.language)
        let model = FundsModel(
            userName: session.account.name.description,
            balance: session.balance,
            instructions: said.map { .init(paragraphs: $0.instructions.paragraphs, language: $0.language) },
            deposits: deposits.map { .init(reference: $0.reference, amount: $0.amount, at: $0.at) },
            isSuspended: session.account.isSuspended
        )
        return page(FundsPage(frame(visit, here: .funds), model).html)
    }
}
