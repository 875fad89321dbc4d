import PanelCore
import PanelWire
import Testing

/// What holds for parameters in every encoding.
struct ParameterRuleTests {
    @Test(arguments: BodyEncoding.allCases, ParameterName.allCases)
    func everyNameIsKnown(encoding: BodyEncoding, name: ParameterName) throws {
        let body = encoding.encode([(name.rawValue, "v")])
        #expect(try decode(body, encoding.rawValue) == [name: "v"])
    }

    @Test(
        arguments: BodyEncoding.allCases,
        [
            "Key", "KEY", " key", "key ", "ke", "keyy", "key\0", "\0key", "", "view-time", "google_keywordx",
            "a_name_of_more_than_16_bytes", "ключ", "orders[a]", "orders[1", "orders1]", "orders[][]", "[]", "]", "[0]",
            "orders[-1]", "order[]", "key[]", "key[0]",
        ]
    )
    func otherNamesAreLeftOut(encoding: BodyEncoding, name: String) throws {
        let body = encoding.encode([("action", "add"), (name, "v"), ("key", "k")])
        #expect(try decode(body, encoding.rawValue) == [.action: "add", .key: "k"])
    }

    @Test(
        arguments: BodyEncoding.allCases,
        [
            ["key", "key"], ["link", "key", "link"], ["unknown", "unknown"], ["unknown", "key", "unknown"],
            ["key[0]", "key[0]"], ["orders", "orders"], ["orders", "orders[]"], ["orders[]", "orders"],
            ["orders[0]", "orders[0]"], ["refills[1]", "refills[0]", "refills[1]"], ["orders[0]", "orders"],
            ["a_name_of_more_than_16_bytes", "a_name_of_more_than_16_bytes"], ["", "x", ""],
        ]
    )
    func sameParameterTwiceIsRefused(encoding: BodyEncoding, names: [String]) {
        for values in [["a", "b", "c"], ["a", "a", "a"], ["", "", ""]] {
            let body = encoding.encode(Array(zip(names, values)))
            #expect(throws: APIRefusal.incorrectRequest) { try decode(body, encoding.rawValue) }
        }
    }

    @Test(arguments: [
        ("key=a&%6Bey=b", BodyEncoding.form), ("unknown=a&unkno%77n=b", .form), ("a+b=1&a%20b=2", .form),
        ("key&key", .form),
        (#"{"key":"a","\u006bey":"b"}"#, .json), (#"{"key":null,"key":"b"}"#, .json), (#"{"x":1,"\u0078":2}"#, .json),
        (#"{"key":"a","key":null}"#, .json),
    ])
    func sameParameterInDisguiseIsRefused(body: String, encoding: BodyEncoding) {
        #expect(throws: APIRefusal.incorrectRequest) { try decode(body, encoding.rawValue) }
    }

    @Test(
        arguments: BodyEncoding.allCases,
        [
            (["orders[]"], "1"), (["orders[]", "orders[]", "orders[]"], "1,2,3"), (["orders[0]", "orders[1]"], "1,2"),
            (["orders[5]", "orders[0]"], "1,2"), (["orders[0]", "orders[]"], "1,2"), (["orders[007]"], "1"),
            (["orders[99999999999999999999]", "orders[1]"], "1,2"), (["refills[]", "orders[]", "refills[]"], "2"),
        ]
    )
    func listsOfPHPAreJoined(encoding: BodyEncoding, sent: ([String], orders: String)) throws {
        let body = encoding.encode(Array(zip(sent.0, ["1", "2", "3"])))
        #expect(try decode(body, encoding.rawValue)[.orders] == sent.orders)
    }

    @Test(arguments: BodyEncoding.allCases)
    func unknownListsAreLeftOut(encoding: BodyEncoding) throws {
        let body = encoding.encode([("x[]", "1"), ("x[]", "2"), ("key[]", "1"), ("key[]", "2"), ("order", "3")])
        #expect(try decode(body, encoding.rawValue) == [.order: "3"])
    }

    @Test(arguments: BodyEncoding.allCases)
    func thousandParametersAreTheMost(encoding: BodyEncoding) throws {
        let many = (1..<1000).map { (name: "x\($0)", value: "v") } + [("key", "k")]
        #expect(try decode(encoding.encode(many), encoding.rawValue) == [.key: "k"])
        let tooMany = encoding.encode(many + [("link", "v")])
        #expect(throws: APIRefusal.incorrectRequest) { try decode(tooMany, encoding.rawValue) }
        let list = encoding.encode((0..<1001).map { (name: "orders[]", value: "\($0)") })
        #expect(throws: APIRefusal.incorrectRequest) { try decode(list, encoding.rawValue) }
    }

    @Test(arguments: [
        nil, "application/json", "Application/JSON; charset=utf-8", "multipart/form-data", "text/plain", "", ";",
        "multipart/form-data; boundary=X",
    ])
    func emptyBodyHasNoParameters(contentType: String?) throws {
        #expect(try decode([], contentType) == [:])
        #expect(try decode([], contentType, query: "key=k") == [.key: "k"])
    }

    @Test(arguments: ["application/json", "APPLICATION/JSON", " application/json ;charset=utf-8", "application/json\t"])
    func jsonIsToldByItsType(contentType: String) throws {
        #expect(try decode(#"{"key":"k"}"#, contentType) == [.key: "k"])
    }

    @Test(arguments: [
        nil, "", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-8", "text/plain",
        "text/json", "application/jsonp", "application/js", "multipart/mixed; boundary=X", "multipart/form-dat",
        "nonsense",
    ])
    func everythingElseIsAForm(contentType: String?) throws {
        #expect(try decode("key=k&link=a%20b", contentType) == [.key: "k", .link: "a b"])
    }

    @Test(arguments: BodyEncoding.allCases)
    func bodyWinsOverQuery(encoding: BodyEncoding) throws {
        let body = encoding.encode([("key", "body"), ("orders[]", "1")])
        let query: Substring = "key=query&action=add&orders=2&link=a%20b+c"
        #expect(
            try decode(body, encoding.rawValue, query: query)
                == [.key: "body", .action: "add", .orders: "1", .link: "a b c"]
        )
    }

    @Test(arguments: ["key=a&key=b", "x=a&x=b", "link=%FF", "order=%C3"] as [Substring])
    func brokenQueryIsRefused(query: Substring) {
        for body in ["", "key=k&link=l"] {
            #expect(throws: APIRefusal.incorrectRequest) { try decode(Array(body.utf8), nil, query: query) }
        }
    }

    @Test
    func emptyQueryIsNone() throws {
        #expect(try decode(Array("key=k".utf8), nil, query: "") == [.key: "k"])
    }

    @Test
    func actionsHaveTheirWireNames() {
        let names = ["services", "add", "status", "cancel", "refill", "refill_status", "balance", "orders"]
        #expect(Action.allCases.map(\.rawValue) == names)
        #expect(Action.allCases.filter(\.isWriting) == [.add, .cancel, .refill])
        #expect(Action(rawValue: "Add") == nil)
    }
}
