import Usage

/// How the code that an answer held fared when it was run.
enum DemoExecution {
  static func record(_ event: UsageEvent) -> ExecutionRecord? {
    guard event.feature == DemoCatalog.dataAnalysis, event.status == .success, let message = event.message else { return nil }
    var random = SplitMix64(about: event, "execution")
    var execution = ExecutionRecord(id: ID(event.id.text + "-execution"), project: event.project)
    execution.message = message
    execution.chat = event.chat
    execution.user = event.user
    execution.provider = event.provider
    execution.model = event.model
    execution.temperature = 0.2
    execution.maxTokens = 4096
    let length = 400 + Int64(random.unit() * 2600)
    execution.initialCodeLength = length
    execution.latestCodeLength = length
    // A third of what fails at first is mended and keeps what went wrong.
    let fate = random.unit()
    execution.isSuccessful = fate > 0.2
    if fate < 0.3 {
      var errors = [random.pick(DemoCatalog.executionErrors)]
      let second = random.pick(DemoCatalog.executionErrors)
      if random.unit() < 0.25, second.0 != errors[0].0 { errors.append(second) }
      execution.failedAgents = errors.map(\.0)
      execution.errorMessages = errors.map { AgentMessage(agent: $0.0, text: $0.1) }
      execution.latestCodeLength = length + Int64(random.unit() * 300)
    }
    execution.outputLength = execution.isSuccessful ? 200 + Int64(random.unit() * 1800) : 0
    execution.createdAt = event.timestamp.adding(microseconds: event.durationMicroseconds ?? 0)
    execution.updatedAt = execution.createdAt
    return execution
  }
}
