import App
import ArgumentParser

@main
struct Weir: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weir", abstract: "Records AI requests and answers who used what, what it cost and how well it worked.",
    version: Version.current, subcommands: [Serve.self], defaultSubcommand: Serve.self)
}
