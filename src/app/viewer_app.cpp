// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer_app.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "app/frame_pacer.hpp"
#include "app/map_canvas.hpp"
#include "app/quick_keys.hpp"
#include "catalog/map_workspace.hpp"
#include "gpu/draw_state.hpp"
#include "gpu/framebuffer.hpp"
#include "gpu/window.hpp"
#include "ops/provenance.hpp"
#include "render/png.hpp"
#include "report/font_files.hpp"
#include "store/workspace.hpp"

namespace wardscope::app {
namespace {

constexpr std::chrono::milliseconds kRestAfter{180};  // a wheel turns on within this
constexpr float kPixelsPerPointAt96Dpi = 96.0F / 72.0F;

/// ImGui with its two backends, from the window's making to its end.
class ImGuiSession {
 public:
  ImGuiSession(gpu::Window& window, float scale) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    ImGui_ImplGlfw_InitForOpenGL(window.handle(), true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    ui::apply_theme(scale);
  }
  ImGuiSession(const ImGuiSession&) = delete;
  ImGuiSession& operator=(const ImGuiSession&) = delete;
  ~ImGuiSession() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
};

/// One window with its map; frames are drawn on demand.
class ViewerWindow {
 public:
  struct Parts {
    gpu::Window& window;
    Viewer& viewer;
    ui::MainFrame& main_frame;  ///< outlives the window: panels stay open where the card is lost
    const ui::Fonts& fonts;
    float scale;
  };
  ViewerWindow(const Parts& parts, const WindowOptions& options)
      : window_(parts.window),
        viewer_(parts.viewer),
        main_frame_(parts.main_frame),
        options_(options),
        fonts_(parts.fonts),
        scale_(parts.scale),
        canvas_(options.shader_folder) {}

  enum class End { closed, context_lost, other_workspace };
  /// @param drawn frames so far, counted on
  core::Result<End> run(int& drawn) {
    const int drawn_before = drawn;
    while (!window_.close_requested()) {
      const FramePacer::Woken woken = wait();
      if (options_.stop_requested && options_.stop_requested()) return core::cancelled();
      if (viewer_.drain()) pacer_.stir();
      if (viewer_.forget_old_news(std::chrono::steady_clock::now())) pacer_.stir();
      if (window_.context_lost() || (drawn > 0 && drawn == options_.drill_loss_at && drawn > drawn_before))
        return End::context_lost;
      if (viewer_.next_workspace()) return End::other_workspace;
      const bool due = pacer_.woke(woken, scene());
      if (window_.minimised() || (!due && options_.frames == 0)) continue;
      if (auto status = frame(); !status) return status.error();
      const bool busy = viewer_.busy();
      if (had_intents_) pacer_.stir();
      if (options_.frames > 0 && viewer_.loaded() && !busy && ++drawn >= options_.frames) break;
    }
    if (options_.screenshot) {
      if (auto status = write_screenshot(); !status) return status.error();
    }
    return End::closed;
  }

 private:
  [[nodiscard]] FramePacer::Scene scene() const {
    const bool moves = viewer_.busy() || main_frame_.animating() || (moving_ && canvas_.coarse());
    return moves ? FramePacer::Scene::moving : FramePacer::Scene::still;
  }

  [[nodiscard]] FramePacer::Woken wait() const {
    if (options_.frames > 0) {
      gpu::Window::poll_events();
      return FramePacer::Woken::by_event;
    }
    const double patience = pacer_.patience(scene());
    const auto begun = std::chrono::steady_clock::now();
    gpu::Window::wait_events(patience);
    const std::chrono::duration<double> slept = std::chrono::steady_clock::now() - begun;
    return slept.count() < patience ? FramePacer::Woken::by_event : FramePacer::Woken::by_time;
  }

  core::Status frame() {
    const gpu::PixelSize size = window_.framebuffer_size();
    const float pixels_per_point = scale_ * kPixelsPerPointAt96Dpi;
    const ui::ScreenRect map = main_frame_.map().rect();
    const MapCanvas::Page page{std::max(1, static_cast<int>(std::lround(map.width))),
                               std::max(1, static_cast<int>(std::lround(map.height))), pixels_per_point};
    const bool changed = viewer_.change_count() != drawn_change_;
    if (map.width > 1.0F) {
      const auto points = [&](float pixels) { return static_cast<double>(pixels / pixels_per_point); };
      const ui::Size legend = main_frame_.map().covered();
      viewer_.set_page({points(map.width), points(map.height), points(legend.width), points(legend.height)});
    }
    if (const auto arrangement = viewer_.take_arrangement()) main_frame_.arrange(*arrangement);
    draw_map(page);
    gpu::bind_window_framebuffer(size);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    quick_keys_.hold(window_.take_key_presses());
    ImGui::NewFrame();
    probe_.begin_frame();
    ui::Widgets widgets(fonts_, probe_, scale_);
    const ui::Intents intents =
        main_frame_.draw(widgets, viewer_.view_model({canvas_.info(), main_frame_.map().cursor(), canvas_.legend()}),
                         {canvas_.texture(), pixels_per_point, static_cast<float>(canvas_.page().width_pixels),
                          static_cast<float>(canvas_.page().height_pixels)});
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    window_.swap();
    had_intents_ = !intents.empty() || changed;
    viewer_.carry_out(intents);
    if (viewer_.take_full_screen_toggle()) window_.toggle_full_screen();
    if (const auto files = window_.take_dropped_files(); !files.empty()) {
      if (const auto imported = viewer_.take_dropped(files); !imported.empty())
        main_frame_.offer_files(viewer_.registry(), imported);
      had_intents_ = true;
    }
    if (const auto path = viewer_.take_export()) {
      viewer_.exported(write_map(*path), *path);
    }
    return {};
  }

  /// The map moves while it is dragged, for a moment after its camera was changed by the wheel or by a key, and while
  /// its surface follows a bandwidth that is dragged.
  void draw_map(const MapCanvas::Page& page) {
    const bool changed = viewer_.change_count() != drawn_change_;
    drawn_change_ = viewer_.change_count();
    if (!viewer_.loaded() || page.width_pixels <= 1) return;
    const auto now = std::chrono::steady_clock::now();
    const project::Project project = viewer_.drawn_project();
    if (!(project.camera == drawn_camera_)) moved_at_ = now;
    drawn_camera_ = project.camera;
    moving_ = options_.frames == 0 &&
              (main_frame_.map().dragging() || now - moved_at_ < kRestAfter || viewer_.follows_hand());
    const auto motion = moving_ ? MapCanvas::Motion::moving : MapCanvas::Motion::rest;
    if (auto status = canvas_.draw(project, viewer_.drawn_data(), {page, motion, changed}); !status)
      viewer_.report(status.error());
  }

  /// The map as it stands, on a sheet of A4, with legend and sources.
  core::Status write_map(const std::string& path) {
    catalog::MapExport how;
    how.file = path;
    how.date = catalog::printed_date(ops::now_utc());
    auto status = catalog::export_map(viewer_.shown_project(), viewer_.map_data(), how);
    window_.make_current();  // drawing without a window has taken the context
    return status;
  }

  /// The whole window as it was last drawn.
  core::Status write_screenshot() {
    const gpu::PixelSize size = window_.framebuffer_size();
    auto picture = gpu::Framebuffer::create(size, 0);
    if (!picture) return picture.error();
    picture->bind();
    gpu::clear(1.0F, 1.0F, 1.0F, 1.0F);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    return render::write_png(*options_.screenshot, {size.width, size.height, picture->read_rgba()});
  }

  gpu::Window& window_;
  Viewer& viewer_;
  ui::MainFrame& main_frame_;
  const WindowOptions& options_;
  const ui::Fonts& fonts_;
  float scale_;
  MapCanvas canvas_;
  ui::Probe probe_;
  FramePacer pacer_;
  QuickKeys quick_keys_;
  std::int64_t drawn_change_ = -1;
  project::MapCamera drawn_camera_;
  std::chrono::steady_clock::time_point moved_at_;
  bool moving_ = false;
  bool had_intents_ = false;
};

}  // namespace

bool has_display() { return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr; }

namespace {

/// @returns the workspace to open next; nothing where the window was closed
core::Result<std::optional<std::filesystem::path>> view_one(const ops::OperationRegistry& registry,
                                                            const WindowOptions& options) {
  Viewer viewer(registry, options.workspace);
  ui::MainFrame main_frame;
  int drawn = 0;
  for (bool first = true;; first = false) {
    // Everything on the card is made from what the viewer knows, so that a lost card costs a new window and no more.
    auto window =
        gpu::Window::open({"Wardscope: " + options.workspace.filename().string(), {1440, 900}, gpu::Visibility::shown});
    if (!window) return window.error();
    const float scale = window->pixels_per_point() / kPixelsPerPointAt96Dpi * static_cast<float>(options.ui_scale);
    const ImGuiSession session(*window, scale);
    const auto faces = report::find_font_files();
    if (!faces) return faces.error();
    const auto fonts = ui::load_fonts({faces->regular, faces->bold}, scale);
    if (!fonts) return fonts.error();
    if (first) {
      viewer.set_wake([] { gpu::Window::wake(); });
      viewer.start_loading();
    }
    const auto end = ViewerWindow({*window, viewer, main_frame, *fonts, scale}, options).run(drawn);
    if (!end) return end.error();
    if (*end == ViewerWindow::End::closed) return std::optional<std::filesystem::path>();
    if (*end == ViewerWindow::End::other_workspace) return viewer.next_workspace();
  }
}

}  // namespace

core::Status run_viewer(const ops::OperationRegistry& registry, const WindowOptions& options) {
  std::error_code ignored;
  if (!std::filesystem::exists(options.workspace, ignored)) {
    return core::not_found("no workspace '" + options.workspace.string() +
                           "'; make one with 'wardscope import' or 'wardscope sample'");
  }
  // What is wrong with the workspace is said before what is wrong with the machine.
  if (auto opened = store::Workspace::open(options.workspace, store::Access::read); !opened) return opened.error();
  WindowOptions current = options;
  for (;;) {
    const auto next = view_one(registry, current);
    if (!next) return next.error();
    if (!*next) return {};
    current.workspace = **next;
  }
}

}  // namespace wardscope::app
