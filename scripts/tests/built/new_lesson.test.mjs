// new_lesson.test.mjs: what `npm run new:lesson` makes passes all judges of lessons as it is. Run by CTest with $LESSON_TOOL.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../../lib/paths.mjs';
import { newLesson, withChapter } from '../../new_lesson.mjs';
import { judgeLessons } from '../../../web/site/author/press.mjs';

const lessonTool = process.env.LESSON_TOOL ?? inRoot('build', 'gcc', 'lessons', 'tool', 'lesson_tool');

const judged = lessons => judgeLessons(lessonTool, lessons, { schemaFolder: inRoot('lessons', 'schema') });

// A copy of the good lesson of the fixtures, with the measured table that it uses.
function scratchLesson(t) {
  const lessons = mkdtempSync(path.join(tmpdir(), 'new-lesson-'));
  t.after(() => rmSync(lessons, { recursive: true }));
  cpSync(inRoot('lessons', 'tool', 'tests', 'fixtures', 'good'), lessons, { recursive: true });
  mkdirSync(path.join(lessons, 'dropout', 'measured'), { recursive: true });
  const table = path.join('dropout', 'measured', 'trainer_moons_narrow.json');
  cpSync(inRoot('lessons', table), path.join(lessons, table));
  return { lessons, folder: path.join(lessons, 'dropout') };
}

const readJson = (...parts) => JSON.parse(readFileSync(path.join(...parts), 'utf8'));

test('a new and a planned chapter pass all judges', async t => {
  const { lessons, folder } = scratchLesson(t);
  newLesson({ folder, slug: 'label-smoothing', title: 'Label "smoothing"' });
  newLesson({ folder, slug: 'later', title: 'Later' });
  assert.deepEqual(await judged(lessons), { schema: [], text: [], tool: [] });

  const lesson = readJson(folder, 'lesson.json');
  assert.deepEqual(lesson.order, ['tiny', 'label-smoothing', 'later']);
  assert.deepEqual(lesson.planned, []);
  assert.equal(readJson(folder, 'label-smoothing.json').title, 'Label "smoothing"');
  assert.equal(readJson(folder, 'label-smoothing.json').number, 10);
  assert.equal(readJson(folder, 'later.json').number, 9);
  assert.equal(readJson(folder, 'later.json').promise, 'Not written yet.');
});

test('the judges do look at the new chapter', async t => {
  const { lessons, folder } = scratchLesson(t);
  const file = newLesson({ folder, slug: 'label-smoothing', title: 'Label smoothing' });
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"expect": 9,', '"expect": 8,'));
  assert.match(
    (await judged(lessons)).tool.join(),
    /expected 8 but computed 9.*label-smoothing\.json#\/facts\/mean_kept\/expect/,
  );
  writeFileSync(file, text.replace('["9", "6", "3"]', '["9", "6", "4"]'));
  assert.match(
    (await judged(lessons)).text.join(),
    /the number 4 of the right answer.*label-smoothing\.json#\/blocks\/3\/choices\/2/,
  );
});

test('the layout of lesson.json stays as the author left it', () => {
  const text =
    '{\n  "order": ["a", "b"],\n  "planned": [\n    { "slug": "c", "number": 3 },\n    {\n      "slug": "d"\n    }\n  ]\n}\n';
  assert.equal(withChapter(text, 'e'), text.replace('"b"]', '"b", "e"]'));
  assert.equal(
    withChapter(text, 'c'),
    '{\n  "order": ["a", "b", "c"],\n  "planned": [\n    {\n      "slug": "d"\n    }\n  ]\n}\n',
  );
  assert.equal(
    withChapter(text, 'd'),
    '{\n  "order": ["a", "b", "d"],\n  "planned": [\n    { "slug": "c", "number": 3 }\n  ]\n}\n',
  );
});

test('wrong arguments give one sentence and change nothing', t => {
  const { folder } = scratchLesson(t);
  const before = readFileSync(path.join(folder, 'lesson.json'), 'utf8');
  assert.throws(
    () => newLesson({ folder, slug: 'Label_Smoothing', title: 'T' }),
    /lower-case words joined by hyphens/,
  );
  assert.throws(() => newLesson({ folder, slug: undefined, title: 'T' }), /usage: npm run new:lesson/);
  assert.throws(() => newLesson({ folder, slug: 'fine', title: ' ' }), /title is missing/);
  assert.throws(
    () => newLesson({ folder, slug: 'tiny', title: 'T' }),
    /"tiny" exists already; the chapters are: tiny/,
  );
  assert.equal(readFileSync(path.join(folder, 'lesson.json'), 'utf8'), before);
});
