import PanelConfiguration
import Testing

/// What the keys of a small program make of what was said.
struct ConfigurationKeysTests {
    struct Root: Sendable {
        var number = 5
        var toggle = false
        var text = "plain"
        var list: [String] = []
        var secret: String?
    }

    typealias Key = ConfigurationKey<Root>

    static let keys = ConfigurationKeys(
        defaults: Root(),
        [
            Key.number("some-number", \.number, Root(), 1...10, unit: "bytes", "A number.", read: { $0 }, make: { $0 }),
            Key.toggle("some-toggle", \.toggle, Root(), "On or off."),
            Key.text(
                "some-text",
                \.text,
                Root(),
                valueName: "word",
                allowed: "a word without x",
                "A word.",
                read: { $0.isEmpty || $0.contains("x") ? nil : $0 },
                write: { $0 }
            ),
            Key.list(
                "some-list",
                \.list,
                valueName: "word",
                allowed: "words",
                "Words.",
                read: { $0.isEmpty ? nil : $0 }
            ),
            Key.optional(
                "password",
                \.secret,
                valueName: "secret",
                allowed: "at least 4 bytes",
                "A secret.",
                read: { $0.utf8.count < 4 ? nil : $0 }
            ).secret().withoutFlag().countingEmpty(),
        ]
    )

    private func resolve(
        flags: [String: [String]] = [:],
        _ environment: [String: String] = [:],
        file: String? = nil
    ) throws -> ResolvedConfiguration<Root> {
        try ConfigurationKeysTests.keys.resolve(
            flags: flags,
            environment: environment,
            file: try file.map { try ConfigurationFile(path: "panel.conf", text: $0) },
            contents: { path, name in "what is in \(path) of \(name)" }
        )
    }

    /// One of each type: the values of flag, environment and file, as they are written and as they are read.
    struct Case: Sendable {
        let name: String
        let flag: [String]
        let variable: String
        let line: String
        let read: @Sendable (Root) -> String
        let expected: [String]
    }

    static let cases = [
        Case(
            name: "some-number",
            flag: ["1"],
            variable: "2",
            line: "some-number = 3",
            read: { "\($0.number)" },
            expected: ["1", "2", "3", "5"]
        ),
        Case(
            name: "some-toggle",
            flag: ["true"],
            variable: "false",
            line: "some-toggle = true",
            read: { "\($0.toggle)" },
            expected: ["true", "false", "true", "false"]
        ),
        Case(
            name: "some-text",
            flag: ["flag"],
            variable: "variable",
            line: "some-text=file # not a comment",
            read: { $0.text },
            expected: ["flag", "variable", "file # not a comment", "plain"]
        ),
        Case(
            name: "some-list",
            flag: ["a", "b"],
            variable: "c, d",
            line: "some-list = e\r\n\tsome-list = f,g\r\n",
            read: { $0.list.joined(separator: "+") },
            expected: ["a+b", "c+d", "e+f+g", ""]
        ),
    ]

    @Test(arguments: cases) func flagsGoOverTheEnvironmentAndThatOverTheFile(_ row: Case) throws {
        let flags = [row.name: row.flag]
        let variable = "PANEL_" + String(row.name.uppercased().map { $0 == "-" ? "_" : $0 })
        let environment = [variable: row.variable]
        let file = "# a comment\n\n" + row.line
        let all = [
            try resolve(flags: flags, environment, file: file), try resolve(environment, file: file),
            try resolve(file: file), try resolve([variable: ""]),
        ]
        #expect(all.map { row.read($0.root) } == row.expected)
        let origins = all.map { $0.entries.first { $0.name == row.name }?.origin }
        #expect(
            origins == [
                .flag("--" + row.name), .environment(variable: variable), .file(path: "panel.conf", line: 3), .standard,
            ]
        )
    }

    @Test(arguments: [
        (["some-number": "0"], "PANEL_SOME_NUMBER takes a whole number of bytes from 1 to 10, not \"0\"."),
        (["some-number": "11"], "PANEL_SOME_NUMBER takes a whole number of bytes from 1 to 10, not \"11\"."),
        (["some-number": "+5"], "PANEL_SOME_NUMBER takes a whole number of bytes from 1 to 10, not \"+5\"."),
        (["some-toggle": "maybe"], "PANEL_SOME_TOGGLE takes true or false, not \"maybe\"."),
        (["some-text": "axe"], "PANEL_SOME_TEXT takes a word without x, not \"axe\"."),
        (["password": "abc"], "PANEL_PASSWORD takes at least 4 bytes."),
        (["password": ""], "PANEL_PASSWORD takes at least 4 bytes."),
    ])
    func whatMayNotBeIsRefusedWithWhatMay(values: [String: String], message: String) {
        let pairs = values.map { name, value in
            ("PANEL_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 }), value)
        }
        let environment = Dictionary(uniqueKeysWithValues: pairs)
        #expect(throws: ConfigurationError(message)) { try resolve(environment) }
    }

    @Test func aFlagIsRefusedBeforeAnythingIsRead() {
        #expect(throws: ConfigurationError("--some-number takes a whole number of bytes from 1 to 10, not \"x\".")) {
            try ConfigurationKeysTests.keys.check(flags: ["some-number": ["x"]])
        }
    }

    @Test(arguments: [
        ("some-number = 5\nsome-numbre = 5", "panel.conf:2: there is no key \"some-numbre\"."),
        ("some-number = 5\n#\nsome-number = 5", "panel.conf:3: some-number stands in line 1 already."),
        ("\n\nsome-number", "panel.conf:3: a line is \"key = value\""),
        ("= 5", "panel.conf:1: a line is \"key = value\""),
        ("some-number = ", "panel.conf:1: some-number takes a whole number"),
        ("some-number = 99", "panel.conf:1: some-number takes a whole number of bytes from 1 to 10, not \"99\"."),
        ("SOME-NUMBER = 5", "there is no key"), ("--some-number = 5", "there is no key"),
        ("password-file-file = 5", "there is no key"), ("some-text-file = 5", "there is no key"),
    ])
    func aFileThatSaysNothingSensibleIsRefusedWithItsLine(text: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { try resolve(file: text) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    /// Whoever takes the flag away must not find out then.
    @Test func whatMayNotBeIsRefusedUnderSomethingElse() throws {
        let flags = ["some-number": ["5"]]
        for wrong in [
            { try resolve(flags: flags, file: "some-number = 11") },
            { try resolve(flags: flags, ["PANEL_SOME_NUMBER": "x"]) },
        ] {
            #expect(throws: ConfigurationError.self) { try wrong() }
        }
        let missing = try ConfigurationKeysTests.keys.resolve(
            environment: ["PANEL_PASSWORD": "the-word", "PANEL_PASSWORD_FILE": "/none"],
            file: ConfigurationFile(path: "panel.conf", text: "password-file = /none"),
            contents: { path, _ in throw ConfigurationError(path) }
        )
        #expect(missing.root.secret == "the-word")
    }

    @Test func anUnknownKeyIsAnsweredWithThoseThatThereAre() {
        let error = #expect(throws: ConfigurationError.self) { try resolve(file: "number = 5") }
        for key in ConfigurationKeysTests.keys.all { #expect(error?.description.contains(key.name) == true) }
    }

    @Test func secretsComeFromFilesOfTheirOwnAndAreNeverShown() throws {
        let inFile = try resolve(file: "password-file = /run/secret")
        #expect(inFile.root.secret == "what is in /run/secret of password")
        let named = try resolve(["PANEL_PASSWORD_FILE": "/etc/secret"], file: "password = other-word")
        #expect(named.root.secret == "what is in /etc/secret of password")
        #expect(named.entries.last?.origin == .environment(variable: "PANEL_PASSWORD_FILE"))
        let direct = try resolve(["PANEL_PASSWORD_FILE": "/etc/secret", "PANEL_PASSWORD": "the-word"])
        #expect(direct.root.secret == "the-word")
        for resolved in [inFile, named, direct] {
            #expect(resolved.entries.last?.values == nil)
            #expect(resolved.unknownVariables == [])
        }
    }

    /// Not even in an error.
    @Test func aSecretIsNotRepeatedWhereItIsWrong() throws {
        for text in ["password = abc", "password-file = x\npassword = abc\npassword = abc", "abc"] {
            let error = #expect(throws: ConfigurationError.self) { try resolve(file: text) }
            #expect(error?.description.contains("abc") == false)
        }
    }

    @Test func aFileIsPrivateOnlyIfItHoldsASecret() throws {
        let keys = ConfigurationKeysTests.keys
        #expect(try keys.hasSecrets(ConfigurationFile(path: "a", text: "some-text = a\npassword = long-word")))
        #expect(try !keys.hasSecrets(ConfigurationFile(path: "a", text: "some-text = a\npassword-file = b")))
    }

    @Test func variablesThatNobodyKnowsAreNamed() throws {
        let resolved = try resolve(["PANEL_OTHER": "1", "PANEL_AND": "2", "PATH": "/bin", "PANEL_SOME_LIST": "a"])
        #expect(resolved.unknownVariables == ["PANEL_AND", "PANEL_OTHER"])
    }
}
