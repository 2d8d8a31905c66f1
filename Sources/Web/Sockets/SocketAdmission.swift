import Accounts
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

// The way of a connection's first request where it opens a WebSocket: the same table, the same doors.
extension WebResponder {
  /// The socket that the request opens. nil: it opens none, and `respond` says why. The opening holds a slot until it is told of its end.
  func opening(_ head: HTTPRequest, on channel: any Channel, logger: Logger) -> SocketOpening? {
    guard let handshake = try? Handshake(head) else { return nil }
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    guard case .route(let route, let parameters)? = try? routes.match(head.method, request.uri.path), let handler = route.endpoint.socket,
      let query = try? request.uri.query.map({ text throws(Problem) in try QueryParameters(parsing: text) }) ?? .empty,
      let visitor = admittedVisitor(request, route, query), (try? route.checkQuery(query)) != nil, slots.take()
    else { return nil }
    var exchange = Exchange(request: request, route: route)
    exchange.principal = visitor.principal
    record(Response(status: .switchingProtocols), exchange, WebContext(source: .init(channel: channel, logger: logger)))
    var logger = logger
    logger[metadataKey: "request_id"] = .string(exchange.id)
    return SocketOpening(
      handshake: handshake,
      call: SocketCall(
        head: head, id: exchange.id, query: query, visitor: visitor.principal, pathParameters: parameters, logger: logger),
      handler: handler,
      isWelcome: { [gatekeeper] in visitor.principal.map(gatekeeper.isStillWelcome) ?? true },
      onEnd: { [slots] in slots.free() })
  }

  private struct Admitted {
    /// nil where the endpoint lets strangers in.
    let principal: Principal?
  }

  /// nil: not let in. Refusals are counted when they are answered, not here.
  private func admittedVisitor(_ request: Request, _ route: Route, _ query: QueryParameters) -> Admitted? {
    if operatorAccess { return Admitted(principal: .localOperator) }
    guard
      let principal = try? gatekeeper.admit(
        request, to: route.endpoint.access, query: query, isSocket: true, address: { "" }, countsRefusals: false)
    else { return nil }
    return Admitted(principal: principal)
  }

  /// Says what is wrong with a request for a WebSocket that came here because it opened none.
  func refuseHandshake(of request: Request) throws(Problem) {
    do throws(Handshake.Fault) {
      _ = try Handshake(request.head)
    } catch {
      guard let problem = Problem(error) else { return }
      throw problem
    }
    if slots.isFull { throw .busy("There are too many open WebSockets.", retryAfter: 5) }
    throw Problem(.badRequest, "A WebSocket begins with the first request of a connection, in HTTP/1.1.")
  }
}
