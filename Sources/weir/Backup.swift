import App
import ArgumentParser

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write all that is recorded into a directory.",
    discussion: """
      Parquet files and a manifest with their checksums. Made again into the same directory, only what has changed is written; until the new \
      one is whole the old one is. Needs an admin key for all projects. docs/backup.md has the rest.
      """)

  @Argument(help: "The directory; made if it is not there.") var directory: String
  @Flag(help: "Read all files again at the end.") var verify = false
  @Flag(help: "Replace a backup that is damaged, or of a store that was further along.") var replace = false
  @OptionGroup var target: TargetOptions

  func run() async throws {
    let terminal = ProgressLine()
    let command = BackupCommand(directory, replaces: replace, verifies: verify)
    let summary = try await command.run(target.target()) { line in terminal.show(line) }
    terminal.clear()
    print(summary)
  }
}
