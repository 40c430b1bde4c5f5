// packages.mjs: what each command needs from the machine, and how to get it where apt-get is at hand.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromiumIsThere, chromiumPackage } from './chromium.mjs';
import { output, runLogged, tail, which } from './run.mjs';
import { Problem, say } from './say.mjs';

function numpyIsThere() {
  return existsSync('/usr/bin/python3') && output('/usr/bin/python3', ['-c', 'import numpy']) !== undefined;
}

function torchIsThere() {
  return existsSync('/usr/bin/python3') && output('/usr/bin/python3', ['-c', 'import torch']) !== undefined;
}

function mkdocsIsThere() {
  return which('mkdocs') !== undefined && existsSync('/usr/share/mkdocs/themes/material');
}

function fontsAreThere() {
  return ['/usr/share/fonts/truetype', '/usr/share/fonts/opentype'].some(
    folder => existsSync(folder) && readdirSync(folder).length > 0,
  );
}

// What a build needs: { what it is, Debian's package, whether it is there }.
const forBuild = [
  { what: 'a C++ compiler', packages: ['g++'], there: () => which('g++') !== undefined },
  { what: 'CMake', packages: ['cmake'], there: () => which('cmake') !== undefined },
  { what: 'Ninja', packages: ['ninja-build'], there: () => which('ninja') !== undefined },
  { what: 'Emscripten', packages: ['emscripten'], there: () => which('emcc') !== undefined },
  {
    what: 'nlohmann/json',
    packages: ['nlohmann-json3-dev'],
    there: () => existsSync('/usr/include/nlohmann/json.hpp') || existsSync('/usr/local/include/nlohmann/json.hpp'),
  },
  {
    what: 'GoogleTest',
    packages: ['libgtest-dev', 'googletest'],
    there: () =>
      existsSync('/usr/src/googletest/googletest/src/gtest-all.cc') && existsSync('/usr/include/gtest/gtest.h'),
  },
  { what: 'xz', packages: ['xz-utils'], there: () => which('xz') !== undefined },
];

// Debian's folders are named after the machine: /usr/lib/x86_64-linux-gnu.
function webkitIsThere() {
  const hasBrowser = name => existsSync(`/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`);
  return existsSync('/usr/bin/WebKitWebDriver') && readdirSync('/usr/lib').some(hasBrowser);
}

// Debian's clang brings its sanitizers and libFuzzer only as a recommendation.
function clangIsThere() {
  const folder = which('clang++') && output('clang++', ['-print-resource-dir']);
  return folder !== undefined && existsSync(path.join(folder, 'include', 'sanitizer', 'asan_interface.h'));
}

const forTests = [
  { what: 'Clang with its sanitizers', packages: ['clang', 'libclang-rt-dev'], there: clangIsThere },
  { what: 'clang-format', packages: ['clang-format'], there: () => which('clang-format') !== undefined },
  { what: 'Chromium', packages: [chromiumPackage], there: chromiumIsThere },
  // 300 MB and 90 MB: the engines of other readers, and a screen for them.
  { what: 'Firefox ESR', packages: ['firefox-esr'], there: () => existsSync('/usr/bin/firefox-esr') },
  { what: 'WebKitGTK with its driver', packages: ['webkit2gtk-driver'], there: webkitIsThere },
  { what: 'Xvfb', packages: ['xvfb'], there: () => existsSync('/usr/bin/Xvfb') },
  { what: 'fonts', packages: ['fonts-dejavu-core'], there: fontsAreThere },
  // 50 MB: pages with instant loading that frame us.
  { what: 'MkDocs Material', packages: ['mkdocs-material'], there: mkdocsIsThere },
  { what: 'Python with NumPy', packages: ['python3', 'python3-numpy'], there: numpyIsThere },
];

// 144 MB to download and 630 MB on disk (41 s on one core), so only the stage of the tests that compares with it asks for it.
const forTorch = [{ what: 'PyTorch', packages: ['python3-torch'], there: torchIsThere }];

const needsOf = { build: forBuild, test: [...forBuild, ...forTests], torch: forTorch };

function missing(purpose) {
  return needsOf[purpose].filter(need => !need.there());
}

// How to become root for apt-get: [], ['sudo', …], or undefined when neither is possible.
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (!which('sudo')) return undefined;
  if (output('sudo', ['-n', 'true']) !== undefined) return ['sudo', '-n'];
  // On a terminal sudo may ask for the password; in a pipeline it would hang or fail.
  return process.stdin.isTTY ? ['sudo'] : undefined;
}

function emsdkAdvice(needs) {
  return needs.some(need => need.packages.includes('emscripten'))
    ? '\nEmscripten also comes from its own installer, emsdk: install and activate it, then `source ./emsdk_env.sh`, so that emcc is on PATH.'
    : '';
}

// Installs what is missing for purpose 'build', 'test' or 'torch'. Only apt-get install and update are used; the machine's
// list of package sources stays as it is.
export async function ensurePackages(purpose) {
  const needs = missing(purpose);
  if (needs.length === 0) return;
  const packages = needs.flatMap(need => need.packages);
  const list = needs.map(need => need.what).join(', ');
  if (!which('apt-get')) {
    throw new Problem(
      `Missing: ${list}. They are installed by themselves on Debian and Ubuntu only; please install them with your system's package manager.${emsdkAdvice(needs)}`,
    );
  }
  const prefix = rootPrefix();
  if (!prefix) {
    throw new Problem(
      `Missing: ${list}. Run this as root or with sudo, or install them yourself: sudo apt-get install ${packages.join(' ')}${emsdkAdvice(needs)}`,
    );
  }
  say(`      installing with apt-get: ${list}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (name, args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return runLogged(name, command, rest, { env });
  };
  const update = await apt('apt_update', ['update']);
  const install = await apt('apt_install', ['install', '-y', '--no-install-recommends', ...packages]);
  const still = missing(purpose);
  if (still.length === 0) return;
  say(tail(install.code === 0 ? update.text : install.text));
  throw new Problem(
    `apt-get could not install ${still.map(need => need.what).join(', ')}; the whole output is in ${install.log}.${emsdkAdvice(still)}`,
  );
}
