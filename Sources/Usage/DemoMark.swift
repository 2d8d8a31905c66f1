/// By what invented usage is told from real: both together, since somebody may well call a source of their own "demo".
package enum DemoMark {
  package static let source = "demo"
  package static let idPrefix = "demo-"
}
