// dependencies.mjs: builds SDL2, Dear ImGui and GoogleTest for the page once, keeps them, and prints their folder.
//
// The folder is named by a hash of the compiler's version and of scripts/cmake/wasm_dependencies, so that a change of
// either builds anew and everything else, a new clone included, finds the old result.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fetchDebianSources } from './lib/debian_sources.mjs';
import { isMain } from './lib/is_main.mjs';
import { cacheFolder, inRoot } from './lib/paths.mjs';
import { output, runOrFail, which } from './lib/run.mjs';
import { elapsed, Problem, runMain, say } from './lib/say.mjs';

const project = inRoot('scripts', 'cmake', 'wasm_dependencies');
const toolchain = inRoot('scripts', 'cmake', 'emscripten.cmake');

// The whole `emcc --version` text names release and build; '' when there is no Emscripten.
function emscriptenVersion() {
  const emcc = which('emcc');
  return (emcc && output(emcc, ['--version'], { timeoutMs: 60_000 })) || '';
}

function hashOfInputs(version) {
  const hash = createHash('sha256').update(version);
  for (const name of readdirSync(project).sort()) hash.update(name).update(readFileSync(path.join(project, name)));
  return hash.digest('hex').slice(0, 16);
}

// Repository and tag of SDL2 as the CMake project declares them.
function upstream() {
  const text = readFileSync(path.join(project, 'CMakeLists.txt'), 'utf8');
  const [, repository, tag] = /dropout_git_source\(sdl2\s+(\S+)\s+(\S+)/.exec(text);
  return { repository, tag };
}

// A few seconds decide: an unreachable network often hangs instead of saying no.
function upstreamAnswers() {
  const { repository, tag } = upstream();
  const question = ['ls-remote', '--exit-code', repository, `refs/tags/${tag}`];
  return (
    which('git') !== undefined &&
    output('git', question, { timeoutMs: 6_000, env: { GIT_TERMINAL_PROMPT: '0' } }) !== undefined
  );
}

async function sourceArguments(work) {
  if (upstreamAnswers()) {
    say('      sources: upstream');
    return [];
  }
  say("      sources: upstream does not answer, so Debian's source packages");
  const folders = await fetchDebianSources(['libsdl2', 'imgui'], path.join(work, 'debian'));
  return [`-DFETCHCONTENT_SOURCE_DIR_SDL2=${folders.libsdl2}`, `-DFETCHCONTENT_SOURCE_DIR_IMGUI=${folders.imgui}`];
}

// Returns the folder that holds lib/ and include/; builds it when it is not there yet (one to three minutes).
export async function ensureWasmDependencies() {
  const version = emscriptenVersion();
  if (!version)
    throw new Problem('Emscripten was not found: npm run build installs it where it can, or put emcc on PATH.');
  const finished = path.join(cacheFolder(), `wasm-${hashOfInputs(version)}`);
  if (existsSync(finished)) return finished;

  const started = Date.now();
  say('      SDL2, Dear ImGui and GoogleTest for WebAssembly: compiled once, one to three minutes');
  const work = `${finished}.work-${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    await runOrFail('dependencies_configure', 'cmake', [
      '-G',
      'Ninja',
      '-S',
      project,
      '-B',
      path.join(work, 'build'),
      `-DCMAKE_TOOLCHAIN_FILE=${toolchain}`,
      '-DCMAKE_BUILD_TYPE=Release',
      `-DCMAKE_INSTALL_PREFIX=${path.join(work, 'result')}`,
      ...(await sourceArguments(work)),
    ]);
    await runOrFail('dependencies_build', 'cmake', ['--build', path.join(work, 'build'), '--target', 'install']);
    // Renamed as the last act, so that a half-built folder is never taken for a finished one.
    if (!existsSync(finished)) renameSync(path.join(work, 'result'), finished);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  say(`      done in ${elapsed(started)}`);
  return finished;
}

if (isMain(import.meta.url)) {
  await runMain(async () => console.log(await ensureWasmDependencies()));
}
