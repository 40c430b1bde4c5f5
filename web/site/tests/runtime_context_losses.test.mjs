// runtime_context_losses.test.mjs: a figure whose context was taken away waits longer each time, and gives up at last.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const losses = async () => {
  const { ContextLosses } = await runtimeModule('figure/context_losses.ts');
  return () => new ContextLosses();
};

test('each further loss within a minute doubles the wait, from one second; the fourth is the last', async () => {
  const figure = (await losses())();
  assert.deepEqual(
    [0, 2000, 5000, 10_000].map(now => figure.next(now)),
    [1000, 2000, 4000, null],
  );
});

test('a figure that was well for a minute begins anew', async () => {
  const figure = (await losses())();
  assert.equal(figure.next(0), 1000);
  assert.equal(figure.next(30_000), 2000);
  assert.equal(figure.next(91_000), 1000);
});

test('the figures of a page together have a limit, too', async () => {
  const make = await losses();
  const waits = Array.from({ length: 14 }, (_, at) => make().next(at * 100));
  assert.ok(waits.slice(0, 12).every(wait => wait === 1000));
  assert.deepEqual(waits.slice(12), [null, null]);
  assert.equal(make().next(70_000), 1000);
});
