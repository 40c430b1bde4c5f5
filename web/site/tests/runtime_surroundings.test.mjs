// runtime_surroundings.test.mjs: colors reach the program as CSS computes them, in the order of the token file.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

globalThis.matchMedia = () => ({ matches: false, addEventListener() {} });
const { packColor, inkNames } = await runtimeModule('figure/surroundings.ts');

test('computed colors are packed as 0xRRGGBBAA', () => {
  assert.equal(packColor('rgb(0, 120, 108)'), 0x00786cff);
  assert.equal(packColor('rgba(255, 255, 255, 0.5)'), 0xffffff80);
  assert.equal(packColor('color(srgb 1 0.5 0)'), 0xff8000ff);
  assert.equal(packColor('color(srgb 0.1 0.2 0.3 / 0)'), 0x1a334d00);
  assert.equal(packColor('garbage'), 0x000000ff);
});

test('the inks are those of web/tokens.json in the same order', () => {
  const tokens = JSON.parse(fs.readFileSync(new URL('../../tokens.json', import.meta.url), 'utf8'));
  const names = Object.keys(tokens).filter(name => name !== 'page_only');
  assert.deepEqual(
    [...inkNames],
    names.map(name => name.replaceAll('_', '-')),
  );
});
