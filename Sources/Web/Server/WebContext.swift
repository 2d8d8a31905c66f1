import Hummingbird
import Logging
import NIOCore

/// What Hummingbird knows of a request beside the request itself.
package struct WebContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  let channel: any Channel

  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// Of the peer, as far as it has one. An IPv6 client is known by its /64, which is what one customer gets.
  var peerAddress: String {
    guard let address = channel.remoteAddress?.ipAddress else { return "local" }
    guard address.contains(":") else { return address }
    return address.split(separator: ":", omittingEmptySubsequences: false).prefix(4).joined(separator: ":")
  }
}
