import Usage

/// `POST /v1/events`: an object whose keys are the wire names of `EventField`, and `usage`, the provider's own usage object.
/// null and "" stand for a field that is not there.
package struct NativeFormat: IngestFormat {
  package init() {}

  package func read(
    _ scanner: inout JSONScanner, into draft: inout EventDraft, ignoring ignored: inout IgnoredFields
  ) throws(JSONFailure) {
    guard try scanner.peek() == Byte.openBrace else {
      draft.rejection = Rejection(.malformed, "an event must be a JSON object")
      return try scanner.skipValue()
    }
    let table = NativeField.table
    var seen: UInt64 = 0
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      guard let code = scanner.value(of: key, in: table) else {
        ignored.note(key, in: scanner)
        try scanner.skipValue()
        continue
      }
      let bit: UInt64 = 1 &<< UInt64(code)
      if seen & bit != 0 { draft.reject(Rejection(.malformed, field: NativeField.name(code), "stands in the event twice")) }
      seen |= bit
      try readMember(code, &scanner, &draft)
    }
  }

  @inline(__always)
  private func readMember(_ code: Int, _ scanner: inout JSONScanner, _ draft: inout EventDraft) throws(JSONFailure) {
    // Of an event that is rejected already only the id is of interest.
    if draft.rejection != nil, code != EventField.id.rawValue || !draft.event.id.text.isEmpty { return try scanner.skipValue() }
    let mark = scanner.mark
    do throws(JSONFailure) {
      if try scanner.takeNull() { return }
      if code == NativeField.usage {
        draft.usage = try RawUsage(reading: &scanner)
      } else {
        try NativeField.read(code, &scanner, &draft)
      }
    } catch {
      try note(error, code, &scanner, &draft, mark)
    }
  }

  @inline(never)
  private func note(
    _ failure: JSONFailure, _ code: Int, _ scanner: inout JSONScanner, _ draft: inout EventDraft, _ mark: JSONScanner.Mark
  ) throws(JSONFailure) {
    guard case .value(let rejection) = failure else { throw failure }
    draft.reject(rejection.field == nil ? Rejection(rejection.code, field: NativeField.name(code), rejection.message) : rejection)
    scanner.rewind(to: mark)
    try scanner.skipValue()
  }
}
