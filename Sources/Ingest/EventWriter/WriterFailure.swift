/// Why a submission was not acknowledged. Nothing of it is stored.
package enum WriterFailure: Error, Hashable, Sendable {
  /// Too much is waiting.
  case overloaded(retryAfter: Duration)
  /// The journal or the index cannot be written: a full or broken disk.
  case unavailable(reason: String, retryAfter: Duration)
  /// The writer is shutting down.
  case closed
}
