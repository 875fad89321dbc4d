import Logging
import PanelAPI
import PanelAdmin
import PanelCore
import PanelCustomerWeb
import PanelFulfilment
import PanelHTTP
import PanelOperations
import PanelPostgres
import PanelSQLite
import PanelStore

/// All that can be set when a program of the panel starts, with what holds unless something is said.
struct StartupConfiguration: Sendable {
    /// The file that was read, if one was named.
    var file: String?
    /// The data directory.
    var data = "./panel-data"
    /// `postgres://…` or `sqlite:DIR`; may hold a password.
    var database: String?
    /// Whether a pooler stands before the database.
    var isPooled = false
    /// What keys of providers are encrypted with, when it is not in the directory.
    var secret: String?

    var listen = ListenAddress.tcp(host: "127.0.0.1", port: 8080)
    /// Its currency is the panel's, and its origins are ``origins``.
    var api = APIConfiguration()
    var origins: [WebOrigin] = []
    var trustedProxies: [AddressRange] = []
    var logLevel = Logger.Level.notice

    var server = PanelServer.Limits()
    var descriptors = DescriptorBudget.Limits()
    var writer = BatchWriter.Limits()
    var prices = PricingCache.Limits()
    /// But for the URL.
    var postgres = PostgresConfiguration(url: "")
    var sqlite = SQLiteEngine.Limits()
    var listings = ListingLimits()
    var log = LineWriter.Limits()
    var providers = Fulfilment.Limits()
    var operations = OpenPanel.Limits()
    var admin = AdminAPI.Limits()
    var command = AdminClient.Limits()
    var survey = RestoredPanel.Limits()
    var pages = CustomerPages.Configuration()
    var door = FrontDoor.Limits()
    /// How long the end of a server may take at most.
    var shutdown = Duration.seconds(30)

    /// Where the panel is.
    var place: PanelPlace {
        let directory = DataDirectory(path: data)
        return database.flatMap { PanelPlace($0, directory: directory, isPooled: isPooled) }
            ?? PanelPlace(directory: directory)
    }
}
