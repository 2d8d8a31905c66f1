import Semantics
import Surfaces
import Web

/// Other products' APIs: whether they are served, and where a client is to be pointed at.
struct APITable {
  let apis: [InstallationFacts.API]
  let visit: Visit

  var body: PanelBody {
    let columns: [DataTable.Column] = [
      .init("api", SettingsTexts.api), .init("state", SettingsTexts.state), .init("base", SettingsTexts.base),
    ]
    let rows = apis.map { api -> [DataTable.Cell] in
      let addresses = api.paths.map { visit.server.url + $0 }
      let state = api.isOn ? StateMark(.good, SettingsTexts.on) : StateMark(.info, SettingsTexts.off)
      return [
        .text(api.name), .init(.text(state.words), html: state.html),
        .init(.text(addresses.joined(separator: " ")), html: "\(addresses.map { "<code>\($0)</code> " as HTML })"),
      ]
    }
    let table = SortableTable(DataTable(columns, rows: rows), caption: SettingsTexts.apis, state: visit.table("apis")).body
    return PanelBody("<p class=\"note\">\(SettingsTexts.apisNote)</p>" + table.html, table: table.table)
  }
}
