import Semantics
import Usage

extension MemoryEngine: AudienceReports {
  package func newUsers(_ plan: Plan, budget: QueryBudget) -> [Timestamp: Int64] {
    guard let granularity = plan.granularity else { return [:] }
    var first: [ID<User>: Timestamp] = [:]
    for record in matching(plan.scope, .always, plan.filter) {
      guard let user = record.event.user else { continue }
      first[user] = min(first[user] ?? record.event.timestamp, record.event.timestamp)
    }
    var clock = WallClock(plan.zone)
    var counts: [Timestamp: Int64] = [:]
    for instant in first.values where plan.interval.contains(instant) { counts[clock.bucket(of: instant, granularity), default: 0] += 1 }
    return counts
  }

  package func sessions(_ plan: Plan, budget: QueryBudget) -> ChatStatistics {
    statistics(of: matching(plan.scope, plan.interval, plan.filter))
  }

  package func ratings(
    _ query: ActivityQuery<FeedbackRecord>, by granularity: Granularity, in zone: Zone, budget: QueryBudget
  ) -> [RatingCount] {
    var all = query
    (all.after, all.limit) = (nil, .max - 1)
    var clock = WallClock(zone)
    var counts: [RatingCount: Int64] = [:]
    for record in activity(all, budget: budget).records {
      let bucket = record.time.map { clock.bucket(of: $0, granularity) }
      counts[RatingCount(bucket: bucket, model: record.model, rating: record.rating, count: 0), default: 0] += 1
    }
    return counts.map { RatingCount(bucket: $0.bucket, model: $0.model, rating: $0.rating, count: $1) }
  }
}
