import HTTPTypes
import Hummingbird

/// One operation of the HTTP interface. The same table of endpoints makes the routes and the OpenAPI document, so neither can lack
/// what the other has.
package struct Endpoint: Sendable {
  package typealias Handler = @Sendable (Call) async throws -> Response

  package var method: HTTPRequest.Method
  /// Literal segments and `{name}` segments: "/v1/usage/breakdown/{dimension}". One of them may be `{name...}`, which takes one segment
  /// or more, the most it can: "/models/{id...}/chats".
  package var path: String
  package var access: Access
  package var documentation: Documentation
  /// Query, path and header parameters. A query parameter that is not here is refused.
  package var parameters: [Parameter]
  package var body: Body?
  package var answers: [Answer]
  /// Turns the refusal of undeclared query parameters off, where another product's contract ignores them.
  package var allowsUndeclaredQuery: Bool
  /// Left out of the OpenAPI document: pages, assets.
  package var isHidden: Bool
  /// How long an answer may take where that is longer than the server's setting says; nil: as it says.
  package var patience: Duration?
  package var handler: Handler
  /// Runs instead of the handler where the request opens a WebSocket.
  var socket: SocketEndpoint.Handler?

  package init(
    _ method: HTTPRequest.Method, _ path: String, access: Access, _ documentation: Documentation, parameters: [Parameter] = [],
    body: Body? = nil, answers: [Answer], allowsUndeclaredQuery: Bool = false, isHidden: Bool = false, handler: @escaping Handler
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.documentation = documentation
    self.parameters = parameters
    self.body = body
    self.answers = answers
    self.allowsUndeclaredQuery = allowsUndeclaredQuery
    self.isHidden = isHidden
    self.handler = handler
  }

  /// The same for work that is known to take long.
  package func patient(_ patience: Duration) -> Endpoint {
    var copy = self
    copy.patience = patience
    return copy
  }

  /// The path as OpenAPI writes it, which knows no segments of any length.
  var documentedPath: String { path.replacing("...}", with: "}") }
}

extension Endpoint {
  package struct Documentation: Sendable {
    /// Unique in the whole table, camelCase: "usageSummary".
    package var operationID: String
    package var summary: String
    package var description: String
    package var tags: [String]

    package init(_ operationID: String, _ summary: String, description: String = "", tags: [String] = []) {
      self.operationID = operationID
      self.summary = summary
      self.description = description
      self.tags = tags
    }
  }

  package struct Body: Sendable {
    /// A request whose Content-Type names another type is refused with 415. A request without one is taken as the first.
    package var content: KeyValuePairs<ContentType, Schema>
    package var isRequired: Bool
    package var description: String
    /// Bytes, before and after decompression; nil: the server's limit.
    package var limit: Int?

    package init(_ content: KeyValuePairs<ContentType, Schema>, isRequired: Bool = true, description: String = "", limit: Int? = nil) {
      self.content = content
      self.isRequired = isRequired
      self.description = description
      self.limit = limit
    }
  }

  /// A documented answer. The problems that the server itself gives (401, 413, ...) need no mention.
  package struct Answer: Sendable {
    package var status: HTTPResponse.Status
    package var description: String
    package var content: KeyValuePairs<ContentType, Schema>

    package init(_ status: HTTPResponse.Status, _ description: String, _ content: KeyValuePairs<ContentType, Schema> = [:]) {
      self.status = status
      self.description = description
      self.content = content
    }

    /// An answer in the form of the errors at that path.
    package static func problem(_ status: HTTPResponse.Status, _ description: String) -> Answer {
      var answer = Answer(status, description)
      answer.isProblem = true
      return answer
    }

    var isProblem = false
  }
}
