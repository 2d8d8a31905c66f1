import Logging

enum ServerLog {
  static func make(_ configuration: Configuration) -> Logger {
    Logger(label: "weir") { label in
      LineLogHandler(
        label: label, format: configuration.logFormat, level: Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info)
    }
  }
}
