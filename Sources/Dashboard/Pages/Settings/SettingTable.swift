import Semantics
import Surfaces
import Web

/// The settings of the start, where each comes from and how to change it.
struct SettingTable {
  let settings: [InstallationFacts.Setting]
  let visit: Visit

  var body: PanelBody {
    let columns: [DataTable.Column] = [
      .init("setting", SettingsTexts.setting), .init("value", SettingsTexts.value), .init("origin", SettingsTexts.origin),
      .init("change", SettingsTexts.change),
    ]
    let table = SortableTable(
      DataTable(columns, rows: settings.map(row)), caption: SettingsTexts.settings, state: visit.table("settings")
    ).body
    return PanelBody("<p class=\"note\">\(SettingsTexts.settingsNote)</p>" + table.html, table: table.table)
  }

  private func row(_ setting: InstallationFacts.Setting) -> [DataTable.Cell] {
    let ways = "\(setting.flag), \(setting.variable), \(setting.name)"
    let value = setting.value ?? SettingsTexts.notSet
    return [
      .init(.text(setting.name), html: "\(setting.name)<span class=\"about\">\(setting.purpose)</span>"),
      .init(.text(value), html: setting.value.map { "<code class=\"wrap\">\($0)</code>" } ?? "<span class=\"unknown\">\(value)</span>"),
      .text(setting.origin),
      .init(.text(ways), html: "<code>\(setting.flag)</code> <code>\(setting.variable)</code>"),
    ]
  }
}
