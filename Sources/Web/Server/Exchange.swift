import Accounts
import Hummingbird
import NIOCore

/// What is known of a request while it is answered.
struct Exchange: Sendable {
  let request: Request
  let id: String
  var route: Route
  var principal: Principal?
  private let started = NIODeadline.now()

  init(request: Request, route: Route) {
    self.request = request
    self.route = route
    id = RequestName.make(for: request.head)
  }

  var nanoseconds: Int64 { (NIODeadline.now() - started).nanoseconds }
}

extension Endpoint {
  /// Stands in the metrics for all paths and methods that do not exist, so that strangers cannot make up routes.
  static let unmatched = Endpoint(.get, "unmatched", access: .open, .init("unmatched", ""), answers: []) { _ in
    throw Problem(.notFound)
  }
}
