import Accounts
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// The way of every request: name it, find its endpoint, let its caller in, run the handler, shape what went wrong, finish the
/// answer, count and log it. One place instead of a chain of middlewares, because a path that no endpoint has must go the same way.
package struct WebResponder: HTTPResponder {
  package typealias Context = WebContext

  let site: Site
  let configuration: WebConfiguration
  let routes: RouteTable
  let gatekeeper: Gatekeeper
  let slots: SocketSlots
  private let budget: BodyBudget
  private let unmatched: Route
  private let inFlight: InFlightGauge
  let deadlines: Deadlines
  /// Set for the control socket: who can open it may do everything.
  private(set) var operatorAccess = false

  package init(site: Site, configuration: WebConfiguration) {
    self.site = site
    self.configuration = configuration
    routes = RouteTable(site.endpoints.map { Route($0, factory: site.metrics) })
    gatekeeper = Gatekeeper(
      authenticator: site.authenticator, cookie: site.sessionCookie, now: site.now, uptime: site.uptime,
      failureLimit: configuration.failedAttemptLimit)
    budget = BodyBudget(limit: configuration.bodyMemory)
    unmatched = Route(.unmatched, factory: site.metrics)
    inFlight = InFlightGauge("weir_http_requests_in_flight", factory: site.metrics)
    slots = SocketSlots(
      limit: configuration.sockets.connections, gauge: InFlightGauge("weir_open_sockets", factory: site.metrics))
    deadlines = Deadlines(
      limits: .init(body: configuration.bodyTimeout, answer: configuration.answerTimeout), tick: .milliseconds(250))
  }

  /// The same for the control socket: limits and counters are shared.
  func forOperator() -> WebResponder {
    var copy = self
    copy.operatorAccess = true
    return copy
  }

  package func respond(to request: Request, context: WebContext) async throws -> Response {
    inFlight.increment()
    defer { inFlight.decrement() }
    var exchange = Exchange(request: request, route: unmatched)
    var response: Response
    do {
      response = try await answer(&exchange, context)
    } catch let error as HTTPParserError {
      throw error  // the client is gone or never spoke HTTP: Hummingbird answers and closes
    } catch {
      response = failure(error, exchange, context)
    }
    await finish(&response, exchange)
    if response.headers[.contentType]?.hasPrefix(ContentType.eventStream.rawValue) ?? false { KernelBuffer.bound(context.channel) }
    record(response, exchange, context)
    return response
  }

  private func answer(_ exchange: inout Exchange, _ context: WebContext) async throws -> Response {
    let request = exchange.request
    if let preflight = CrossOrigin.preflight(request, allowed: site.allowedOrigins) { return preflight }
    let parameters: [String: String]
    switch try routes.match(request.method, request.uri.path) {
    case .none: throw Problem(.notFound, "There is nothing at this path.")
    case .wrongMethod(let allowed): throw Problem(.methodNotAllowed, "This path takes \(allowed).", headers: [.allow: allowed])
    case .route(let route, let found): (exchange.route, parameters) = (route, found)
    }
    let query = try request.uri.query.map { text throws(Problem) in try QueryParameters(parsing: text) } ?? .empty
    exchange.principal = try admit(exchange, query, context)
    try exchange.route.checkQuery(query)
    try exchange.route.checkContentType(request.headers[.contentType])
    if exchange.route.endpoint.socket != nil { try refuseHandshake(of: request) }
    return try await run(exchange, query, parameters, context)
  }

  private func admit(_ exchange: Exchange, _ query: QueryParameters, _ context: WebContext) throws(Problem) -> Principal? {
    if operatorAccess { return .localOperator }
    let endpoint = exchange.route.endpoint
    let isSocket = endpoint.socket != nil && exchange.request.headers.contains(.upgrade)
    return try gatekeeper.admit(exchange.request, to: endpoint.access, query: query, isSocket: isSocket) {
      clientAddress(of: exchange.request, context)
    }
  }

  private func run(
    _ exchange: Exchange, _ query: QueryParameters, _ parameters: [String: String], _ context: WebContext
  ) async throws -> Response {
    let endpoint = exchange.route.endpoint
    let bodyLimit = endpoint.body?.limit ?? configuration.bodyLimit
    let lease = budget.lease()
    return try await deadlines.answer(within: endpoint.patience) { ticket in
      let call = Call(
        request: exchange.request, id: exchange.id, query: query, visitor: exchange.principal, pathParameters: parameters,
        bodyReader: BodyReader(limit: bodyLimit, lease: lease, ticket: ticket), baseLogger: context.logger,
        countRefusal: { gatekeeper.countRefusal(from: clientAddress(of: exchange.request, context)) })
      return try await endpoint.handler(call)
    }
  }

  private func clientAddress(of request: Request, _ context: WebContext) -> String {
    guard configuration.trustsForwardedHeaders, let chain = request.headers[.forwardedFor] else { return context.peerAddress }
    return chain.split(separator: ",").last.map { $0.filter { $0 != " " } } ?? context.peerAddress
  }
}

// What follows the handler.
extension WebResponder {
  private func failure(_ error: any Error, _ exchange: Exchange, _ context: WebContext) -> Response {
    var problem = Problem.standing(for: error, translators: site.problemTranslators) ?? Problem(.internalServerError)
    problem.instance = exchange.id
    if problem.status.code >= 500 {
      context.logger.error(
        "request failed",
        metadata: ["request_id": .string(exchange.id), "route": .string(exchange.route.endpoint.path), "error": "\(error)"])
    }
    var response = site.errorShape(for: exchange.request.uri.path).response(to: problem, for: exchange.request)
    for field in problem.headers where !response.headers.contains(field.name) {
      // A shape that refuses keys with another status asks for no key in its place either.
      if field.name == .wwwAuthenticate, response.status != .unauthorized { continue }
      response.headers.append(field)
    }
    if problem.status == .contentTooLarge || problem.status == .requestTimeout {
      response.headers[.connection] = "close"
      Self.hangUp(on: context.channel)
    }
    return response
  }

  /// The client may go on sending a body that nobody wants. It gets a moment to read the answer.
  private static func hangUp(on channel: any Channel) {
    _ = channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
  }

  private func finish(_ response: inout Response, _ exchange: Exchange) async {
    response.headers[.requestID] = exchange.id
    SecurityHeaders.add(to: &response)
    CrossOrigin.mark(&response, for: exchange.request, allowed: site.allowedOrigins)
    await ResponseCompression.apply(to: &response, for: exchange.request)
    // The connection ends with this answer: see FirstRequest.
    if exchange.request.headers.contains(.upgrade) { response.headers[.connection] = "close" }
    if exchange.request.method == .head { response = response.createHeadResponse() }
  }

  func record(_ response: Response, _ exchange: Exchange, _ context: WebContext) {
    let nanoseconds = exchange.nanoseconds
    exchange.route.metrics.record(status: response.status.code, nanoseconds: nanoseconds)
    guard AccessLine.isWanted(configuration.accessLog, status: response.status.code, logger: context.logger) else { return }
    AccessLine.write(response, exchange, nanoseconds: nanoseconds, to: context.logger)
  }
}
