/// A parameter of an endpoint, as the OpenAPI document states it and the router checks it.
package struct Parameter: Sendable {
  package enum Place: String, Sendable { case query, path, header }

  /// In a query, "tag.*" stands for every name that begins with "tag.".
  package var name: String
  package var place: Place
  package var schema: Schema
  package var description: String
  package var isRequired: Bool
  /// May be given more than once.
  package var repeats: Bool

  package static func query(
    _ name: String, _ schema: Schema, _ description: String, isRequired: Bool = false, repeats: Bool = false
  ) -> Parameter {
    Parameter(name: name, place: .query, schema: schema, description: description, isRequired: isRequired, repeats: repeats)
  }

  package static func path(_ name: String, _ schema: Schema, _ description: String) -> Parameter {
    Parameter(name: name, place: .path, schema: schema, description: description, isRequired: true, repeats: false)
  }

  package static func header(_ name: String, _ schema: Schema, _ description: String) -> Parameter {
    Parameter(name: name, place: .header, schema: schema, description: description, isRequired: false, repeats: false)
  }

  func covers(_ queryName: String) -> Bool {
    name == queryName || name.hasSuffix("*") && queryName.hasPrefix(name.dropLast())
  }
}
