// test.mjs: npm test: every test of every layer, quick checks first; the last line counts what passed and failed.
//
// node scripts/test.mjs [stage…]        runs only the stages named, for instance: npm test -- rooms style clang
// node scripts/test.mjs --widget <id>   runs what knows that widget: its own tests and the contract of all widgets, natively
// node scripts/test.mjs --changed       runs what knows the files that changed since main was left, see lib/changed.mjs
// A stage that crashes, or finds no test, counts as one failure; the later stages run all the same.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPreset, buildSite, lessonTool, widgetIds } from './build.mjs';
import { checkBudget } from './check_budget.mjs';
import { checkRooms } from './check_rooms.mjs';
import { checkStyle } from './check_style.mjs';
import { ensureWasmDependencies } from './dependencies.mjs';
import { format } from './format.mjs';
import { emscriptenEnvironment, ensureNodeModules, setUp } from './setup.mjs';
import { changedFiles, testsFor } from './lib/changed.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { countsOfCtest, countsOfGoogleTest, countsOfNodeTest, countsOfPlaywright } from './lib/counts.mjs';
import { inRoot } from './lib/paths.mjs';
import { runLogged, tail } from './lib/run.mjs';
import { elapsed, Problem, say, Steps } from './lib/say.mjs';

// A check in this process: it passes as a whole, or each problem is a failure.
function judged({ checked, problems }) {
  for (const problem of problems) say(`      ${problem}`);
  if (checked === 0 && problems.length === 0) throw new Problem('      nothing was checked');
  return { passed: problems.length ? 0 : 1, failed: problems.length };
}

// A test runner: its own count, or a failure when it crashed or counted nothing.
async function counted(name, command, args, counts, options) {
  const result = await runLogged(name, command, args, options);
  const { passed, failed } = counts(result.text) ?? { passed: 0, failed: 0 };
  if (result.code === 0 && failed === 0 && passed > 0) return { passed, failed };
  say(tail(result.text, 80));
  say(`      the whole output is in ${result.log}`);
  return { passed, failed: Math.max(failed, 1), words: tail(result.text, 24) };
}

async function builtAndTested(preset) {
  await buildPreset(preset, { tests: true });
  const env = preset === 'wasm' ? emscriptenEnvironment() : {};
  return counted(`${preset}_tests`, 'ctest', ['--preset', preset], countsOfCtest, { env });
}

// A program that only succeeds or fails.
async function one(name, command, args) {
  const result = await runLogged(name, command, args);
  if (result.code === 0) return { passed: 1, failed: 0 };
  say(tail(result.text, 60));
  return { passed: 0, failed: 1 };
}

// options: of Node's test runner.
function nodeTests(name, folder, options = []) {
  const files = readdirSync(folder)
    .filter(file => file.endsWith('.test.mjs'))
    .map(file => path.join(folder, file));
  return counted(name, process.execPath, ['--test', '--test-reporter=spec', ...options, ...files], countsOfNodeTest);
}

// folder: of the tests of the site, with a configuration of Playwright. specs: only these, if there are any.
function browserTests(folder, specs = []) {
  const playwright = inRoot('node_modules', '@playwright', 'test', 'cli.js');
  const config = inRoot('web', 'site', 'tests', folder, 'playwright.config.mjs');
  const args = [playwright, 'test', '-c', config, ...specs];
  return counted(`${folder}_tests`, process.execPath, args, countsOfPlaywright, {
    env: { FORCE_COLOR: '0', NO_COLOR: '1' },
  });
}

// The hosts are programs of others, which nothing but this stage needs.
async function hostTests() {
  const folder = ['web', 'site', 'tests', 'hosts'];
  await ensureNodeModules(...folder);
  const packages = await nodeTests('package_tests', inRoot(...folder));
  const pages = await browserTests('hosts');
  return { passed: packages.passed + pages.passed, failed: packages.failed + pages.failed };
}

// The browsers are put side by side with two native compilers; they wait much, so two files run at a time on any machine.
async function engineTests() {
  for (const preset of ['gcc', 'clang']) await buildPreset(preset, { targets: ['model_calls'], tests: true });
  return nodeTests('engine_tests', inRoot('web', 'site', 'tests', 'engines'), ['--test-concurrency=2']);
}

// Everything else can be tested without PyTorch, so a machine that cannot have it is told loudly what it did not test.
// Continuous integration has to have it.
async function torchTests() {
  try {
    await ensurePackages('torch');
  } catch (error) {
    if (process.env.CI || !(error instanceof Problem)) throw error;
    say(`      LEFT OUT, nothing was compared with PyTorch. ${error.message}`);
    return { passed: 0, failed: 0, leftOut: 1 };
  }
  await buildPreset('gcc', { targets: ['torch_cases'], tests: true });
  const folder = ['engine', 'tests', 'torch'];
  const program = inRoot('build', 'gcc', ...folder, 'torch_cases');
  const table = inRoot('lessons', 'dropout', 'measured', 'torch_agreement.json');
  return counted(
    'torch',
    '/usr/bin/python3',
    ['-B', inRoot(...folder, 'agree.py'), program, table],
    countsOfNodeTest,
  );
}

const typeCheck = ['node_modules', 'typescript', 'bin', 'tsc'];
const stages = {
  rooms: ['rooms: who may use whom', async () => judged(checkRooms())],
  style: ['style: house rules', async () => judged(checkStyle())],
  format: ['format: layout of C++ and web files', async () => judged(await format({ check: true }))],
  types: [
    'types: TypeScript',
    () => one('types', process.execPath, [inRoot(...typeCheck), '--noEmit', '-p', inRoot('tsconfig.json')]),
  ],
  scripts: ['scripts: their own tests', () => nodeTests('script_tests', inRoot('scripts', 'tests'))],
  gcc: ['gcc: optimised, with the slow statistical tests', () => builtAndTested('gcc')],
  torch: ['torch: training runs of the engine repeated in PyTorch', torchTests],
  lessons: [
    'lessons: every lesson valid, every number true',
    async () => {
      await buildPreset('gcc', { targets: ['lesson_tool'], tests: true });
      return one('lessons', process.execPath, [inRoot('web', 'site', 'check_lessons.mjs'), '--tool', lessonTool]);
    },
  ],
  site: ['site: unit tests', () => nodeTests('site_tests', inRoot('web', 'site', 'tests'))],
  clang: ['clang: with address and undefined-behaviour sanitizers', () => builtAndTested('clang')],
  wasm: [
    'wasm: the same tests as WebAssembly under Node',
    async () => {
      await ensureWasmDependencies();
      return builtAndTested('wasm');
    },
  ],
  dist: [
    'dist: the whole site',
    async () => {
      await buildSite();
      return { passed: 1, failed: 0 };
    },
  ],
  models: [
    'models: each widget as a program of its own, bit by bit as natively',
    async () => {
      await ensureWasmDependencies();
      await buildPreset('gcc', { targets: ['model_calls'], tests: true });
      await buildPreset('wasm', { targets: ['widget_models'] });
      return nodeTests('model_tests', inRoot('web', 'widgets', 'contract', 'tests'));
    },
  ],
  engine_module: [
    'engine_module: the engine as an ES module, in Node and in Workers',
    () => nodeTests('engine_module_tests', inRoot('web', 'engine_module', 'tests')),
  ],
  budget: ['budget: download before the first interaction', async () => judged(checkBudget())],
  hosts: ['hosts: both packages, and the element in pages of React, Vue, reveal.js, Vite, MkDocs', hostTests],
  browser: ['browser: Chromium', () => browserTests('browser')],
  engines: ['engines: Chromium, Firefox ESR and WebKitGTK: the same walks, the same bits as natively', engineTests],
};

// Programs of GoogleTest below build/gcc/web, built first.
async function nativePrograms(folder, names, args = []) {
  await buildPreset('gcc', { targets: names, tests: true });
  const sum = { passed: 0, failed: 0 };
  for (const name of names) {
    const program = inRoot('build', 'gcc', 'web', ...folder, name);
    const { passed, failed } = await counted(name, program, args, countsOfGoogleTest);
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

// The tests of widgets: those of a folder carry its type's name, those of the contract its id.
async function widgetTests(ids) {
  const unknown = ids.find(id => !widgetIds().includes(id));
  if (unknown !== undefined)
    throw new Problem(`There is no widget "${unknown}"; the widgets are: ${widgetIds().join(', ')}`);
  const typeOf = id => id.replace(/(^|_)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());
  const filter = ids.map(id => `*${id}*:${typeOf(id)}*`).join(':');
  const programs = ['widget_tests', 'widget_slow_tests', 'widget_memory_tests'];
  return nativePrograms(['widgets', 'contract', 'tests'], programs, [`--gtest_filter=${filter}`]);
}
const addWidgetStage = ids => (stages.widget = [`widget: ${ids.join(', ')}`, () => widgetTests(ids)]);

// The names of the stages that know what changed; those of widgets, player and browser are cut down to it.
function changedStages() {
  const folder = inRoot('web', 'site', 'tests', 'browser');
  const specs = readdirSync(folder)
    .filter(name => name.endsWith('.spec.mjs'))
    .map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
  const { since, files } = changedFiles();
  const plan = testsFor(files, { widgets: widgetIds(), specs, stages: Object.keys(stages) });
  say(`${files.length === 1 ? '1 file' : `${files.length} files`} changed ${since}`);
  for (const note of plan.notes) say(`      ${note}`);
  addWidgetStage(plan.widgets);
  stages.player = ['player: natively', () => nativePrograms(['player', 'tests'], ['player_tests'])];
  if (plan.specs.length)
    stages.browser = [`browser: ${plan.specs.join(', ')}`, () => browserTests('browser', plan.specs)];
  return plan.stages;
}

async function runStage(stage) {
  try {
    return await stage();
  } catch (error) {
    say(error instanceof Problem ? `      ${error.message}` : error.stack);
    return { passed: 0, failed: 1 };
  }
}

async function main() {
  const { values, positionals: chosen } = parseArgs({
    options: { widget: { type: 'string' }, changed: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const { widget, changed } = values;
  if (widget !== undefined) addWidgetStage([widget]);
  const unknown = chosen.filter(name => !stages[name]);
  if (unknown.length) {
    say(`There is no stage "${unknown[0]}"; the stages are: ${Object.keys(stages).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const started = Date.now();
  const asked = [...(widget !== undefined ? ['widget'] : []), ...(changed ? changedStages() : []), ...chosen];
  const names = asked.length ? [...new Set(asked)] : Object.keys(stages);
  const steps = new Steps(names.length + 1);
  const rows = [];

  steps.next('set-up: compilers, libraries, browser, npm packages');
  try {
    await setUp('test');
  } catch (error) {
    // Without tools nothing below means anything.
    say(error instanceof Problem ? error.message : error.stack);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  for (const name of names) {
    const [title, stage] = stages[name];
    steps.next(title);
    const stageStarted = Date.now();
    const { passed, failed, leftOut = 0, words = '' } = await runStage(stage);
    rows.push({ name, passed, failed, leftOut, words, time: elapsed(stageStarted) });
    say(
      `      ${passed} passed, ${failed} failed in ${rows.at(-1).time}`.replace(
        /(\d+ failed)/,
        failed ? '$1 <<<' : '$1',
      ),
    );
  }

  console.log('');
  // Who reads only the end of a long output finds the reason there.
  for (const { name, failed, words } of rows) if (failed && words) console.log(`${name} ended with:\n${words}\n`);
  for (const { name, passed, failed, leftOut, time } of rows) {
    console.log(
      `${failed ? 'FAILED' : leftOut ? 'LEFT OUT' : 'ok    '}  ${name.padEnd(13)} ${String(passed).padStart(6)} passed ${String(failed).padStart(5)} failed  ${time}`,
    );
  }
  console.log(`in ${elapsed(started)}`);
  const sum = key => rows.reduce((total, row) => total + row[key], 0);
  const leftOut = rows.filter(row => row.leftOut).map(row => row.name);
  const without = leftOut.length ? `, ${leftOut.length} stage LEFT OUT: ${leftOut.join(', ')}` : '';
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${without}`);
  process.exitCode = sum('failed') ? 1 : 0;
}

await main();
