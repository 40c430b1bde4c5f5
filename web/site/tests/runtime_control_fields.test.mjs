// runtime_control_fields.test.mjs: a set as check boxes: its link form is read and written as contract/values.h says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { readField, writeParam } = await runtimeModule('figure/control_fields.ts');
globalThis.HTMLSelectElement ??= class {};

const param = { id: 'kept', label: 'Kept', kind: 'set', decimals: 0 };
const boxes = count =>
  Array.from({ length: count }, (_, index) => ({ type: 'checkbox', value: String(index + 1), checked: false }));
const wrapperOf = inputs => ({ querySelector: () => null, querySelectorAll: () => inputs });

const checked = inputs => inputs.filter(box => box.checked).map(box => Number(box.value));

test('runs, single places and "none" check the boxes that they name', () => {
  for (const [text, members] of [
    ['1.3-5', [1, 3, 4, 5]],
    ['2-2', [2]],
    ['none', []],
    ['1-6', [1, 2, 3, 4, 5, 6]],
  ]) {
    const inputs = boxes(6);
    inputs[1].checked = true; // what was there goes
    writeParam(wrapperOf(inputs), param, text, '');
    assert.deepEqual(checked(inputs), members, text);
  }
});

test('what is checked is a text that means the same', () => {
  for (const members of [[], [4], [1, 2], [1, 3, 6]]) {
    const inputs = boxes(6);
    for (const member of members) inputs[member - 1].checked = true;
    const text = readField(wrapperOf(inputs), param, inputs[0]);
    assert.doesNotMatch(text, /^\d+$/, 'a number alone would be read as bits');
    const again = boxes(6);
    writeParam(wrapperOf(again), param, text, '');
    assert.deepEqual(checked(again), members);
  }
});

test('no text makes the page count for ever', () => {
  const inputs = boxes(6);
  writeParam(wrapperOf(inputs), param, '1-999999999999', '');
  assert.equal(checked(inputs).length, 6);
});
