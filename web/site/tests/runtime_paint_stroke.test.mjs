// runtime_paint_stroke.test.mjs: a stroke over painted cells makes all of them what its first one was not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { PaintStroke } = await runtimeModule('figure/paint_stroke.ts');

test('the first cell decides for the whole stroke', () => {
  const stroke = new PaintStroke();
  const text = '84'; // cells 0 and 5 are on
  assert.equal(stroke.turnsOn({ cell: 5, begins: true }, text), false);
  assert.equal(stroke.turnsOn({ cell: 6, begins: false }, text), false, 'a cell that is off stays off');
  assert.equal(stroke.turnsOn({ cell: 6, begins: true }, text), true);
  assert.equal(stroke.turnsOn({ cell: 5, begins: false }, text), true);
  assert.equal(stroke.turnsOn({ cell: 0, begins: true }, text), false);
});

test('cells that the text leaves out are off', () => {
  const stroke = new PaintStroke();
  for (const [cell, text] of [
    [40, '84'],
    [3, 'none'],
    [1, 'none'],
  ])
    assert.equal(stroke.turnsOn({ cell, begins: true }, text), true, `${cell} of ${text}`);
});

test('a curve takes the height of the cell in its column', () => {
  const stroke = new PaintStroke();
  const param = { kind: 'curve', max: 0.75, step: 0.05 };
  const text = '0.1_0.2_0.3_0.4';
  for (const [cell, place, value] of [
    [0, 0, 0.75],
    [7, 3, 0.7],
    [61, 1, 0],
  ]) {
    const part = stroke.part({ cell, begins: true }, text, param);
    assert.equal(part.place, place);
    assert.ok(Math.abs(part.value - value) < 1e-9, `${part.value} for ${cell}`);
  }
  assert.deepEqual(stroke.part({ cell: 5, begins: true }, '84', { kind: 'cells', max: 1, step: 1 }), {
    place: 5,
    value: 0,
  });
});
