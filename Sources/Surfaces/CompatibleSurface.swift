import Web

/// Another product's API, as this server speaks it. It can be switched off as a whole.
package struct CompatibleSurface: Sendable {
  /// As the setting names it.
  package let name: String
  package let endpoints: [Endpoint]
  /// How errors look below these paths.
  package let errorShapes: [(prefix: String, shape: any ErrorShape)]
  /// Schemas that the endpoints refer to.
  package let schemas: [String: Schema]

  package init(
    name: String, endpoints: [Endpoint], errorShapes: [(prefix: String, shape: any ErrorShape)], schemas: [String: Schema] = [:]
  ) {
    self.name = name
    self.endpoints = endpoints
    self.errorShapes = errorShapes
    self.schemas = schemas
  }
}
