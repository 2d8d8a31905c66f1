import App
import ArgumentParser

struct Ask: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "query", abstract: "Ask for usage and show it as a table.")

  @Option(help: "Metrics, divided by commas, e.g. requests,cost.") var metrics: String?
  @Option(help: "A row for each value of this dimension, e.g. model.") var by: String?
  @Option(help: "A row for each 10m, hour, 3h, 6h, day, week or month.") var granularity: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Option(help: "Metrics or dimensions, divided by commas; a leading - means descending.") var order: String?
  @Option(help: "At most so many rows.") var limit: Int?
  @Flag(help: "Add the same for the period before.") var compare = false
  @Option(help: "table, json or csv.") var format = QueryCommand.Format.table
  @Flag(help: "Print the statement that the engine runs, instead of running it.") var sql = false
  @OptionGroup var target: TargetOptions

  func run() async throws {
    var query = QueryCommand()
    (query.metrics, query.by, query.granularity, query.order, query.limit, query.compares) = (
      metrics, by, granularity, order, limit, compare
    )
    query.period = selection.periodItems
    query.filters = try selection.filterItems()
    if sql { return print(try query.sql(target.settings.configuration())) }
    let (asked, format) = (query, format)
    let text = try await target.target().connect { try await asked.run($0, format) }
    print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
  }
}

extension QueryCommand.Format: ExpressibleByArgument {}
