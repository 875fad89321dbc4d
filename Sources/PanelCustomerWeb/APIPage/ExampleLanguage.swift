/// The languages that the API page has examples in.
enum ExampleLanguage: String, CaseIterable, Sendable {
    case curl
    case php
    case python
    case javascript
    case swift
}
