// runtime_pace.test.mjs: how many ticks are due, whatever the machine and the tab do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { Pace } = await runtimeModule('compute/pace.ts');

test('whole ticks are due at their rate, and fractions are carried over', () => {
  const pace = new Pace();
  assert.equal(pace.due(0, 60), 0);
  let ticks = 0;
  for (let now = 10; now <= 1000; now += 10) {
    const due = pace.due(now, 60);
    pace.done(due);
    ticks += due;
  }
  assert.ok(ticks === 59 || ticks === 60, `${ticks} ticks in a second`); // a sum of hundredths may end just below 60
  assert.equal(pace.due(1000, Infinity), Infinity);
});

test('a tab that was hidden does not catch up', () => {
  const pace = new Pace();
  pace.due(0, 60);
  assert.equal(pace.due(10_000, 60), 6, 'what 100 ms hold');
});

test('what a slow machine could not do is let go', () => {
  const pace = new Pace();
  for (let now = 0; now <= 1000; now += 50) {
    assert.ok(pace.due(now, 60) <= 7, 'never more than 100 ms and one tick');
    pace.done(1);
  }
});

test('after a pause nothing is owed, and a clock that goes back owes nothing', () => {
  const pace = new Pace();
  pace.due(0, 60);
  assert.equal(pace.due(50, 60), 3);
  pace.restart();
  assert.equal(pace.due(5000, 60), 0);
  assert.equal(pace.due(4000, 60), 0);
});
