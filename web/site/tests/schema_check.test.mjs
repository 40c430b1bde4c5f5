// schema_check.test.mjs: the lessons follow their schema, and every kind of slip is named with file and place.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { schemaErrors } from '../author/schema_check.mjs';
import { siteFolder } from '../author/site.mjs';
import { tempFolder } from './temp_site.mjs';

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

test('A missing part and broken JSON are errors', () => {
  assert.ok(schemaErrors(spoiled(chapter => delete chapter.title)).some(error => /'title'/.test(error)));
  const folder = spoiled(() => {});
  fs.writeFileSync(path.join(folder, 'dropout', 'mask.json'), '{"title": ');
  assert.ok(schemaErrors(folder).some(error => /JSON.*mask\.json/.test(error)));
});
