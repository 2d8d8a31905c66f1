/// What this server is and how it was set up. There is no secret among the settings.
package struct InstallationFacts: Sendable {
  package struct Setting: Hashable, Sendable {
    /// Its key in the settings file.
    package let name: String
    package let value: String?
    /// "--port", "WEIR_PORT", a file's path, "default"; nil where it is not set.
    package let origin: String?
    package let flag: String
    package let variable: String
    package let purpose: String

    package init(name: String, value: String?, origin: String?, flag: String, variable: String, purpose: String) {
      self.name = name
      self.value = value
      self.origin = origin
      self.flag = flag
      self.variable = variable
      self.purpose = purpose
    }
  }

  /// Another product's API.
  package struct API: Hashable, Sendable {
    package let name: String
    /// Where it begins.
    package let paths: [String]
    package let isOn: Bool

    package init(name: String, paths: [String], isOn: Bool) {
      self.name = name
      self.paths = paths
      self.isOn = isOn
    }
  }

  package let version: String
  package let dataDirectory: String
  /// What a shell of the server's machine calls the program by.
  package let command: String
  package let settings: [Setting]
  package let apis: [API]
  /// Of the database and its log, in bytes.
  package let size: @Sendable () -> Int64

  package init(
    version: String, dataDirectory: String, command: String = "weir", settings: [Setting], apis: [API],
    size: @escaping @Sendable () -> Int64
  ) {
    self.version = version
    self.dataDirectory = dataDirectory
    self.command = command
    self.settings = settings
    self.apis = apis
    self.size = size
  }

  /// A line for a shell on the server's machine.
  package func line(_ arguments: String) -> String {
    "\(command.quotedForShell) \(arguments) --data \(dataDirectory.quotedForShell)"
  }

  package subscript(name: String) -> String? { settings.first { $0.name == name }?.value }
}
