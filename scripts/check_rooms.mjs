// check_rooms.mjs: fails when a file reaches into a room that its own room may not use (the table in ARCHITECTURE.md).
//
// node scripts/check_rooms.mjs
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMain } from './lib/is_main.mjs';
import { root } from './lib/paths.mjs';
import { runMain, say } from './lib/say.mjs';
import { trackedFiles } from './lib/tracked_files.mjs';

const standardHeader = /^[a-z_0-9]+$/;
// Clock, files, printing, threads and other random numbers have no place where results must repeat bit by bit.
const notInEngine =
  /^(iostream|ostream|istream|fstream|sstream|cstdio|filesystem|chrono|ctime|thread|mutex|atomic|random|print)$/;
const notInWidgets = /^(iostream|fstream|filesystem|chrono|ctime|thread|mutex|atomic|random)$/;

// Clang's own, which cuts the bytes of a fuzzer into values.
const fuzzHeader = /^fuzzer\//;

// files: which sources the rule is for; the first match counts.
// folders: where "…" may lead; angle: what <…> may name; never: standard headers refused.
const engineFolders = ['engine/include', 'engine/src'];
const rules = [
  { files: /^engine\/tests\//, folders: ['engine'], angle: /^gtest\// },
  { files: /^engine\/bench\//, folders: ['engine'], angle: /^Eigen\// },
  // It asks the sanitizer about whole rows.
  {
    files: /^engine\/src\/whole_rows\.h$/,
    folders: engineFolders,
    angle: /^sanitizer\/asan_interface\.h$/,
    never: notInEngine,
  },
  { files: /^engine\//, folders: engineFolders, never: notInEngine },
  {
    files: /^web\/widgets\/(.*_test\.cpp$|contract\/tests\/)/,
    folders: ['web/widgets', 'engine/include'],
    angle: /^gtest\//,
  },
  // The border of a model, and nothing else here, knows that it is compiled to WebAssembly.
  {
    files: /^web\/widgets\/contract\/model\.h$/,
    folders: ['web/widgets', 'engine/include'],
    angle: /^emscripten\/emscripten\.h$/,
    never: notInWidgets,
  },
  { files: /^web\/widgets\//, folders: ['web/widgets', 'engine/include'], never: notInWidgets },
  // What a target demands is said in one place, that of the widgets.
  {
    files: /^web\/engine_module\/fuzz\//,
    folders: ['web/engine_module', 'web/widgets/contract/fuzz', 'engine/include'],
    never: notInEngine,
  },
  // It asks the allocator of WebAssembly what is free.
  {
    files: /^web\/engine_module\//,
    folders: ['web/engine_module', 'engine/include'],
    angle: /^malloc\.h$/,
    never: notInEngine,
  },
  {
    files: /^web\/player\//,
    folders: ['web/player', 'web/widgets', 'engine/include'],
    angle: /^(gtest|nlohmann|emscripten|SDL2?|EGL|GLES2)\/|^(SDL|imgui)\w*\.h$/,
  },
  { files: /^lessons\/listings\//, folders: ['lessons/listings', 'engine/include'] },
  {
    files: /^lessons\//,
    folders: ['lessons', 'web/widgets', 'engine/include'],
    angle: /^(gtest|nlohmann)\/|^unistd\.h$/,
  },
  { files: /^scripts\//, folders: ['scripts'], angle: /^emscripten\/|^SDL_config_emscripten\.h$/ },
];

// Include folders that a "…" may be relative to, besides the includer's own folder.
const includeFolders = ['engine/include', 'engine/src', 'web/widgets', 'web/player', 'lessons/tool'];

function resolveInclude(from, name) {
  return [path.posix.dirname(from), ...includeFolders]
    .map(folder => path.posix.join(folder, name))
    .find(candidate => existsSync(path.join(root, candidate)));
}

function judgeInclude(file, rule, kind, name) {
  if (kind === '<') {
    if (rule.angle?.test(name) || (file.includes('/fuzz/') && fuzzHeader.test(name))) return undefined;
    if (rule.never?.test(name))
      return `<${name}> is not for this room: its results must not depend on clock, files or machine`;
    return standardHeader.test(name) ? undefined : `<${name}> is neither a standard header nor allowed in this room`;
  }
  // SDL and Dear ImGui are also written with quotes; generated headers do not exist in the source tree.
  const target = resolveInclude(file, name);
  if (!target) return rule.angle?.test(name) ? undefined : `"${name}" is found in no room`;
  return rule.folders.some(folder => target.startsWith(`${folder}/`))
    ? undefined
    : `"${name}" is ${target}, outside what this room may use`;
}

function checkCpp(file, text) {
  const rule = rules.find(each => each.files.test(file));
  if (!rule) return [`${file}: C++ in no known room`];
  const problems = [];
  for (const [at, line] of text.split('\n').entries()) {
    const match = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(line);
    const problem = match && judgeInclude(file, rule, match[1], match[2]);
    if (problem) problems.push(`${file}:${at + 1}: ${problem}`);
  }
  return problems;
}

// web/site and web/engine_module know C functions and data files, never a C++ source; each uses Node, its packages and
// its own files. The pages reach the engine module at its address, as everybody does.
const scriptRooms = ['web/site/', 'web/engine_module/'];

function checkScript(file, text) {
  const room = scriptRooms.find(folder => file.startsWith(folder));
  const problems = [];
  const from = /(?:^|[;{}\s])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
  for (const match of text.matchAll(from)) {
    const name = match[1] ?? match[2];
    if (!name.startsWith('.')) continue;
    const target = path.posix.join(path.posix.dirname(file), name);
    const data = target.endsWith('.json') && /^(web|lessons)\//.test(target);
    const tests = file.startsWith(`${room}tests/`) && target.startsWith('scripts/');
    if (!target.startsWith(room) && !data && !tests)
      problems.push(`${file}: imports ${target}, outside ${room.slice(0, -1)}`);
  }
  return problems;
}

// Returns { checked, problems }.
export function checkRooms() {
  const problems = [];
  const cpp = trackedFiles(['.cpp', '.h', '.hpp', '.cc']);
  const scripts = trackedFiles(['.ts', '.mjs', '.js']).filter(file =>
    scriptRooms.some(folder => file.startsWith(folder)),
  );
  for (const file of cpp) problems.push(...checkCpp(file, readFileSync(path.join(root, file), 'utf8')));
  for (const file of scripts) problems.push(...checkScript(file, readFileSync(path.join(root, file), 'utf8')));
  return { checked: cpp.length + scripts.length, problems };
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { checked, problems } = checkRooms();
    for (const problem of problems) say(problem);
    console.log(`rooms: ${checked} files, ${problems.length} problems`);
    process.exitCode = problems.length ? 1 : 0;
  });
}
