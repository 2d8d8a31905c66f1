import Usage
import Web

/// Where this installation's own prices are kept and used. They are JSON documents here: what they may say is the price book's matter.
package protocol PriceDesk: Sendable {
  /// The overrides in force, each a JSON object.
  func overrides() async -> [String]

  /// Replaces all of them, from the next recorded event on.
  /// - Throws: `PriceDeskProblems` if one of them is not sound, `StaleChange` if others are in force than were seen; then nothing has
  ///   changed.
  /// - Parameters:
  ///   - seen: the tag of the overrides to be replaced; nil: of whichever there are.
  ///   - who: as the audit log names whoever asks for it.
  func replaceOverrides(document: [UInt8], seen: EntityTag?, by who: String) async throws -> [String]

  /// The bundled prices that hold at an instant, by provider and model.
  func catalog(at instant: Timestamp) -> PriceList
}

/// What is wrong with prices that somebody sent, all at once.
package struct PriceDeskProblems: Error, Hashable, Sendable {
  package let problems: [String]

  package init(_ problems: [String]) { self.problems = problems }
}
