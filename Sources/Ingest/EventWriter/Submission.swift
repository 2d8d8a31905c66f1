import Usage

/// What one request wants stored. `keys` names the rows of `block`, one each, in order.
package struct Submission: Sendable {
  package let block: EventBlock
  package let keys: [EventKey]
  package let quarantined: [QuarantinedEvent]

  package init(block: EventBlock, keys: [EventKey], quarantined: [QuarantinedEvent] = []) {
    precondition(keys.count == block.count, "every row needs its key")
    self.block = block
    self.keys = keys
    self.quarantined = quarantined
  }

  var load: WriterLoad {
    // The constant stands for the objects around a small submission.
    WriterLoad(
      records: keys.count + quarantined.count,
      bytes: block.bytes.count + keys.count * 20 + quarantined.reduce(0) { $0 + $1.body.utf8.count + 400 } + 200)
  }
}
