import Testing

@testable import PanelCustomerWeb

struct PrettyJSONTests {
    @Test func valuesHaveTheirLines() {
        let json = #"[{"a":1,"b":{"c":[]},"d":{}},[2,"x"]]"#
        #expect(
            PrettyJSON.text(Array(json.utf8)) == """
                [
                  {
                    "a": 1,
                    "b": {
                      "c": []
                    },
                    "d": {}
                  },
                  [
                    2,
                    "x"
                  ]
                ]
                """
        )
    }

    @Test func textStaysAsItIs() {
        let json = #"{"a,b":"[\"{:\\"}"#
        #expect(PrettyJSON.text(Array(json.utf8)) == "{\n  \"a,b\": \"[\\\"{:\\\\\"\n}")
    }

    @Test(arguments: ["[{", #"{"a":"ế"#, "}}]", "", #""\"#])
    func whatIsCutOffIsLaidOutAsFarAsItGoes(json: String) {
        let whole = PrettyJSON.text(Array(json.utf8)).filter { !$0.isWhitespace }
        #expect(whole == json)
        // In the middle of a character, too.
        _ = PrettyJSON.text(Array(json.utf8.dropLast()))
    }
}
