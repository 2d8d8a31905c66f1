import App
import ArgumentParser

struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make, list and revoke API keys.", subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a key and print it, this once.")

    @Argument(help: "What the key is called.") var name: String
    @Option(help: "ingest (record events), read (ask) or admin (all).") var scope: String
    @Option(help: "The one project that the key is for; all if absent.") var project: String?
    @Option(help: "When it ends, e.g. 2027-01-01T00:00:00Z.") var expires: String?
    @OptionGroup var target: TargetOptions

    func run() async throws {
      let (name, scope, project, expires) = (name, scope, project, expires)
      print(
        try await target.target().connect {
          try await KeyCommands($0).create(name: name, scope: scope, project: project, expires: expires)
        })
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the keys, without their secrets.")

    @OptionGroup var target: TargetOptions

    func run() async throws {
      print(KeyCommands.table(try await target.target().connect { try await KeyCommands($0).list() }))
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Revoke a key, at once and for good.")

    @Argument(help: "The key's id or name.") var key: String
    @OptionGroup var target: TargetOptions

    func run() async throws {
      let key = key
      let revoked = try await target.target().connect { try await KeyCommands($0).revoke(key) }
      print("revoked \(revoked.name) (\(revoked.id))")
    }
  }
}
