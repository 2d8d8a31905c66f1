import App
import ArgumentParser

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a store, or a backup.",
    discussion: "Ends with 1 when something is not as it must be.")

  @Argument(help: "A backup's directory; the store if absent.") var directory: String?
  @OptionGroup var target: TargetOptions

  func run() async throws {
    let terminal = ProgressLine()
    let report =
      if let directory {
        try await VerifyCommand.backup(directory) { line in terminal.show(line) }
      } else {
        try await VerifyCommand.store(target.target()) { line in terminal.show(line) }
      }
    terminal.clear()
    print(report.text)
    if !report.passed { throw ExitCode(1) }
  }
}
