import App
import ArgumentParser
import Foundation

/// The settings as flags. Each has an environment variable and a key in the settings file too; `App.Setting` describes them all.
struct SettingOptions: ParsableArguments {
  @Option(help: "A JSON file of settings (WEIR_CONFIG).") var config: String?
  @Option(help: help(.data)) var data: String?
  @Option(help: help(.host)) var host: String?
  @Option(help: help(.port)) var port: String?
  @Option(name: .customLong("public-url"), help: help(.publicURL)) var publicURL: String?
  @Option(help: help(.timeZone)) var timeZone: String?
  @Option(help: help(.asOf)) var asOf: String?
  @Option(help: help(.logLevel)) var logLevel: String?
  @Option(help: help(.logFormat)) var logFormat: String?
  @Option(help: help(.threads)) var threads: String?
  @Option(help: help(.memoryLimit)) var memoryLimit: String?
  @Option(help: help(.queryTimeout)) var queryTimeout: String?
  @Option(help: help(.maxBody)) var maxBody: String?
  @Option(help: help(.maxConnections)) var maxConnections: String?
  @Option(help: help(.requestTimeout)) var requestTimeout: String?
  @Option(help: help(.corsOrigins)) var corsOrigins: String?
  @Option(help: help(.prices)) var prices: String?
  @Option(help: help(.content)) var content: String?
  @Option(help: help(.apis)) var apis: String?
  @Option(help: help(.modelTiers)) var modelTiers: String?

  var values: SettingValues {
    SettingValues(flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
  }

  func configuration() throws -> Configuration { try Configuration(values) }

  private var flags: [Setting: String] {
    let given: [Setting: String?] = [
      .data: data, .host: host, .port: port, .publicURL: publicURL, .timeZone: timeZone, .asOf: asOf, .logLevel: logLevel,
      .logFormat: logFormat, .threads: threads, .memoryLimit: memoryLimit, .queryTimeout: queryTimeout, .maxBody: maxBody,
      .maxConnections: maxConnections, .requestTimeout: requestTimeout, .corsOrigins: corsOrigins, .prices: prices,
      .content: content,
      .apis: apis, .modelTiers: modelTiers,
    ]
    return given.compactMapValues(\.self)
  }
}

private func help(_ setting: Setting) -> ArgumentHelp {
  let definition = setting.definition
  let standard = definition.standard.map { "; default: \($0)" } ?? ""
  return ArgumentHelp("\(definition.help) (\(setting.environmentVariable)\(standard))", valueName: definition.placeholder.lowercased())
}
