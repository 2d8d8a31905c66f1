/// Texts that come again and again in the same order, as the names within sorted groups do: each is made once.
struct RepeatedNames {
  private var known: [[UInt8]: String] = [:]
  private var order: [(bytes: [UInt8], text: String)] = []
  private var next = 0

  /// Beyond so many, names are looked up and not guessed.
  private static let guesses = 4

  mutating func text(_ bytes: UnsafeRawBufferPointer) -> String {
    for step in 0..<min(Self.guesses, order.count) {
      let place = next + step < order.count ? next + step : next + step - order.count
      guard order[place].bytes.elementsEqual(bytes) else { continue }
      next = place + 1 < order.count ? place + 1 : 0
      return order[place].text
    }
    let key = Array(bytes)
    if let text = known[key] { return text }
    let text = String(decoding: bytes, as: UTF8.self)
    known[key] = text
    order.append((key, text))
    next = 0
    return text
  }
}
