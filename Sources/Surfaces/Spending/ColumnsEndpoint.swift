import Hummingbird
import Semantics
import Usage
import Web

extension SpendingAPI {
  /// The names by which lists of records know their columns' dimensions.
  private static let columnNames = ["configuration": Attribute.configuration.name, "task": Attribute.task.name]
  private static let keyLimit = 500

  var usageColumns: Endpoint {
    Endpoint(
      .get, "/v1/usage/columns/{dimension}", access: .scope(.read),
      .init(
        "usageColumns", "Cost, requests and tokens for the entries of a list",
        description: "A row for each `key` asked for, in that order, also for those without usage, or for every value that was used. A "
          + "provider is found by any of its names.",
        tags: ["Usage"]),
      parameters: [
        .path("dimension", .string, "provider, model, configuration, task, or another dimension."),
        .query("key", .string, "An entry of the list; may be given up to \(Self.keyLimit) times.", repeats: true),
      ] + QuestionParameters.period + QuestionParameters.filters,
      answers: [.init(.ok, "The rows.", [.json: ColumnsAnswer.schema])]
    ) { call in
      let name = call.segment("dimension")
      let document = try columnDocument(call.query, Self.columnNames[name] ?? name)
      let plan = try Plan(document, scope: call.principal.projects, now: clock.now(), zone: zone)
      let answer = ColumnsAnswer(
        dimension: name, period: document.from == nil && document.to == nil ? document.period ?? "30d" : nil, keys: call.query.all("key"),
        result: try await engine.run(plan, budget: queryBudget))
      return .json(answer.json)
    }
  }

  private func columnDocument(_ query: QueryParameters, _ dimension: String) throws(Problem) -> QueryDocument {
    guard Dimension(name: dimension) != nil else {
      throw .invalid(
        "dimension",
        "there is no \(dimension.prefix(100).debugDescription); there are: "
          + (Self.columnNames.keys.sorted() + Dimension.names).joined(separator: ", "))
    }
    let keys = query.all("key")
    guard keys.count <= Self.keyLimit else { throw .invalid("key", "at most \(Self.keyLimit) are answered at once") }
    guard query[dimension] == nil else { throw .invalid(dimension, "is the list's own dimension: ask for its entries by key") }
    let names = dimension == Attribute.provider.name ? keys.flatMap(ProviderName.synonyms) : keys
    var document = try QuestionParameters.document(query, metrics: ColumnRow.metrics)
    document.filter = FilterDocument(
      matching: query.items.filter { Attribute(name: $0.name) != nil || $0.name.hasPrefix("tag:") }.map { ($0.name, $0.value) }
        + names.map { (dimension, $0) })
    document.dimensions = [dimension]
    document.limit = Plan.Bounds.limit
    return document
  }
}
