import Testing

@testable import App

struct ServerTimingTests {
  @Test(arguments: [
    (Duration.microseconds(1_234_567), "engine;dur=1234.567"), (.microseconds(5), "engine;dur=0.005"),
    (.milliseconds(20), "engine;dur=20.000"),
  ])
  func `tells milliseconds`(_ engine: Duration, _ value: String) {
    #expect(ServerTiming.value(engine: engine) == value)
  }
}
