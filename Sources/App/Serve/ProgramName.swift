import Foundation

/// What a shell of this machine calls this program by.
enum ProgramName {
  /// "weir" where that is found and is this program, else its path.
  static func current(
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? "",
    binary: String = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  ) -> String {
    let name = "weir"
    let first = path.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    return first?.resolvingSymlinksInPath().path == URL(filePath: binary).resolvingSymlinksInPath().path ? name : binary
  }
}
