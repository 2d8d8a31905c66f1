/// How a body holds its events.
package enum BodyForm: Sendable {
  /// One JSON document: an event, an array of events, or an object with an array "events".
  case json
  /// One event a line.
  case ndjson
  /// Whichever of the two the body's beginning looks like.
  case detect
}
