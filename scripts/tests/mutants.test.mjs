// mutants.test.mjs: the lists of known mistakes fit today's sources, and what plants them leaves nothing behind.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { exportsOf, filesKnownTo } from '../lib/known_files.mjs';
import { root } from '../lib/paths.mjs';
import { faults } from '../../web/site/tests/browser/faults.mjs';
import { engineMutants } from '../mutants/engine_mutants.mjs';
import { faultMutants } from '../mutants/fault_mutants.mjs';
import { mutated, withText } from '../mutants/plant.mjs';
import { cppMutants } from '../mutants/player_mutants.mjs';
import { siteMutants } from '../mutants/site_mutants.mjs';

const lists = [engineMutants, cppMutants, siteMutants, faultMutants];
const all = lists.flat();
const scratch = mkdtempSync(path.join(os.tmpdir(), 'dropout_lab_mutants_'));
after(() => rmSync(scratch, { recursive: true }));

test('every mistake has a name of its own and a place: the text that it replaces stands in its file once', () => {
  for (const list of lists) assert.ok(list.length > 9);
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  for (const mutant of all) {
    const text = readFileSync(path.join(root, mutant.file), 'utf8');
    assert.notEqual(mutated(text, mutant), text, mutant.name);
  }
});

test('each case of the table of faults has a mistake that takes its handling out', () => {
  const names = faults.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual([...new Set(faultMutants.flatMap(({ cases }) => cases))].sort(), names.sort());
});

test('a text that is not there, or there twice, is no place for a mistake', () => {
  const mutant = { name: 'wrong sum', file: 'a.cpp', from: 'a + b', to: 'a - b' };
  assert.equal(mutated('return a + b;', mutant), 'return a - b;');
  for (const text of ['', 'return a * b;', 'a + b, a + b'])
    assert.throws(() => mutated(text, mutant), /wrong sum: a\.cpp does not hold once: a \+ b/);
});

test('the file is as it was after the judge, whatever the judge does', async () => {
  const file = path.join(scratch, 'a.txt');
  writeFileSync(file, 'right');
  const read = () => readFileSync(file, 'utf8');
  assert.equal(await withText(scratch, 'a.txt', 'wrong', async () => read()), 'wrong');
  await assert.rejects(
    withText(scratch, 'a.txt', 'wrong', async () => {
      throw new Error('it does not compile');
    }),
    /does not compile/,
  );
  assert.equal(read(), 'right');
});

test('a unit test knows what it imports and what it makes into a module, and all behind these', async () => {
  const { all: known, named } = await filesKnownTo(root, 'web/site/tests/runtime_permalink.test.mjs');
  assert.ok(named.includes('web/site/figure/permalink.ts') && !named.includes('web/site/figure/damaged_link.ts'));
  assert.ok(known.includes('web/site/figure/damaged_link.ts'));
  assert.ok(!known.includes('web/site/figure/player.ts'));
});

test('what a module gives are its values, not its types', async () => {
  assert.deepEqual((await exportsOf(root, 'web/site/compute/pace.ts')).sort(), ['Pace']);
});
