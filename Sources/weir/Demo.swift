import App
import ArgumentParser

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record invented usage to look at.",
    discussion: """
      With the users, chats, ratings, executions, agents and budgets that belong to it. The same seed gives the same, so doing it twice \
      changes nothing. All events have the source demo, all ids begin with demo-.
      """)

  @Option(help: "How many days, up to today.") var days = 90
  @Option(help: "Another number, other events.") var seed: UInt64 = 1
  @Flag(help: "Take the demo's data away again, and nothing else.") var remove = false
  @OptionGroup var target: TargetOptions

  func validate() throws {
    guard (1...3650).contains(days) else { throw ValidationError("--days must be from 1 to 3650.") }
    guard seed <= UInt64(Int64.max) else { throw ValidationError("--seed must be at most \(Int64.max).") }
  }

  func run() async throws {
    let command = DemoCommand(days: days, seed: seed)
    let isRemoval = remove
    let text = try await target.target().connect { connection in
      isRemoval ? try await DemoCommand.remove(connection) : try await command.run(connection)
    }
    print(text)
  }
}
