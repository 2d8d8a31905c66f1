import App
import ArgumentParser

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a data directory from a backup.",
    discussion: "The whole backup is checked before anything is touched, and all totals are compared afterwards.")

  @Argument(help: "The backup's directory.") var directory: String
  @OptionGroup var settings: SettingOptions

  func validate() throws {
    guard settings.data != nil else { throw ValidationError("--data must name the directory to restore to: empty, or not there yet.") }
  }

  func run() async throws {
    let terminal = ProgressLine()
    let summary = try await RestoreCommand(directory, settings.configuration()).run { line in terminal.show(line) }
    terminal.clear()
    print(summary)
  }
}
