import HTTPTypes
import Hummingbird
import Web

extension NativeAPI {
  var readSettings: Endpoint {
    Endpoint(
      .get, "/v1/settings", access: .scope(.admin),
      .init(
        "readSettings", "How this server was set up",
        description: "Each setting with where its value comes from, and the APIs that are served. There is no secret among them.",
        tags: ["Operations"]),
      answers: [.init(.ok, "The settings.", [.json: Self.settingsSchema])]
    ) { _ in
      .json([
        "version": .string(facts.version), "data_directory": .string(facts.dataDirectory), "database_bytes": .integer(facts.size()),
        "settings": .array(facts.settings.map(Self.json)), "apis": .array(facts.apis.map(Self.json)),
      ])
    }
  }

  private static func json(_ setting: InstallationFacts.Setting) -> JSONValue {
    [
      "name": .string(setting.name), "value": setting.value.map(JSONValue.string) ?? .null,
      "origin": setting.origin.map(JSONValue.string) ?? .null, "flag": .string(setting.flag), "variable": .string(setting.variable),
      "purpose": .string(setting.purpose),
    ]
  }

  private static func json(_ api: InstallationFacts.API) -> JSONValue {
    ["name": .string(api.name), "paths": .array(api.paths.map(JSONValue.string)), "on": .bool(api.isOn)]
  }

  private static let settingsSchema: Schema = .object([
    "version": .string, "data_directory": .string, "database_bytes": .integer,
    "settings": .array(
      of: .object([
        "name": .string, "value": Schema.string.orNull, "origin": Schema.string.orNull, "flag": .string, "variable": .string,
        "purpose": .string,
      ])),
    "apis": .array(of: .object(["name": .string, "paths": .array(of: .string), "on": .boolean])),
  ])
}
