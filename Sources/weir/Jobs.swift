import App
import ArgumentParser

struct Jobs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what runs by itself, or run it now.", subcommands: [List.self, Run.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the jobs: when they run, how the last run went, when the next is due.")

    @OptionGroup var target: TargetOptions

    func run() async throws {
      print(JobCommands.table(try await target.target().connect { try await JobCommands($0).list() }))
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run a job now and wait for its end.", discussion: "Ends with 1 when the run failed.")

    @Argument(help: "The job's name, as `weir jobs list` has it.") var name: String
    @Flag(help: "Change nothing; count what a real run would.") var dryRun = false
    @OptionGroup var target: TargetOptions

    func run() async throws {
      let (name, isDryRun) = (name, dryRun)
      let run = try await target.target().connect { try await JobCommands($0).run(name, isDryRun: isDryRun) }
      print(JobCommands.summary(run))
      if run.status != "succeeded" { throw ExitCode(1) }
    }
  }
}
