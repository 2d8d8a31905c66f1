import Surfaces

extension InstallationFacts {
  /// What the dashboard and `GET /v1/settings` tell of this server.
  init(_ configuration: Configuration, _ installation: Installation, surfaces: [CompatibleSurface]) {
    let values = configuration.values
    self.init(
      version: Version.current, dataDirectory: installation.directory.path, command: ProgramName.current(),
      settings: App.Setting.allCases.map { setting in
        let entry = values.entries[setting]
        return Setting(
          name: setting.fileKey, value: entry?.text, origin: entry.map { ConfigCommand.origin($0.origin, setting) }, flag: setting.flag,
          variable: setting.environmentVariable, purpose: setting.definition.help)
      },
      apis: surfaces.map { API(name: $0.name, paths: $0.errorShapes.map(\.prefix), isOn: configuration.apis.contains($0.name)) },
      size: { [store = installation.store] in store.size })
  }
}
