import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix
import Web

/// The commands' way to a server: over the network with a key, or through the control socket of a data directory.
package struct APIConnection: Sendable {
  private let client: HTTPClient
  private let base: String
  private let key: String?

  /// Runs `body` with a connection to a server's address.
  package static func with<T: Sendable>(url: String, key: String?, _ body: @Sendable (APIConnection) async throws -> T) async throws -> T {
    let base = url.hasSuffix("/") ? String(url.dropLast()) : url
    guard base.hasPrefix("http://") || base.hasPrefix("https://") else {
      throw CommandFailure("\(url) is not the address of a server: it must begin with http:// or https://.")
    }
    return try await with(base: base, key: key, body)
  }

  static func with<T: Sendable>(socket path: String, _ body: @Sendable (APIConnection) async throws -> T) async throws -> T {
    try await with(base: "http+unix://" + PercentEncoding.encode(path), key: nil, body)
  }

  private static func with<T: Sendable>(base: String, key: String?, _ body: @Sendable (APIConnection) async throws -> T) async throws -> T {
    let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup)
    let outcome: Result<T, any Error>
    do { outcome = .success(try await body(APIConnection(client: client, base: base, key: key))) } catch { outcome = .failure(error) }
    try await client.shutdown()
    return try outcome.get()
  }

  package struct Answer: Sendable {
    package let status: Int
    package let body: ByteBuffer
    /// Seconds to wait before trying again, where the server says so.
    package let retryAfter: Int?

    package var text: String { String(buffer: body) }
  }

  package func get(_ path: String, _ query: [(String, String)] = []) async throws -> Answer {
    try await send("GET", path, query, body: nil, type: nil)
  }

  package func post(_ path: String, _ body: ByteBuffer, type: String, query: [(String, String)] = []) async throws -> Answer {
    try await send("POST", path, query, body: body, type: type)
  }

  package func delete(_ path: String) async throws -> Answer { try await send("DELETE", path, [], body: nil, type: nil) }

  /// Hands over an answer piece by piece; one that is not 200 becomes a failure.
  package func download(_ path: String, _ query: [(String, String)], _ piece: (ByteBuffer) async throws -> Void) async throws {
    try await download(request("GET", path, query), piece)
  }

  /// The same for what is asked by a JSON document.
  package func download(_ path: String, asking document: Data, _ piece: (ByteBuffer) async throws -> Void) async throws {
    var request = request("POST", path, [])
    request.headers.add(name: "content-type", value: "application/json")
    request.body = .bytes(ByteBuffer(bytes: document))
    try await download(request, piece)
  }

  private func download(_ request: HTTPClientRequest, _ piece: (ByteBuffer) async throws -> Void) async throws {
    let response = try await executed(request, timeout: .hours(12))
    guard response.status == .ok else {
      let body = try await response.body.collect(upTo: 1 << 20)
      throw CommandFailure(Self.explanation(Int(response.status.code), String(buffer: body)))
    }
    var body = response.body.makeAsyncIterator()
    while let buffer = try await reaching({ try await body.next() }) { try await piece(buffer) }
  }

  private func send(_ method: String, _ path: String, _ query: [(String, String)], body: ByteBuffer?, type: String?) async throws -> Answer
  {
    var request = request(method, path, query)
    if let body {
      request.headers.add(name: "content-type", value: type ?? "application/json")
      request.body = .bytes(body)
    }
    let response = try await executed(request, timeout: .minutes(5))
    let collected = try await reaching { try await response.body.collect(upTo: 256 << 20) }
    return Answer(
      status: Int(response.status.code), body: collected, retryAfter: response.headers.first(name: "retry-after").flatMap(Int.init))
  }

  private func request(_ method: String, _ path: String, _ query: [(String, String)]) -> HTTPClientRequest {
    let encoded = query.map { PercentEncoding.encode($0.0) + "=" + PercentEncoding.encode($0.1) }.joined(separator: "&")
    var request = HTTPClientRequest(url: base + path + (encoded.isEmpty ? "" : "?" + encoded))
    request.method = HTTPMethod(rawValue: method)
    if let key { request.headers.add(name: "authorization", value: "Bearer " + key) }
    return request
  }

  private func executed(_ request: HTTPClientRequest, timeout: TimeAmount) async throws -> HTTPClientResponse {
    try await reaching { try await client.execute(request, timeout: timeout) }
  }

  /// Says of errors on the way to the server that they are that.
  private func reaching<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as HTTPClientError {
      throw ConnectionFailure("The server at \(name) does not answer: \(error.shortDescription).")
    } catch is NIOConnectionError {
      throw ConnectionFailure("No server can be reached at \(name).")
    } catch let error as IOError {
      throw ConnectionFailure("No server can be reached at \(name): \(String(cString: strerror(error.errnoCode))).")
    }
  }

  /// How messages name the server.
  private var name: String { base.hasPrefix("http+unix:") ? "the data directory's control socket" : base }
}

extension APIConnection.Answer {
  /// The body of a 2xx; anything else becomes a failure that says what the server said.
  package func accepted() throws -> ByteBuffer {
    guard (200..<300).contains(status) else { throw CommandFailure(APIConnection.explanation(status, text)) }
    return body
  }
}

extension APIConnection {
  private struct ProblemText: Decodable {
    struct Field: Decodable {
      let field: String
      let message: String
    }
    let title: String
    let detail: String?
    let errors: [Field]?
  }

  static func explanation(_ status: Int, _ body: String) -> String {
    guard let problem = try? JSONDecoder().decode(ProblemText.self, from: Data(body.utf8)) else {
      return "The server answered \(status): \(body.prefix(300))"
    }
    let fields = (problem.errors ?? []).prefix(10).map { "\n  \($0.field): \($0.message)" }.joined()
    return (problem.detail ?? problem.title) + fields
  }
}

/// A command that cannot do its work, in words for the person who typed it.
package struct CommandFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// The server, or the way to it, is not there: trying again may help.
package struct ConnectionFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
