// runtime_stopwatch.test.mjs: the times of a model's work are taken in alternation, and the fastest of each counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { takeTimes } = await runtimeModule('compute/stopwatch.ts');

// A machine on which each piece of work takes what `cost` says; the real clock stands still meanwhile.
async function timed(cost, { places = 3, goesOn = () => true } = {}) {
  const order = [];
  const told = [];
  let now = 0;
  const real = performance.now;
  performance.now = () => now;
  const model = {
    restoreValues: texts => order.push(texts),
    call: (name, place) => {
      assert.equal(name, 'timed_work');
      now += cost(place, order.push(place));
      return place < places ? 1 : 0;
    },
  };
  try {
    const tell = best => (told.push(best), goesOn(told.length));
    await takeTimes({ module: {}, declaration: {}, texts: { p: '0.5' }, places }, tell, async () => model);
  } finally {
    performance.now = real;
  }
  return { order, told };
}

test('the values come first, then each place there and back', async () => {
  const { order } = await timed(() => 100);
  assert.deepEqual(order[0], { p: '0.5' });
  const turns = order.slice(1 + 2); // two of 100 ms warm the program up
  assert.deepEqual(turns.slice(0, 9), [0, 1, 2, 2, 1, 0, 0, 1, 2]);
});

test('each time of the first round is told as it comes, later ones a round at a time', async () => {
  const { told } = await timed(place => 100 + place);
  assert.deepEqual(told.slice(0, 3), [
    [100, -1, -1],
    [100, 101, -1],
    [100, 101, 102],
  ]);
  assert.equal(told.length, 3 + 11);
  assert.deepEqual(told.at(-1), [100, 101, 102]);
});

test('a disturbed run is forgotten once a faster one was seen', async () => {
  const { told } = await timed((place, turn) => (turn < 8 ? 500 : 50 + place));
  assert.equal(
    told[2].some(ms => ms === 500),
    true,
  );
  assert.deepEqual(told.at(-1), [50, 51, 52]);
});

test('work that is over in no time is done again until a coarse clock can tell', async () => {
  const { told } = await timed(() => 4);
  assert.deepEqual(told.at(-1), [4, 4, 4]);
});

test('a slow machine is asked for no more than four rounds', async () => {
  const { told } = await timed(() => 1000);
  assert.equal(told.length, 3 + 3);
});

test('it ends where nobody wants the times any more', async () => {
  const { told } = await timed(() => 100, { goesOn: count => count < 2 });
  assert.equal(told.length, 2);
});

test('a place without work is an error', async () => {
  await assert.rejects(
    takeTimes(
      { module: {}, declaration: {}, texts: {}, places: 1 },
      () => true,
      async () => ({
        restoreValues() {},
        call: () => 0,
      }),
    ),
    /no work for place 0/,
  );
});
