import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs the jobs of an actor on a thread of its own, so that calls which block never hold up the cooperative pool. The thread ends
/// with the executor.
package final class ThreadExecutor: SerialExecutor {
  private let queue = Queue()

  package init(name: String) {
    let start = Unmanaged.passRetained(Start(queue: queue, name: name))
    #if os(Linux)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument: UnsafeMutableRawPointer = argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        start.nameThread()
        start.queue.run()
        return nil
      }, start.toOpaque())
    precondition(status == 0, "no thread can be started")
    pthread_detach(thread)
  }

  deinit { queue.close() }

  package func enqueue(_ job: consuming ExecutorJob) { queue.push(UnownedJob(job), for: self) }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  private final class Start: Sendable {
    let queue: Queue
    let name: String

    init(queue: Queue, name: String) {
      self.queue = queue
      self.name = name
    }

    /// Linux shows at most 15 bytes of it; other systems lack the file and go without.
    func nameThread() {
      guard let file = fopen("/proc/thread-self/comm", "w") else { return }
      fputs(String(name.prefix(15)), file)
      fclose(file)
    }
  }

  private final class Queue: Sendable {
    /// A waiting job keeps its executor alive, so the executor cannot end while one is left.
    private struct Entry: Sendable {
      let job: UnownedJob
      let executor: ThreadExecutor
    }

    private struct State {
      var entries: [Entry] = []
      var isClosed = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    func push(_ job: UnownedJob, for executor: ThreadExecutor) {
      let entry = Entry(job: job, executor: executor)
      state.withLock { $0.entries.append(entry) }
      arrivals.signal()
    }

    func close() {
      state.withLock { $0.isClosed = true }
      arrivals.signal()
    }

    func run() {
      while true {
        arrivals.wait()
        let (entries, isClosed) = state.withLock { state in
          defer { state.entries = [] }
          return (state.entries, state.isClosed)
        }
        for entry in entries { entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor()) }
        if isClosed { return }
      }
    }
  }
}
