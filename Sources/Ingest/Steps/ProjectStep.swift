import Usage

extension Step {
  /// An event belongs to the key's project. Only a key for all projects lets the event choose.
  package static let project = Step("project") { (draft, context) throws(Rejection) in
    if draft.event.source.isEmpty { draft.event.source = context.source }
    guard !draft.event.project.text.isEmpty else { return draft.event.project = context.scope.standard }
    guard context.scope.allows(draft.event.project) else {
      throw Rejection(
        .invalid, field: "project", "the API key may write to the project \"\(context.scope.standard)\" only")
    }
  }
}
