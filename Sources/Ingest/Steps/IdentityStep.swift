import Usage

extension Step {
  package static let identity = Step("identity") { (draft, context) throws(Rejection) in
    guard draft.event.id.text.isEmpty else { return }
    draft.event.id = ID(context.ids.text(at: draft.index))
  }
}
