/// One thing that can be set when the program starts, declared once: what it is called, what it may be, what holds
/// unless something is said, and where it goes in `Root`.
///
/// Its name is that of the flag without `--`, and of the key in the file; the environment has it in capitals, with `_`
/// for `-` and `PANEL_` before it.
package struct ConfigurationKey<Root: Sendable>: Sendable {
    /// How often a value is given.
    package enum Form: Sendable {
        case once
        /// It is on or off: the flag is `--name` or `--no-name`.
        case toggle
        /// Any number of times; where there is one text only, with commas between.
        case list
    }

    package let name: String
    package let form: Form
    /// What it does, as a sentence.
    package let help: String
    /// What stands for the value in the help of a flag, such as `seconds`.
    package let valueName: String
    /// What it may be, to go on a sentence that begins with "takes".
    package let allowed: String
    /// Of a number: the least and the most that it may be.
    package let bounds: ClosedRange<Int>?
    /// What holds unless something is said; empty when that is nothing.
    package let defaults: [String]
    /// Whether its value is never shown. It may stand in a file of its own then, which the name with `-file` behind it
    /// gives.
    package private(set) var isSecret = false
    /// Whether it can be given on the command line, where everybody on the machine can read it.
    package private(set) var hasFlag = true
    /// Whether the file may have it.
    package private(set) var isInFile = true
    /// Whether an empty variable is a value, not the same as none.
    package private(set) var countsEmpty = false

    /// Puts what was given into a root. Returns `false` when it may not be that.
    let assign: @Sendable ([String], inout Root) -> Bool

    private init(
        _ name: String,
        _ form: Form,
        help: String,
        valueName: String,
        allowed: String,
        bounds: ClosedRange<Int>? = nil,
        defaults: [String],
        assign: @escaping @Sendable ([String], inout Root) -> Bool
    ) {
        self.name = name
        self.form = form
        self.help = help
        self.valueName = valueName
        self.allowed = allowed
        self.bounds = bounds
        self.defaults = defaults
        self.assign = assign
    }

    /// The variable of the environment.
    package var variable: String { Self.variable(of: name) }

    static func variable(of name: String) -> String {
        "PANEL_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    }

    /// The key that names the file with the value, of secrets.
    package var fileName: String? { isSecret ? name + "-file" : nil }

    /// Its value is never shown.
    package func secret() -> Self {
        var key = self
        key.isSecret = true
        return key
    }

    /// It is not given on the command line.
    package func withoutFlag() -> Self {
        var key = self
        key.hasFlag = false
        return key
    }

    /// It can not stand in the file.
    package func notInFile() -> Self {
        var key = self
        key.isInFile = false
        return key
    }

    /// An empty variable is a value, so that a mistake is not taken for nothing.
    package func countingEmpty() -> Self {
        var key = self
        key.countsEmpty = true
        return key
    }

    /// Whether it may be this.
    package func accepts(_ values: [String], in root: Root) -> Bool {
        var root = root
        return assign(values, &root)
    }
}

// MARK: What is declared

extension ConfigurationKey {
    /// A whole number within bounds.
    ///
    /// - Parameters:
    ///   - root: What holds unless something is said.
    ///   - unit: What it counts, such as `bytes`; nothing for things that the help names.
    package static func number<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Root, Value> & Sendable,
        _ root: Root,
        _ bounds: ClosedRange<Int>,
        unit: String? = nil,
        _ help: String,
        read: @escaping @Sendable (Value) -> Int?,
        make: @escaping @Sendable (Int) -> Value
    ) -> Self {
        Self(
            name,
            .once,
            help: help,
            valueName: unit ?? "number",
            allowed:
                "a whole number\(unit.map { " of \($0)" } ?? "") from \(bounds.lowerBound) to \(bounds.upperBound)",
            bounds: bounds,
            defaults: read(root[keyPath: path]).map { [String($0)] } ?? []
        ) { values, root in
            guard let text = values.last, !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(text), bounds.contains(number)
            else { return false }
            root[keyPath: path] = make(number)
            return true
        }
    }

    /// Something that is on or off.
    package static func toggle(
        _ name: String,
        _ path: any WritableKeyPath<Root, Bool> & Sendable,
        _ root: Root,
        _ help: String
    ) -> Self {
        Self(
            name,
            .toggle,
            help: help,
            valueName: "",
            allowed: "true or false",
            defaults: [String(root[keyPath: path])]
        ) { values, root in
            guard let value = values.last.flatMap(Bool.init(_:)) else { return false }
            root[keyPath: path] = value
            return true
        }
    }

    /// A text that means something.
    ///
    /// - Parameters:
    ///   - read: What it means; `nil` when it may not be that.
    ///   - write: The text of what holds unless something is said.
    package static func text<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Root, Value> & Sendable,
        _ root: Root,
        valueName: String,
        allowed: String,
        _ help: String,
        read: @escaping @Sendable (String) -> Value?,
        write: (Value) -> String
    ) -> Self {
        Self(
            name,
            .once,
            help: help,
            valueName: valueName,
            allowed: allowed,
            defaults: [write(root[keyPath: path])]
        ) { values, root in
            guard let value = values.last.flatMap(read) else { return false }
            root[keyPath: path] = value
            return true
        }
    }

    /// A text that means something, and is not there unless it is given.
    ///
    /// A function of its own: where `Value` was an optional, a `nil` of `read` would be a value like any other.
    package static func optional<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Root, Value?> & Sendable,
        valueName: String,
        allowed: String,
        _ help: String,
        read: @escaping @Sendable (String) -> Value?
    ) -> Self {
        Self(name, .once, help: help, valueName: valueName, allowed: allowed, defaults: []) { values, root in
            guard let value = values.last.flatMap(read) else { return false }
            root[keyPath: path] = value
            return true
        }
    }

    /// Any number of texts, none unless something is said.
    package static func list<Element>(
        _ name: String,
        _ path: any WritableKeyPath<Root, [Element]> & Sendable,
        valueName: String,
        allowed: String,
        _ help: String,
        read: @escaping @Sendable (String) -> Element?
    ) -> Self {
        Self(name, .list, help: help, valueName: valueName, allowed: allowed, defaults: []) { values, root in
            let elements = values.compactMap(read)
            guard elements.count == values.count else { return false }
            root[keyPath: path] = elements
            return true
        }
    }
}
