import Accounts
import Semantics
import Web

/// The days that each tier keeps what, to be changed in place.
struct RetentionForm {
  let table: TierBook
  let visit: Visit

  var body: PanelBody {
    PanelBody(
      """
      <p class="note">\(SettingsTexts.retentionNote)</p>
      <form method="post" action="\(visit.selection.address(visit.path))"><input type="hidden" name="action" value="retention">\
      <input type="hidden" name="seen" value="\((try? table.tag.text) ?? "")">
      \(refused?.message.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" })
      <div class="scroll" role="region" aria-label="\(FrameTexts.table(of: SettingsTexts.retention))" tabindex="0"><table class="list days">
      <thead><tr><th scope="col" class="text">\(SettingsTexts.tier)</th>\(kinds.map { "<th scope=\"col\">\(SettingsTexts.words($0))</th>" })</tr></thead>
      <tbody>\(table.tiers.enumerated().map(row))</tbody></table></div>
      <div class="fields">\(defaultTier)<p class="submit"><button type="submit">\(SettingsTexts.save)</button></p></div></form>
      <p class="note">\(SettingsTexts.moreTiers) <code>PUT \(visit.server.url)/v1/tiers</code></p>
      """, table: figures)
  }

  private var kinds: [RetainedKind] { RetainedKind.allCases }
  private var refused: FormState? { visit.form.flatMap { $0.action == "retention" ? $0 : nil } }

  /// What was filled in, but where it was made of other tiers than there are now.
  private var filled: FormState? { refused.flatMap { $0.errors["tiers"] == nil ? $0 : nil } }

  private func row(_ index: Int, _ tier: Tier) -> HTML {
    """
    <tr><th scope="row">\(tier.name)<input type="hidden" name="\(TierBook.field(index))" value="\(tier.name)"></th>\
    \(kinds.map { "<td>\(input(index, tier, $0))</td>" })</tr>

    """
  }

  private func input(_ index: Int, _ tier: Tier, _ kind: RetainedKind) -> HTML {
    let name = TierBook.field(index, kind), error = refused?.errors[name]
    return """
      <input class="days" name="\(name)" inputmode="numeric" maxlength="5" autocomplete="off" value="\(filled?.fields[name] ?? tier.days(kind))" \
      placeholder="∞" aria-label="\(SettingsTexts.days(of: SettingsTexts.words(kind), in: tier.name))"\(" aria-invalid=\"true\"", if: error != nil)>\
      \(error.map { "<p class=\"wrong\">\($0)</p>" })
      """
  }

  private var defaultTier: HTML {
    let choices = [(value: "", title: SettingsTexts.noTier)] + table.tiers.map { (value: $0.name, title: $0.name) }
    return FormField("default_tier", SettingsTexts.defaultTier, .choice(choices))
      .html(prefix: "retention", value: filled?.fields["default_tier"] ?? table.defaultTier ?? "", error: nil)
  }

  private var figures: DataTable {
    DataTable(
      [.init("tier", SettingsTexts.tier)] + kinds.map { .init($0.rawValue, SettingsTexts.words($0), .count) },
      rows: table.tiers.map { tier in
        [.text(tier.name)] + kinds.map { kind in .init(Int64(tier.days(kind)).map(Value.integer) ?? .null) }
      })
  }
}

extension Tier {
  /// Empty: for ever.
  fileprivate func days(_ kind: RetainedKind) -> String {
    if case .days(let days) = kept(kind) { String(days) } else { "" }
  }
}

extension TierBook {
  static func field(_ index: Int, _ kind: RetainedKind? = nil) -> String { "tier.\(index)" + (kind.map { "." + $0.rawValue } ?? "") }

  /// Takes what the form says. Returns what is wrong, by the form's fields; "tiers" where it was made of other tiers.
  mutating func take(_ fields: QueryParameters) -> [String: String] {
    guard tiers.enumerated().allSatisfy({ fields[Self.field($0)] == $1.name }), fields[Self.field(tiers.count)] == nil else {
      return ["tiers": SettingsTexts.changed]
    }
    var errors: [String: String] = [:]
    for index in tiers.indices {
      for kind in RetainedKind.allCases {
        let text = fields[Self.field(index, kind)] ?? ""
        if text.isEmpty {
          // 0 and nothing mean for ever too, and stay what they are.
          if case .days = tiers[index].kept(kind) { tiers[index].retentionDays[kind] = -1 }
        } else if let days = Int64(text), (1...Bounds.days.upperBound).contains(days) {
          tiers[index].retentionDays[kind] = days
        } else {
          errors[Self.field(index, kind)] = SettingsTexts.badDays
        }
      }
    }
    defaultTier = fields["default_tier"].flatMap { $0.isEmpty ? nil : $0 }
    return errors
  }
}
