/// `weir config`.
package enum ConfigCommand {
  /// Every setting, its value and where that comes from. There is no secret among the settings.
  package static func table(_ values: SettingValues) -> String {
    let rows = Setting.allCases.map { setting in
      [setting.fileKey, values[setting] ?? "-", values.entries[setting].map { origin($0.origin, setting) } ?? "not set"]
    }
    return TextTable(header: ["setting", "value", "from"], rows: rows, numbers: [false, false, false]).text
  }

  static func origin(_ origin: SettingValues.Origin, _ setting: Setting) -> String {
    switch origin {
    case .flag: setting.flag
    case .environment: setting.environmentVariable
    case .file(let path): path
    case .standard: "default"
    }
  }
}
