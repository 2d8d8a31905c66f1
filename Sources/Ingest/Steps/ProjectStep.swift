import Usage

extension Step {
  /// An event belongs to the key's project. Only a key for all projects lets the event choose.
  package static let project = Step("project") { (draft, context) throws(Rejection) in
    if draft.event.source.isEmpty { draft.event.source = context.source }
    let own: ID<Project>? = if case .only(let project) = context.scope { project } else { nil }
    if draft.event.project.text.isEmpty { draft.event.project = own ?? standardProject }
    guard context.scope.contains(draft.event.project) else {
      throw Rejection(.invalid, field: "project", "the API key may write to the project \"\(own?.text ?? "")\" only")
    }
  }

  /// Where events go that name no project, sent with a key for all.
  private static let standardProject = ID<Project>("default")
}
