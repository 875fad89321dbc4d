extension ConfigurationKeys {
    /// All keys as a table in Markdown.
    package var markdown: String {
        let rows = all.map { key in
            let standard = key.defaults.isEmpty ? "" : "`\(key.defaults.joined(separator: ","))`"
            let notes = [
                key.isSecret ? "A secret: `\(key.name)-file` and `\(key.variable)_FILE` name a file that has it." : nil,
                key.hasFlag ? nil : "No flag.", key.isInFile ? nil : "Not in the file.",
                key.form == .list ? "Several times for several." : nil,
            ]
            let help = ([key.help] + notes.compactMap(\.self)).joined(separator: " ")
            return "| `\(key.name)` | \(standard) | \(key.allowed) | \(help) |"
        }
        return (["| key | default | takes | what it is |", "| --- | --- | --- | --- |"] + rows).joined(separator: "\n")
    }
}
