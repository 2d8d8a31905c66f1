import HTTPTypes
import Hummingbird
import Web

extension ClaraQuestion {
  /// A bare list, as the product's pages take it; as a member of an object on request.
  func list<Row>(_ name: String, _ rows: [Row], _ members: [ClaraMember<Row>]) -> Response {
    if isCSV { return table(name, rows, members) }
    let list = JSONValue.array(.init(rows, members))
    return marked(.json(isWrapped ? .object([name: list, "time_zone": .string(zone.id)]) : list))
  }

  /// An object; as CSV the table is that of its rows.
  func object<Row>(_ name: String, _ body: [String: JSONValue], table rows: [Row], _ members: [ClaraMember<Row>]) -> Response {
    if isCSV { return table(name, rows, members) }
    var body = body
    body["time_zone"] = .string(zone.id)
    return marked(.json(.object(body)))
  }

  private func table<Row>(_ name: String, _ rows: [Row], _ members: [ClaraMember<Row>]) -> Response {
    var csv = CSVWriter()
    csv.table(rows, members)
    return marked(.csv(csv, fileName: name + ".csv"))
  }

  private func marked(_ response: Response) -> Response {
    var response = response
    if let name = HTTPField.Name("x-weir-time-zone") { response.headers[name] = zone.id }
    return response
  }
}
