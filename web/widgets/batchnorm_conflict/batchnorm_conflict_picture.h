// batchnorm_conflict_picture.h: what the panels and sentences of batchnorm_conflict share.
#pragma once

#include <string_view>

#include "batchnorm_conflict.h"

namespace lesson {

inline constexpr std::string_view socket_names[BatchNormConflict::socket_count] = {
    "nowhere", "before the norm", "after the norm", "after ReLU", "on the logit"};
constexpr std::string_view socket_name(BatchNormConflict::Socket socket) {
  return socket_names[static_cast<std::size_t>(socket)];
}

}  // namespace lesson
