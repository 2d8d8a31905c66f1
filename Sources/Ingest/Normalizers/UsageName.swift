/// The keys of providers' usage objects that mean something to us. Spellings differ by SDK (Google's REST API writes camel case, its Python
/// client snake case); detail objects come in singular and plural.
package enum UsageName: Int, CaseIterable, Sendable {
  // OpenAI
  case promptTokens, completionTokens, inputTokens, outputTokens, totalTokens
  case promptDetails, completionDetails, inputDetails, outputDetails
  case cachedTokens, cacheWriteTokens, audioTokens, imageTokens, reasoningTokens
  case promptCacheHit, type, seconds
  // Anthropic
  case cacheCreation, cacheCreationInput, cacheReadInput, ephemeral5m, ephemeral1h, thinkingTokens
  case serverToolUse, webSearchRequests, serviceTier
  // Google
  case googlePrompt, googleCached, googleCandidates, googleThoughts, googleToolUse, googleTotal
  case googlePromptDetails, googleToolUseDetails, googleCandidatesDetails

  enum Kind { case count, seconds, text, details, modalities }

  var kind: Kind {
    switch self {
    case .promptDetails, .completionDetails, .inputDetails, .outputDetails, .cacheCreation, .serverToolUse: .details
    case .googlePromptDetails, .googleToolUseDetails, .googleCandidatesDetails: .modalities
    case .seconds: .seconds
    case .type, .serviceTier: .text
    default: .count
    }
  }

  static let table = KeyTable(allCases.flatMap { name in name.spellings.map { ($0, name.rawValue) } })

  private var spellings: [String] {
    switch self {
    case .promptTokens: ["prompt_tokens"]
    case .completionTokens: ["completion_tokens"]
    case .inputTokens: ["input_tokens"]
    case .outputTokens: ["output_tokens"]
    case .totalTokens: ["total_tokens"]
    case .promptDetails: ["prompt_tokens_details"]
    case .completionDetails: ["completion_tokens_details"]
    case .inputDetails: ["input_tokens_details", "input_token_details"]
    case .outputDetails: ["output_tokens_details", "output_token_details"]
    case .cachedTokens: ["cached_tokens"]
    case .cacheWriteTokens: ["cache_write_tokens"]
    case .audioTokens: ["audio_tokens"]
    case .imageTokens: ["image_tokens"]
    case .reasoningTokens: ["reasoning_tokens"]
    case .promptCacheHit: ["prompt_cache_hit_tokens"]
    case .type: ["type"]
    case .seconds: ["seconds"]
    case .cacheCreation: ["cache_creation"]
    case .cacheCreationInput: ["cache_creation_input_tokens"]
    case .cacheReadInput: ["cache_read_input_tokens"]
    case .ephemeral5m: ["ephemeral_5m_input_tokens"]
    case .ephemeral1h: ["ephemeral_1h_input_tokens"]
    case .thinkingTokens: ["thinking_tokens"]
    case .serverToolUse: ["server_tool_use"]
    case .webSearchRequests: ["web_search_requests"]
    case .serviceTier: ["service_tier"]
    case .googlePrompt: ["promptTokenCount", "prompt_token_count"]
    case .googleCached: ["cachedContentTokenCount", "cached_content_token_count"]
    case .googleCandidates: ["candidatesTokenCount", "candidates_token_count", "responseTokenCount", "response_token_count"]
    case .googleThoughts: ["thoughtsTokenCount", "thoughts_token_count"]
    case .googleToolUse: ["toolUsePromptTokenCount", "tool_use_prompt_token_count"]
    case .googleTotal: ["totalTokenCount", "total_token_count"]
    case .googlePromptDetails: ["promptTokensDetails"]
    case .googleToolUseDetails: ["toolUsePromptTokensDetails", "tool_use_prompt_tokens_details"]
    case .googleCandidatesDetails:
      ["candidatesTokensDetails", "candidates_tokens_details", "responseTokensDetails", "response_tokens_details"]
    }
  }
}
