/// How far an import is, how fast, and how long it will still take.
package struct ProgressMeter: Sendable {
  private let size: Int
  private let start: Int
  private let began: ContinuousClock.Instant
  private var position: Int
  private var rows = 0
  private var now: ContinuousClock.Instant

  package init(size: Int, start: Int, now: ContinuousClock.Instant) {
    (self.size, self.start, position) = (size, start, start)
    (began, self.now) = (now, now)
  }

  package mutating func moved(to position: Int, rows: Int, now: ContinuousClock.Instant) {
    self.position = max(position, start)
    (self.rows, self.now) = (rows, now)
  }

  private static let width = 24

  /// "[######..................]  25%  81234 rows/s  1:05 left"
  package var line: String {
    let share = size == 0 ? 1 : Double(position) / Double(size)
    let full = Int(share * Double(Self.width))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: Self.width - full)
    let seconds = max((now - began).inSeconds, 0.001)
    let speed = Double(position - start) / seconds
    let left = speed > 0 ? Self.clock(Int((Double(size - position) / speed).rounded(.up))) + " left" : ""
    let percent = String(Int(share * 100))
    return "[\(bar)] \(String(repeating: " ", count: 3 - percent.count))\(percent)%  \(Int(Double(rows) / seconds)) rows/s  \(left)"
  }

  private static func clock(_ seconds: Int) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60)
    return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
  }
}
