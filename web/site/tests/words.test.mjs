// words.test.mjs: the word behind a number fits it, in the pages and in their scripts, for one, none and many.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { counted } from '../author/block_parts.mjs';
import { shownValue } from '../author/control_html.mjs';
import { countHtml } from '../author/header_html.mjs';
import { shortWay } from '../author/path_html.mjs';
import { siteFolder } from '../author/site.mjs';
import { plural, pluralInWords } from '../author/words.mjs';
import { runtimeModule } from './runtime_module.mjs';

const { plural: pluralOfScripts } = await runtimeModule('page/words.ts');

test('one has no s, none and many have one', () => {
  for (const count of [plural, pluralOfScripts]) {
    assert.equal(count(1, 'minute'), '1 minute');
    assert.equal(count(0, 'minute'), '0 minutes');
    assert.equal(count(21, 'minute'), '21 minutes');
  }
  assert.equal(pluralInWords(1, 'chapter'), 'one chapter');
  assert.equal(pluralInWords(13, 'chapter'), '13 chapters');
  assert.deepEqual(
    [0, 1, 2].map(count => counted(count, 'table')),
    [[], ['1 table'], ['2 tables']],
  );
});

test('a lesson of one chapter of one minute says so', () => {
  const plan = [{ slug: 'a', number: 0, ready: true, essential: true, minutes: 1 }];
  assert.match(countHtml({ plan }), />1 chapter, 1 minute</);
  assert.match(shortWay({ plan }), />1 minute</);
});

test('a value of one has its unit in the singular, as the widgets themselves write it', () => {
  const units = { kind: 'slider', decimals: 0, unit: ' units' };
  assert.deepEqual(
    [0, 1, 2].map(value => shownValue(units, value)),
    ['0 units', '1 unit', '2 units'],
  );
  assert.equal(shownValue({ ...units, decimals: 1 }, 1), '1.0 units');
  assert.equal(shownValue({ ...units, unit: ' ms' }, 1), '1 ms');
  assert.equal(shownValue({ ...units, unit: ' points' }, -1), '−1 point');
});

// Whoever puts a number before a plural by hand forgets the one.
const byHand = /\$\{[^{}]*\}\)? (minutes|chapters|figures|tables|questions|predictions|settings|steps|units|masks)\b/;
test('no page or script puts a count before a plural by hand', () => {
  const folders = ['author', 'page', 'figure', 'compute', 'embed'];
  for (const folder of folders)
    for (const name of fs.readdirSync(path.join(siteFolder, folder)).filter(file => /\.(ts|mjs)$/.test(file))) {
      if (/_check\.mjs$/.test(name)) continue; // they speak to authors, of bounds
      const text = fs.readFileSync(path.join(siteFolder, folder, name), 'utf8');
      assert.doesNotMatch(text, byHand, `${folder}/${name}`);
    }
});
