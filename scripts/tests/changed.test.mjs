// changed.test.mjs: what changed leads to the tests that know it, and what nobody knows to all of them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { testsFor } from '../lib/changed.mjs';
import { inRoot } from '../lib/paths.mjs';

const known = {
  widgets: ['trainer', 'mask_sampler'],
  specs: [
    { name: 'permalink.spec.mjs', text: 'an address' },
    { name: 'ending.spec.mjs', text: 'the tally of all chapters' },
  ],
  stages: [
    'rooms',
    'style',
    'format',
    'types',
    'scripts',
    'gcc',
    'lessons',
    'site',
    'dist',
    'models',
    'budget',
    'browser',
  ],
};
const checks = ['rooms', 'style', 'format'];
const planOf = (...files) => testsFor(files, known);

test('of a widget its own tests run, of two both, once', () => {
  const plan = planOf(
    'web/widgets/trainer/trainer.cpp',
    'web/widgets/trainer/trainer.h',
    'web/widgets/mask_sampler/new.cpp',
  );
  assert.deepEqual(plan, {
    stages: [...checks, 'widget'],
    widgets: ['trainer', 'mask_sampler'],
    specs: [],
    notes: [],
  });
});

test('what all widgets share is known to all native tests', () => {
  for (const file of [
    'contract/values.cpp',
    'kit/plot.h',
    'contract/tests/golden/a.svg',
    'widgets.inc',
    'models.cmake',
  ])
    assert.deepEqual(planOf(`web/widgets/${file}`).stages, [...checks, 'gcc', 'models'], file);
});

test('a file of the site runs types, unit tests and the browser tests that hold its name, or a word of it', () => {
  const plan = planOf('web/site/figure/permalink.ts');
  assert.deepEqual(plan.stages, [...checks, 'types', 'site', 'dist', 'budget', 'browser']);
  assert.deepEqual(plan.specs, ['permalink.spec.mjs']);
  assert.deepEqual(planOf('web/site/author/tally_html.mjs').specs, ['ending.spec.mjs']);
});

test('a browser test runs itself; the unit tests of the site alone need no browser', () => {
  const plan = planOf('web/site/tests/browser/ending.spec.mjs');
  assert.deepEqual([plan.stages, plan.specs], [[...checks, 'dist', 'browser'], ['ending.spec.mjs']]);
  assert.deepEqual(planOf('web/site/tests/words.test.mjs').stages, [...checks, 'site']);
  assert.deepEqual(planOf('web/player/tests/utf8_test.cpp').stages, [...checks, 'player']);
});

test('where no browser test names a file, all run, and it is said', () => {
  const plan = planOf('web/site/figure/permalink.ts', 'web/site/styles/base.css');
  assert.deepEqual(plan.specs, []);
  assert.ok(plan.stages.includes('browser'));
  assert.match(plan.notes.join(), /base\.css: no browser test names it/);
});

test('lessons, scripts and pages for reading', () => {
  assert.deepEqual(planOf('lessons/dropout/mask.json').stages, [...checks, 'lessons', 'site']);
  assert.deepEqual(planOf('scripts/serve.mjs').stages, [...checks, 'scripts']);
  assert.deepEqual(planOf('README.md', 'THREATS.md').stages, checks);
});

test('what no rule knows runs every stage, and it is said', () => {
  for (const file of [
    'CMakeLists.txt',
    'package.json',
    'web/tokens.json',
    'scripts/cmake/git_source.cmake',
    'web/widgets/gone/gone.cpp',
  ]) {
    const plan = planOf(file, 'web/site/figure/permalink.ts');
    assert.deepEqual(plan.stages, known.stages, file);
    assert.deepEqual(plan.specs, [], 'all of the browser tests');
    assert.match(plan.notes.join(), /every stage runs/);
  }
});

// ---- what git says ---------------------------------------------------------------------------------------------------

const scratch = mkdtempSync(path.join(os.tmpdir(), 'dropout_lab_changed_'));
after(() => rmSync(scratch, { recursive: true }));
const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@a.example', ...args], { cwd: scratch });
const write = (name, text) => writeFileSync(path.join(scratch, name), text);
// The scripts there look at that repository.
const seen = () => {
  const code =
    "import { changedFiles } from './scripts/lib/changed.mjs'; console.log(JSON.stringify(changedFiles()))";
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: scratch }));
};

test('changed: on a branch all since main was left, new and deleted files too; on main what is new, else the last commit', () => {
  cpSync(inRoot('scripts', 'lib'), path.join(scratch, 'scripts', 'lib'), { recursive: true });
  const commit = () => git('add', '-A') && git('commit', '--quiet', '-m', 'a');
  git('init', '--quiet', '--initial-branch=main');
  write('first', '1');
  write('gone', '1');
  commit();
  write('second', '1');
  commit();
  assert.deepEqual(seen(), { since: 'in the last commit', files: ['second'] });
  write('new file', '1');
  assert.deepEqual(seen().files, ['new file']);
  git('switch', '--quiet', '--create', 'branch');
  write('first', '2');
  rmSync(path.join(scratch, 'gone'));
  commit();
  write('second', '2');
  assert.deepEqual(seen().files, ['first', 'gone', 'new file', 'second']);
  assert.match(seen().since, /where main is left/);
});
