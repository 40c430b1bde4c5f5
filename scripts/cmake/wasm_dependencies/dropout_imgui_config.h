// How Dear ImGui is compiled, for the library and for whoever includes imgui.h: small, no demo, no debug windows, no files.
#pragma once

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
// Nothing in a browser page may be read from or written to a file.
#define IMGUI_DISABLE_FILE_FUNCTIONS
