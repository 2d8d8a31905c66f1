import Surfaces
import Web

/// What this server is and where its data is.
struct ServerFacts {
  let facts: InstallationFacts
  let visit: Visit

  var html: HTML {
    let content = ["on", "true"].contains((facts["content"] ?? "").lowercased())
    let list = DescriptionList(items: [
      (SettingsTexts.version, "\(facts.version)"), (SettingsTexts.data, "<code>\(facts.dataDirectory)</code>"),
      (SettingsTexts.size, "\(Self.size(facts.size()))"), (SettingsTexts.zone, "\(visit.selection.serverZone.id)"),
      (SettingsTexts.memory, "\(facts["memory_limit"] ?? "–")"),
      (SettingsTexts.content, "\(content ? SettingsTexts.kept : SettingsTexts.notKept)"),
    ])
    return """
      \(list.html)
      <h3>\(SettingsTexts.backup)</h3><p class="note">\(SettingsTexts.backupAdvice)</p>
      <pre tabindex="0"><code>\(facts.line("backup BACKUP"))
      \(facts.command.quotedForShell) restore BACKUP --data NEW-DIRECTORY</code></pre>
      """
  }

  /// "12.3 MB"
  static func size(_ bytes: Int64) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var value = Double(bytes), index = 0
    while value >= 999.5, index < units.count - 1 {
      value /= 1000
      index += 1
    }
    if index == 0 { return "\(bytes) bytes" }
    let tenths = Int64((value * 10).rounded())
    return (value < 99.95 && index > 1 ? "\(tenths / 10).\(tenths % 10)" : "\(Int64(value.rounded()))") + " " + units[index]
  }
}
