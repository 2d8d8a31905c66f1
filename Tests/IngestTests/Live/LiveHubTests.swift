import Synchronization
import Testing
import Usage

@testable import Ingest

struct LiveHubTests {
  private final class Diary: Sendable {
    private let batches = Mutex<[LiveBatch]>([])

    func note(_ batch: LiveBatch) { batches.withLock { $0.append(batch) } }
    var ids: [[String]] { batches.withLock { $0.map { batch in batch.events.map(\.id.text) } } }
    var skipped: [[ID<Project>: Int]] { batches.withLock { $0.map(\.skipped) } }
    var first: LiveEvent? { batches.withLock { $0.first?.events.first } }
  }

  private static func slice(_ ids: [String], project: String = "p", rows: Range<Int>? = nil) -> SinkBatch.Slice {
    var builder = EventBlockBuilder(capacity: 1024)
    for id in ids { builder.append(event(id, project)) }
    let block = builder.take()
    return SinkBatch.Slice(block: block, rows: rows ?? 0..<block.count, firstSequence: 1)
  }

  private static func event(_ id: String, _ project: String) -> UsageEvent {
    var event = UsageEvent(id: ID(id), timestamp: Timestamp(seconds: 7), project: ID(project), source: "s", operation: .chat)
    event.provider = "openai"
    event.model = "gpt"
    event.user = ID("ada")
    event.chat = ID("c")
    event.tokens = TokenUsage(input: 3, output: 4)
    event.tokens.total = 7
    event.cost = Cost(amount: NanoUSD(nanos: 5), source: .catalog)
    event.durationMicroseconds = 1500
    event.status = .failure
    event.isNested = true
    return event
  }

  @Test func `hands everybody what was acknowledged since the last time`() {
    let (hub, one, other) = (LiveHub(), Diary(), Diary())
    let watches = (hub.watch(one.note), hub.watch(other.note))
    hub.acknowledged([Self.slice(["a", "b", "c"], rows: 1..<2)])
    hub.acknowledged([Self.slice(["d"])])
    hub.handOut()
    hub.handOut()
    hub.acknowledged([Self.slice(["e"])])
    hub.handOut()
    #expect(one.ids == [["b", "d"], ["e"]])
    #expect(other.ids == one.ids)
    withExtendedLifetime(watches) {}
  }

  @Test func `keeps nothing while nobody watches`() {
    let (hub, late) = (LiveHub(), Diary())
    hub.acknowledged([Self.slice(["a"])])
    let watch = hub.watch(late.note)
    hub.handOut()
    #expect(late.ids == [])
    watch.cancel()
    watch.cancel()
    hub.acknowledged([Self.slice(["b"])])
    let next = hub.watch(late.note)
    hub.handOut()
    #expect(late.ids == [])
    next.cancel()
  }

  @Test func `a watch that nobody holds is over`() {
    let (hub, diary) = (LiveHub(), Diary())
    _ = hub.watch(diary.note)
    hub.acknowledged([Self.slice(["a"])])
    hub.handOut()
    #expect(diary.ids == [])
  }

  @Test func `counts by project what is too much to look at`() {
    let (hub, diary) = (LiveHub(eventLimit: 3), Diary())
    let watch = hub.watch(diary.note)
    hub.acknowledged([Self.slice(["a", "b"]), Self.slice(["c", "d", "e"]), Self.slice(["f"], project: "q")])
    hub.handOut()
    #expect(diary.ids == [["a", "b", "c"]])
    #expect(diary.skipped == [[ID("p"): 2, ID("q"): 1]])
    watch.cancel()
  }

  @Test func `reads the fields that most watchers need`() throws {
    let (hub, diary) = (LiveHub(), Diary())
    let watch = hub.watch(diary.note)
    hub.acknowledged([Self.slice(["a"])])
    hub.handOut()
    let event = try #require(diary.first)
    #expect(event.withRow { $0.decoded() } == Self.event("a", "p"))
    #expect((event.id.text, event.timestamp, event.project.text, event.operation) == ("a", Timestamp(seconds: 7), "p", "chat"))
    #expect((event.provider, event.model, event.user?.text, event.chat?.text) == ("openai", "gpt", "ada", "c"))
    #expect((event.tokens, event.cost, event.durationMicroseconds) == (7, NanoUSD(nanos: 5), 1500))
    #expect((event.status, event.isNested) == (.failure, true))
    watch.cancel()
  }

  @Test func `delivers by itself, and stops when told`() async throws {
    let hub = LiveHub(interval: .zero)
    let (batches, sender) = AsyncStream.makeStream(of: LiveBatch.self)
    let watch = hub.watch { sender.yield($0) }
    let running = Task { await hub.run() }
    hub.acknowledged([Self.slice(["a"])])
    let batch = try #require(await batches.first { _ in true })
    #expect(batch.events.map(\.id.text) == ["a"])
    running.cancel()
    await running.value
    watch.cancel()
  }
}
