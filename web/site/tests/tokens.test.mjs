// tokens.test.mjs: the color tokens: complete, in the order the canvas expects, and readable in both schemes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { allTokens, inkNames, readTokens, tokensCss } from '../author/tokens_css.mjs';
import { siteFolder } from '../author/site.mjs';

const webFolder = path.join(siteFolder, '..');
const tokens = readTokens(path.join(webFolder, 'tokens.json'));
const all = allTokens(tokens);

// WCAG 2.2: relative luminance of sRGB, contrast (lighter + 0.05) / (darker + 0.05).
function luminance(hex) {
  const channels = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map(value =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('Contrast is computed as WCAG says', () => {
  assert.equal(contrast('#ffffff', '#000000'), 21);
  assert.ok(Math.abs(contrast('#777777', '#ffffff') - 4.48) < 0.01);
});

test('Every token has a color in each scheme, a system color and a meaning', () => {
  for (const [name, token] of Object.entries(all)) {
    assert.match(token.light, /^#[0-9a-f]{6}$/, name);
    assert.match(token.dark, /^#[0-9a-f]{6}$/, name);
    assert.match(token.forced, /^[A-Z][A-Za-z]+$/, name);
    assert.ok(token.means.length > 3, name);
  }
});

test('The inks stand in the order of the canvas', () => {
  const header = fs.readFileSync(path.join(webFolder, 'widgets', 'contract', 'canvas.h'), 'utf8');
  const inks = header
    .match(/enum class Ink[^{]*\{([^}]*)\}/)[1]
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  assert.deepEqual(inkNames(tokens), inks);
});

// Text needs 4.5, marks and outlines of controls 3 (WCAG 1.4.3 and 1.4.11); rule, paper and surface carry no meaning.
const asText = [
  'ink',
  'muted',
  'kept',
  'train',
  'test',
  'class_a',
  'class_b',
  'negative',
  'positive',
  'fragile',
  'robust',
  'accent',
  'link',
  'focus',
  'code_comment',
  'code_keyword',
  'code_string',
  'code_number',
  'code_name',
];
const onlyInPictures = new Set(['kept', 'train', 'test', 'class_a', 'class_b', 'negative', 'positive', 'fragile']);
const asMark = ['dropped', 'field'];

for (const scheme of ['light', 'dark']) {
  for (const ground of ['paper', 'surface', 'wash']) {
    test(`Text and marks are readable on ${ground}, ${scheme}`, () => {
      // On the wash stand listings and hovered controls only.
      for (const name of ground === 'wash' ? asText.filter(text => !onlyInPictures.has(text)) : asText)
        assert.ok(
          contrast(all[name][scheme], all[ground][scheme]) >= 4.5,
          `${name}: ${contrast(all[name][scheme], all[ground][scheme])}`,
        );
      for (const name of asMark)
        assert.ok(
          contrast(all[name][scheme], all[ground][scheme]) >= 3,
          `${name}: ${contrast(all[name][scheme], all[ground][scheme])}`,
        );
    });
  }
  test(`Words on filled marks and buttons are readable, ${scheme}`, () => {
    for (const name of ['accent', 'link', 'kept'])
      assert.ok(contrast(all.surface[scheme], all[name][scheme]) >= 4.5, name);
  });
}

test('Each token becomes a property in all schemes, each ink a class for pictures', () => {
  const css = tokensCss(tokens);
  for (const name of Object.keys(all)) assert.equal(css.split(`--${name.replaceAll('_', '-')}:`).length, 5, name);
  for (const name of inkNames(tokens).map(ink => ink.replaceAll('_', '-')))
    assert.ok(css.includes(`.fill-${name}{fill:var(--${name})}`), name);
});
