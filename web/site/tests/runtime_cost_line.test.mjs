// runtime_cost_line.test.mjs: the line that says what a training step costs on this device.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

async function costLine(tickLabel) {
  const { CostLine } = await runtimeModule('figure/cost_line.ts');
  const line = { hidden: true, textContent: '' };
  return { line, cost: new CostLine({ querySelector: () => line }, tickLabel) };
}

test('the cost of a training step is said, with two digits', async () => {
  const { line, cost } = await costLine('step');
  cost.show(0.2345, false, 0);
  assert.equal(line.hidden, false);
  assert.equal(line.textContent, 'This run: 0.23 ms a step, measured on this device.');
});

test('it changes twice a second at most, and at the end of the run', async () => {
  const { line, cost } = await costLine('step');
  cost.show(1, false, 0);
  cost.show(2, false, 499);
  assert.match(line.textContent, /1\.0 ms/);
  cost.show(3, false, 500);
  assert.match(line.textContent, /3\.0 ms/);
  cost.show(4, true, 501);
  assert.match(line.textContent, /4\.0 ms/);
});

test('other ticks, and runs without a measurement, say nothing', async () => {
  const draws = await costLine('draw');
  draws.cost.show(1, true, 0);
  assert.equal(draws.line.hidden, true);
  const none = await costLine('step');
  none.cost.show(0, true, 0);
  none.cost.show(NaN, true, 0);
  assert.equal(none.line.hidden, true);
});
