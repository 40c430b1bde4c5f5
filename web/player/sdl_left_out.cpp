// sdl_left_out.cpp: what SDL's software renderer could do and this program never asks for, as empty functions.
//
// They come first in the link and take the place of SDL's own: lines and points one by one in every pixel format, and
// rotated pictures, together 60 KB of wasm. Everything here is drawn as triangles and rectangles.
#include <SDL.h>

extern "C" {

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
void SDLgfx_rotozoomSurfaceSizeTrig(int, int, double, const SDL_FPoint*, SDL_Rect*, double*, double*) {}

}  // extern "C"
