import App
import ArgumentParser

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record invented usage to look at.",
    discussion: "The same seed gives the same events, so doing it twice changes nothing. All of them have the source demo.")

  @Option(help: "How many days, up to today.") var days = 90
  @Option(help: "Another number, other events.") var seed: UInt64 = 1
  @Flag(help: "Take the demo's events away again, and no others.") var remove = false
  @OptionGroup var target: TargetOptions

  func validate() throws {
    guard (1...3650).contains(days) else { throw ValidationError("--days must be from 1 to 3650.") }
  }

  func run() async throws {
    let command = DemoCommand(days: days, seed: seed)
    let isRemoval = remove
    let text = try await target.target().connect { connection in
      if isRemoval { return "\(try await DemoCommand.remove(connection)) events removed" }
      return try await command.run(connection).summary
    }
    print(text)
  }
}
