// schema_check.test.mjs: the lessons follow their schema, and every kind of slip is named with file and place.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readLessons } from '../author/schema_check.mjs';
import { siteFolder } from '../author/site.mjs';
import { tempFolder } from './temp_site.mjs';

// The stub stands in for the widgets' own schema, which the tool writes.
const widgetsSchema = { $id: 'widgets.schema.json', $defs: { widget_block: {} } };
const schemaErrors = folder => readLessons(folder, { widgetsSchema }).errors;
const lessonsFolder = path.join(siteFolder, '..', '..', 'lessons');

// A copy of the lessons in which one change was made to the chapter "mask".
function spoiled(change) {
  const folder = tempFolder();
  for (const part of ['schema', 'dropout'])
    fs.cpSync(path.join(lessonsFolder, part), path.join(folder, part), { recursive: true });
  const file = path.join(folder, 'dropout', 'mask.json');
  const chapter = JSON.parse(fs.readFileSync(file, 'utf8'));
  change(chapter);
  fs.writeFileSync(file, JSON.stringify(chapter));
  return folder;
}

test('The lessons follow their schema', () => {
  assert.deepEqual(schemaErrors(lessonsFolder), []);
});

test('Slips are named with file and JSON Pointer, all at once', () => {
  const errors = schemaErrors(
    spoiled(chapter => {
      chapter.number = 'one';
      chapter.blocks[0].colour = 'red';
      chapter.blocks[1].type = 'wigdet';
    }),
  );
  assert.ok(
    errors.some(error => /must be integer: lessons\/dropout\/mask\.json#\/number$/.test(error)),
    errors.join('\n'),
  );
  assert.ok(
    errors.some(error => /"colour": lessons\/dropout\/mask\.json#\/blocks\/0/.test(error)),
    errors.join('\n'),
  );
  assert.ok(
    errors.some(error => /#\/blocks\/1\/type$/.test(error)),
    errors.join('\n'),
  );
});

test('Every text comes with its role and place', () => {
  const { files } = readLessons(lessonsFolder, { widgetsSchema });
  assert.equal(files[0].slug, 'lesson');
  const { content, texts } = files.find(({ slug }) => slug === 'mask');
  const at = pointer =>
    pointer
      .split('/')
      .slice(1)
      .reduce((value, key) => value[key], content);
  for (const { pointer, text } of texts) assert.equal(at(pointer), text, pointer);
  const withRole = role => texts.filter(text => text.role === role).map(({ pointer }) => pointer);
  assert.ok(withRole('text').includes('/promise'));
  assert.ok(withRole('plain').includes('/title'));
  assert.equal(withRole('reference').length, content.references.length);
  assert.equal(
    withRole('anchor').length,
    JSON.stringify(content.blocks).match(/"id":/g).length,
    'every id in a block is an anchor',
  );
});

test('A missing part and broken JSON are errors', () => {
  assert.ok(schemaErrors(spoiled(chapter => delete chapter.title)).some(error => /'title'/.test(error)));
  const folder = spoiled(() => {});
  fs.writeFileSync(path.join(folder, 'dropout', 'mask.json'), '{"title": ');
  assert.match(readLessons(folder, { widgetsSchema }).unread.join(), /^not JSON.*mask\.json$/);
  fs.rmSync(path.join(folder, 'dropout', 'mask.json'));
  assert.match(
    schemaErrors(folder).join(),
    /there is no file mask\.json: lessons\/dropout\/lesson\.json#\/order\/\d/,
  );
});
