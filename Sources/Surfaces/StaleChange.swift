/// Somebody else has changed what was to be changed since whoever asks has seen it. Nothing was done.
package struct StaleChange: Error, Hashable, Sendable {
  package init() {}
}
