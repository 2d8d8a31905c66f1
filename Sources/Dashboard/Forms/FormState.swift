import Web

/// A form that was sent and refused: what stood in it and what is wrong.
struct FormState: Sendable {
  let action: String
  let fields: QueryParameters
  let errors: [String: String]
  let message: String?
}
