import Foundation
import Surfaces
import Web

/// Whose pages may call which API: "https://a.example, claraverse=https://b.example https://c.example". Origins without a name stand
/// first and hold for everything but the APIs that have a list of their own.
package struct OriginSetting: Hashable, Sendable {
  package private(set) var general: Set<String> = []
  package private(set) var byAPI: [String: Set<String>] = [:]
  /// What cannot be read, as ends of a sentence that begins with the setting's name.
  private(set) var problems: [String] = []

  init(_ text: String, apis: [String]) {
    for entry in text.split(separator: ",") {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.count == 1 ? nil : parts[0].trimmingCharacters(in: .whitespaces).lowercased()
      let origins = Set((parts.last ?? "").split(whereSeparator: \.isWhitespace).compactMap { read(String($0)) })
      guard let name else {
        demandPlaceInFront(of: entry)
        general.formUnion(origins)
        continue
      }
      if !apis.contains(name) { problems.append("must name one of the APIs \(apis.joined(separator: ", ")), not \"\(name)\"") }
      byAPI[name, default: []].formUnion(origins)
    }
  }

  /// After a comma, an origin could be meant for the API before it.
  private mutating func demandPlaceInFront(of entry: Substring) {
    guard !byAPI.isEmpty else { return }
    let text = entry.trimmingCharacters(in: .whitespaces)
    problems.append("must have \"\(text)\" before the lists of single APIs, whose own origins are divided by spaces")
  }

  /// As browsers send it: in small letters, without the scheme's own port.
  private mutating func read(_ text: String) -> String? {
    let origin = text.lowercased()
    guard let url = URL(string: origin), let scheme = url.scheme, let host = url.host(), !host.isEmpty,
      let port = ["http": 80, "https": 443][scheme], origin.allSatisfy(\.isASCII),
      case let plain = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host)", [plain, "\(plain):\(url.port ?? -1)"].contains(origin)
    else {
      problems.append("must be origins such as https://app.example.org, not \"\(text)\"")
      return nil
    }
    return url.port == port ? plain : origin
  }

  func allowed(below surfaces: [CompatibleSurface]) -> AllowedOrigins {
    var byPrefix: [String: Set<String>] = [:]
    for surface in surfaces {
      for shape in surface.errorShapes { byPrefix[shape.prefix] = byAPI[surface.name] }
    }
    return AllowedOrigins(general, byPrefix: byPrefix)
  }
}
