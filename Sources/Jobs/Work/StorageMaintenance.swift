import Usage

/// Keeps the store small and its start quick.
package struct StorageMaintenance: Job {
  package let name = JobName.storageMaintenance
  private let store: any MaintainedStore
  /// While much waits to be stored, what can wait a day waits.
  private let isBusy: @Sendable () -> Bool

  package init(_ store: any MaintainedStore, isBusy: @escaping @Sendable () -> Bool = { false }) {
    self.store = store
    self.isBusy = isBusy
  }

  package func run(_ context: JobContext) async throws {
    guard !context.isDryRun else { return }
    guard !isBusy() else { return context.tally.add(1, "put_off") }
    context.tally.add(try await store.mergeRollUps(), "merged_rollups")
    try Task.checkCancellation()
    context.tally.add(Int(try await store.compact()), "freed_bytes")
  }
}

package protocol MaintainedStore: Sendable {
  /// Sums of the same requests become one. Returns by how many rows there are fewer.
  func mergeRollUps() async throws -> Int
  /// Writes everything into its place. Returns how many bytes the store is smaller.
  func compact() async throws -> Int64
}
