import App
import ArgumentParser
import Foundation

struct ImportAutoAnalyst: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "auto-analyst", abstract: "Record what Auto-Analyst has stored.",
    discussion: "A JSON object of its tables: users, chats, messages, model_usage, code_executions, message_feedback. " + ImportTables.note)

  @OptionGroup var tables: ImportTables

  func run() async throws { try await tables.run(.autoAnalyst) }
}

struct ImportOpenWebUI: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open-webui", abstract: "Record what Open WebUI has stored.",
    discussion: "A JSON object of its tables: users, groups, group_members, chats, chat_messages, feedback. " + ImportTables.note)

  @OptionGroup var tables: ImportTables

  func run() async throws { try await tables.run(.openWebUI) }
}

struct ImportTables: ParsableArguments {
  static let note =
    "Ids are kept, so the same file may be imported again: nothing counts twice, and what has changed replaces what was known. What people "
    + "and models wrote is kept only where the setting `content` is on. Needs an admin key."

  @Argument(help: "The file; - is standard input.") var file: String
  @Option(help: "The project that everything goes to; the key's own if not given.") var project: String?
  @OptionGroup var target: TargetOptions

  func run(_ product: TableImporter.Product) async throws {
    let bytes = try FileBytes(path: file)
    let report = try await target.target().connect { connection in
      try await TableImporter(product, bytes, path: file, project: project, to: connection).run()
    }
    try report.tell()
  }
}
