// runtime_permalink.test.mjs: links are read without ever throwing, and written so that reading gives the same state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { readLink, checkLink, writeLink, valueFromLoose } = await runtimeModule('figure/permalink.ts');

const number = { unit: '', place: 'main', effect: 'resets', help: 'Help.', decimals: 0 };
const declaration = {
  id: 'sample_widget',
  params: [
    {
      ...number,
      id: 'p',
      label: 'Drop rate',
      kind: 'slider',
      min: 0,
      max: 0.95,
      step: 0.05,
      decimals: 2,
      default: 0.5,
    },
    {
      ...number,
      id: 'seed',
      label: 'RNG seed',
      kind: 'stepper',
      min: 0,
      max: 9999999999,
      step: 1,
      default: 24,
      seed: true,
    },
    {
      ...number,
      id: 'data',
      label: 'Data',
      kind: 'choice',
      min: 0,
      max: 1,
      step: 1,
      choices: ['moons', 'spirals'],
      default: 0,
    },
    { ...number, id: 'links', label: 'Links', kind: 'toggle', min: 0, max: 1, step: 1, default: 1 },
  ],
  readouts: [],
  actions: [{ id: 'draw_again', label: 'Draw again', help: 'Help.' }],
  playback: { max_ticks: 1500 },
};
const start = { values: { p: 0.5, seed: 24, data: 0, links: 1 }, ticks: 0 };
const check = (search, hash = '') => checkLink(readLink(search, hash, 'figure_a', true), declaration);

test('a plain link gives values, choices by name or index, toggles and ticks, without a warning', () => {
  assert.deepEqual(check('?p=0.3&seed=7&ticks=200&data=spirals&links=0'), {
    values: { p: 0.3, seed: 7, data: 1, links: 0 },
    ticks: 200,
    warnings: [],
  });
  assert.deepEqual(check('?data=1&links=true').values, { data: 1, links: 1 });
});

for (const [text, what] of [
  ['NaN', 'not a number'],
  ['Infinity', 'infinity'],
  ['1e999', 'a number too large for any'],
  ['', 'nothing'],
  ['0x10', 'hexadecimal'],
  ['1,5', 'a decimal comma'],
  ['1'.repeat(5000), '5,000 digits'],
  ['%E0%A4%A', 'percent garbage'],
  ['<img src=x onerror=alert(1)>', 'markup'],
])
  test(`${what} as a value is ignored with one short warning`, () => {
    for (const key of ['p', 'seed', 'ticks', 'data', 'links']) {
      const { values, ticks, warnings } = check(`?${key}=${text}`);
      assert.deepEqual(values, {});
      assert.equal(ticks, null);
      assert.equal(warnings.length, 1);
      assert.ok(warnings[0].length < 200, 'a warning never repeats 5,000 digits');
    }
  });

test('values outside the range are clamped with one warning each', () => {
  const { values, ticks, warnings } = check('?p=7&seed=-1&ticks=1e12');
  assert.deepEqual(values, { p: 0.95, seed: 0 });
  assert.equal(ticks, 1500);
  assert.equal(warnings.length, 3);
});

test('unknown keys and unknown controls in hide and lock are ignored with a warning', () => {
  const { values, warnings } = check('?utm_source=mail&__proto__=1&constructor=2&hide=nothing&p=0.2');
  assert.deepEqual(values, { p: 0.2 });
  assert.equal(warnings.length, 4);
});

test('garbage of any form gives a link and never throws', () => {
  for (const text of [
    '?',
    '#',
    '?&&&==',
    '?%',
    '?%%%',
    '?p',
    '?=1',
    '#?',
    '#a?b?c',
    '?\u0000=\uffff',
    `?${'p=1&'.repeat(5000)}`,
  ])
    for (const [search, hash] of [
      [text, ''],
      ['', text],
    ])
      assert.doesNotThrow(() => check(search, hash));
});

test('hide and lock are lists of ids', () => {
  const link = readLink('?hide=p,seed,<b>&lock=data', '', 'figure_a', true);
  assert.deepEqual(link.hide, ['p', 'seed']);
  assert.deepEqual(link.lock, ['data']);
  assert.deepEqual(link.malformed, ['<b>']);
});

test('the fragment wins over the query, and its last value over earlier ones', () => {
  assert.deepEqual(check('?p=0.1&seed=3', '#p=0.2&p=0.4').values, { p: 0.4, seed: 3 });
});

test('a fragment with a figure id addresses that figure only; the query addresses the first', () => {
  const values = (id, isFirst) => checkLink(readLink('?p=0.1', '#figure_b?p=0.9', id, isFirst), declaration).values;
  assert.deepEqual(values('figure_a', true), { p: 0.1 });
  assert.deepEqual(values('figure_b', false), { p: 0.9 });
  assert.deepEqual(values('figure_c', false), {});
});

test('a fragment that is only a place on the page sets nothing', () => {
  assert.deepEqual(check('', '#figure_a'), { values: {}, ticks: null, warnings: [] });
});

test('a written link holds only what differs from the start', () => {
  assert.equal(writeLink(declaration, start.values, 0, start), '');
  assert.equal(writeLink(declaration, { ...start.values, p: 0.3 }, 0, start), 'p=0.3');
  assert.equal(
    writeLink(declaration, { ...start.values, data: 1, links: 0 }, 12, start),
    'data=spirals&links=0&ticks=12',
  );
  assert.equal(
    writeLink(declaration, start.values, 0, start, { hide: ['p', 'seed'], lock: ['data'] }),
    'hide=p,seed&lock=data',
  );
});

test('ticks are written when the start has other ticks, also when they are 0', () => {
  assert.equal(writeLink(declaration, start.values, 0, { ...start, ticks: 100 }), 'ticks=0');
});

test('reading a written link gives the same values for every step of every control', () => {
  for (const param of declaration.params) {
    const steps = Math.min(40, Math.round((param.max - param.min) / param.step));
    for (let i = 0; i <= steps; ++i) {
      // As C++ computes it: the tenth step of 0.05 is 0.5000000000000001 or so.
      const value = param.min + i * param.step;
      const text = writeLink(declaration, { ...start.values, [param.id]: value }, 0, start);
      const back = { ...start.values, ...check(`?${text}`).values };
      assert.ok(Math.abs(back[param.id] - value) < 1e-9, `${param.id} = ${value} came back as ${back[param.id]}`);
    }
  }
});

test('an RNG seed of ten digits is written in full', () => {
  assert.equal(writeLink(declaration, { ...start.values, seed: 4294967295 }, 0, start), 'seed=4294967295');
});

test('messages may give booleans and numbers where links give text', () => {
  const warnings = [];
  const [p, , , links] = declaration.params;
  assert.equal(valueFromLoose(links, false, warnings), 0);
  assert.equal(valueFromLoose(p, 0.25, warnings), 0.25);
  assert.deepEqual(warnings, []);
  assert.equal(valueFromLoose(p, NaN, warnings), null);
  assert.equal(warnings.length, 1);
});
