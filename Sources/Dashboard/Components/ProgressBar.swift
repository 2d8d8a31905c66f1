import Web

/// How much of a limit is used. Beyond the limit the bar is full, of another colour, and the words say by how much.
struct ProgressBar {
  /// Of the limit; above 1 it is exceeded.
  let part: Double
  /// What is meant, for those who do not see it: "Budget of anna".
  let label: String

  enum Level: String { case ok, warning, exceeded }

  var level: Level { part > 1 ? .exceeded : part >= 0.8 ? .warning : .ok }

  var html: HTML {
    """
    <span class="progress \(level.rawValue)"><svg viewBox="0 0 1000 1" preserveAspectRatio="none" role="img" aria-label="\(label): \(percent)">\
    <rect class="track" width="1000" height="1"/><rect width="\(permille)" height="1"/></svg><span data-number>\(percent)</span></span>
    """
  }

  private var percent: String { Figure(.real(part), .ratio).text }
  private var permille: Int { Int((min(max(part, 0), 1) * 1000).rounded()) }
}
