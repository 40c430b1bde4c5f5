// sdl_left_out.cpp: what SDL's software renderer could do and this program never asks for, left out.
//
// These functions come first in the link and take the place of SDL's own: lines and points one by one in every pixel
// format, rotated pictures, copies made faster for each pair of formats, filled rectangles for each format and way of
// blending; together 120 KB of wasm. Everything here is drawn as triangles and rectangles; where a surface has to be
// copied, SDL's general loop does it.
#include <SDL.h>

#include <cstddef>
#include <span>

extern "C" {

using Blit = void (*)(void* info);
Blit SDL_CalculateBlitA(SDL_Surface*) { return nullptr; }
Blit SDL_CalculateBlitN(SDL_Surface*) { return nullptr; }

int SDL_BlendLine(SDL_Surface*, int, int, int, int, SDL_BlendMode, Uint8, Uint8, Uint8, Uint8) { return 0; }
int SDL_BlendLines(SDL_Surface*, const SDL_Point*, int, SDL_BlendMode, Uint8, Uint8, Uint8, Uint8) { return 0; }
int SDL_BlendPoint(SDL_Surface*, int, int, SDL_BlendMode, Uint8, Uint8, Uint8, Uint8) { return 0; }
int SDL_BlendPoints(SDL_Surface*, const SDL_Point*, int, SDL_BlendMode, Uint8, Uint8, Uint8, Uint8) { return 0; }
int SDL_DrawLine(SDL_Surface*, int, int, int, int, Uint32) { return 0; }
int SDL_DrawLines(SDL_Surface*, const SDL_Point*, int, Uint32) { return 0; }
int SDL_DrawPoint(SDL_Surface*, int, int, Uint32) { return 0; }
int SDL_DrawPoints(SDL_Surface*, const SDL_Point*, int, Uint32) { return 0; }

SDL_Surface* SDLgfx_rotateSurface(SDL_Surface*, double, int, int, int, const SDL_Rect*, double, double,
                                  const SDL_FPoint*) {
  return nullptr;
}
// A page's surface has 32 bits a pixel, and rectangles are laid over what is there. The rounding is SDL's.
int SDL_BlendFillRects(SDL_Surface* surface, const SDL_Rect* rects, int count, SDL_BlendMode, Uint8 red, Uint8 green,
                       Uint8 blue, Uint8 alpha) {
  const SDL_PixelFormat& format = *surface->format;
  if (format.BytesPerPixel != 4) return SDL_SetError("SDL_BlendFillRects: only surfaces of 32 bits a pixel");
  const auto part = [](unsigned level, unsigned share) { return level * share / 255; };
  const unsigned beneath = 255u - alpha;
  for (const SDL_Rect& asked : std::span(rects, static_cast<std::size_t>(count))) {
    SDL_Rect area;
    if (!SDL_IntersectRect(&asked, &surface->clip_rect, &area)) continue;
    for (int y = area.y; y < area.y + area.h; ++y) {
      auto* const row = reinterpret_cast<Uint32*>(static_cast<Uint8*>(surface->pixels) + y * surface->pitch);
      for (Uint32& pixel : std::span(row + area.x, static_cast<std::size_t>(area.w))) {
        const auto mixed = [&](unsigned level, Uint8 shift) {
          return (part(level, alpha) + part(pixel >> shift & 255, beneath)) << shift;
        };
        pixel = mixed(red, format.Rshift) | mixed(green, format.Gshift) | mixed(blue, format.Bshift) | format.Amask;
      }
    }
  }
  return 0;
}

void SDLgfx_rotozoomSurfaceSizeTrig(int, int, double, const SDL_FPoint*, SDL_Rect*, double*, double*) {}

}  // extern "C"
