// new_widget.test.mjs: what `npm run new:widget` makes compiles without a warning and passes the contract of all widgets.
// Run by CTest. Works on a copy of web/widgets with one widget in its list; the engine comes from here.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../../lib/paths.mjs';
import { newWidget } from '../../new_widget.mjs';

function scratchWidgets(t) {
  const root = mkdtempSync(path.join(tmpdir(), 'new-widget-'));
  t.after(() => rmSync(root, { recursive: true }));
  const folder = path.join(root, 'web', 'widgets');
  mkdirSync(folder, { recursive: true });
  cpSync(inRoot('web', 'widgets'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'widgets.inc'), 'WIDGET(mask_sampler)\n');
  // The contract reads the signs of the canvas font and the color tokens.
  mkdirSync(path.join(root, 'web', 'player', 'fonts'), { recursive: true });
  cpSync(inRoot('web', 'player', 'fonts', 'signs.txt'), path.join(root, 'web', 'player', 'fonts', 'signs.txt'));
  cpSync(inRoot('web', 'tokens.json'), path.join(root, 'web', 'tokens.json'));
  writeFileSync(
    path.join(root, 'CMakeLists.txt'),
    `cmake_minimum_required(VERSION 3.25)
project(new_widget_test LANGUAGES C CXX)
set(DROPOUT_BUILD_TESTS ON)
list(APPEND CMAKE_MODULE_PATH ${JSON.stringify(inRoot('scripts', 'cmake'))})
include(dropout_options)
include(dropout_dependencies)
enable_testing()
include(dropout_add_test)
set(DROPOUT_BUILD_TESTS OFF)
add_subdirectory(${JSON.stringify(inRoot('engine'))} engine)
add_subdirectory(web/widgets)
dropout_add_test(contract LIBRARIES lesson_widgets
  SOURCES web/widgets/contract/tests/contract_test.cpp web/widgets/contract/tests/picture_contract_test.cpp)
target_compile_definitions(contract PRIVATE WIDGETS_FOLDER="\${CMAKE_CURRENT_SOURCE_DIR}/web/widgets" TEST_SETTINGS=6)
`,
  );
  return { root, folder };
}

test('a new widget compiles and keeps the contract', t => {
  const { root, folder } = scratchWidgets(t);
  newWidget({ folder, id: 'depth_histogram', title: 'How "deep" is it today?' });
  const build = path.join(root, 'build');
  const configured = ['-G', 'Ninja', '-S', root, '-B', build, '-DCMAKE_BUILD_TYPE=Release'];
  execFileSync('cmake', configured, { stdio: 'pipe' });
  // The folder has another name each time; the cache shall not mind.
  const env = { ...process.env, CCACHE_BASEDIR: root, CCACHE_NOHASHDIR: '1' };
  const built = spawnSync('cmake', ['--build', build, '--target', 'contract', '-j', '2'], { encoding: 'utf8', env });
  assert.equal(built.status, 0, built.stdout.slice(-4000));

  const program = path.join(build, 'contract');
  const testsOf = id => {
    const result = spawnSync(program, [`--gtest_filter=Widget/*/${id}`], { encoding: 'utf8' });
    assert.equal(result.status, 0, result.stdout.slice(-4000));
    return [...result.stdout.matchAll(/^\[       OK \] (\S+)\/\S+/gm)].map(match => match[1]);
  };
  const looked = testsOf('depth_histogram');
  assert.ok(looked.includes('Widget/Contract.ReadoutsAreAlwaysFinite'));
  assert.deepEqual(looked, testsOf('mask_sampler'), 'the same tests as for any other widget');
});

test('the list gets one line, and wrong arguments give one sentence', t => {
  const { folder } = scratchWidgets(t);
  const list = path.join(folder, 'widgets.inc');
  const before = readFileSync(list, 'utf8');
  for (const [id, title, reason] of [
    ['Depth', 'T', /snake_case/],
    ['depth_', 'T', /snake_case/],
    ['coin_toss', '', /title is missing/],
    ['trainer', 'T', /exists already/],
    ['text_width', 'T', /used in a header/],
  ])
    assert.throws(() => newWidget({ folder, id, title }), reason);
  assert.equal(readFileSync(list, 'utf8'), before);
  newWidget({ folder, id: 'coin_toss', title: 'T' });
  assert.equal(readFileSync(list, 'utf8'), `${before}WIDGET(coin_toss)\n`);
});
