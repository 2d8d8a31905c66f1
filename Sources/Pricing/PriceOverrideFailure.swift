/// Why an override cannot be taken. Each names the field of the override as it is spelt on the wire.
package enum PriceOverrideFailure: Error, Hashable {
  case empty(field: String)
  /// A `*` is only read at the end of a model's name.
  case misplacedWildcard(field: String)
  case noPrice(field: String)
  case negativePrice(field: String)
  /// More than a million dollars.
  case absurdPrice(field: String)
  /// More than 18 fraction digits.
  case tooPrecise(field: String)
  case endsBeforeItBegins(field: String)
  case duplicateID(field: String)

  package var field: String {
    switch self {
    case .empty(let field), .misplacedWildcard(let field), .noPrice(let field), .negativePrice(let field), .absurdPrice(let field),
      .tooPrecise(let field), .endsBeforeItBegins(let field), .duplicateID(let field):
      field
    }
  }
}
