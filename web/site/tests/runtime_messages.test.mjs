// runtime_messages.test.mjs: the message protocol takes what it names and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { readMessage } = await runtimeModule('embed/message_check.ts');
const message = more => ({ source: 'dropout-widget', v: 1, ...more });

test('messages of others are ignored in silence', () => {
  for (const data of [null, undefined, 7, 'set', [], {}, { type: 'set' }, { source: 'dropout-widget' }])
    assert.equal(readMessage(data), null);
  assert.equal(readMessage({ ...message({ type: 'get' }), v: 2 }), null);
  assert.equal(readMessage({ ...message({ type: 'get' }), v: '1' }), null);
  assert.equal(readMessage({ ...message({ type: 'get' }), source: 'other' }), null);
});

test('what a widget says is not a question to a widget', () => {
  for (const type of ['loaded', 'ready', 'resize', 'change', 'reply', 'error', 'key'])
    assert.equal(readMessage(message({ type })), null);
});

test('each command is read with its arguments and its id', () => {
  assert.deepEqual(readMessage(message({ type: 'set', values: { p: 0.3, data: 'moons', links: true }, id: 4 })), {
    command: { type: 'set', values: { p: 0.3, data: 'moons', links: true }, toDefault: [] },
    id: 4,
    error: '',
  });
  assert.deepEqual(readMessage(message({ type: 'set', values: { p: null, seed: 3 } })).command, {
    type: 'set',
    values: { seed: 3 },
    toDefault: ['p'],
  });
  assert.deepEqual(readMessage(message({ type: 'act', action: 'draw_again' })).command, {
    type: 'act',
    action: 'draw_again',
  });
  assert.deepEqual(readMessage(message({ type: 'step' })).command, { type: 'step', ticks: 1 });
  assert.deepEqual(readMessage(message({ type: 'step', ticks: 20 })).command, { type: 'step', ticks: 20 });
  assert.deepEqual(readMessage(message({ type: 'theme', theme: 'dark' })).command, { type: 'theme', theme: 'dark' });
  assert.deepEqual(readMessage(message({ type: 'picture' })).command, { type: 'picture', format: 'svg' });
  assert.deepEqual(readMessage(message({ type: 'picture', format: 'png' })).command, {
    type: 'picture',
    format: 'png',
  });
  for (const type of ['reset', 'run', 'pause', 'get', 'hello', 'data'])
    assert.deepEqual(readMessage(message({ type })).command, { type });
});

test('wrong arguments are answered with an error that says what is wrong', () => {
  for (const wrong of [
    { type: 'set' },
    { type: 'set', values: [] },
    { type: 'set', values: { p: NaN } },
    { type: 'set', values: { p: Infinity } },
    { type: 'set', values: { p: {} } },
    { type: 'set', values: { 'p q': 1 } },
    { type: 'set', values: { data: 'x'.repeat(301) } },
    { type: 'act' },
    { type: 'act', action: 'no such; action' },
    { type: 'step', ticks: -1 },
    { type: 'step', ticks: 'many' },
    { type: 'theme', theme: 'blue' },
    { type: 'picture', format: 'gif' },
    { type: 'picture', format: ['svg'] },
    { type: 'eval', code: 'alert(1)' },
    {},
  ]) {
    const request = readMessage(message({ ...wrong, id: 'a' }));
    assert.equal(request.command, null, JSON.stringify(wrong));
    assert.ok(request.error.length > 10);
    assert.equal(request.id, 'a');
  }
});

test('an id that is neither number nor short text is not sent back', () => {
  assert.equal(readMessage(message({ type: 'get', id: {} })).id, null);
  assert.equal(readMessage(message({ type: 'get', id: 'x'.repeat(300) })).id, null);
});
