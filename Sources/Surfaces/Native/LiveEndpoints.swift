import Accounts
import HTTPTypes
import Hummingbird
import Ingest
import NIOCore
import Usage
import Web

/// What is recorded, as it is acknowledged.
package struct LiveEndpoints: Sendable {
  private let streams: LiveFeed<ByteBuffer>
  private let sockets: LiveFeed<SocketFrames>
  private let keys: KeyRing
  private let now: @Sendable () -> Timestamp

  private static let pingInterval = Duration.seconds(15)

  package init(_ hub: LiveHub, keys: KeyRing, now: @escaping @Sendable () -> Timestamp) {
    streams = LiveFeed(hub) { $0.stream }
    sockets = LiveFeed(hub) { $0.frames }
    self.keys = keys
    self.now = now
  }

  package var endpoints: [Endpoint] { [stream, socket.endpoint] }

  private static let explanation = """
    `request`: an event of a project that the key may see, with the fields of StoredEvent, within a fraction of a second of its \
    acknowledgement. `skipped`: how many more there were; of a flood at most a hundred a second are shown. Nothing is repeated: after a break, \
    ask /v1/requests for what was missed. Who reads too slowly is dropped.
    """

  private var stream: Endpoint {
    Endpoint(
      .get, "/v1/live", access: .scope(.read),
      .init("live", "Events as they are recorded, as server-sent events", description: Self.explanation, tags: ["Usage"]),
      parameters: QuestionParameters.filters,
      answers: [.init(.ok, "Goes on until one side ends it.", [.eventStream: .string])]
    ) { call in
      let principal = try call.principal
      let stream = LiveStream()
      let subscription = try streams.subscribe(to: LiveSelection(call.query, scope: principal.projects)) { stream.send($0) }
      return Response(
        status: .ok, headers: [.contentType: ContentType.eventStream.header, .cacheControl: "no-store"],
        body: stream.body(of: call.request, pingInterval: Self.pingInterval, holding: subscription) { isUsable(principal) })
    }
  }

  private var socket: SocketEndpoint {
    SocketEndpoint(
      "/v1/live/socket", access: .scope(.read),
      .init(
        "liveSocket", "Events as they are recorded, as a WebSocket",
        description: Self.explanation + " Messages are texts: `{\"event\":\"request\",\"data\":{...}}`. What the client says is not heard.",
        tags: ["Usage"]),
      parameters: QuestionParameters.filters
    ) { call, socket in
      let selection = try LiveSelection(call.query, scope: call.principal.projects)
      let subscription = try sockets.subscribe(to: selection) { socket.send($0) }
      for await _ in socket.messages {}
      subscription.cancel()
    }
  }

  private func isUsable(_ principal: Principal) -> Bool {
    guard case .key(let key) = principal.kind else { return true }
    return (try? keys.principal(of: key, now: now())) != nil
  }
}
