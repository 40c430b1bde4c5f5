// runtime_limits.test.mjs: what hide and lock mean for each control; and how many changes are one for Undo.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { Limits } = await runtimeModule('figure/limits.ts');
const { FigureModel } = await runtimeModule('figure/figure_model.ts');

const params = [{ id: 'p' }, { id: 'seed', seed: true }, { id: 'units' }];

test('R24: what is hidden is fixed as well, and the verbs go with what they change', () => {
  const limits = new Limits(params, ['p', 'run'], ['seed']);
  assert.deepEqual(
    ['p', 'run', 'pause', 'seed', 'new_seed', 'units', 'reset'].map(id => [limits.isHidden(id), limits.isFixed(id)]),
    [
      [true, true],
      [true, true],
      [true, true],
      [false, true],
      [false, true],
      [false, false],
      [false, false],
    ],
  );
  assert.deepEqual(limits.open({ p: 1, units: 3 }), { units: 3 });
  assert.deepEqual(limits.kept({ p: '1', seed: '7', units: '3' }), { p: '1', seed: '7' });
});

// A model that only remembers what it was told.
function figureModel() {
  const orders = [];
  const model = {
    declaration: { id: 'sample', params, actions: [], panels: [], playback: { max_ticks: 100 } },
    state: { texts: { p: '0.5', seed: '1', units: '4' }, ticks: 0 },
    order: async command => (orders.push(command), { refused: [], adjusted: [] }),
    carryOut: async (...commands) => (orders.push(...commands), true),
  };
  const figure = new FigureModel(model, { widget: 'sample' });
  const be = (texts, ticks) => (model.state = { texts: { ...model.state.texts, ...texts }, ticks });
  const undo = async () => {
    orders.length = 0;
    await figure.undo({});
    return orders.length === 0 ? null : [orders[0].values.p, orders.at(-1).tick];
  };
  return { figure, be, undo, orders };
}

test('R29: a drag is one change; what a run parts is two; the last twenty come back, the latest first', async () => {
  const { figure, be, undo } = figureModel();
  for (const p of ['0.6', '0.7', '0.8']) {
    figure.remember('set p');
    be({ p }, 0);
  }
  figure.moved();
  be({}, 30);
  figure.remember('set p');
  be({ p: '0.1' }, 0);
  assert.deepEqual(await undo(), ['0.8', 30]);
  assert.deepEqual(await undo(), ['0.5', 0]);
  assert.equal(await undo(), null);
  for (let times = 0; times < 50; ++times) figure.remember();
  let count = 0;
  while (figure.canUndo) count += (await undo()) ? 1 : 0;
  assert.equal(count, 20);
});

test('R28: the way back to the lesson leaves what is fixed as it is', async () => {
  const { figure, orders } = figureModel();
  figure.start = { texts: { p: '0.5', seed: '1', units: '4' }, ticks: 5 };
  await figure.goTo([], { seed: '7' });
  assert.deepEqual(orders[0].values, { p: '0.5', seed: '7', units: '4' });
  assert.deepEqual(orders.at(-1), { type: 'run_to', tick: 5 });
});
