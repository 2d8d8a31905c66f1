import App
import ArgumentParser
import Foundation

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Run the server.")

  @OptionGroup var settings: SettingOptions

  func run() async throws {
    try await Server(settings.configuration()) { line in
      print(line)
      fflush(nil)
    }.run()
  }
}
