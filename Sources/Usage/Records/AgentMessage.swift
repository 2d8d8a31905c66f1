/// What an agent that failed had to say.
package struct AgentMessage: Hashable, Sendable {
  package let agent: String
  package let text: String

  package init(agent: String, text: String) {
    self.agent = agent
    self.text = text
  }

  package var category: ErrorCategory { ErrorCategory(of: text) }
}
