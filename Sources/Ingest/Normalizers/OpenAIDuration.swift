extension UsageShape {
  /// Transcription that is billed by the second.
  static let openAIDuration = UsageShape(
    name: "openai.duration/1", title: "OpenAI transcription by duration (type, seconds)",
    recognises: { usage, _ in usage.has(.seconds) && usage.type == "duration" },
    read: { usage, reading in reading.units.audioMicroseconds = usage[.seconds] })
}
