// native_bench.cpp: answers timing commands on standard input, so that a script can interleave it with other programs.
//
//   create <engine|eigen> <width> <batch> <depth>    ok
//   time <engine|eigen> <steps> <chunks>             seconds of each chunk of so many steps
//   masks <units> <count> <chunks>                   seconds of each chunk of so many masks
//   fill <bytes> <chunks>                            seconds to fill so many bytes once
//   hash <engine>, loss <eigen>                      what the steps have led to
//   rows                                             name=operations; of each row of the roofline
//   row <index> <runs> <chunks>                      seconds of each chunk of so many runs
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "dropout/mask.h"
#include "eigen_step.h"
#include "roofline.h"
#include "workload.h"

namespace {

template <class Work>
void time_chunks(int chunks, Work&& work) {
  using Clock = std::chrono::steady_clock;
  for (int chunk = 0; chunk < chunks; ++chunk) {
    const auto start = Clock::now();
    work();
    std::printf("%.9f ", std::chrono::duration<double>(Clock::now() - start).count());
  }
  std::printf("\n");
}

template <class Step>
void time_steps(Step& step, int steps, int chunks) {
  time_chunks(chunks, [&] {
    for (int i = 0; i < steps; ++i) step.step();
  });
}

}  // namespace

int main() {
  std::unique_ptr<bench::EngineStep> engine;
  std::unique_ptr<bench::EigenStep> eigen;
  std::unique_ptr<bench::Roofline> roofline;
  std::vector<std::uint8_t> bytes;
  std::string command, who;
  while (std::cin >> command) {
    if (command == "create") {
      bench::Workload workload;
      std::cin >> who >> workload.width >> workload.batch >> workload.depth;
      if (who == "engine")
        engine = std::make_unique<bench::EngineStep>(workload);
      else
        eigen = std::make_unique<bench::EigenStep>(workload);
      std::printf("ok\n");
    } else if (command == "time") {
      int steps = 0, chunks = 0;
      std::cin >> who >> steps >> chunks;
      if (who == "engine")
        time_steps(*engine, steps, chunks);
      else
        time_steps(*eigen, steps, chunks);
    } else if (command == "masks") {
      int units = 0, count = 0, chunks = 0;
      std::cin >> units >> count >> chunks;
      bytes.resize(static_cast<std::size_t>(units));
      time_chunks(chunks, [&] {
        for (int i = 0; i < count; ++i) dropout::draw_mask({7, 0, static_cast<std::uint32_t>(i), 0}, 0.5, bytes);
      });
    } else if (command == "fill") {
      int size = 0, chunks = 0, value = 0;
      std::cin >> size >> chunks;
      bytes.resize(static_cast<std::size_t>(size));
      time_chunks(chunks, [&] { std::memset(bytes.data(), ++value, bytes.size()); });
    } else if (command == "hash") {
      std::cin >> who;
      std::printf("%u\n", static_cast<std::uint32_t>(engine->hash()));
    } else if (command == "loss") {
      std::cin >> who;
      std::printf("%.6f\n", eigen->loss());
    } else if (command == "rows") {
      roofline = std::make_unique<bench::Roofline>();
      for (const bench::RooflineRow& row : bench::roofline_rows)
        std::printf("%s=%.0f;", row.name, row.operations(*roofline));
      std::printf("\n");
    } else if (command == "row") {
      int index = 0, runs = 0, chunks = 0;
      std::cin >> index >> runs >> chunks;
      time_chunks(chunks, [&] {
        for (int i = 0; i < runs; ++i) bench::roofline_rows[index].run(*roofline);
      });
    } else {
      std::fprintf(stderr, "unknown command %s\n", command.c_str());
      return 1;
    }
    std::fflush(stdout);
  }
}
