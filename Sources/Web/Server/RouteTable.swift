import HTTPTypes

/// Finds the endpoint of a request. Paths are matched as they are sent, segment by segment, literal segments before `{name}` ones,
/// and those before `{name...}`.
struct RouteTable: Sendable {
  enum Match {
    case route(Route, parameters: [String: String])
    case wrongMethod(allowed: String)
    case none
  }

  private struct Node {
    var literals: [Substring: Node] = [:]
    var parameters: [Node] = []
    var open: [Node] = []
    var routes: [HTTPRequest.Method: Route] = [:]

    mutating func insert(_ route: Route, at path: ArraySlice<Substring>) {
      guard let segment = path.first else {
        precondition(routes[route.endpoint.method] == nil, "Two endpoints share \(route.endpoint.method) \(route.endpoint.path)")
        routes[route.endpoint.method] = route
        return
      }
      if segment.hasSuffix("...}") {
        if open.isEmpty { open.append(Node()) }
        open[0].insert(route, at: path.dropFirst())
      } else if segment.hasPrefix("{") {
        if parameters.isEmpty { parameters.append(Node()) }
        parameters[0].insert(route, at: path.dropFirst())
      } else {
        literals[segment, default: Node()].insert(route, at: path.dropFirst())
      }
    }

    func find(_ path: ArraySlice<Substring>) -> Node? {
      guard let segment = path.first else { return routes.isEmpty ? nil : self }
      if let found = literals[segment]?.find(path.dropFirst()) { return found }
      if !segment.isEmpty, let found = parameters.first?.find(path.dropFirst()) { return found }
      return findOpen(path)
    }

    private func findOpen(_ path: ArraySlice<Substring>) -> Node? {
      guard let rest = open.first else { return nil }
      for start in path.indices.dropFirst().reversed() {
        if let found = rest.find(path[start...]) { return found }
      }
      return rest.routes.isEmpty ? nil : rest
    }

    /// GET brings HEAD along.
    func route(for method: HTTPRequest.Method) -> Route? { routes[method] ?? (method == .head ? routes[.get] : nil) }

    var allowed: String {
      var methods = Set(routes.keys.map(\.rawValue))
      if methods.contains("GET") { methods.insert("HEAD") }
      return methods.sorted().joined(separator: ", ")
    }
  }

  /// Paths without parameters, which are most, are found at once.
  private var literals: [String: Node] = [:]
  private var root = Node()
  let routes: [Route]

  init(_ routes: [Route]) {
    self.routes = routes
    for route in routes {
      root.insert(route, at: Self.segments(of: route.endpoint.path))
      if !route.endpoint.path.contains("{") { literals[route.endpoint.path, default: Node()].routes[route.endpoint.method] = route }
    }
  }

  func match(_ method: HTTPRequest.Method, _ path: String) throws(Problem) -> Match {
    guard let node = literals[path] ?? root.find(Self.segments(of: path)) else { return .none }
    guard let route = node.route(for: method) else { return .wrongMethod(allowed: node.allowed) }
    return .route(route, parameters: try Self.parameters(of: route, in: path))
  }

  private static func segments(of path: String) -> ArraySlice<Substring> {
    path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)[...]
  }

  private static func parameters(of route: Route, in path: String) throws(Problem) -> [String: String] {
    guard !route.segmentNames.isEmpty else { return [:] }
    let segments = segments(of: path)
    var parameters: [String: String] = [:]
    let further = segments.count - route.segmentCount
    for (index, name) in route.segmentNames {
      let start = index > route.openIndex ?? index ? index + further : index
      let text = segments[start...(index == route.openIndex ? start + further : start)].joined(separator: "/")
      guard let value = PercentEncoding.decode(text.utf8) else {
        throw .invalid(name, "is not valid percent-encoded UTF-8")
      }
      parameters[name] = value
    }
    return parameters
  }
}
