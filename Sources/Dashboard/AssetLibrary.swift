import Crypto
import Foundation
import Hummingbird
import Web

/// The files that pages need. Their addresses carry a hash of their content, so that browsers keep them for good and still get a new
/// version at once.
package struct AssetLibrary: Sendable {
  private struct File: Sendable {
    let name: String
    let asset: Asset
    let version: String

    init(_ name: String, _ type: ContentType, _ bytes: [UInt8]) {
      self.name = name
      asset = Asset(bytes, type: type)
      version = SHA256.hash(data: bytes).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  private let files: [File]
  private static let charts = "echarts.min.js"

  /// - Parameter chartFolder: holds `echarts.min.js`; without it, or if it is nil, pages show tables in place of charts.
  package init(chartFolder: String?) {
    let location = chartFolder.map { URL(filePath: $0, directoryHint: .isDirectory).appending(path: Self.charts) }
    let library = location.flatMap { try? Data(contentsOf: $0) }.map { [File(Self.charts, .javascript, Array($0))] }
    files =
      [
        File("app.css", .css, PackageResources.app_css), File("components.css", .css, PackageResources.components_css),
        File("app.js", .javascript, PackageResources.app_js), File("charts.js", .javascript, PackageResources.charts_js),
        File("keys.js", .javascript, PackageResources.keys_js), File("panels.js", .javascript, PackageResources.panels_js),
        File("first-run.js", .javascript, PackageResources.first_run_js),
        File("live.js", .javascript, PackageResources.live_js),
        File("favicon.svg", .svg, PackageResources.favicon_svg),
        File("refresh.js", .javascript, PackageResources.refresh_js),
        File("locale.js", .javascript, PackageResources.locale_js),
      ] + (library ?? [])
  }

  package var hasCharts: Bool { files.contains { $0.name == Self.charts } }

  /// Where a file is served; nil if it is not there.
  func address(_ name: String) -> String? {
    files.first { $0.name == name }.map { "/assets/\(name)?v=\($0.version)" }
  }

  var stylesheets: [String] { ["app.css", "components.css"].compactMap(address) }
  var icon: String { address("favicon.svg") ?? "" }
  /// The modules of every page, in the order in which they run: charts are drawn from what the first wrote. Else they know nothing of each other.
  static let everywhere = ["locale.js", "charts.js", "app.js", "keys.js", "panels.js"]
  var chartScript: String? { address(Self.charts) }

  var endpoints: [Endpoint] { files.map(endpoint) }

  private func endpoint(_ file: File) -> Endpoint {
    var endpoint = file.asset.endpoint(at: "/assets/" + file.name)
    let serve = endpoint.handler
    endpoint.handler = { call in
      var response = try await serve(call)
      // An address without this version's hash may mean another version tomorrow.
      if call.query["v"] == file.version { response.headers[.cacheControl] = "public, max-age=31536000, immutable" }
      return response
    }
    return endpoint
  }
}
