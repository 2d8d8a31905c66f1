/// Why a job does not run when somebody asks for it, or why its run failed.
package enum JobFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case unknown(String)
  case busy(JobName)
  case timedOut(Duration)
  case leaseLost
  case stopping

  package var description: String {
    switch self {
    case .unknown(let name): "There is no job \(String(name.prefix(100)).debugDescription)."
    case .busy(let job): "The job \(job.rawValue) is running already."
    case .timedOut(let limit): "The run took longer than \(limit.components.seconds) seconds and was stopped."
    case .leaseLost: "Another server took the job over."
    case .stopping: "The server is shutting down."
    }
  }
}
