import Foundation
import Semantics
import Usage

/// Asks an engine a script's questions.
package struct ScriptRun: Sendable {
  private let script: Script

  package init(_ script: Script) { self.script = script }

  /// What does not come out as written, for people to read; empty if all does.
  /// - Parameter engine: holds the script's events and no others.
  package func failures(on engine: any QueryEngine) async throws -> [String] {
    var failures: [String] = []
    for question in script.questions {
      let answer = try await answer(question, engine)
      let expected = question.refusals.isEmpty ? text(question.expected) : question.refusals.joined(separator: "\n")
      let isAsWritten = question.refusals.isEmpty ? answer == expected : isRefused(answer, question.refusals)
      if !isAsWritten { failures.append("\(script.name), ask \(question.title)\nexpected\n\(expected)\nbut it is\n\(answer)") }
    }
    return failures
  }

  private func isRefused(_ answer: String, _ refusals: [String]) -> Bool {
    let lines = answer.split(separator: "\n")
    return lines.count == refusals.count && refusals.allSatisfy { refusal in lines.contains { $0.hasPrefix(refusal) } }
  }

  private func answer(_ question: Script.Question, _ engine: any QueryEngine) async throws -> String {
    let plan: Plan
    do throws(QueryProblems) {
      plan = try Plan(try document(question), scope: .all, now: script.now, zone: script.zone)
    } catch {
      return error.problems.map { "\($0.field): \($0.message)" }.joined(separator: "\n")
    }
    let result = try await engine.run(plan, budget: .patient)
    return text(table(result))
  }

  /// The lines of a question are the keys of the document: lists are separated by commas, a filter is JSON.
  private func document(_ question: Script.Question) throws(QueryProblems) -> QueryDocument {
    var document = QueryDocument()
    for line in question.lines {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      let rest = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
      let list = rest.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      switch parts[0] {
      case "metrics": document.metrics = list
      case "dimensions": document.dimensions = list
      case "order": document.order = list
      case "granularity": document.granularity = rest
      case "period": document.period = rest
      case "from": document.from = rest
      case "to": document.to = rest
      case "end": document.end = rest
      case "zone": document.zone = rest
      case "limit": document.limit = Int(rest)
      case "offset": document.offset = Int(rest)
      case "compare": document.compare = true
      case "fill": document.fill = true
      case "filter": document.filter = try filter(rest)
      default: throw QueryProblems([QueryProblem("script", "no such line: \(line)")])
      }
    }
    return document
  }

  private func filter(_ json: String) throws(QueryProblems) -> FilterDocument {
    do {
      return try JSONDecoder().decode(FilterDocument.self, from: Data(json.utf8))
    } catch {
      throw QueryProblems([QueryProblem("filter", "\(error)")])
    }
  }

  private func table(_ result: QueryResult) -> [[String]] {
    let metrics = result.metrics.map(\.name)
    let header = result.dimensions.map(\.name) + metrics + (result.previous == nil ? [] : metrics.map { "before " + $0 })
    let rows = result.rows.enumerated().map { index, row in (row + (result.previous?[index] ?? [])).map { cell($0, result.zone) } }
    return [header] + rows + (result.isTruncated ? [["..."]] : [])
  }

  private func cell(_ value: Value, _ zone: Zone) -> String {
    switch value {
    case .null: return "-"
    case .integer(let number): return String(number)
    case .real(let number):
      let rounded = (number * 1e6).rounded() / 1e6
      return rounded == rounded.rounded() ? String(Int64(rounded)) : String(rounded)
    case .money(let amount): return amount.description
    case .text(let text): return text
    case .boolean(let flag): return flag ? "true" : "false"
    case .instant(let instant): return local(instant, zone)
    }
  }

  /// "2026-03-29T01:00:00 +01:00"
  private func local(_ instant: Timestamp, _ zone: Zone) -> String {
    let minutes = zone.offset(at: instant) / 60_000_000
    let clock = Timestamp(microseconds: zone.local(instant)).description.dropLast()
    let digits = [abs(minutes) / 60, abs(minutes) % 60].map { $0 < 10 ? "0\($0)" : String($0) }
    return "\(clock) \(minutes < 0 ? "-" : "+")\(digits[0]):\(digits[1])"
  }

  private func text(_ table: [[String]]) -> String { table.map { $0.joined(separator: " | ") }.joined(separator: "\n") }
}
