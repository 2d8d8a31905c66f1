import Semantics
import Web

/// A part of a page that answers one question, with the ways to its figures. If it has no answer, it says so and the rest of the page
/// stands.
struct Panel: Sendable {
  enum Width: String, Sendable {
    case full, twoThirds = "two-thirds", half, third
    /// A half; on very wide screens a third.
    case narrow
  }

  /// Unique on the page: its anchor, and its name in `?panel=`.
  let id: String
  let title: String
  var width: Width
  /// The calls of the API that give the same figures.
  var sources: [Source]
  /// Loaded after the page, with a skeleton in its place: for what takes over 200 ms as a rule.
  var isDeferred: Bool
  /// Not on the page: a script asks for it and puts what is in it into other panels.
  var isPart = false
  let load: @Sendable () async throws -> PanelBody

  init(
    _ id: String, _ title: String, width: Width = .full, sources: [Source] = [], isDeferred: Bool = false,
    load: @escaping @Sendable () async throws -> PanelBody
  ) {
    self.id = id
    self.title = title
    self.width = width
    self.sources = sources
    self.isDeferred = isDeferred
    self.load = load
  }

  /// A panel that shows the answer to one question.
  init(
    _ id: String, _ title: String, _ question: Question, width: Width = .full, isDeferred: Bool = false, visit: Visit,
    view: @escaping @Sendable (QueryResult) async throws -> PanelBody
  ) {
    self.init(id, title, width: width, sources: [question.source], isDeferred: isDeferred) {
      try await view(try await visit.inquiry.result(question))
    }
  }
}

extension Panel {
  /// A call of the API.
  struct Source: Hashable, Sendable {
    /// Path and query.
    let address: String
    /// The JSON document of a POST; nil for a GET.
    var body: String?

    init(_ address: String, body: String? = nil) {
      self.address = address
      self.body = body
    }
  }
}
