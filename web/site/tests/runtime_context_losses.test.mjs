// runtime_context_losses.test.mjs: a figure whose context was taken away tries once more after a while, then draws in software.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { ContextLosses } = await runtimeModule('figure/context_losses.ts');

test('T01: after one loss it waits a second; after another within a minute it draws in software from then on', () => {
  const figure = new ContextLosses();
  assert.equal(figure.next(0), 1000);
  assert.equal(figure.tooMany, false);
  assert.equal(figure.next(2000), 0);
  assert.equal(figure.tooMany, true);
  assert.equal(figure.next(900_000), 0);
  assert.equal(figure.tooMany, true);
});

test('T01: a figure that was well for a minute begins anew', () => {
  const figure = new ContextLosses();
  for (const now of [0, 61_000, 122_000]) assert.equal(figure.next(now), 1000);
  assert.equal(figure.tooMany, false);
});
