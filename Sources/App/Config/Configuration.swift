import Foundation
import Surfaces
import Usage

/// The settings, read and checked.
package struct Configuration: Sendable {
  package enum LogFormat: String, CaseIterable, Sendable { case text, json }
  package enum Switch: String, CaseIterable, Sendable { case on, off, `true`, `false` }
  package enum LogLevel: String, CaseIterable, Sendable { case trace, debug, info, notice, warning, error, critical }

  package var data: String
  package var host: String
  package var port: Int
  package var publicURL: String?
  package var timeZone: String
  package var asOf: Timestamp?
  package var logLevel: LogLevel
  package var logFormat: LogFormat
  package var threads: Int?
  package var memoryLimit: Int
  package var queryTimeout: Duration
  package var maxBody: Int
  package var maxConnections: Int
  package var requestTimeout: Duration
  package var corsOrigins: OriginSetting
  package var prices: String?
  package var apis: Set<String>
  package var keepsContent: Bool
  package var modelTiers: TierTable
  /// What all of it was read from.
  package let values: SettingValues

  package init(_ values: SettingValues) throws(ConfigurationFailure) {
    self.values = values
    var reader = SettingReader(values)
    data = reader.text(.data)
    host = reader.text(.host)
    port = reader.integer(.port, in: 0...65535) ?? 8080
    publicURL = reader.optionalText(.publicURL)
    timeZone = reader.text(.timeZone)
    asOf = reader.instant(.asOf)
    logLevel = reader.choice(.logLevel, LogLevel.self, else: .info)
    logFormat = reader.choice(.logFormat, LogFormat.self, else: .text)
    threads = reader.integer(.threads, in: 1...1024)
    memoryLimit = reader.size(.memoryLimit, in: 64 << 20...1 << 50) ?? 1 << 30
    queryTimeout = .seconds(reader.integer(.queryTimeout, in: 1...3600) ?? 30)
    maxBody = reader.size(.maxBody, in: 1024...1 << 30) ?? 64 << 20
    maxConnections = reader.integer(.maxConnections, in: 1...1_000_000) ?? 4096
    requestTimeout = .seconds(reader.integer(.requestTimeout, in: 1...3600) ?? 60)
    corsOrigins = OriginSetting(reader.optionalText(.corsOrigins) ?? "", apis: AllSurfaces.names)
    prices = reader.optionalText(.prices)
    apis = reader.names(.apis, of: AllSurfaces.names)
    keepsContent = [.on, .true].contains(reader.choice(.content, Switch.self, else: .off))
    modelTiers = reader.tiers(.modelTiers)
    check(&reader)
    guard reader.problems.isEmpty else { throw ConfigurationFailure(problems: reader.problems) }
  }

  private func check(_ reader: inout SettingReader) {
    if TimeZone(identifier: timeZone) == nil {
      reader.report(.timeZone, "must be an IANA time zone such as Europe/Berlin, not \"\(timeZone)\"")
    }
    if let publicURL, !Self.isOrigin(publicURL) {
      reader.report(.publicURL, "must be an http or https URL, not \"\(publicURL)\"")
    }
    for problem in corsOrigins.problems { reader.report(.corsOrigins, problem) }
  }

  private static func isOrigin(_ text: String) -> Bool {
    guard let url = URL(string: text), let scheme = url.scheme, let host = url.host() else { return false }
    return ["http", "https"].contains(scheme) && !host.isEmpty
  }
}
