import Usage

/// A record that is being read.
struct RecordDraft<R: ActivityRecord> {
  var id: String?
  var project: String?
  /// By the field's place; nil where nothing was said.
  var cells: [RecordCell?] = Array(repeating: nil, count: R.fields.count)
  private(set) var rejection: Rejection?

  /// The first thing that is wrong is what the client is told.
  mutating func reject(_ rejection: Rejection) { self.rejection = self.rejection ?? rejection }

  /// - Parameter index: the record's place in the body.
  func record(_ context: IngestContext, index: Int) throws(Rejection) -> R {
    if let rejection { throw rejection }
    let own: ID<Project>? = if case .only(let project) = context.scope { project } else { nil }
    let project = project.map { ID<Project>($0) } ?? own ?? ID("default")
    guard context.scope.contains(project) else {
      throw Rejection(.invalid, field: "project", "the API key may write to the project \"\(own?.text ?? "")\" only")
    }
    var record = R(id: ID(id ?? ""), project: project)
    for (field, cell) in zip(R.fields, cells) {
      if let cell { field.set(&record, cell) }
      if field.isRequired, cell ?? .null == .null { throw Rejection(.missing, field: field.wireName, "is needed") }
      if R.isHappening, field.name == R.timeColumn, cell == nil { field.set(&record, .instant(context.now)) }
    }
    record.complete()
    if let (field, message) = record.defect { throw Rejection(.invalid, field: field, message) }
    return id == nil ? record.renamed(ID(record.standardID ?? context.ids.text(at: index))) : record
  }
}
