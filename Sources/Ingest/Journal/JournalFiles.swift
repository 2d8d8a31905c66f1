/// The directory of a journal. A port, so that tests can fill the disk and break it.
package protocol JournalFiles: Sendable {
  func names() throws(JournalError) -> [String]

  /// An empty file of that name with `size` bytes reserved, whose name is durable. Replaces a file that exists.
  func create(_ name: String, size: Int) throws(JournalError) -> any JournalFile

  func open(_ name: String) throws(JournalError) -> any JournalFile

  func remove(_ names: [String]) throws(JournalError)
}

package protocol JournalFile: Sendable {
  func size() throws(JournalError) -> Int

  /// Writes all of the bytes, or throws after having written any part of them.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(JournalError)

  /// Reads until the buffer is full or the file ends.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(JournalError) -> Int

  /// Returns when everything written is on disk. After an error nobody knows what is.
  func synchronize() throws(JournalError)

  func truncate(to size: Int) throws(JournalError)
}
