import Testing

@testable import PanelMarkup

/// What is interpolated where it could do harm stops the program, in debug builds, in which tests render every page.
struct PlaceTests {
    private static let text = "x"

    @Test func textInTheWrongPlaceStopsTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = #"<a href="\#(Self.text)">x</a>"# as HTML }
        await #expect(processExitsWith: .failure) { _ = #"<form data-live="/a?\#(Self.text)"></form>"# as HTML }
        await #expect(processExitsWith: .failure) { _ = "<p class=\(Self.text)></p>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<p class='\(Self.text)'></p>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<p \(Self.text)></p>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<\(Self.text)></p>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<script>\(Self.text)</script>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<!-- \(Self.text) -->" as HTML }
        await #expect(processExitsWith: .failure) { _ = #"<a\#(attribute: "href", Self.text)>x</a>"# as HTML }
    }

    @Test func markupInATagStopsTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = #"<p class="\#(HTML(text: "x"))"></p>"# as HTML }
        await #expect(processExitsWith: .failure) { _ = "<p \(HTML(text: "x"))></p>" as HTML }
    }

    @Test func whatBrowsersAreToldToIgnoreStopsTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = #"<p style="color: red"></p>"# as HTML }
        await #expect(processExitsWith: .failure) { _ = #"<p ONclick="x()"></p>"# as HTML }
        await #expect(processExitsWith: .failure) { _ = #"<p\#(attribute: "style", Self.text)></p>"# as HTML }
    }

    @Test func aPieceThatEndsInATagStopsTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = "<p" as HTML }
        await #expect(processExitsWith: .failure) { _ = #"<p class="\#(Self.text)"# as HTML }
        await #expect(processExitsWith: .failure) { _ = "<script>" as HTML }
    }

    @Test func whatBelongsThereMayStand() {
        let page: HTML = """
            <!doctype html><!-- a > b --><html lang="\(Self.text)"><script src="/a.js" type=module></script>
            <input\(flag: "checked", if: true) type=checkbox value="\(Self.text)"><br/>\(Self.text)
            """
        #expect(page.text.hasSuffix("<br/>x"))
    }
}
