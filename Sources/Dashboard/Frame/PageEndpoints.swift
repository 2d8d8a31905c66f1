import Accounts
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// A page on the wire: the page itself, one of its panels alone, and what its forms send.
struct PageEndpoints: Sendable {
  let page: any Page
  let assets: AssetLibrary
  let visit: @Sendable (Call, any Page, Principal) -> Visit
  let refusal: @Sendable (Principal) -> Response

  private static let formLimit = 256 << 10

  var all: [Endpoint] { page.actions.isEmpty ? [show] : [show, send] }

  private var show: Endpoint {
    // Unknown parameters are let pass: links to a page may carry what other programs added to them.
    endpoint(.get, body: nil) { call, reader in
      let visit = visit(call, page, reader)
      if let lack = reader.lack(for: page.permission) {
        return await document(visit, Notice(.bad, "\(FrameTexts.closedPage(lack))").html, status: .forbidden)
      }
      if let panel = call.query["panel"] { return await part(panel, call.query["format"] ?? "html", visit) }
      return await whole(visit)
    }
  }

  /// The server itself demands that what a session sends comes from one of its own pages.
  private var send: Endpoint {
    var endpoint = sending
    endpoint.patience = page.actions.compactMap(\.patience).max()
    return endpoint
  }

  private var sending: Endpoint {
    endpoint(.post, body: .init([.form: .any], isRequired: false, limit: Self.formLimit)) { call, reader in
      var visit = visit(call, page, reader)
      let fields = try QueryParameters(parsing: String(buffer: await call.body(limit: Self.formLimit)))
      guard page.allows(reader), let action = page.actions.first(where: { $0.name == fields["action"] }) else {
        throw Problem(.badRequest, FrameTexts.actionUnknown)
      }
      if let lack = reader.lack(for: action.permission) {
        visit.form = FormState(action: action.name, fields: fields, errors: [:], message: FrameTexts.closedAction(lack))
        return await whole(visit, status: .forbidden)
      }
      switch await outcome(of: action, visit, fields) {
      case .done(let target):
        return .redirect(to: target ?? Address(visit.path, visit.selection.items + [("done", action.name)]).text)
      case .refused(let errors, let message):
        visit.form = FormState(action: action.name, fields: fields, errors: errors, message: message)
        return await whole(visit, status: .unprocessableContent)
      case .show(let html):
        visit.shown = html
        return await whole(visit)
      }
    }
  }

  private func outcome(of action: PageAction, _ visit: Visit, _ fields: QueryParameters) async -> PageAction.Outcome {
    do {
      return try await action.perform(visit, fields)
    } catch let problem as Problem {
      let errors = Dictionary(problem.errors.map { ($0.field, $0.message) }) { first, _ in first }
      return .refused(errors, message: problem.detail ?? visit.inquiry.failure(problem).message)
    } catch {
      return .refused([:], message: visit.inquiry.failure(error).message)
    }
  }

  private func endpoint(
    _ method: HTTPRequest.Method, body: Endpoint.Body?, _ answer: @escaping @Sendable (Call, Principal) async throws -> Response
  ) -> Endpoint {
    Endpoint(
      method, page.path, access: .optional, .init("page \(method.rawValue) \(page.path)", page.title),
      parameters: PagePath(page.path).parameters,
      body: body, answers: [.init(.ok, "The page.", [.html: .string])], allowsUndeclaredQuery: true, isHidden: true
    ) { call in
      guard let reader = call.visitor else { return .redirect(to: ReturnPath(of: call).signIn) }
      guard reader.scope.allows(.read) else { return refusal(reader) }
      return try await answer(call, reader)
    }
  }
}

// What is answered.
extension PageEndpoints {
  private func whole(_ visit: Visit, status: HTTPResponse.Status = .ok) async -> Response {
    let panels = await PanelRun(page: page, visit: visit).content()
    return await document(visit, panels, status: status)
  }

  private func document(_ visit: Visit, _ content: HTML, status: HTTPResponse.Status) async -> Response {
    let heading = await page.heading(visit)
    let head = PageHead(page: page, visit: visit, heading: heading).html
    return .page(Layout(assets: assets, page: page, visit: visit, heading: heading).html(head + content), status: status)
  }

  private func part(_ name: String, _ format: String, _ visit: Visit) async -> Response {
    guard let panel = await page.panels(visit).first(where: { $0.id == name }) else {
      return .text(FrameTexts.noSuchPanel + "\n", status: .notFound)
    }
    let answer = await PanelRun(page: page, visit: visit).answer(panel)
    switch (format, answer.state) {
    case ("html", _): return .page(answer.html)
    case (_, .failed(let failure)): return .text(failure.message + "\n", status: .serviceUnavailable)
    case ("csv", .loaded(let body)):
      return body.table.map { kept(.csv($0.csv(zone: visit.selection.zone), fileName: name + ".csv")) } ?? none
    case ("json", .loaded(let body)): return body.table.map { kept(.json($0.json)) } ?? none
    default: return none
    }
  }

  private var none: Response { .text(FrameTexts.noFigures + "\n", status: .notFound) }

  private func kept(_ response: Response) -> Response {
    var response = response
    response.headers[.cacheControl] = "no-store"
    return response
  }
}
