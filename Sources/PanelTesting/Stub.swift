import Testing
enum PanelTestingStub {}
