import App
import ArgumentParser
import Foundation

/// What a command works on: a server (`--url`, `--key`), or the data directory that the settings name.
struct TargetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A server to work on, in place of a data directory (WEIR_URL).", valueName: "url")) var url: String?
  @Option(help: ArgumentHelp("The key for it (WEIR_KEY).", valueName: "key")) var key: String?
  @OptionGroup(title: "Settings") var settings: SettingOptions

  /// --data beats WEIR_URL: what is typed means more than what is set.
  func target() throws -> CommandTarget {
    let environment = ProcessInfo.processInfo.environment
    guard let url = url ?? (settings.data == nil ? environment["WEIR_URL"].flatMap { $0.isEmpty ? nil : $0 } : nil) else {
      return .directory(try settings.configuration())
    }
    return .server(url: url, key: key ?? environment["WEIR_KEY"])
  }
}
