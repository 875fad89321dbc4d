import PanelClient
import Testing

/// How panels answer `services`, and what the client makes of it.
@Suite(.timeLimit(.minutes(2)))
struct CatalogueDialectTests {
    private static let views = PanelService(
        id: "1",
        name: "Facebook views",
        category: "Facebook",
        rate: PanelAmount(micros: 2_500_000),
        min: 200,
        max: 10_000,
        refill: true
    )
    private static let row = """
        "name":"Facebook views","type":"Default","category":"Facebook","rate":"2.5","min":"200","max":"10000","refill":true
        """
    private static let bare = PanelService(id: "7", name: "", rate: PanelAmount(micros: 1_000_000))
    private static let rich = PanelService(
        id: "7",
        name: "A",
        type: "Package",
        rate: PanelAmount(micros: 1),
        min: 1000,
        max: 5_000_000_000,
        refill: false,
        cancel: true,
        dripfeed: true,
        description: "Trọn đời"
    )

    static let catalogues: [(answer: String, services: [PanelService], unreadable: Int)] = [
        ("[{\"service\":1,\(row)}]", [views], 0),
        ("[{\"service\":\"1\",\(row)}]", [views], 0),
        ("[{\"id\":1,\(row)}]", [views], 0),
        ("{\"1\":{\(row)}}", [views], 0),
        ("{\"1\":{\"service\":1,\(row)}}", [views], 0),
        ("{\"services\":[{\"service\":1,\(row)}]}", [views], 0),
        ("{\"status\":\"success\",\"data\":[{\"service\":1,\(row)}]}", [views], 0),
        ("{\"service\":1,\(row)}", [views], 0),
        (#"[{"service":7,"rate":1}]"#, [bare], 0),
        (#"[{"service":7,"rate":"$1.00","name":null,"min":"","max":null,"refill":null,"desc":""}]"#, [bare], 0),
        (
            #"""
            [{"service":7,"name":"A","type":"Package","rate":0.000001,"min":"1,000","max":5000000000,"refill":"0","cancel":1,
              "dripfeed":"true","desc":"Tr\u1ecdn \u0111\u1eddi","average_time":[1,2]}]
            """#,
            [rich], 0
        ),
        (
            """
            [{"rate":1},{"service":7},{"service":7,"rate":"free"},{"service":7,"rate":-1},{"service":7,"rate":1,"min":"x"},
             {"service":7,"rate":1,"max":[1]},"x",null,{"service":0,"rate":1},{"service":7,"rate":1}]
            """, [bare], 9
        ),
        ("[]", [], 0),
        (#"{"data":"Empty Data"}"#, [], 0),
        (#"{"status":"success","services":"no data"}"#, [], 0),
        (
            #"[{"service":7,"rate":"1","subscription_rate":"pieces","max_posts":"30"}]"#,
            [PanelService(id: "7", name: "", rate: bare.rate, subscriptionRate: "pieces", maxPosts: 30)], 0
        ),
        (#"[{"service":7,"rate":"0.0000001"}]"#, [costing(1)], 0),
        (#"[{"service":7,"rate":4e-7}]"#, [costing(1)], 0),
        (#"[{"service":7,"rate":"0.0000140001"}]"#, [costing(15)], 0),
        (#"[{"service":7,"rate":"0.00001400"}]"#, [costing(14)], 0),
        (#"[{"service":7,"rate":"0.0000000"}]"#, [costing(0)], 0),
        (#"[{"service":7,"rate":1e-12}]"#, [costing(1)], 0),
    ]

    private static func costing(_ micros: Int64) -> PanelService {
        PanelService(id: "7", name: "", rate: PanelAmount(micros: micros))
    }

    @Test(arguments: catalogues)
    func catalogue(answer: String, services: [PanelService], unreadable: Int) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let catalogue = try await PanelClient.local(server).services()
        #expect(catalogue == PanelCatalogue(services: services, unreadable: unreadable))
        #expect(server.requests.first?.hasSuffix("&action=services") == true)
    }

    static let failures: [(answer: String, kind: PanelClientError.Kind)] = [
        (#"{"error":"Invalid API key"}"#, .refused(message: "Invalid API key")),
        (#"[{"error":"Invalid API key"}]"#, .refused(message: "Invalid API key")),
        (#"[{"name":"no id"}]"#, .unexpectedShape),
        (#"{"status":"success"}"#, .unexpectedShape),
        (#"{"data":"Try again later"}"#, .unexpectedShape),
        ("{}", .unexpectedShape),
        ("3", .unexpectedShape),
    ]

    @Test(arguments: failures) func noCatalogue(answer: String, kind: PanelClientError.Kind) async throws {
        let server = try await ScriptedServer([.read, .answer(answer)])
        let error = await failure { () throws(PanelClientError) in try await PanelClient.local(server).services() }
        #expect(error?.kind == kind)
    }
}
