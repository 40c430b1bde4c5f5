// readme_picture.test.mjs: the picture in the README shows what the widget draws today.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { picturePath, readmePicture } from '../readme_picture.mjs';

test('the picture is the golden picture in the colors of the tokens; else run node scripts/readme_picture.mjs', () => {
  assert.equal(readFileSync(picturePath, 'utf8'), readmePicture());
});

test('every class of the picture has a color', () => {
  const picture = readmePicture();
  const used = new Set([...picture.matchAll(/class="((?:fill|stroke)-[a-z-]+)"/g)].map(match => match[1]));
  assert.ok(used.size > 3);
  for (const name of used) assert.ok(picture.includes(`.${name}{`), name);
});
