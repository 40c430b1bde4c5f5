// judges.test.mjs: each bad fixture is refused by exactly one judge (schema, text, tool) and with exactly its messages.
//
// Needs lesson_tool: $LESSON_TOOL, or the one that the gcc preset builds. The fixtures are lessons/tool/tests/fixtures.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { judgeLessons } from '../../author/press.mjs';
import { siteFolder } from '../../author/site.mjs';
import { widgetIds } from '../../../../scripts/build.mjs';

const root = path.join(siteFolder, '..', '..');
const lessonTool = process.env.LESSON_TOOL ?? path.join(root, 'build/gcc/lessons/tool/lesson_tool');
const fixtures = path.join(root, 'lessons/tool/tests/fixtures');
const schemaFolder = path.join(root, 'lessons/schema');

const judged = folder => judgeLessons(lessonTool, folder, { schemaFolder });

// The good lesson with the measured table that it uses.
function scratchLesson(t) {
  const folder = mkdtempSync(path.join(tmpdir(), 'judges-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(path.join(fixtures, 'good'), folder, { recursive: true });
  mkdirSync(path.join(folder, 'dropout/measured'));
  const table = 'dropout/measured/trainer_moons_narrow.json';
  cpSync(path.join(root, 'lessons', table), path.join(folder, table));
  return folder;
}

test('the good lesson passes all judges', async t => {
  assert.deepEqual(await judged(scratchLesson(t)), { schema: [], text: [], tool: [] });
});

for (const name of readdirSync(fixtures).filter(file => /^bad_.*\.json$/.test(file))) {
  const fixture = readFileSync(path.join(fixtures, name), 'utf8').replaceAll('{widgets}', widgetIds().join(', '));
  const { about, file, replace, judge, errors } = JSON.parse(fixture);
  test(`${judge} alone refuses ${name}: ${about}`, async t => {
    const folder = scratchLesson(t);
    let text = readFileSync(path.join(folder, file), 'utf8');
    for (const [from, to] of replace) {
      assert.equal(text.split(from).length, 2, `${from} stands in ${file} exactly once`);
      text = text.replace(from, () => to);
    }
    writeFileSync(path.join(folder, file), text);
    assert.ok(errors.length > 0);
    const told = await judged(folder);
    for (const each of ['schema', 'text', 'tool'])
      assert.deepEqual(told[each].toSorted(), each === judge ? errors.toSorted() : [], each);
  });
}
