// native_bench.mjs: C++ with a mistake in it: a small tree of its own, compiled one file a mutant, judged by GoogleTest.
import path from 'node:path';
import { copiedTree } from '../lib/copied_tree.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runLogged, runOrFail } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';

// rooms: folders that the tree holds, left to right. read: what tests read besides. programs: [{ folder, name, filter,
// knows(file) }], asked in this order. widgets: the only ones that are compiled, where the tree has widgets.
// A run that was stopped leaves a mutant behind: the copy is then made anew and is newer than what was compiled.
async function nativeBench(id, { rooms, read = [], programs, widgets }) {
  const own = { 'CMakeLists.txt': project(rooms) };
  if (widgets) own['web/widgets/widgets.inc'] = widgets.map(name => `WIDGET(${name})\n`).join('');
  const isWanted = file =>
    [...rooms, ...read, 'scripts/cmake'].some(part => file === part || file.startsWith(`${part}/`));
  const folder = copiedTree(['mutants', id, 'source'], isWanted, own);
  const build = inRoot('build', 'mutants', id, 'build');
  await runOrFail('mutants_configure', 'cmake', ['-S', folder, '-B', build, '-G', 'Ninja']);

  const bench = {
    folder,
    // Of the programs that know the file; those after the first that fails are not asked.
    async judge({ file } = {}) {
      const asked = programs.filter(({ knows }) => !file || !knows || knows(file));
      const targets = asked.map(({ name }) => name);
      const built = await runLogged('mutants_build', 'cmake', ['--build', build, '--target', ...targets]);
      if (built.code !== 0) return undefined;
      for (const program of asked) {
        const failing = await failingOf(build, program);
        if (failing.length) return failing;
      }
      return [];
    },
  };
  const before = await bench.judge();
  if (!before) throw new Problem('it does not compile without any mutant, see build/logs/mutants_build.log');
  if (before.length) throw new Problem(`without any mutant these tests fail already: ${before.join(', ')}`);
  return bench;
}

async function failingOf(build, { folder, name, filter }) {
  const program = path.join(build, folder, name);
  const run = await runLogged('mutants_tests', program, [
    '--gtest_brief=1',
    ...(filter ? [`--gtest_filter=${filter}`] : []),
  ]);
  const failing = [...new Set([...run.text.matchAll(/\[ {2}FAILED {2}\] (\S+?\.[^\s(,]+)/g)].map(match => match[1]))];
  return run.code !== 0 && failing.length === 0 ? [`${name} crashed`] : failing;
}

const project = rooms =>
  [
    'cmake_minimum_required(VERSION 3.25)',
    'project(mutants C CXX)',
    'set(CMAKE_MODULE_PATH ${CMAKE_SOURCE_DIR}/scripts/cmake)',
    'set(DROPOUT_BUILD_TESTS ON)',
    'include(dropout_options)',
    'include(dropout_dependencies)',
    'include(dropout_add_test)',
    'enable_testing()',
    ...rooms.map(room => `add_subdirectory(${room})`),
    '',
  ].join('\n');

const engineProgram = name => ({ folder: 'engine/tests', name });
export const engineBench = () =>
  nativeBench('engine', {
    rooms: ['engine'],
    programs: ['engine_tests', 'engine_family_tests', 'engine_studies_tests'].map(engineProgram),
  });

// Golden pictures and what is asked of every widget are left out: they need all widgets, and these mistakes are found by the
// tests of what was mistaken.
export const playerBench = () =>
  nativeBench('player', {
    rooms: ['engine', 'web/widgets', 'web/player'],
    read: ['web/tokens.json'],
    widgets: ['guess_mask', 'mask_sampler', 'rate_sweep', 'trainer'],
    programs: [
      { folder: 'web/player/tests', name: 'player_tests', knows: file => file.startsWith('web/player/') },
      {
        folder: 'web/widgets/contract/tests',
        name: 'widget_tests',
        filter: '-*Contract*:*Golden*:Widgets/Seek.*',
        knows: file => file.startsWith('web/widgets/'),
      },
    ],
  });
