import Accounts
import HTTPTypes

/// The table of endpoints as an OpenAPI 3.1 document.
package struct OpenAPIDocument: Sendable {
  package var title: String
  package var version: String
  package var description: String
  /// The named schemas that `Schema.ref` points to.
  package var schemas: [String: Schema]
  package var errorShapes: [(prefix: String, shape: any ErrorShape)]

  package init(
    title: String, version: String, description: String, schemas: [String: Schema] = [:],
    errorShapes: [(prefix: String, shape: any ErrorShape)] = []
  ) {
    self.title = title
    self.version = version
    self.description = description
    self.schemas = schemas
    self.errorShapes = errorShapes
  }

  package func json(for endpoints: [Endpoint]) -> JSONValue {
    let visible = endpoints.filter { !$0.isHidden }
    return [
      "openapi": "3.1.0",
      "info": ["title": .string(title), "version": .string(version), "description": .string(description)],
      "paths": .object(paths(of: visible)),
      "components": [
        "schemas": .object(components),
        "securitySchemes": .object(securitySchemes(of: visible)),
      ],
      "tags": .array(Set(visible.flatMap(\.documentation.tags)).sorted().map { ["name": .string($0)] }),
    ]
  }

  private var components: [String: JSONValue] {
    schemas.mapValues(\.json).merging(["Problem": Schema.problem.json]) { own, _ in own }
  }

  private func paths(of endpoints: [Endpoint]) -> [String: JSONValue] {
    var paths: [String: JSONValue] = [:]
    for (path, group) in Dictionary(grouping: endpoints, by: \.documentedPath) {
      let operations = group.map { ($0.method.rawValue.lowercased(), operation($0)) }
      paths[path] = .object(Dictionary(operations, uniquingKeysWith: { first, _ in first }))
    }
    return paths
  }

  private func operation(_ endpoint: Endpoint) -> JSONValue {
    let documentation = endpoint.documentation
    var operation: [String: JSONValue] = [
      "operationId": .string(documentation.operationID), "summary": .string(documentation.summary),
      "tags": .array(documentation.tags.map(JSONValue.string)),
      "parameters": .array(endpoint.parameters.map(parameter)),
      "responses": .object(responses(of: endpoint)),
      "security": .array(security(of: endpoint.access)),
    ]
    if !documentation.description.isEmpty { operation["description"] = .string(documentation.description) }
    if let body = endpoint.body { operation["requestBody"] = requestBody(body) }
    return .object(operation)
  }

  private func parameter(_ parameter: Parameter) -> JSONValue {
    let schema = parameter.repeats ? Schema.array(of: parameter.schema) : parameter.schema
    return [
      "name": .string(parameter.name), "in": .string(parameter.place.rawValue), "required": .bool(parameter.isRequired),
      "description": .string(parameter.description), "schema": schema.json,
    ]
  }

  private func requestBody(_ body: Endpoint.Body) -> JSONValue {
    ["required": .bool(body.isRequired), "description": .string(body.description), "content": content(body.content)]
  }

  private func content(_ content: KeyValuePairs<ContentType, Schema>) -> JSONValue {
    .object(Dictionary(content.map { ($0.key.rawValue, ["schema": $0.value.json]) }, uniquingKeysWith: { first, _ in first }))
  }
}

// Answers and security.
extension OpenAPIDocument {
  /// Those the endpoint names, and those the server gives of itself.
  func responses(of endpoint: Endpoint) -> [String: JSONValue] {
    let shape = errorShapes.shape(for: endpoint.path)
    var responses: [String: JSONValue] = [:]
    for answer in endpoint.serverAnswers + endpoint.answers {
      var response: [String: JSONValue] = ["description": .string(answer.description)]
      if answer.isProblem {
        response["content"] = content([shape.type: shape.schema])
      } else if !answer.content.isEmpty {
        response["content"] = content(answer.content)
      }
      responses[String(answer.status.code)] = .object(response)
    }
    return responses
  }

  private func security(of access: Access) -> [JSONValue] {
    // OpenAPI's word for a scope that is not OAuth's: a role, named beside each scheme.
    let roles: JSONValue = if case .permission(let needed, _) = access { .array(needed.roles.map(JSONValue.string)) } else { [] }
    let schemes: [JSONValue] = access.sources.map { .object([$0.schemeName: roles]) }
    return access.isRestricted ? schemes : schemes + [[:]]
  }

  private func securitySchemes(of endpoints: [Endpoint]) -> [String: JSONValue] {
    let sources = endpoints.flatMap(\.access.sources)
    return Dictionary(sources.map { ($0.schemeName, $0.scheme) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Permission {
  fileprivate var roles: [String] { [scope.rawValue] + (reach == .installation ? ["all-projects"] : []) }
}
