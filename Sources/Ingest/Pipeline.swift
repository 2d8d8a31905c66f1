import Usage

/// The way of an event from its wire to the writer. A format reads it into a draft; the steps then make the draft a sound event, in this
/// order, or reject it.
package struct Pipeline: Sendable {
  package let steps: [Step]
  let hasher: EventKeyHasher

  package static let eventLimit = 100_000

  package init(pricing: some EventPricing, hasher: EventKeyHasher) {
    self.hasher = hasher
    steps = [
      .time,
      .project,
      .identity,
      .names,
      .usage,
      .totals,
      .price(pricing),
    ]
  }

  /// Reads a body of the native format. The bytes must stay as they are meanwhile.
  package func read(
    _ body: UnsafeRawBufferPointer, as form: BodyForm = .detect, context: IngestContext
  ) throws(DocumentFailure) -> IngestOutcome {
    try read(body, as: form, of: NativeFormat(), context: context)
  }

  package func read(
    _ body: UnsafeRawBufferPointer, as form: BodyForm, of format: some IngestFormat, context: IngestContext
  ) throws(DocumentFailure) -> IngestOutcome {
    var reader = BodyReader(body, format: format, pipeline: self, context: context)
    return try reader.read(as: form)
  }

  @inline(__always)
  func complete(_ draft: inout EventDraft, _ context: borrowing IngestContext) throws(Rejection) {
    for step in steps { try step.run(&draft, context) }
  }
}

extension Pipeline {
  package func read(_ body: [UInt8], as form: BodyForm = .detect, context: IngestContext) throws(DocumentFailure) -> IngestOutcome {
    // `withUnsafeBytes` does not carry a typed error through; a Result does.
    let result = body.withUnsafeBytes { bytes in
      Result { () throws(DocumentFailure) in try read(bytes, as: form, context: context) }
    }
    return try result.get()
  }
}
