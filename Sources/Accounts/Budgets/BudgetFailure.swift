/// Why a budget could not be written or found.
package enum BudgetFailure: Error, Hashable, Sendable {
  case invalid([Field])
  case noSuchBudget(String)

  package struct Field: Hashable, Sendable {
    package let name: String
    package let message: String

    package init(_ name: String, _ message: String) {
      self.name = name
      self.message = message
    }
  }
}
