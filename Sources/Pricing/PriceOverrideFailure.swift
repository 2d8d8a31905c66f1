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
  /// What is wrong with the field, in words.
  package var message: String {
    switch self {
    case .empty: "must not be empty"
    case .misplacedWildcard: "may have a * at its end only"
    case .noPrice: "at least one price is needed; 0 is free"
    case .negativePrice: "must be 0 or more"
    case .absurdPrice: "is more than a million dollars"
    case .tooPrecise: "has more than 18 decimals"
    case .endsBeforeItBegins: "must be later than valid_from"
    case .duplicateID: "stands for another price already"
    }
  }
}
