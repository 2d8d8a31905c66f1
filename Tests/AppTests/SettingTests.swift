import Foundation
import Testing

@testable import App

@Suite struct SettingTests {
  private static let bad = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Config/bad")
  private static let badFiles = ((try? FileManager.default.contentsOfDirectory(atPath: bad.path)) ?? [])
    .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()

  @Test func `there are bad settings to try`() { #expect(Self.badFiles.count > 10) }

  @Test(arguments: badFiles) func `a bad settings file is refused with every reason`(name: String) throws {
    let path = Self.bad.appending(path: name + ".json").path
    let expected = try String(contentsOf: Self.bad.appending(path: name + ".txt"), encoding: .utf8)
    let failure = #expect(throws: ConfigurationFailure.self) {
      try Configuration(SettingValues(flags: [:], environment: [:], file: path))
    }
    #expect(failure?.description.replacingOccurrences(of: path, with: "FILE") == expected.trimmingCharacters(in: .newlines))
  }

  @Test func `a file that is not there is told`() {
    let failure = #expect(throws: ConfigurationFailure.self) {
      try Configuration(SettingValues(flags: [:], environment: ["WEIR_CONFIG": "/nowhere/weir.json"], file: nil))
    }
    #expect(failure?.description == "/nowhere/weir.json: The settings file cannot be read.")
  }

  @Test func `a misspelt variable is told`() {
    let failure = #expect(throws: ConfigurationFailure.self) {
      try Configuration(SettingValues(flags: [:], environment: ["WEIR_PROT": "1", "HOME": "/"], file: nil))
    }
    #expect(failure?.description == "WEIR_PROT: There is no such setting.")
  }

  @Test func `a flag beats the environment, which beats the default`() throws {
    let values = SettingValues(flags: [.port: "1"], environment: ["WEIR_PORT": "2", "WEIR_HOST": "h", "WEIR_KEY": "k"], file: nil)
    let configuration = try Configuration(values)
    #expect((configuration.port, configuration.host, configuration.timeZone) == (1, "h", "UTC"))
    #expect([Setting.port, .host, .timeZone, .threads].map { values.entries[$0]?.origin } == [.flag, .environment, .standard, nil])
  }

  @Test func `without anything set the settings are sound`() throws {
    let configuration = try Configuration(SettingValues(flags: [:], environment: [:], file: nil))
    #expect((configuration.port, configuration.memoryLimit, configuration.maxBody) == (8080, 1 << 30, 64 << 20))
  }

  @Test(arguments: [("64MiB", 64 << 20), ("1 GB", 1_000_000_000), ("134217728", 134_217_728), ("2g", 2 << 30)])
  func `sizes have the usual units`(text: String, bytes: Int) throws {
    #expect(try Configuration(SettingValues(flags: [.memoryLimit: text], environment: [:], file: nil)).memoryLimit == bytes)
  }

  @Test(arguments: [("all", AllSurfaces.names), ("none", []), ("", []), (" Umbraco ", ["umbraco"])])
  func `APIs are switched by name`(text: String, names: [String]) throws {
    #expect(try Configuration(SettingValues(flags: [.apis: text], environment: [:], file: nil)).apis == Set(names))
  }

  @Test func `an API that is not there is told`() {
    let failure = #expect(throws: ConfigurationFailure.self) {
      try Configuration(SettingValues(flags: [:], environment: ["WEIR_APIS": "umbraco,umbrella"], file: nil))
    }
    #expect(failure?.description.hasSuffix("not \"umbrella\".") == true)
  }

  @Test(
    arguments: [
      ("https://a.example, http://localhost:3000", ["https://a.example", "http://localhost:3000"], [:]),
      ("HTTPS://A.example:443 http://b.example:80", ["https://a.example", "http://b.example"], [:]),
      (
        "https://a.example,auto-analyst=https://b.example https://c.example:8443,umbraco=", ["https://a.example"],
        ["auto-analyst": ["https://b.example", "https://c.example:8443"], "umbraco": []]
      ),
      ("umbraco=https://a.example, Umbraco = https://b.example", [], ["umbraco": ["https://a.example", "https://b.example"]]),
      ("", [], [:]),
    ] as [(String, Set<String>, [String: Set<String>])])
  func `origins are for everything or for one API`(text: String, general: Set<String>, byAPI: [String: Set<String>]) throws {
    let origins = try Configuration(SettingValues(flags: [.corsOrigins: text], environment: [:], file: nil)).corsOrigins
    #expect(origins.general == general && origins.byAPI == byAPI)
  }

  @Test(arguments: [
    ("*", "must be origins such as https://app.example.org, not \"*\"."),
    ("null", "must be origins such as https://app.example.org, not \"null\"."),
    ("https://a.example/", "must be origins such as https://app.example.org, not \"https://a.example/\"."),
    ("https://u@a.example", "must be origins such as https://app.example.org, not \"https://u@a.example\"."),
    ("umbraco=*", "must be origins such as https://app.example.org, not \"*\"."),
    ("ftp://a.example", "must be origins such as https://app.example.org, not \"ftp://a.example\"."),
    ("clara=https://a.example", "must name one of the APIs \(AllSurfaces.names.joined(separator: ", ")), not \"clara\"."),
    (
      "umbraco=https://a.example, https://b.example",
      "must have \"https://b.example\" before the lists of single APIs, whose own origins are divided by spaces."
    ),
  ])
  func `origins that are none are refused`(text: String, message: String) {
    let failure = #expect(throws: ConfigurationFailure.self) {
      try Configuration(SettingValues(flags: [.corsOrigins: text], environment: [:], file: nil))
    }
    #expect(failure?.description == "--cors-origins (WEIR_CORS_ORIGINS): " + message)
  }

  @Test func `tiers of models come from a file`() throws {
    let path = Self.bad.deletingLastPathComponent().appending(path: "tiers.json").path
    let table = try Configuration(SettingValues(flags: [.modelTiers: path], environment: [:], file: nil)).modelTiers
    #expect(table.tiers.map(\.id) == ["small", "large"] && table.tiers.map(\.credits) == [1, 9])
    #expect(["a", "b", "c", "unknown"].map { table.index(of: $0) } == [0, 1, 1, 0])
  }

  @Test(arguments: [
    ("[]", "must hold {\"tiers\":[{\"id\",\"name\",\"credits\",\"models\"}]}."), ("{\"tiers\":[]}", "must have 1 to 100 tiers."),
    (tiers(("a", 1, ["m"]), ("a", 2, [])), "must give each tier an id of its own, not \"a\"."),
    (tiers(("a", -1, [])), "must have credits from 0 to 1000000, not -1 in a."),
    (tiers(("a", 1, ["m"]), ("b", 2, ["m"])), "must name a model once: \"m\"."),
  ])
  func `tiers that are none are refused`(text: String, message: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let failure = #expect(throws: ConfigurationFailure.self) {
      try Configuration(SettingValues(flags: [.modelTiers: file.path], environment: [:], file: nil))
    }
    #expect(failure?.description == "--model-tiers (WEIR_MODEL_TIERS): " + message)
  }

  private static func tiers(_ tiers: (id: String, credits: Int, models: [String])...) -> String {
    let list = tiers.map { "{\"id\":\"\($0.id)\",\"name\":\"\",\"credits\":\($0.credits),\"models\":\($0.models)}" }
    return "{\"tiers\":[" + list.joined(separator: ",") + "]}"
  }

  @Test func `the names of a setting derive from one another`() {
    #expect(Setting.publicURL.flag == "--public-url")
    #expect(Setting.asOf.environmentVariable == "WEIR_AS_OF")
    #expect(Setting.timeZone.fileKey == "time_zone")
  }

  @Test func `settings are shown with where they come from`() {
    let table = ConfigCommand.table(SettingValues(flags: [.port: "9999"], environment: ["WEIR_HOST": "::1"], file: nil))
    let lines = table.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains("port 9999 --port"))
    #expect(lines.contains("host ::1 WEIR_HOST"))
    #expect(lines.contains("time_zone UTC default"))
    #expect(lines.contains("threads - not set"))
  }
}
