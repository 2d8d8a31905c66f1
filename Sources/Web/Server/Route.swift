import HTTPTypes
import Metrics
import Synchronization

/// An endpoint with what the server keeps beside it.
final class Route: Sendable {
  let endpoint: Endpoint
  let metrics: RouteMetrics
  /// Where the `{name}` segments stand.
  let segmentNames: [(index: Int, name: String)]
  let segmentCount: Int
  /// Where the `{name...}` segment stands.
  let openIndex: Int?
  /// The endpoint's own, and where its contract takes a key from the query, that one.
  private let parameters: [Parameter]
  /// The types that a body may have; nil: no check.
  let bodyTypes: [ContentType]?

  init(_ endpoint: Endpoint, factory: any MetricsFactory) {
    self.endpoint = endpoint
    metrics = RouteMetrics(method: endpoint.method.rawValue, route: endpoint.path, factory: factory)
    let segments = endpoint.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    segmentNames = segments.enumerated().compactMap { index, segment in
      segment.hasPrefix("{") ? (index, String(segment.dropFirst().dropLast()).replacing("...", with: "")) : nil
    }
    segmentCount = segments.count
    openIndex = segments.firstIndex { $0.hasSuffix("...}") }
    parameters = endpoint.parameters + endpoint.access.sources.compactMap(\.queryParameter)
    let types = endpoint.body.map { $0.content.map(\.key) }
    bodyTypes = types?.contains(.any) == true ? nil : types
  }

  func checkContentType(_ header: String?) throws(Problem) {
    guard let bodyTypes, let header else { return }
    guard bodyTypes.contains(ContentType(header: header)) else {
      let names = bodyTypes.map(\.rawValue).joined(separator: ", ")
      throw Problem(.unsupportedMediaType, "This endpoint takes \(names).", headers: [.accept: names])
    }
  }

  func checkQuery(_ query: QueryParameters) throws(Problem) {
    guard !endpoint.allowsUndeclaredQuery, !query.items.isEmpty || parameters.contains(where: \.isRequired) else { return }
    try query.check(against: parameters)
  }
}

extension CredentialSource {
  fileprivate var queryParameter: Parameter? {
    guard case .query(let name) = self else { return nil }
    return .query(name, .string, "The key.")
  }
}
