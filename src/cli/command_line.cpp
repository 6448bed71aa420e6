// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "catalog/export_layers.hpp"
#include "cli/result_rows.hpp"
#include "cli/word_check.hpp"
#include "core/control_characters.hpp"
#include "core/version.hpp"
#include "ops/help.hpp"
#include "ops/parameters.hpp"
#include "ops/runner.hpp"

namespace wardscope::cli {
namespace {

/// A subcommand made from an operation: where CLI11 puts the words, until they are set in a copy of the operation.
struct OperationCommand {
  CLI::App* app = nullptr;
  std::unique_ptr<ops::Operation> operation;
  std::vector<ops::ParameterDescription> parameters;
  std::vector<std::vector<std::string>> words;  ///< one entry a parameter
  std::vector<CLI::Option*> options;            ///< one a parameter
  std::string workspace;
  std::vector<std::string> outputs;
  bool no_keep = false;
  bool json = false;
  bool quiet = false;
  bool help = false;
};

void add_parameters(OperationCommand& command) {
  command.parameters = ops::describe_parameters(*command.operation);
  command.words.resize(command.parameters.size());
  const std::string positional(command.operation->info().positional);
  for (std::size_t i = 0; i < command.parameters.size(); ++i) {
    const ops::ParameterDescription& parameter = command.parameters[i];
    std::string flags = "--" + parameter.name;
    if (parameter.name == positional) flags += "," + positional;
    CLI::Option* option = command.app->add_option(flags, command.words[i], parameter.summary);
    if (parameter.kind == ops::ParameterKind::flag) {
      option->expected(0, 1);
    } else if (parameter.kind == ops::ParameterKind::texts) {
      // A flag takes one text and may be repeated; only where the texts stand without their flag do several follow.
      if (parameter.name == positional) {
        option->expected(1, -1);
      } else {
        option->expected(1)->take_all()->allow_extra_args(false);
      }
    } else {
      option->expected(1)->allow_extra_args(false);  // `--kind wards FILE`: the file is no second kind
    }
    command.options.push_back(option);
  }
}

void add_operation(CLI::App& root, const ops::Operation& operation, OperationCommand& command) {
  const ops::OperationInfo& info = operation.info();
  command.operation = operation.clone();
  command.app = root.add_subcommand(std::string(info.name), std::string(info.summary));
  command.app->set_help_flag();
  command.app->add_flag("-h,--help", command.help);
  add_parameters(command);
  if (info.use == ops::WorkspaceUse::reads) {
    command.app->add_option(info.positional.empty() ? "--workspace,workspace" : "--workspace", command.workspace);
    if (ops::keeps_results(info))
      command.app->add_option("--output", command.outputs)->expected(1)->take_all()->allow_extra_args(false);
    if (ops::keeps_results(info)) command.app->add_flag("--no-keep", command.no_keep);
  } else if (info.use == ops::WorkspaceUse::writes) {
    command.app->add_option(info.positional.empty() ? "--workspace,workspace" : "--workspace", command.workspace);
  }
  command.app->add_flag("--json", command.json);
  command.app->add_flag("--quiet", command.quiet);
}

core::Status set_parameters(OperationCommand& command) {
  for (std::size_t i = 0; i < command.parameters.size(); ++i) {
    if (command.options[i]->count() == 0) continue;
    // A flag without a word arrives as one empty word.
    if (command.parameters[i].kind == ops::ParameterKind::flag && command.words[i] == std::vector<std::string>{""}) {
      command.words[i].clear();
    }
    if (auto status = ops::set_parameter(*command.operation, command.parameters[i].name, command.words[i]); !status) {
      return status;
    }
  }
  return ops::check_parameters(*command.operation);
}

void print_json(const ops::RunOutcome& outcome) {
  nlohmann::ordered_json object;
  object["findings"] = outcome.result.sentences;
  object["files"] = nlohmann::ordered_json::array();
  for (const auto& file : outcome.result.files) object["files"].push_back(file.string());
  object["layers"] = nlohmann::ordered_json::array();
  for (const ops::ResultLayer& layer : outcome.result.layers) {
    object["layers"].push_back({{"name", layer.name}, {"title", layer.title}, {"unit", layer.unit}});
  }
  object["provenance"] = nlohmann::ordered_json::parse(outcome.provenance.json);
  fmt::print("{}\n", object.dump(2));
}

/// What was brought into a workspace is no finding: quietly, it is told only where something went wrong.
bool says_outcome(const OperationCommand& command, const ops::OperationResult& result) {
  return !command.quiet || command.operation->info().use != ops::WorkspaceUse::writes || result.trouble.has_value();
}

ExitStatus run_operation_command(OperationCommand& command) {
  if (auto status = set_parameters(command); !status) {
    print_error(status.error());
    fmt::print(stderr, "'wardscope help {}' lists the options\n", command.operation->info().name);
    return ExitStatus::usage;
  }
  core::Diagnostics diagnostics;
  const ops::RunOptions options{command.workspace, command.no_keep ? ops::Keep::no : ops::Keep::yes, ops::now_utc()};
  auto outcome = run_with_progress(
      command.operation->info().title, command.quiet ? Verbosity::quiet : Verbosity::normal,
      [&](const jobs::Progress& progress) -> core::Result<ops::RunOutcome> {
        const double to_run = command.outputs.empty() ? 1.0 : 0.9;  // of the time; the rest to write
        auto run = ops::run_operation(*command.operation, options, progress.part(0.0, to_run), diagnostics);
        if (!run || command.outputs.empty()) return run;
        auto files = catalog::export_layers(
            run->result, run->provenance.json,
            {command.outputs, options.workspace, progress.part(to_run, 1.0, "Writing"), diagnostics});
        if (!files) return files.error();
        catalog::warn_of_shapefiles(command.outputs, diagnostics);
        run->result.files.insert(run->result.files.end(), files->begin(), files->end());
        return run;
      });
  if (!command.quiet) print_diagnostics(diagnostics);
  if (!outcome) {
    print_error(outcome.error());
    return exit_status(outcome.error());
  }
  if (command.json) {
    print_json(*outcome);
  } else if (says_outcome(command, outcome->result)) {
    print_outcome(outcome->result);
    if (!command.quiet)
      fmt::print("{}", core::without_controls(first_rows(outcome->result, {.width = terminal_width()})));
  }
  return outcome_status(outcome->result);
}

constexpr std::string_view kIntroduction =
    "Wardscope maps hotspots and CCTV coverage for the people who keep towns safe.\n\n"
    "Usage: wardscope COMMAND [options]\n"
    "       wardscope help COMMAND\n\n"
    "Start here\n"
    "  demo            Make the synthetic borough, run the main job on it, open the map\n"
    "  view WORKSPACE  Open the map of a workspace\n"
    "  run RECIPE      Run the steps of a recipe (JSON)\n"
    "  help [COMMAND]  This text, or all about one command\n\n";

/// Commands that are no operations.
constexpr std::string_view kOwnCommands[] = {"demo", "view", "run", "help"};

std::vector<std::string> command_names(const ops::OperationRegistry& registry) {
  std::vector<std::string> names(std::begin(kOwnCommands), std::end(kOwnCommands));
  for (const auto& operation : registry.all()) names.emplace_back(operation->info().name);
  return names;
}

std::vector<std::string> option_names(const CLI::App& root, const std::string& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : root.get_subcommand(command)->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  if (std::find(names.begin(), names.end(), "--help") == names.end()) names.emplace_back("--help");
  return names;
}

/// "unexpected words: 'a', 'b'", in the order in which they were written.
std::string left_over(const std::vector<std::string>& words, std::vector<std::string> extras) {
  std::string text;
  for (const std::string& word : words) {
    const auto extra = std::find(extras.begin(), extras.end(), word);
    if (extra == extras.end()) continue;
    extras.erase(extra);
    text += fmt::format("{}'{}'", text.empty() ? "" : ", ", word);
  }
  return text + (text.find(',') == std::string::npos ? " is a word too many" : " are words too many");
}

/// The parser's message in plain words where it is about an option that takes one value and was given more.
std::string in_plain_words(const CLI::ParseError& error) {
  std::string said = error.what();
  const std::size_t option = said.find(": At Most 1 required");
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) == nullptr || option == std::string::npos) return said;
  return fmt::format("'{}' takes one value and was given more: write it once", said.substr(0, option));
}

bool asks_for_help(const std::string& word) { return word == "--help" || word == "-h"; }

/// How much `--help` and `help COMMAND` tell.
enum class Detail { common, all };

ExitStatus print_help(const ops::OperationRegistry& registry, const std::string& topic, Detail detail = Detail::all) {
  if (topic.empty() || topic == "help") {
    fmt::print("{}{}Every analysis also takes --name NAME, --output FILE (repeat it), --no-keep, --json and --quiet.\n",
               kIntroduction, ops::overview(registry));
    return ExitStatus::done;
  }
  if (topic == "view") {
    fmt::print(
        "Open the map\n\nUsage: wardscope view WORKSPACE [--screenshot FILE.png] [--frames N] [--ui-scale FACTOR]\n"
        "                      [--shader-dir FOLDER]\n\n"
        "Opens a window on the workspace. With --screenshot the window is drawn N times, written as a PNG and closed.\n"
        "--ui-scale 2 draws texts, panels and symbols twice as large (0.5 to 4), times the monitor's own scale.\n"
        "Needs a display and OpenGL 3.3; where there is none, 'wardscope render' draws the same map to a file.\n");
    return ExitStatus::done;
  }
  if (topic == "demo" || topic == "run") {
    fmt::print(
        "{}\n\nA recipe is a JSON file: {{\"wardscope_recipe\": 1, \"title\": …, \"workspace\": …, \"steps\": "
        "[{{\"operation\": …,\n"
        "\"parameters\": {{…}}}}]}}. Parameters are named as the options of the command; those left out keep their "
        "default.\n",
        topic == "demo"
            ? "wardscope demo [--output FOLDER] [--incidents N] [--no-view]: runs the recipe of the demonstration"
            : "wardscope run RECIPE.json [--workspace FILE]: runs each step on the workspace");
    return ExitStatus::done;
  }
  const auto operation = registry.make(topic);
  if (!operation) {
    const auto known = check_words({topic}, {command_names(registry), {}});
    print_error(known ? core::invalid_argument(fmt::format("'{}' is no command; 'wardscope help' lists them", topic))
                      : known.error());
    return ExitStatus::usage;
  }
  fmt::print("{}", detail == Detail::all ? ops::help_text(*operation) : ops::short_help(*operation));
  return ExitStatus::done;
}

struct DemoRequest {
  std::string output = "demo-output";
  std::string incidents;
  bool no_view = false;
};

ExitStatus run_demo(const ops::OperationRegistry& registry, const DemoRequest& request, const Hooks& hooks) {
  std::string text(hooks.demo_recipe);
  const std::string placeholder = "demo-output";
  for (std::size_t at = text.find(placeholder); at != std::string::npos;
       at = text.find(placeholder, at + request.output.size())) {
    text.replace(at, placeholder.size(), request.output);
  }
  auto recipe = ops::recipe_from_json(registry, text);
  if (!recipe) {
    print_error(recipe.error().within("demo recipe"));
    return ExitStatus::failed;
  }
  if (!request.incidents.empty()) {
    if (auto status = ops::set_parameter(*recipe->steps.front(), "incidents", {request.incidents}); !status) {
      print_error(status.error());
      return ExitStatus::usage;
    }
  }
  std::error_code code;
  std::filesystem::create_directories(request.output, code);
  if (code) {
    print_error(core::io_error(
        fmt::format("can't make the folder '{}': {}; choose another with --output", request.output, code.message())));
    return ExitStatus::failed;
  }
  const ExitStatus status = run_recipe(*recipe, {}, Verbosity::normal);
  if (status != ExitStatus::done) return status;
  fmt::print("The demonstration is in {}/: the workspace, the map (map.png) and the ward profiles.\n", request.output);
  if (request.no_view || !hooks.has_display()) {
    if (!request.no_view)
      fmt::print("No display here: the map was written to {}/map.png instead of opening a window.\n", request.output);
    return ExitStatus::done;
  }
  return hooks.view({recipe->workspace, {}, {}, 0});
}

}  // namespace

ExitStatus run_command_line(const ops::OperationRegistry& registry, const std::vector<std::string>& words,
                            const Hooks& hooks) {
  // "help" is a word before another command's name, which the parser would take for two commands.
  if (!words.empty() && words.front() == "help") {
    const auto topic = std::find_if_not(words.begin() + 1, words.end(), asks_for_help);
    return print_help(registry, topic == words.end() ? std::string() : *topic);
  }
  CLI::App root("Wardscope");
  root.set_help_flag();
  bool wants_help = false;
  bool wants_version = false;
  root.add_flag("-h,--help", wants_help);
  root.add_flag("--version", wants_version);
  std::string recipe_file;
  std::string recipe_workspace;
  CLI::App* run = root.add_subcommand("run");
  run->add_option("recipe", recipe_file)->required();
  run->add_option("--workspace", recipe_workspace);
  DemoRequest demo_request;
  CLI::App* demo = root.add_subcommand("demo");
  demo->add_option("--output", demo_request.output);
  demo->add_option("--incidents", demo_request.incidents);
  demo->add_flag("--no-view", demo_request.no_view);
  ViewRequest view_request;
  std::string screenshot;
  std::string shader_folder;
  CLI::App* view = root.add_subcommand("view");
  view->add_option("--workspace,workspace", view_request.workspace)->required();
  view->add_option("--screenshot", screenshot);
  view->add_option("--frames", view_request.frames);
  view->add_option("--ui-scale", view_request.ui_scale)->check(CLI::Range(0.5, 4.0));
  view->add_option("--shader-dir", shader_folder);
  std::vector<OperationCommand> commands(registry.all().size());
  for (std::size_t i = 0; i < commands.size(); ++i) add_operation(root, *registry.all()[i], commands[i]);

  if (auto status = check_words(
          words, {command_names(registry), [&](const std::string& command) { return option_names(root, command); }});
      !status) {
    print_error(status.error());
    return ExitStatus::usage;
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    root.parse(reversed);
  } catch (const CLI::ParseError& error) {
    // `wardscope profile --help` must work though required words are missing.
    const bool asked = std::any_of(words.begin(), words.end(), asks_for_help);
    if (asked && !words.empty())
      return print_help(registry, words.front().starts_with('-') ? std::string() : words.front(), Detail::common);
    const bool too_many = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
    fmt::print(stderr, "error: {}\n'wardscope help{}' shows what is possible\n",
               too_many ? left_over(words, root.remaining(true)) : in_plain_words(error),
               !words.empty() && registry.make(words.front()) ? " " + words.front() : std::string());
    return ExitStatus::usage;
  }
  if (wants_version) {
    fmt::print("wardscope {}\n", core::version());
    return ExitStatus::done;
  }
  if (wants_help || words.empty()) return print_help(registry, {});
  if (run->parsed()) {
    const auto recipe = ops::read_recipe(registry, recipe_file);
    if (!recipe) {
      print_error(recipe.error());
      return exit_status(recipe.error());
    }
    return run_recipe(*recipe, recipe_workspace, Verbosity::normal);
  }
  if (demo->parsed()) return run_demo(registry, demo_request, hooks);
  if (view->parsed()) {
    if (!screenshot.empty()) view_request.screenshot = screenshot;
    if (!shader_folder.empty()) view_request.shader_folder = shader_folder;
    return hooks.view(view_request);
  }
  for (OperationCommand& command : commands) {
    if (!command.app->parsed()) continue;
    if (command.help) return print_help(registry, std::string(command.operation->info().name), Detail::common);
    return run_operation_command(command);
  }
  return print_help(registry, {});
}

}  // namespace wardscope::cli
