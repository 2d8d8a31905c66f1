import App
import ArgumentParser
import Foundation

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record what a file holds.", subcommands: [ImportEvents.self, ImportAutoAnalyst.self, ImportOpenWebUI.self],
    defaultSubcommand: ImportEvents.self)
}

struct ImportEvents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Record the events of a file.",
    discussion: """
      NDJSON, JSON (an array, or an object with "events") or CSV with a header. Columns with a field's name are taken, others by --map. Rows \
      without an id get one that is the same whenever the file is imported, so nothing counts twice; an import that was cut off goes on \
      where it was. Ends with 1 when rows were rejected.
      """)

  @Argument(help: "The file; - is standard input.") var file: String
  @Option(help: "auto, ndjson, json or csv.") var format = ImportFormat.auto
  @Option(name: .customLong("map"), help: ArgumentHelp("Takes a column as a field. Repeatable.", valueName: "column=field"))
  var map: [String] = []
  @Option(name: .customLong("set"), help: ArgumentHelp("Gives every row this value. Repeatable.", valueName: "field=value"))
  var constants: [String] = []
  @Option(help: "The project of rows that name none.") var project: String?
  @Option(help: "The source of rows that name none.") var source = "import"
  @OptionGroup var target: TargetOptions

  func run() async throws {
    let bytes = try FileBytes(path: file)
    let digest = bytes.digest
    let plan = try RowPlan(map: map, constants: constants, project: project, source: source, digest: digest)
    let target = try target.target()
    let identity = [digest, target.name, format.rawValue, project ?? "", source] + map + ["set"] + constants
    let from = Importer.Source(bytes, path: file, format: format, plan)
    let folder = Importer.progressFolder(ProcessInfo.processInfo.environment)
    let terminal = ProgressLine()
    let report = try await target.connect { connection in
      try await Importer(from, to: connection, meter: { terminal.show($0.line) }).run(remembering: (identity, folder))
    }
    terminal.clear()
    try report.tell()
  }
}

extension ImportReport {
  func tell() throws {
    var notes = ignored.isEmpty ? "" : "not taken, as no field of an event: \(ignored.joined(separator: ", "))\n"
    for example in examples { notes += "\(example)\n" }
    if rejected > examples.count { notes += "... and \(rejected - examples.count) more\n" }
    FileHandle.standardError.write(Data(notes.utf8))
    print(summary)
    if rejected > 0 { throw ExitCode(1) }
  }
}

extension ImportFormat: ExpressibleByArgument {}
