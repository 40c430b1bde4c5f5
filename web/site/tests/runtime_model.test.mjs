// runtime_model.test.mjs: what goes through the border of a model program: numbers, texts and bytes, whatever its memory does.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { declaration } from './fake_model.mjs';
import { runtimeModule } from './runtime_module.mjs';

const { Model } = await runtimeModule('compute/model.ts');

const realInstantiate = WebAssembly.instantiate;
const realImports = WebAssembly.Module.imports;
afterEach(() => {
  WebAssembly.instantiate = realInstantiate;
  WebAssembly.Module.imports = realImports;
});

// A program with a memory of its own, which moves with every returned text, as growing memory does.
function program(functions = {}) {
  const memory = { buffer: new ArrayBuffer(65536) };
  const calls = [];
  let size = 0;
  let room = 0;
  const give = bytes => {
    memory.buffer = memory.buffer.slice(0);
    new Uint8Array(memory.buffer).set([...bytes, 0], 4096);
    size = bytes.length;
    return 4096;
  };
  const text = words => give(new TextEncoder().encode(words));
  const taken = () => new Uint8Array(memory.buffer, 1024, room);
  const named = {
    create: hash => Number(hash === 7),
    input: bytes => ((room = bytes), 1024),
    size: () => size,
    value: place => [0.25, NaN][place],
    text: place => text(['0.25', 'ä, ü'][place]),
    shown: place => text(['0.25', 'two of three'][place]),
    relevant: place => 1 - place,
    response: () => text('news'),
    ticks: () => 3,
    goal: () => 5,
    last_tick: () => 9,
    reached: () => 4,
    ...functions,
  };
  const exports = { memory };
  for (const [name, run] of Object.entries(named))
    if (run)
      exports[`model_${name}`] = (...args) => {
        calls.push([name, ...args]);
        return run(...args);
      };
  WebAssembly.Module.imports = () => [{ module: 'env', name: 'notify' }];
  let imports;
  WebAssembly.instantiate = async (_, given) => {
    imports = given;
    return { exports };
  };
  return { calls, text, give, taken, imports: () => imports };
}

test('whatever it imports is answered with 0', async () => {
  const made = program();
  await Model.make('program', declaration);
  assert.equal(made.imports().env.notify(), 0);
});

test('a program of another version is refused with the word reload', async () => {
  program({ create: hash => Number(hash === 8) });
  await assert.rejects(Model.make('program', declaration), { kind: 'other_version', message: /Reload/ });
});

test('a program without a function of the border is one of another version', async () => {
  program({ goal: undefined });
  const model = await Model.make('program', declaration);
  assert.throws(() => model.goal, { kind: 'other_version' });
});

test('the state has numbers, texts where a value is no number, and what a reader sees', async () => {
  program();
  const model = await Model.make('program', declaration);
  const state = model.state();
  assert.deepEqual(state.values, { p: 0.25, zoom: 'ä, ü' });
  assert.deepEqual(state.texts, { p: '0.25', zoom: 'ä, ü' });
  assert.deepEqual(state.shown, { p: '0.25', zoom: 'two of three' });
  assert.deepEqual(state.relevant, { p: true, zoom: false });
  assert.deepEqual(
    [state.ticks, state.goal, state.last_tick, state.reached, state.running, state.response],
    [3, 5, 9, 4, true, 'news'],
  );
});

test('values are asked for once between two commands', async () => {
  const { calls } = program({ apply: () => 0, advance: ticks => ticks });
  const model = await Model.make('program', declaration);
  const asked = () => calls.filter(([name]) => name === 'value').length;
  model.state();
  model.advance(1);
  model.state();
  assert.equal(asked(), 2, 'two parameters, once');
  model.apply();
  model.state();
  assert.equal(asked(), 4);
});

test('texts go in as UTF-8 with a zero at the end; numbers and booleans as numbers', async () => {
  const given = [];
  const made = program({
    stage: (place, value) => (given.push(value), 1),
    stage_text: () => (given.push(new TextDecoder().decode(made.taken())), 0),
    message: () => made.text('no such choice'),
  });
  const model = await Model.make('program', declaration);
  assert.equal(model.stage(0, 0.5), 'taken');
  assert.equal(model.stage(0, true), 'taken');
  assert.equal(model.stage(0, 'größer'), 'refused');
  assert.equal(model.message(), 'no such choice');
  assert.deepEqual(given, [0.5, 1, 'größer\0']);
});

test('bytes come out as copies and go in as they are', async () => {
  let loaded;
  const made = program({
    save: () => made.give([1, 2, 3]),
    apply: () => 0,
    stage_text: () => 1,
    load: (address, size) => ((loaded = [address, size, ...made.taken()]), 1),
    picture: () => made.give([9, 9]),
    sentence: () => made.text('said'),
    description: () => made.text('described'),
    height: width => width / 2,
  });
  const model = await Model.make('program', declaration);
  const saved = model.save();
  const { picture, height, sentence } = model.viewState({ width: 300, panels: 2 });
  assert.deepEqual([...saved.bytes], [1, 2, 3], 'another call does not change it');
  assert.deepEqual([[...picture], height, sentence], [[9, 9], 150, 'said']);
  assert.equal(model.load(saved), true);
  assert.deepEqual(loaded, [1024, 3, 1, 2, 3]);
});

test('a picture is drawn when it is asked for, once, and copies of the view hold it', async () => {
  const calls = [];
  const made = program({
    picture: (...args) => (calls.push(args), made.give([9, 9])),
    sentence: () => made.text('said'),
    description: () => made.text('described'),
    height: width => width / 2,
  });
  const model = await Model.make('program', declaration);
  const guards = [];
  const view = model.viewState({ width: 300, panels: 2 }, draw => (guards.push(calls.length), draw()));
  assert.deepEqual([view.sentence, calls], ['said', []]);
  const copy = structuredClone({ ...view });
  assert.deepEqual(
    [[...view.picture], [...copy.picture]],
    [
      [9, 9],
      [9, 9],
    ],
  );
  assert.deepEqual([calls, guards], [[[300, 2]], [0]], 'once, through what guards the program');
});

test('tables are lines of cells, and empty where there is none', async () => {
  const made = program({ table: panel => made.text(panel === 0 ? 'a\tb\n1\t2\n' : '') });
  const model = await Model.make('program', declaration);
  assert.deepEqual(model.table(0), [
    ['a', 'b'],
    ['1', '2'],
  ]);
  assert.deepEqual(model.table(1), []);
});
