// renderer.h: SDL's window on the page's canvas and its renderer: the GPU where there is one, else SDL's software.
#pragma once

#include <cstdint>

struct SDL_Window;
struct SDL_Renderer;
struct SDL_Texture;
struct ImDrawData;

namespace lesson {

class Renderer {
 public:
  enum class Kind : std::uint8_t { none, gpu, software };

  Renderer() = default;
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;
  ~Renderer() { close(); }

  // Sizes are device pixels. Needs a current ImGui context.
  Kind open(int width, int height);
  void resize(int width, int height);
  void close();
  Kind kind() const { return kind_; }

  // After ImGui's font atlas was built anew.
  void upload_fonts();
  // clear: 0xRRGGBBAA.
  void present(ImDrawData& marks, std::uint32_t clear);
  // The browser took the context away; nothing can be drawn on this canvas any more.
  bool lost() const;

 private:
  bool open_renderer(std::uint32_t flags);
  void drop_fonts();

  SDL_Window* window_ = nullptr;
  SDL_Renderer* renderer_ = nullptr;
  SDL_Texture* fonts_ = nullptr;
  Kind kind_ = Kind::none;
};

}  // namespace lesson
