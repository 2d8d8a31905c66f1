import App
import ArgumentParser

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Write the recorded events to a file.")

  @Option(help: "ndjson, csv or parquet.") var format = ExportCommand.Format.ndjson
  @Option(name: [.short, .long], help: "The file; standard output if absent.") var output: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup var target: TargetOptions

  func run() async throws {
    let command = ExportCommand(format, selection: selection.periodItems + (try selection.filterItems()))
    let output = output
    try await target.target().connect { try await command.run($0, output: output) }
  }
}

extension ExportCommand.Format: ExpressibleByArgument {}
