/// One thing that is wrong with the settings. All of them are told at once.
package struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
  package let subject: String
  package let message: String

  package var description: String { "\(subject): \(message)" }
}

package struct ConfigurationFailure: Error, Sendable, CustomStringConvertible {
  package let problems: [ConfigurationProblem]

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
