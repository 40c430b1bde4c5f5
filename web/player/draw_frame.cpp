// draw_frame.cpp: a draw list without ImGui's windows; see draw_frame.h.
#include "draw_frame.h"

#include <imgui_internal.h>

namespace lesson {

DrawFrame::DrawFrame()
    : context_(std::make_unique<ImGuiContext>(&atlas_)),
      shared_(std::make_unique<ImDrawListSharedData>()),
      list_(shared_.get()) {
  ImGui::SetCurrentContext(context_.get());
  // No textures for lines: SDL's software renderer does not smooth them.
  shared_->InitialFlags =
      ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
  shared_->CurveTessellationTol = 1.25f;
}

DrawFrame::~DrawFrame() { ImGui::SetCurrentContext(nullptr); }

ImDrawList& DrawFrame::begin(float width, float height, bool plain_shapes, bool coarse) {
  shared_->SetCircleTessellationMaxError(coarse ? 0.4f : 0.25f);
  shared_->TexUvWhitePixel = atlas_.TexUvWhitePixel;
  shared_->TexUvLines = atlas_.TexUvLines;
  shared_->ClipRectFullscreen = {0, 0, width, height};
  data_.Clear();
  data_.DisplaySize = {width, height};
  data_.FramebufferScale = {1, 1};
  list_._ResetForNewFrame();
  list_.PushTextureID(plain_shapes ? nullptr : atlas_.TexID);
  list_.PushClipRectFullScreen();
  return list_;
}

ImDrawData& DrawFrame::end() {
  list_.PopClipRect();
  list_.PopTextureID();
  data_.Valid = true;
  data_.AddDrawList(&list_);
  return data_;
}

}  // namespace lesson
