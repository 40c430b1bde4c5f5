// runtime_values.test.mjs: what a caller gives as values is copied once; what cannot be one never comes to the program.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { usableValues } = await runtimeModule('figure/declaration.ts');

test('S12: numbers, booleans and short texts are values; a long text is refused in words', () => {
  assert.deepEqual(usableValues({ p: 0.3, data: 'moons', links: true }), {
    values: { p: 0.3, data: 'moons', links: true },
    refused: [],
  });
  const { values, refused } = usableValues({ p: 0.3, factors: '1'.repeat(200_000), data: 'x'.repeat(300) });
  assert.deepEqual(values, { p: 0.3, data: 'x'.repeat(300) });
  assert.deepEqual(refused, ['the value of factors has 200000 signs; 300 are the most']);
});

test('S12: what is no value at all is refused, and each is read once', () => {
  let reads = 0;
  const given = {
    get p() {
      return ++reads;
    },
    symbol: Symbol('x'),
    object: {
      valueOf() {
        throw new Error('asked');
      },
    },
    nothing: null,
    big: 1n,
  };
  const { values, refused } = usableValues(given);
  assert.deepEqual(values, { p: 1 });
  assert.equal(refused.length, 4);
  for (const odd of [null, undefined, 7]) assert.deepEqual(usableValues(odd), { values: {}, refused: [] });
});
