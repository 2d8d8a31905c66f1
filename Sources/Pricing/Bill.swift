import Usage

/// The running sum of one event. It is exact; the only rounding is at its end.
struct Bill {
  let sheet: PriceSheet
  let inputTokens: Int64
  /// Something that has a price was reported.
  private(set) var isPriced = false
  /// In 1e-15 of a nanodollar: a rate (1e-18 dollars a million) times a count.
  private var sum: Int128 = 0
  /// In 1e-18 / 3.6 of a nanodollar: a rate (1e-18 dollars an hour) times microseconds.
  private var audio: Int128 = 0
  private var isOverflown = false

  init(sheet: PriceSheet, inputTokens: Int64) {
    self.sheet = sheet
    self.inputTokens = inputTokens
  }

  /// Large enough for every real count, small enough that a few of them add up in 64 bits.
  static func bounded(_ count: Int64) -> Int64 { min(max(count, 0), 1 << 56) }

  /// What was billed: 0 where the class has no price of its own or nothing was reported.
  @discardableResult
  mutating func add(_ kind: PriceClass, _ count: Int64?) -> Int64 {
    guard let count, let rate = sheet.rate(kind, input: inputTokens) else { return 0 }
    isPriced = true
    let billed = Self.bounded(count)
    guard billed > 0 else { return 0 }
    sum = plus(sum, rate, billed)
    return billed
  }

  mutating func addAudio(_ microseconds: Int64?, atLeast least: Int64) {
    guard let microseconds, let rate = sheet.rate(.audio, input: inputTokens) else { return }
    isPriced = true
    guard microseconds > 0 else { return }
    audio = plus(audio, rate, max(Self.bounded(microseconds), least))
  }

  var total: NanoUSD? {
    guard !isOverflown else { return nil }
    guard audio != 0 else { return Self.rounded(sum, dividedBy: 1_000_000_000_000_000) }
    let (common, isTooLarge) = sum.multipliedReportingOverflow(by: 3600)
    let (both, overflow) = common.addingReportingOverflow(audio)
    guard !isTooLarge, !overflow else { return nil }
    return Self.rounded(both, dividedBy: 3_600_000_000_000_000_000)
  }

  private mutating func plus(_ sum: Int128, _ rate: Int128, _ count: Int64) -> Int128 {
    let (product, isTooLarge) = rate.multipliedReportingOverflow(by: Int128(count))
    let (result, overflow) = sum.addingReportingOverflow(product)
    if isTooLarge || overflow { isOverflown = true }
    return result
  }

  /// Half to even. Neither number is negative.
  private static func rounded(_ value: Int128, dividedBy divisor: Int128) -> NanoUSD? {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder * 2
    let isUp = twice > divisor || (twice == divisor && quotient % 2 == 1)
    return Int64(exactly: quotient + (isUp ? 1 : 0)).map(NanoUSD.init(nanos:))
  }
}
