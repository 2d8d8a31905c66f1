import Ingest
import NIOCore
import Web

/// What one batch holds for one selection: the latest events as JSON, and how many there were beside them.
package struct LiveUpdate: Sendable {
  package let requests: [ByteBuffer]
  package let skipped: Int

  /// nil: nothing.
  init?(_ batch: LiveBatch, for selection: LiveSelection, limit: Int) {
    var found = selection.isEverything ? batch.events : batch.events.filter(selection.contains)
    let surplus = max(found.count - limit, 0)
    found.removeFirst(surplus)
    skipped = surplus + batch.skipped(in: selection.scope)
    guard !found.isEmpty || skipped > 0 else { return nil }
    requests = found.map { event in
      event.withRow { row in
        var writer = JSONWriter(reservingCapacity: 512)
        StoredEventAnswer.write(row, to: &writer)
        return writer.buffer
      }
    }
  }

  /// Server-sent events.
  var stream: ByteBuffer {
    var bytes = ByteBuffer()
    for request in requests {
      bytes.writeStaticString("event: request\ndata: ")
      bytes.writeImmutableBuffer(request)
      bytes.writeStaticString("\n\n")
    }
    if skipped > 0 { bytes.writeString("event: skipped\ndata: {\"count\":\(skipped)}\n\n") }
    return bytes
  }

  /// The same as messages of a WebSocket.
  var frames: SocketFrames {
    var frames = SocketFrames()
    for request in requests {
      var text = ByteBuffer(string: "{\"event\":\"request\",\"data\":")
      text.writeImmutableBuffer(request)
      text.writeStaticString("}")
      frames.append(text: text)
    }
    if skipped > 0 { frames.append(text: ByteBuffer(string: "{\"event\":\"skipped\",\"data\":{\"count\":\(skipped)}}")) }
    return frames
  }
}
