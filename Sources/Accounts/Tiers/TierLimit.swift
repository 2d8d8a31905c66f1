/// What a tier bounds. -1 is no bound.
package enum TierLimit: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  case maxSchedules = "max_schedules"
  case maxAPIKeys = "max_api_keys"
  case requestsPerMinute = "requests_per_minute"
  case requestsPerHour = "requests_per_hour"
  case maxExecutionsPerDay = "max_executions_per_day"
  case maxMessagesPerMonth = "max_messages_per_month"
  case maxFileUploadsPerDay = "max_file_uploads_per_day"
  case maxImageGensPerDay = "max_image_gens_per_day"
  case maxMemoryExtractionsPerDay = "max_memory_extractions_per_day"
}
