// setup.mjs: makes a fresh machine ready: Node, packages from apt, npm packages. Quick when nothing is missing.
//
// Also a command of its own: node scripts/setup.mjs [build|test]
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMain } from './lib/is_main.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { output, runOrFail, which } from './lib/run.mjs';
import { Problem, runMain } from './lib/say.mjs';

const oldestNode = [20, 19];
// CMakePresets.json is of version 6.
const oldestCmake = [3, 25];
const oldestEmscripten = [3, 1, 6];

// -1, 0 or 1, comparing as many numbers as `wanted` has.
function compare(found, wanted) {
  for (const [at, number] of wanted.entries()) {
    if ((found[at] ?? 0) !== number) return (found[at] ?? 0) < number ? -1 : 1;
  }
  return 0;
}

function versionIn(text) {
  return (/(\d+)\.(\d+)(?:\.(\d+))?/.exec(text ?? '') ?? []).slice(1).map(part => Number(part ?? 0));
}

function checkNode() {
  if (compare(versionIn(process.versions.node), oldestNode) >= 0) return;
  throw new Problem(
    `Dropout Lab needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}.`,
  );
}

function checkTool(name, program, oldest) {
  const text = output(program, ['--version'], { timeoutMs: 60_000 });
  if (text === undefined)
    throw new Problem(`${name} was found at ${which(program)}, but \`${program} --version\` fails.`);
  const found = versionIn(text.split('\n')[0]);
  if (compare(found, oldest) < 0)
    throw new Problem(`${name} ${oldest.join('.')} or newer is needed; ${which(program)} is ${found.join('.')}.`);
}

// `npm ci` in a folder with a lock file, when its node_modules is missing or was made from another lock file.
export async function ensureNodeModules(...folder) {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot(...folder, 'package-lock.json')))
    .digest('hex');
  const modules = inRoot(...folder, 'node_modules');
  const stamp = path.join(modules, '.dropout_lab_lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // npm ci empties what a link leads to, which is somebody else's.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Problem(
      `${modules} is a symbolic link, and npm ci would empty the folder behind it: please remove the link.`,
    );
  if (!which('npm')) throw new Problem('npm was not found: it comes with Node, please install both.');
  const name = ['npm_ci', ...folder.slice(-1)].join('_');
  await runOrFail(name, 'npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: inRoot(...folder),
    failure: `npm ci failed: is the npm registry reachable? The whole output is in build/logs/${name}.log`,
  });
  writeFileSync(stamp, lock);
}

// The environment in which Emscripten's tools run: they use the Node that runs us, whatever else is installed.
export function emscriptenEnvironment() {
  return {
    EM_NODE_JS: process.execPath,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
  };
}

// purpose is 'build' or 'test'.
export async function setUp(purpose) {
  checkNode();
  mkdirSync(inRoot('build'), { recursive: true });
  await ensurePackages(purpose);
  // A version is asked once a machine state: the answers are kept with the packages they describe.
  const tools = ['cmake', 'emcc'].map(name => which(name)).join('\n');
  const stamp = inRoot('build', 'tools_checked');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== tools) {
    checkTool('CMake', 'cmake', oldestCmake);
    checkTool('Emscripten', 'emcc', oldestEmscripten);
    writeFileSync(stamp, tools);
  }
  await ensureNodeModules();
}

if (isMain(import.meta.url)) {
  await runMain(() => setUp(process.argv[2] === 'test' ? 'test' : 'build'));
}
