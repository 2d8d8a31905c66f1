import App
import ArgumentParser

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show or check the settings.", subcommands: [Print.self, Check.self])

  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show every setting, its value and where that comes from.")

    @OptionGroup var settings: SettingOptions

    func run() { print(ConfigCommand.table(settings.values)) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say everything that is wrong with the settings.")

    @OptionGroup var settings: SettingOptions

    func run() throws {
      _ = try settings.configuration()
      print("The settings are sound.")
    }
  }
}
