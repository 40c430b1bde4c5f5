// renderer.cpp: window and renderer by SDL; see renderer.h.
#include "renderer.h"

#define SDL_MAIN_HANDLED
#include <SDL.h>
#include <emscripten/html5.h>
#include <imgui.h>

#include <algorithm>
#include <span>

namespace lesson {

Renderer::Kind Renderer::open(int width, int height) {
  SDL_SetMainReady();
  // SDL must not catch keys that the reader types elsewhere; input.cpp takes its key listeners off altogether.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return Kind::none;
  // Neither RESIZABLE nor ALLOW_HIGHDPI: the window counts device pixels, and only resize() changes it. The canvas has a
  // CSS size, which SDL then leaves alone.
  window_ = SDL_CreateWindow(nullptr, 0, 0, width, height, 0);  // any title would become the page's
  if (window_ && open_renderer(SDL_RENDERER_ACCELERATED))
    kind_ = Kind::gpu;
  else if (window_ &&
           open_renderer(SDL_RENDERER_SOFTWARE))  // SDL does not fall back by itself when asked for the GPU
    kind_ = Kind::software;
  else
    close();
  return kind_;
}

bool Renderer::open_renderer(std::uint32_t flags) {
  renderer_ = SDL_CreateRenderer(window_, -1, flags);
  if (!renderer_) return false;
  SDL_SetRenderDrawBlendMode(renderer_, SDL_BLENDMODE_BLEND);  // of shapes without a texture that says it
  return true;
}

void Renderer::resize(int width, int height) {
  if (window_) SDL_SetWindowSize(window_, width, height);
}

void Renderer::close() {
  if (renderer_) {
    drop_fonts();
    SDL_DestroyRenderer(renderer_);
  }
  if (window_) SDL_DestroyWindow(window_);
  renderer_ = nullptr;
  window_ = nullptr;
  kind_ = Kind::none;
  SDL_Quit();
}

// SDL 2.32 with GLES2 has not ImGui's format (the list says ABGR32 for RGBA32) and takes every pixel apart,
// a touch that brings new letters waited for it. Letters are white, so the order of the colors does not matter.
void Renderer::upload_fonts() {
  drop_fonts();
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
  fonts_ = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_BGRA32, SDL_TEXTUREACCESS_STATIC, width, height);
  SDL_UpdateTexture(fonts_, nullptr, pixels, 4 * width);
  SDL_SetTextureBlendMode(fonts_, SDL_BLENDMODE_BLEND);
  SDL_SetTextureScaleMode(fonts_, SDL_ScaleModeLinear);
  atlas.SetTexID(fonts_);
}

void Renderer::drop_fonts() {
  if (!fonts_) return;
  ImGui::GetIO().Fonts->SetTexID(nullptr);
  SDL_DestroyTexture(fonts_);
  fonts_ = nullptr;
}

namespace {

// SDL's software renderer cuts off fractions of pixels; half a pixel more makes that rounding.
void round_vertices(ImDrawData& marks) {
  for (ImDrawList* list : marks.CmdLists)
    for (ImDrawVert& vertex : list->VtxBuffer) {
      vertex.pos.x += 0.5f;
      vertex.pos.y += 0.5f;
    }
}

// False: nothing of the area lies on the canvas.
bool clip_to(SDL_Renderer* renderer, const ImVec4& area, const ImVec2& canvas) {
  const auto whole = [](float at, float end) { return static_cast<int>(std::clamp(at, 0.f, end)); };
  const int left = whole(area.x, canvas.x), top = whole(area.y, canvas.y);
  const SDL_Rect clip{left, top, whole(area.z, canvas.x) - left, whole(area.w, canvas.y) - top};
  if (clip.w <= 0 || clip.h <= 0) return false;
  SDL_RenderSetClipRect(renderer, &clip);
  return true;
}

// SDL looks at every vertex that it gets, so a command gives no more than its own.
void draw_command(SDL_Renderer* renderer, ImDrawList& list, const ImDrawCmd& command) {
  const std::span<ImDrawIdx> indices(&list.IdxBuffer[static_cast<int>(command.IdxOffset)], command.ElemCount);
  const auto [low, high] = std::minmax_element(indices.begin(), indices.end());
  const ImDrawIdx first = *low;
  const int count = *high - first + 1;
  for (ImDrawIdx& index : indices) index = static_cast<ImDrawIdx>(index - first);
  const ImDrawVert& vertex = list.VtxBuffer[static_cast<int>(command.VtxOffset + first)];
  static_assert(sizeof(SDL_Color) == sizeof vertex.col);
  constexpr int stride = sizeof(ImDrawVert);
  SDL_RenderGeometryRaw(renderer, static_cast<SDL_Texture*>(command.GetTexID()), &vertex.pos.x, stride,
                        reinterpret_cast<const SDL_Color*>(&vertex.col), stride, &vertex.uv.x, stride, count,
                        indices.data(), static_cast<int>(indices.size()), sizeof(ImDrawIdx));
}

}  // namespace

// Instead of ImGui's backend for SDL: that gives each command the vertices of all, which took SDL a third of a frame with a
// few dozen texts and clips. The indices of the marks are changed.
void Renderer::present(ImDrawData& marks, std::uint32_t clear) {
  if (!renderer_) return;
  if (kind_ == Kind::software) round_vertices(marks);
  const auto part = [clear](int shift) { return static_cast<Uint8>(clear >> shift & 0xFF); };
  SDL_SetRenderDrawColor(renderer_, part(24), part(16), part(8), 0xFF);
  SDL_RenderClear(renderer_);
  for (ImDrawList* list : marks.CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer)
      if (command.ElemCount > 0 && clip_to(renderer_, command.ClipRect, marks.DisplaySize))
        draw_command(renderer_, *list, command);
  SDL_RenderSetClipRect(renderer_, nullptr);
  SDL_RenderPresent(renderer_);
}

bool Renderer::lost() const {
  return kind_ == Kind::gpu && emscripten_is_webgl_context_lost(emscripten_webgl_get_current_context());
}

}  // namespace lesson
