import Usage

/// What somebody thought of an answer: one to five stars, the better the model the more.
enum DemoOpinion {
  static func feedback(_ event: UsageEvent) -> FeedbackRecord? {
    var random = SplitMix64(about: event, "opinion")
    guard let message = event.message, event.status == .success, random.unit() < 0.07 else { return nil }
    let liking = DemoCatalog.models.first { $0.name == event.model }?.liking ?? 6
    let likes = random.unit() * 10 < liking
    let stars = likes ? (random.unit() < 0.6 ? 5 : 4) : 1 + Int(random.unit() * 3)
    var feedback = FeedbackRecord(id: ID(event.id.text + "-opinion"), project: event.project)
    feedback.chat = event.chat
    feedback.message = message
    feedback.user = event.user
    feedback.provider = event.provider
    feedback.model = event.model
    feedback.rating = String(stars)
    feedback.reason = likes ? "helpful" : random.pick(["wrong", "too long", "off topic"])
    if random.unit() < 0.5 { feedback.comment = random.pick(likes ? DemoCatalog.praise : DemoCatalog.blame) }
    feedback.type = "rating"
    // Some people come back to it later, but nobody from the future.
    let wait = (event.durationMicroseconds ?? 0) + Int64(random.unit() * 60_000_000)
    feedback.createdAt = event.timestamp.adding(microseconds: wait)
    feedback.updatedAt = feedback.createdAt
    return feedback
  }
}
