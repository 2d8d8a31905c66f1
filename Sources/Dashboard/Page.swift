import Web

/// A page of the dashboard: asks its questions and shows the answers. What surrounds it is the layout's.
protocol Page: Sendable {
  var path: String { get }
  var title: String { get }
  /// Never fails: what could not be answered is said in the panel that it belongs to.
  func content(_ visit: Visit) async -> HTML
}
