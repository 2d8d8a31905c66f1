extension Int64 {
  /// The sum, or the largest number where that is beyond it: counts that add up to more than can be are still many.
  package func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
