// build.mjs: npm run build: makes dist/: models, player and lesson_tool in WebAssembly, then the site. Skips what is up to date.
//
// node scripts/build.mjs [--widget <id>]   compiles the model of that widget only; the others stay as they were built before
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureWasmDependencies } from './dependencies.mjs';
import { emscriptenEnvironment, setUp } from './setup.mjs';
import { isMain } from './lib/is_main.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { runOrFail } from './lib/run.mjs';
import { elapsed, Problem, runMain, say, Steps } from './lib/say.mjs';

export const appFolder = inRoot('build', 'wasm', 'web');
const engineWasm = inRoot('build', 'wasm', 'web', 'engine_module', 'engine.wasm');
export const engineFolder = inRoot('build', 'engine_module');
// The native tool serves tests and `reproduce`; the site is pressed by the same program under Node, so that a build needs
// one toolchain.
export const lessonTool = inRoot('build', 'gcc', 'lessons', 'tool', 'lesson_tool');
export const sitesLessonTool = inRoot('build', 'wasm', 'lessons', 'tool', 'lesson_tool.js');
const dist = inRoot('dist');
const distStamp = inRoot('build', 'dist_stamp');

// Configures a preset when that is needed (afterwards Ninja does it by itself when a CMake file changed) and builds.
// A folder configured for its tests stays so: npm start after npm test has nothing to do.
export async function buildPreset(preset, { targets = [], tests = false } = {}) {
  const env = preset === 'wasm' ? emscriptenEnvironment() : {};
  const cache = inRoot('build', preset, 'CMakeCache.txt');
  const configured = existsSync(inRoot('build', preset, 'build.ninja')) && existsSync(cache);
  const withTests = configured && /^DROPOUT_BUILD_TESTS:\w+=ON$/m.test(readFileSync(cache, 'utf8'));
  if (!configured || (tests && !withTests)) {
    await runOrFail(
      `${preset}_configure`,
      'cmake',
      ['--preset', preset, `-DDROPOUT_BUILD_TESTS=${tests ? 'ON' : 'OFF'}`],
      { env },
    );
  }
  const chosen = targets.length ? ['--target', ...targets] : [];
  return runOrFail(`${preset}_build`, 'cmake', ['--build', '--preset', preset, ...chosen], { env });
}

// The ids of web/widgets/widgets.inc.
export function widgetIds() {
  const list = readFileSync(inRoot('web', 'widgets', 'widgets.inc'), 'utf8');
  return [...list.matchAll(/^WIDGET\((\w+)\)/gm)].map(([, id]) => id);
}

function checkWidget(id) {
  if (!widgetIds().includes(id))
    throw new Problem(`There is no widget "${id}"; the widgets are: ${widgetIds().join(', ')}`);
}

// What the WebAssembly build leaves for the site.
function programs() {
  return [
    ...widgetIds().map(id => path.join(appFolder, 'widgets', `widget_${id}.wasm`)),
    path.join(appFolder, 'player', 'player.js'),
    path.join(appFolder, 'player', 'player.wasm'),
    engineWasm,
  ];
}

// One hash over names, sizes and times of everything that the site is made from.
function stateOfInputs() {
  const hash = createHash('sha256');
  const add = file => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
  };
  const walk = folder => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(full);
      else add(full);
    }
  };
  for (const folder of ['web/site', 'web/engine_module', 'lessons']) walk(inRoot(folder));
  const others = ['web/tokens.json', 'package.json', 'package-lock.json', 'LICENSE'].map(name => inRoot(name));
  for (const file of [...others, sitesLessonTool, ...programs()]) if (existsSync(file)) add(file);
  return hash.digest('hex');
}

// Compiles what the site holds. widget: only its model, where the other programs are there.
async function compilePrograms(widget) {
  const built = [...programs(), sitesLessonTool];
  const only = widget !== undefined && built.every(file => existsSync(file));
  const targets = only ? [`widget_${widget}`] : ['widget_models', 'player', 'engine_module'];
  await buildPreset('wasm', { targets: [...targets, 'lesson_tool'] });
  for (const file of built)
    if (!existsSync(file)) throw new Problem(`The build left no ${path.relative(root, file)}.`);
}

async function pressSite() {
  const state = stateOfInputs();
  if (
    existsSync(path.join(dist, 'index.html')) &&
    existsSync(distStamp) &&
    readFileSync(distStamp, 'utf8') === state
  ) {
    say('      up to date');
    return;
  }
  rmSync(distStamp, { force: true });
  await runOrFail('engine_module', process.execPath, [
    inRoot('web', 'engine_module', 'build.mjs'),
    '--wasm',
    engineWasm,
    '--out',
    engineFolder,
  ]);
  await runOrFail('site', process.execPath, [
    inRoot('web', 'site', 'build.mjs'),
    '--app',
    appFolder,
    '--tool',
    sitesLessonTool,
    '--engine',
    engineFolder,
    '--out',
    dist,
  ]);
  writeFileSync(distStamp, state);
}

// dist/ from the sources, whatever is there already.
export async function buildSite() {
  await ensureWasmDependencies();
  await compilePrograms();
  await pressSite();
}

// Everything that `npm start` serves. Announces four steps. widget: only its model is compiled.
export async function build({ purpose = 'build', widget } = {}) {
  const started = Date.now();
  const steps = new Steps(4);
  if (widget !== undefined) checkWidget(widget);
  steps.next('set-up: compilers, libraries, npm packages');
  await setUp(purpose);
  steps.next('dependencies of the player');
  await ensureWasmDependencies();
  steps.next(widget ? `the model of ${widget}` : 'models, player, engine module and lesson tool');
  await compilePrograms(widget);
  steps.next('site');
  await pressSite();
  say(`dist/ is ready after ${elapsed(started)}`);
}

function options() {
  const { values } = parseArgs({ options: { widget: { type: 'string' } } });
  return values;
}

if (isMain(import.meta.url)) await runMain(() => build(options()));
