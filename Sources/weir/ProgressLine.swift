import Foundation
import Synchronization

/// One line on standard error that is written over and over; nothing where that is no terminal.
final class ProgressLine: Sendable {
  private static let interval = Duration.milliseconds(100)

  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

  func show(_ line: @autoclosure () -> String) {
    guard isTerminal else { return }
    let now = ContinuousClock.now
    let isDue = lastShown.withLock { last in
      if let last, now - last < Self.interval { return false }
      last = now
      return true
    }
    if isDue { write("\r\(line())\u{1B}[K") }
  }

  func clear() {
    if isTerminal { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
