// renderer.cpp: window and renderer by SDL; see renderer.h.
#include "renderer.h"

#define SDL_MAIN_HANDLED
#include <SDL.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include <algorithm>

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
  ImGui_ImplSDLRenderer2_Init(renderer_);
  return true;
}

void Renderer::resize(int width, int height) {
  if (window_) SDL_SetWindowSize(window_, width, height);
}

void Renderer::close() {
  if (renderer_) {
    drop_fonts();
    ImGui_ImplSDLRenderer2_Shutdown();
    SDL_DestroyRenderer(renderer_);
  }
  if (window_) SDL_DestroyWindow(window_);
  renderer_ = nullptr;
  window_ = nullptr;
  kind_ = Kind::none;
  SDL_Quit();
}

// Not by ImGui's backend: SDL 2.32 with GLES2 has not its format (the list says ABGR32 for RGBA32) and takes every pixel apart,
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

}  // namespace

void Renderer::present(ImDrawData& marks, std::uint32_t clear) {
  if (!renderer_) return;
  if (kind_ == Kind::software) round_vertices(marks);
  const auto part = [clear](int shift) { return static_cast<Uint8>(clear >> shift & 0xFF); };
  SDL_SetRenderDrawColor(renderer_, part(24), part(16), part(8), 0xFF);
  SDL_RenderClear(renderer_);
  ImGui_ImplSDLRenderer2_RenderDrawData(&marks);
  SDL_RenderPresent(renderer_);
}

bool Renderer::lost() const {
  return kind_ == Kind::gpu && emscripten_is_webgl_context_lost(emscripten_webgl_get_current_context());
}

}  // namespace lesson
