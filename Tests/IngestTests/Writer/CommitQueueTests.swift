import Testing
import Usage

@testable import Ingest

@Suite struct CommitQueueTests {
  private let start = ContinuousClock.now

  private func submission(_ ids: String...) -> QueuedSubmission {
    let keys = ids.indices.map { EventKey(high: UInt64($0), low: UInt64($0)) }
    return QueuedSubmission(Submission(block: sampleBlock(ids), keys: keys)) { _ in }
  }

  private func configuration(records: Int, submissions: Int = 100) -> WriterConfiguration {
    var configuration = WriterConfiguration()
    configuration.queueLimit.records = records
    configuration.maxQueuedSubmissions = submissions
    return configuration
  }

  /// The sizes of the submissions of the group that is next.
  private func nextGroup(_ queue: inout CommitQueue) -> [Int]? {
    guard case .commit(let group) = queue.next(now: start) else { return nil }
    return group.map(\.submission.keys.count)
  }

  @Test func `all that waits is one group`() {
    var queue = CommitQueue(WriterConfiguration())
    guard case .wait(until: nil) = queue.next(now: start) else {
      Issue.record("should wait")
      return
    }
    #expect(queue.admit(submission("a"), backlog: .none, now: start) == .queued(wake: true))
    #expect(queue.admit(submission("b", "c"), backlog: .none, now: start) == .queued(wake: false))
    #expect(nextGroup(&queue) == [1, 2])
    #expect(queue.load == .none)
  }

  @Test func `takes a submission beyond the limit only when nothing waits`() {
    var queue = CommitQueue(configuration(records: 2))
    let overloaded = CommitQueue.Admission.refused(.overloaded(retryAfter: .seconds(1)))
    #expect(queue.admit(submission("a", "b", "c"), backlog: .none, now: start) == .queued(wake: false))
    #expect(queue.admit(submission("d"), backlog: .none, now: start) == overloaded)
    #expect(nextGroup(&queue) == [3])
    #expect(queue.admit(submission("d"), backlog: .none, now: start) == .queued(wake: false))
  }

  @Test func `what is being committed counts until it is in the backlog`() {
    var configuration = WriterConfiguration()
    configuration.backlogLimit.records = 3
    var queue = CommitQueue(configuration)
    #expect(queue.admit(submission("a", "b"), backlog: .none, now: start) == .queued(wake: false))
    #expect(nextGroup(&queue) == [2])
    #expect(queue.admit(submission("c", "d"), backlog: .none, now: start) == .refused(.overloaded(retryAfter: .seconds(1))))
    queue.finished()
    let backlog = WriterLoad(records: 2, bytes: 100)
    #expect(queue.admit(submission("c", "d"), backlog: backlog, now: start) == .refused(.overloaded(retryAfter: .seconds(1))))
    #expect(queue.admit(submission("c"), backlog: backlog, now: start) == .queued(wake: false))
  }

  @Test func `the number of submissions is bounded`() {
    var queue = CommitQueue(configuration(records: 100, submissions: 2))
    #expect(queue.admit(submission("a"), backlog: .none, now: start) == .queued(wake: false))
    #expect(queue.admit(submission("b"), backlog: .none, now: start) == .queued(wake: false))
    #expect(queue.admit(submission("c"), backlog: .none, now: start) == .refused(.overloaded(retryAfter: .seconds(1))))
  }

  @Test func `a failed journal refuses, is tried again after a while and recovers`() {
    var queue = CommitQueue(WriterConfiguration())
    _ = queue.admit(submission("a"), backlog: .none, now: start)
    _ = nextGroup(&queue)
    _ = queue.admit(submission("b"), backlog: .none, now: start)
    #expect(queue.failed("full", now: start).count == 1, "whoever waits behind is refused too")
    let unavailable = WriterFailure.unavailable(reason: "full", retryAfter: .milliseconds(500))
    #expect(queue.admit(submission("c"), backlog: .none, now: start) == .refused(unavailable))
    guard case .wait(until: start + .milliseconds(500)) = queue.next(now: start) else {
      Issue.record("should wait")
      return
    }
    guard case .reopen = queue.next(now: start + .milliseconds(500)) else {
      Issue.record("should try")
      return
    }
    queue.recovered()
    #expect(queue.failure == nil)
    #expect(queue.admit(submission("d"), backlog: .none, now: start) == .queued(wake: false))
  }

  @Test func `closed, it takes nothing more but commits what waits`() {
    var queue = CommitQueue(WriterConfiguration())
    _ = queue.admit(submission("a"), backlog: .none, now: start)
    #expect(queue.close() == false)
    #expect(queue.admit(submission("b"), backlog: .none, now: start) == .refused(.closed))
    #expect(nextGroup(&queue) == [1])
    guard case .stop = queue.next(now: start) else {
      Issue.record("should stop")
      return
    }
  }
}
