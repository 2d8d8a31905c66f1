import Semantics
import Usage
import Web

/// The one thing that a detail page is about: a model or a provider, and what was used of it.
struct Subject: Sendable {
  let attribute: Attribute
  let name: String
  let visit: Visit
  /// The page's own, and nothing but the subject. What the page links to is `visit.selection`: its path says the rest.
  let selection: Selection

  init(_ attribute: Attribute, _ name: String, _ visit: Visit) {
    self.attribute = attribute
    self.name = name
    self.visit = visit
    selection = visit.selection.without(attribute).narrowed(to: Condition(attribute, name))
  }

  func question(_ shape: Question.Shape, _ metrics: [Metric]) -> Question {
    Question(shape: shape, metrics: metrics, selection: selection)
  }

  func series(_ metrics: [Metric]) -> Question { question(.series(selection.granularity), metrics) }

  var interval: Interval { selection.period.resolved(now: visit.now, zone: selection.zone) }
}

extension Selection {
  /// With no condition on what another page is about.
  func without(_ attribute: Attribute) -> Selection {
    conditions.filter { $0.name == attribute.name }.reduce(self) { $0.without($1) }
  }

  /// The page of a model, with the same period and filters.
  func model(_ name: String) -> String { without(.model).address(PageLinks.model(name)) }
  func provider(_ name: String) -> String { without(.provider).address(PageLinks.provider(name)) }
  func user(_ id: String) -> String { without(.user).address(PageLinks.user(id)) }
}

extension Visit {
  /// How many requests the page is about, by a question that its charts ask anyway; nil if that failed, which its panel says.
  func requestCount(_ question: Question) async -> Int64? {
    try? await inquiry.result(question).answerRows.reduce(0) { if case .integer(let count) = $1[.requests] { $0 + count } else { $0 } }
  }
}
