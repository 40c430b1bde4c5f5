// batchnorm_conflict_words.cpp: the sentences of batchnorm_conflict.
#include <cmath>

#include "batchnorm_conflict.h"
#include "batchnorm_conflict_picture.h"
#include "contract/words.h"

namespace lesson {

std::string BatchNormConflict::describe_spread(const Params& params) const {
  const std::string delivered = number_text(spread(params).test.sd, 2);
  const std::string rate = number_text(params.drop_rate, 2);
  if (!params.dropout)
    return "Without dropout the norm meets at test what it has measured: promised 1.00, delivered " + delivered + ".";
  if (params.place == Place::after_norm)
    return "After the norm, dropout at p = " + rate +
           " changes nothing that the norm measures: promised 1.00, delivered " + delivered + ".";
  const std::string alike =
      params.copies == 1 ? "" : " though " + std::to_string(params.copies) + " inputs at a time say the same";
  return "Batch norm promises a spread of 1.00. With dropout (p = " + rate + ") gone, only " + delivered +
         " arrives at the next layer" + alike + ".";
}

namespace {

using Params = BatchNormConflict::Params;
using Socket = BatchNormConflict::Socket;

std::string interval_words(const dropout::MeanInterval& interval) {
  return number_text(interval.mean, 1) + (interval.count > 1 ? " ± " + number_text(interval.half_width, 1) : "");
}

// Once both are there: the places that the chapter is about, seed by seed.
std::string comparison(const BatchNormConflict& widget, const Params& params) {
  const bool behind = BatchNormConflict::is_tried(params, Socket::after_norm) ||
                      BatchNormConflict::is_tried(params, Socket::after_relu);
  if (!behind || !BatchNormConflict::is_tried(params, Socket::before_norm) || widget.finished_runs() < 2) return "";
  const dropout::MeanInterval gap = widget.difference(params, Socket::before_norm, Socket::after_norm);
  const std::string points = " " + signed_text(gap.mean, 1) + " ± " + number_text(gap.half_width, 1) + " points";
  const bool told_apart = std::fabs(gap.mean) > gap.half_width;
  return " Before the norm less after it, seed by seed:" + points +
         (told_apart ? "." : ", which these runs cannot tell from 0.");
}

}  // namespace

std::string BatchNormConflict::describe_sockets(const Params& params) const {
  const std::string plugged = "Dropout at p = " + number_text(params.drop_rate, 2) +
                              (params.socket == Socket::nowhere ? " is plugged in nowhere" : " is plugged in ") +
                              (params.socket == Socket::nowhere ? "" : std::string(socket_name(params.socket)));
  if (!is_tried(params, params.socket)) return plugged + ". Guess what that is worth, then press Train here.";
  if (runs_.empty())
    return plugged + ". The first of " + std::to_string(run_count) + " runs is at step " +
           std::to_string(ticks_ * steps_per_tick) + " of " + std::to_string(run_steps) + ".";
  return plugged + ": the norm meets " + number_text(mean_ratio(params.socket), 2) +
         " of the variance that it expects, and " + interval_words(accuracy(params, params.socket)) +
         " % of new points are right, against " + interval_words(accuracy(params, Socket::nowhere)) +
         " % without dropout (" + plural_text(finished_runs(), "run", "runs") +
         (params.statistics == Statistics::recomputed ? ", statistics recomputed" : "") + ")." +
         comparison(*this, params);
}

std::string BatchNormConflict::describe(const Params& params) const {
  return describe_spread(params) + " " + describe_sockets(params);
}

}  // namespace lesson
