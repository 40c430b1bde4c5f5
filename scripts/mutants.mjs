// mutants.mjs: npm run mutants: plants known mistakes into copies of the engine, one at a time; the tests have to find each.
//
// npm run mutants -- gamma        only the mutants whose name holds "gamma"
// A mutant is one text replaced by another in one file. If the text is not there (once), the mutant is out of date: an error.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setUp } from './setup.mjs';
import { inRoot } from './lib/paths.mjs';
import { runLogged, runOrFail } from './lib/run.mjs';
import { Problem, runMain, say } from './lib/say.mjs';

const mutants = [
  {
    name: 'keep and drop flipped',
    file: 'src/mask.cpp',
    from: 'reinterpret_cast<Words>(words >= threshold)',
    to: 'reinterpret_cast<Words>(words < threshold)',
  },
  {
    name: 'no scale in backward',
    file: 'src/mlp.cpp',
    from: 'row[j] = y[j] > Scalar(0) ? row[j] * scale_ : Scalar(0);',
    to: 'row[j] = y[j] > Scalar(0) ? row[j] : Scalar(0);',
  },
  {
    name: 'no scale in backward, vector part',
    file: 'src/mlp.cpp',
    from: 'load(row + j) * scale_));\n  for (; j < width; ++j) row[j] = y[j]',
    to: 'load(row + j)));\n  for (; j < width; ++j) row[j] = y[j]',
  },
  {
    name: 'mask of another example in backward, tanh',
    file: 'src/mlp.cpp',
    from: 'std::span(trace.mask).subspan(first, width)',
    to: 'std::span(trace.mask).subspan(0, width)',
  },
  {
    name: 'mask of another example in backward, ReLU',
    file: 'src/mlp.cpp',
    from: 'const Scalar* y = trace.outputs.data() + first;',
    to: 'const Scalar* y = trace.outputs.data();',
  },
  {
    name: 'scale in float from 1 - p twice',
    file: 'src/mlp.cpp',
    from: 'scale_ = static_cast<Scalar>(dropout_scale({drop_rate_, Scheme::inverted}, Mode::train));',
    to: 'scale_ = Scalar(1.0f / (1.0f - (1.0f - (1.0f - static_cast<float>(drop_rate_)))));',
  },
  {
    name: 'scale of the rule in float from 1 - p twice',
    file: 'src/dropout_rule.cpp',
    from: 'const double keep_rate = 1.0 - rule.drop_rate;',
    to: 'const double keep_rate = 1.0f - (1.0f - (1.0f - static_cast<float>(rule.drop_rate)));',
  },
  {
    name: 'DropBlock gamma without F / (F - b + 1)',
    file: 'src/drop_block.cpp',
    from: 'return drop_rate * (h * w) / (b * b * (h - b + 1.0) * (w - b + 1.0));',
    to: 'return drop_rate / (b * b) * ((h - w) * 0.0 + 1.0);',
  },
  {
    name: 'stochastic depth scaled in training and in eval mode',
    file: 'src/drop_path.cpp',
    from: 'return dropout_scale(rule, mode);',
    to: 'return dropout_scale({rule.drop_rate, Scheme::inverted}, Mode::train);',
  },
  {
    name: 'stochastic depth scaled in training (inverted) and by the survival rate in eval mode',
    file: 'src/drop_path.cpp',
    from: 'return dropout_scale(rule, mode);',
    to: 'return mode == Mode::eval ? 1.0 - rule.drop_rate : dropout_scale({rule.drop_rate, Scheme::inverted}, mode);',
  },
  {
    name: 'batch norm uses batch statistics in eval mode',
    file: 'src/batch_norm.cpp',
    from: '  const Scalar eps = static_cast<Scalar>(epsilon);\n  for (std::size_t j = 0; j < width_; ++j) {\n    const Scalar inverse_sd = Scalar(1) / std::sqrt(running_variance_[j] + eps);\n    for (std::size_t at = j; at < z.size(); at += width_)\n      y[at] = gain[j] * ((z[at] - running_mean_[j]) * inverse_sd) + shift[j];',
    to: '  const Scalar eps = static_cast<Scalar>(epsilon);\n  const Scalar n = static_cast<Scalar>(z.size() / width_);\n  for (std::size_t j = 0; j < width_; ++j) {\n    Scalar mean = 0, squares = 0;\n    for (std::size_t at = j; at < z.size(); at += width_) mean += z[at] / n;\n    for (std::size_t at = j; at < z.size(); at += width_) squares += (z[at] - mean) * (z[at] - mean) / n;\n    const Scalar inverse_sd = Scalar(1) / std::sqrt(squares + eps);\n    for (std::size_t at = j; at < z.size(); at += width_) y[at] = gain[j] * ((z[at] - mean) * inverse_sd) + shift[j];',
  },
  {
    name: 'NWGM replaced by the arithmetic mean',
    file: 'src/ensemble.cpp',
    from: 'means.geometric = 1.0 / (1.0 + exp(log_g_other - log_g));',
    to: 'means.geometric = means.arithmetic + 0.0 * (log_g_other - log_g);',
  },
  {
    name: 'biased variance in a t interval',
    file: 'src/statistics.cpp',
    from: 'std::sqrt(squares / (count - 1.0) / count)',
    to: 'std::sqrt(squares / count / count)',
  },
  {
    name: 'RNG counter without the layer',
    file: 'src/mask.cpp',
    from: 'round_1.high ^ words_of(layer) ^ keys.key_1[0]',
    to: 'round_1.high ^ words_of(layer * 0u) ^ keys.key_1[0]',
  },
  {
    name: 'RNG counter without the layer, single words',
    file: 'src/mask.cpp',
    from: 'philox4x32({unit / 4, key.sample, key.step, key.layer}',
    to: 'philox4x32({unit / 4, key.sample, key.step, 0u}',
  },
];

const folder = inRoot('build', 'mutants');
const source = path.join(folder, 'source');
const build = path.join(folder, 'build');
const programs = ['engine_tests', 'engine_family_tests', 'engine_studies_tests'];

// A tree with the engine alone, so that a mutant never touches the real one.
function copyEngine() {
  rmSync(source, { recursive: true, force: true });
  mkdirSync(path.join(source, 'scripts'), { recursive: true });
  cpSync(inRoot('engine'), path.join(source, 'engine'), { recursive: true, preserveTimestamps: true });
  cpSync(inRoot('scripts', 'cmake'), path.join(source, 'scripts', 'cmake'), { recursive: true });
  writeFileSync(
    path.join(source, 'CMakeLists.txt'),
    [
      'cmake_minimum_required(VERSION 3.25)',
      'project(mutants CXX)',
      'set(CMAKE_MODULE_PATH ${CMAKE_SOURCE_DIR}/scripts/cmake)',
      'include(dropout_options)',
      'include(dropout_add_test)',
      'find_package(GTest REQUIRED)',
      'enable_testing()',
      'set(DROPOUT_BUILD_TESTS ON)',
      'add_subdirectory(engine)',
      '',
    ].join('\n'),
  );
}

// A run that was stopped leaves the object of its mutant, newer than the source: that build is thrown away.
const planted = path.join(build, 'mutant_is_planted');
const forgetStoppedRun = () => existsSync(planted) && rmSync(build, { recursive: true });

// The names of the tests that fail; the programs run until the first failure.
async function failingTests() {
  const built = await runLogged('mutants_build', 'cmake', ['--build', build, '--target', ...programs]);
  if (built.code !== 0) throw new Problem(`the mutant does not compile, see ${built.log}`);
  const failing = [];
  for (const program of programs) {
    const run = await runLogged('mutants_tests', path.join(build, 'engine', 'tests', program), ['--gtest_brief=1']);
    failing.push(...new Set([...run.text.matchAll(/\[ {2}FAILED {2}\] (\S+?\.[^\s(,]+)/g)].map(match => match[1])));
    if (run.code !== 0 && failing.length === 0) failing.push(`${program} crashed`);
  }
  return failing;
}

async function run(chosen) {
  await setUp('test');
  copyEngine();
  forgetStoppedRun();
  await runOrFail('mutants_configure', 'cmake', ['-S', source, '-B', build, '-G', 'Ninja']);
  const before = await failingTests();
  if (before.length) throw new Problem(`without any mutant these tests fail already: ${before.join(', ')}`);
  let survivors = 0;
  for (const { name, file, from, to } of chosen) {
    const target = path.join(source, 'engine', file);
    const text = readFileSync(target, 'utf8');
    if (text.split(from).length !== 2) throw new Problem(`${name}: engine/${file} does not hold once: ${from}`);
    writeFileSync(planted, name);
    writeFileSync(
      target,
      text.replace(from, () => to),
    );
    const failing = await failingTests();
    writeFileSync(target, text);
    if (failing.length === 0) survivors += 1;
    say(
      `${failing.length ? 'caught  ' : 'SURVIVED'}  ${name}${failing.length ? `: ${failing.length} tests, first ${failing[0]}` : ''}`,
    );
  }
  await failingTests(); // the last mutant's object goes, too
  rmSync(planted, { force: true });
  say(`${chosen.length - survivors} passed, ${survivors} failed`);
  process.exitCode = survivors ? 1 : 0;
}

await runMain(async () => {
  const word = process.argv[2] ?? '';
  const chosen = mutants.filter(({ name }) => name.includes(word));
  if (chosen.length === 0) throw new Problem(`no mutant has "${word}" in its name`);
  await run(chosen);
});
