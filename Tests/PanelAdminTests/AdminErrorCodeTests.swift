import Foundation
import HTTPTypes
import PanelCore
import PanelStore
import Testing

@testable import PanelAdmin

struct AdminErrorCodeTests {
    /// Those that are about the request itself, or about what nobody foresaw.
    private static let ofRequests: Set<AdminErrorCode> = [
        .incorrectCursor, .unknownOperation, .bodyTooLarge, .bodyCutOff, .bodyUnreadable, .failed,
    ]

    @Test func everyProblemHasACodeOfItsOwn() throws {
        let codes = try Problems.all.map { try #require(AdminError($0.error), "\($0.error)").code }
        #expect(Set(codes).count == codes.count, "each is there once: \(codes.map(\.rawValue))")
        #expect(Set(codes).union(Self.ofRequests) == Set(AdminErrorCode.allCases))
        #expect(Set(codes).isDisjoint(with: Self.ofRequests))
    }

    @Test(arguments: AdminErrorCode.allCases)
    func aCodeIsInSnakeCase(code: AdminErrorCode) {
        #expect(code.rawValue.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil)
        #expect((400...599).contains(code.status.code))
    }

    @Test func aProblemIsToldInBothLanguages() throws {
        for (error, words) in Problems.all {
            let (english, vietnamese) = (words(.english), words(.vietnamese))
            #expect(try #require(AdminError(error)).message == english)
            #expect(!english.isEmpty && !vietnamese.isEmpty)
            if case BackupProblem.failed = error { continue }
            #expect(english != vietnamese)
        }
    }

    @Test func theDocumentHasAllCodes() throws {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        let document = try String(contentsOf: folder.appendingPathComponent("Docs/Operating.md"), encoding: .utf8)
        let byStatus = Dictionary(grouping: AdminErrorCode.allCases, by: \.status.code)
        for (status, codes) in byStatus {
            #expect(document.contains("| \(status) | \(codes.map { "`\($0.rawValue)`" }.joined(separator: ", ")) |"))
        }
    }
}
