import PanelCore

/// The languages that the API page has examples in.
enum ExampleLanguage: String, CaseIterable, Sendable {
    case curl
    case php
    case python
    case javascript
    case swift

    var name: String {
        switch self {
        case .curl: "curl"
        case .php: "PHP"
        case .python: "Python"
        case .javascript: "JavaScript"
        case .swift: "Swift"
        }
    }

    /// A whole program that sends parameters to an address and shows the answer. It runs as it stands, with nothing but
    /// what comes with the language.
    func program(sending fields: [ParameterSet.Entry], to address: String) -> String {
        switch self {
        case .curl: curlCommand(fields, address)
        case .php: phpProgram(fields, address)
        case .python: pythonProgram(fields, address)
        case .javascript: javascriptProgram(fields, address)
        case .swift: swiftProgram(fields, address)
        }
    }

    private func curlCommand(_ fields: [ParameterSet.Entry], _ address: String) -> String {
        let options = fields.map { field in
            let option = field.value.isPlain ? "-d" : "--data-urlencode"
            return "\(option) \(literal("\(field.name.rawValue)=\(field.value)"))"
        }
        return (["curl \(literal(address))"] + options).joined(separator: " \\\n  ")
    }

    private func phpProgram(_ fields: [ParameterSet.Entry], _ address: String) -> String {
        """
        <?php
        $answer = file_get_contents(\(literal(address)), false, stream_context_create(["http" => [
            "method" => "POST",
            "header" => "Content-Type: application/x-www-form-urlencoded",
            "ignore_errors" => true,
            "content" => http_build_query([
        \(lines(fields, indent: 8) { "\(literal($0)) => \($1)" })
            ]),
        ]]));
        print_r(json_decode($answer, true));
        """
    }

    private func pythonProgram(_ fields: [ParameterSet.Entry], _ address: String) -> String {
        """
        import json, urllib.parse, urllib.request

        fields = {
        \(lines(fields, indent: 4) { "\(literal($0)): \($1)" })
        }
        body = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(\(literal(address)), body) as answer:
            print(json.load(answer))
        """
    }

    private func javascriptProgram(_ fields: [ParameterSet.Entry], _ address: String) -> String {
        """
        fetch(\(literal(address)), {
          method: "POST",
          body: new URLSearchParams({
        \(lines(fields, indent: 4) { "\($0): \($1)" })
          }),
        })
          .then((response) => response.json())
          .then((answer) => console.log(answer))
        """
    }

    private func swiftProgram(_ fields: [ParameterSet.Entry], _ address: String) -> String {
        """
        import Foundation
        #if canImport(FoundationNetworking)
        import FoundationNetworking
        #endif

        let fields = [
        \(lines(fields, indent: 4) { "\(literal($0)): \($1)" })
        ]
        var request = URLRequest(url: URL(string: \(literal(address)))!)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONEncoder().encode(fields)
        let (answer, _) = try await URLSession.shared.data(for: request)
        print(String(decoding: answer, as: UTF8.self))
        """
    }

    /// A line for each field, with a comma at its end.
    private func lines(
        _ fields: [ParameterSet.Entry],
        indent: Int,
        _ line: (_ name: String, _ value: String) -> String
    ) -> String {
        let indent = String(repeating: " ", count: indent)
        return fields.map { "\(indent)\(line($0.name.rawValue, literal($0.value)))," }.joined(separator: "\n")
    }
}
