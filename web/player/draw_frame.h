// draw_frame.h: Dear ImGui's drawing half: one draw list a frame and the font atlas; no windows, no widgets, no input.
//
// A picture needs triangles and letters. ImGui's other half (windows, navigation, settings, popups) is never called, so
// the link drops it: 100 KB of WebAssembly. That is why the context is made here and not by ImGui::CreateContext, which
// knows all of it.
#pragma once

#include <memory>

#include <imgui.h>

struct ImGuiContext;
struct ImDrawListSharedData;

namespace lesson {

class DrawFrame {
 public:
  DrawFrame();
  ~DrawFrame();
  DrawFrame(const DrawFrame&) = delete;
  DrawFrame& operator=(const DrawFrame&) = delete;

  // An empty list, clipped to so many device pixels. The atlas must be baked and handed to the renderer.
  // plain_shapes: shapes have no texture, so a vertex takes 12 bytes and not 20. SDL's software renderer is faster with one.
  // coarse: circles have fewer corners.
  ImDrawList& begin(float width, float height, bool plain_shapes, bool coarse);
  // What was drawn since begin(), valid until the next one.
  ImDrawData& end();

 private:
  ImFontAtlas atlas_;
  std::unique_ptr<ImGuiContext> context_;
  std::unique_ptr<ImDrawListSharedData> shared_;
  ImDrawList list_;
  ImDrawData data_;
};

}  // namespace lesson
