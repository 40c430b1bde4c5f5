// native.mjs: builds the benchmark's programs and talks to the native one, which answers timing commands line by line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { inRoot } from '../lib/paths.mjs';
import { runLogged, runOrFail, which } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';
import { emscriptenEnvironment } from '../setup.mjs';

export async function ensureEigen() {
  const there = () => ['/usr/include', '/usr/local/include'].some(at => existsSync(`${at}/eigen3/Eigen/Core`));
  if (there()) return;
  if (process.getuid?.() === 0) await runLogged('bench_eigen', 'apt-get', ['install', '-y', 'libeigen3-dev']);
  if (!there()) throw new Problem('The benchmark compares with Eigen: please install it (Debian: libeigen3-dev).');
}

async function build(name, target, options, env) {
  const folder = inRoot('build', 'bench', name);
  const launcher = which('ccache') ? ['-DCMAKE_CXX_COMPILER_LAUNCHER=ccache'] : [];
  const configure = ['-S', inRoot('engine', 'bench'), '-B', folder, '-G', 'Ninja', ...launcher, ...options];
  await runOrFail(`bench_${name}_configure`, 'cmake', configure, { env });
  await runOrFail(`bench_${name}_build`, 'cmake', ['--build', folder, '--target', target], { env });
  return `${folder}/${target}`;
}

export function buildNative() {
  return build('native', 'bench_native', [], {});
}

export async function buildWasm() {
  const toolchain = `-DCMAKE_TOOLCHAIN_FILE=${inRoot('scripts', 'cmake', 'emscripten.cmake')}`;
  return `${await build('wasm', 'bench', [toolchain], emscriptenEnvironment())}.wasm`;
}

// { ask(command) → text, seconds(command) → the fastest chunk, close() }
export function startNative(program) {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = [];
  createInterface({ input: child.stdout }).on('line', line => waiting.shift()?.resolve(line));
  child.on('exit', code => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`bench_native ended with ${code}`));
  });
  const ask = command =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${command}\n`);
    });
  const seconds = async command => Math.min(...(await ask(command)).trim().split(' ').map(Number));
  return { ask, seconds, close: () => child.stdin.end() };
}
