// batchnorm_conflict_tables.cpp: what the panels of batchnorm_conflict draw, as rows.
#include "batchnorm_conflict_picture.h"
#include "contract/table.h"
#include "contract/words.h"

namespace lesson {

void BatchNormConflict::spread_table(const Params& params, Table& table) const {
  const Spread& now = spread(params);
  table.row("Mode", "Spread after the norm, sampled", "Exact");
  table.row("training, dropout " + std::string(params.dropout ? "on" : "off"), number_text(now.train.sd, 3),
            number_text(1, 3));
  table.row("test, dropout off", number_text(now.test.sd, 3),
            number_text(disturbs(params) ? output_sd(params) : 1, 3));
}

void BatchNormConflict::sockets_table(const Params& params, Table& table) const {
  table.row("Dropout", "New points right", "95 % interval, ±", "Variance met of expected", "Runs");
  for (int i = 0; i < socket_count; ++i) {
    const auto socket = static_cast<Socket>(i);
    if (!is_tried(params, socket) || runs_.empty()) {
      table.row(std::string(socket_name(socket)), "not tried", "", "", "");
      continue;
    }
    const dropout::MeanInterval right = accuracy(params, socket);
    table.row(std::string(socket_name(socket)), number_text(right.mean, 1) + " %", number_text(right.half_width, 1),
              number_text(mean_ratio(socket), 2), std::to_string(finished_runs()));
  }
}

}  // namespace lesson
