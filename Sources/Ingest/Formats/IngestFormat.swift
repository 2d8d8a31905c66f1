/// A wire format in JSON: how one event of it is written. Documents and lines are the same for all (`BodyReader`).
package protocol IngestFormat: Sendable {
  /// Reads exactly one JSON value. What is wrong with the event goes into the draft's `rejection`, and reading goes on to its end;
  /// only text that is not JSON is thrown.
  func read(
    _ scanner: inout JSONScanner, into draft: inout EventDraft, ignoring ignored: inout IgnoredFields
  ) throws(JSONFailure)
}
