import Usage

extension Array where Element: ActivityRecord {
  /// Of records with the same project and id the last one, in the place of the first.
  package var lastOfEach: [Element] {
    var places: [Key: Int] = [:]
    var kept: [Element] = []
    for record in self {
      let key = Key(project: record.project.text, id: record.id.text)
      if let place = places[key] {
        kept[place] = record
      } else {
        places[key] = kept.count
        kept.append(record)
      }
    }
    return kept
  }
}

private struct Key: Hashable {
  let project: String
  let id: String
}
