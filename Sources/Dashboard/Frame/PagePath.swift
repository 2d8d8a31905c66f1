import Web

/// A page's path with its `{name}` segments.
struct PagePath: Sendable {
  private let segments: [Substring]

  init(_ path: String) { segments = path.split(separator: "/", omittingEmptySubsequences: false) }

  var names: [String] { segments.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) } }

  var parameters: [Parameter] { names.map { .path($0, .string, "Which one.") } }

  func filled(_ values: [String: String]) -> String {
    segments.map { segment in
      segment.hasPrefix("{") ? PercentEncoding.encode(values[String(segment.dropFirst().dropLast())] ?? "") : String(segment)
    }.joined(separator: "/")
  }
}
