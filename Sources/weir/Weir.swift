import App
import ArgumentParser

@main
struct Weir: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weir", abstract: "Records AI requests and answers who used what, what it cost and how well it worked.",
    discussion: "Commands work on a data directory (--data), also while its server runs, or on a server (--url, --key).",
    version: Version.current,
    subcommands: [
      Serve.self, Keys.self, Import.self, Export.self, Ask.self, Demo.self, Config.self, ShowVersion.self, Backup.self, Restore.self,
      Verify.self, Jobs.self,
    ],
    defaultSubcommand: Serve.self)
}

struct ShowVersion: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

  func run() { print("weir \(Version.current)") }
}
