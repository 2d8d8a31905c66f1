import NIOCore

/// The name of a member as documents have it, made once where it comes again and again.
package struct JSONKey: Sendable {
  /// With the quotation marks and the colon.
  let bytes: [UInt8]

  package init(_ name: String) {
    var writer = JSONWriter()
    writer.key(name)
    bytes = Array(writer.buffer.readableBytesView)
  }
}
