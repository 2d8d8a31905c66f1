import HTTPTypes
import Testing

@testable import Web

struct OpenAPITests {
  private static let document = OpenAPIDocument(
    title: "Test", version: "1", description: "For <tests>.", schemas: ["Item": .object(["id": .string])],
    errorShapes: [(prefix: "/other/", shape: TestSite.DetailShape())])
  private static let json = document.json(for: TestSite.endpoints)

  private func operation(_ path: String, _ method: String) throws -> JSONValue {
    try #require(Self.json["paths"]?[path]?[method])
  }

  private func keys(_ value: JSONValue?) -> Set<String> {
    guard case .object(let members)? = value else { return [] }
    return Set(members.keys)
  }

  @Test func `has every endpoint and no other`() {
    #expect(keys(Self.json["paths"]) == Set(TestSite.endpoints.map(\.path)))
    #expect(Self.json["openapi"] == "3.1.0")
  }

  @Test func `documents the server's own answers`() throws {
    #expect(keys(try operation("/open", "get")["responses"]) == ["200", "400", "500", "503"])
    #expect(
      keys(try operation("/echo", "post")["responses"])
        == ["200", "400", "401", "403", "408", "413", "415", "429", "500", "503"])
    #expect(
      keys(try operation("/items/{item}", "get")["responses"]) == ["200", "400", "401", "403", "404", "429", "500", "503"])
  }

  @Test func `documents errors in their product's shape`() throws {
    let content = try operation("/other/product", "get")["responses"]?["401"]?["content"]
    #expect(keys(content) == ["application/json"])
    #expect(keys(try operation("/echo", "post")["responses"]?["413"]?["content"]) == ["application/problem+json"])
  }

  @Test func `documents parameters and keys`() throws {
    let item = try operation("/items/{item}", "get")
    #expect(
      item["parameters"]
        == [
          ["name": "item", "in": "path", "required": true, "description": "The item", "schema": ["type": "string"]],
          ["name": "zone", "in": "query", "required": false, "description": "A zone", "schema": ["type": "string"]],
          ["name": "tag.*", "in": "query", "required": false, "description": "A tag", "schema": ["type": "string"]],
          [
            "name": "metric", "in": "query", "required": false, "description": "Metrics",
            "schema": ["type": "array", "items": ["type": "string"]],
          ],
        ])
    #expect(item["security"] == [["bearer": ["read"]], ["header-x-api-key": ["read"]], ["session": ["read"]]])
    #expect(try operation("/open", "get")["security"] == [[:]])
    #expect(
      keys(Self.json["components"]?["securitySchemes"])
        == ["bearer", "header-x-api-key", "session", "header-x-admin-api-key", "query-admin_api_key", "basic"])
  }

  @Test func `serves itself and its page`() async throws {
    let endpoints = Self.document.documenting(TestSite.endpoints)
    let server = WebServer(site: TestSite.site(endpoints), configuration: TestSite.configuration(), logger: TestSite.quiet)
    let json = try await TestSite.ask(.get, "/openapi.json", of: server)
    #expect(json.headers[.contentType] == "application/json")
    #expect(json.text.contains("\"operationId\":\"openAPI\""))
    let page = try await TestSite.ask(.get, "/docs", of: server)
    #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    #expect(page.text.contains("For &lt;tests&gt;.") && page.text.contains("/items/{item}"))
    #expect(!page.text.contains("<script") && !page.text.contains("style="))
    #expect(try await TestSite.ask(.get, "/docs/docs.css", of: server).status == .ok)
  }
}
