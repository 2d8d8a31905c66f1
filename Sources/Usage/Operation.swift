/// What was asked of the model. OpenTelemetry's `gen_ai.operation.name` where it has one; any other lower-case word is taken as it is,
/// because new operations appear faster than releases.
package struct Operation: Hashable, Sendable {
  package let name: String

  package init(_ name: String) { self.name = name }

  package static let chat = Operation("chat")
  package static let textCompletion = Operation("text_completion")
  package static let embeddings = Operation("embeddings")
  package static let generateContent = Operation("generate_content")
  package static let executeTool = Operation("execute_tool")
  package static let invokeAgent = Operation("invoke_agent")
  package static let imageGeneration = Operation("image_generation")
  package static let vision = Operation("vision")
  package static let speech = Operation("speech")
  package static let transcription = Operation("transcription")
  package static let translation = Operation("translation")
  package static let rerank = Operation("rerank")
  package static let moderation = Operation("moderation")
}
