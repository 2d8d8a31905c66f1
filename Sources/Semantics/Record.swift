/// The kinds of records that metrics aggregate. A query reads one kind.
package enum Record: String, CaseIterable, Sendable {
  case request
}
