// runtime_announcer.test.mjs: the one voice of a page: newest words win, nothing while it changes, three sentences a run.
import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { Announcer } = await runtimeModule('figure/announcer.ts');
const playback = { max_ticks: 1500, tick_label: 'step', run_label: 'Train' };
const figure = () => ({ dataset: {} });
const state = more => ({
  values: { p: 0.5 },
  sentence: 'Sentence.',
  response: '',
  ticks: 0,
  last_tick: 1500,
  goal: 0,
  running: false,
  ...more,
});

let said;
let now;
let voice;
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  said = [];
  now = 0;
  voice = new Announcer(
    words => said.push(words),
    () => now,
  );
});
const pass = ms => {
  now += ms;
  mock.timers.tick(ms);
};

test('the first state of a figure says nothing: nobody did anything', () => {
  voice.tell(figure(), state({ response: 'A response of the past.' }), playback);
  pass(10_000);
  assert.deepEqual(said, []);
});

test('during a drag nothing is said, after it the last response, once', () => {
  const one = figure();
  voice.tell(one, state(), playback);
  for (let step = 1; step <= 20; ++step) {
    voice.tell(one, state({ values: { p: step }, response: `p is ${step}.` }), playback);
    pass(50);
  }
  assert.deepEqual(said, []);
  pass(400);
  voice.tell(one, state({ values: { p: 20 }, response: 'p is 20.' }), playback);
  pass(400);
  assert.deepEqual(said, ['p is 20.']);
});

test('a figure that was parked says nothing of what happened meanwhile, and then speaks again', () => {
  const one = figure();
  voice.tell(one, state(), playback);
  voice.forget(one);
  voice.tell(one, state({ ticks: 1500, response: 'Done: Test 87.7 %.' }), playback);
  pass(400);
  assert.deepEqual(said, []);
  voice.tell(one, state({ ticks: 1500, values: { p: 0.2 }, response: 'p is 0.2.' }), playback);
  pass(400);
  assert.deepEqual(said, ['p is 0.2.']);
});

test('a figure that opens running restores something: its end is not told, what follows is', () => {
  const one = figure();
  voice.tell(one, state({ running: true, ticks: 10 }), playback);
  voice.tell(one, state({ running: true, ticks: 700 }), playback);
  voice.tell(one, state({ ticks: 1500, response: 'All done.' }), playback);
  pass(10_000);
  assert.deepEqual(said, []);
  voice.tell(one, state({ ticks: 1500, values: { p: 0.1 }, response: 'p is 0.1.' }), playback);
  pass(400);
  assert.deepEqual(said, ['p is 0.1.']);
});

test('a run that somebody else speaks for is silent to its end, even when that is told late', () => {
  const one = figure();
  voice.tell(one, state(), playback);
  one.dataset.quiet = '';
  voice.tell(one, state({ running: true, ticks: 10 }), playback);
  delete one.dataset.quiet;
  voice.tell(one, state({ running: true, ticks: 700 }), playback);
  voice.tell(one, state({ ticks: 1500, response: 'All done.' }), playback);
  pass(10_000);
  assert.deepEqual(said, []);
  voice.tell(one, state({ ticks: 1500, values: { p: 0.1 }, response: 'p is 0.1.' }), playback);
  pass(400);
  assert.deepEqual(said, ['p is 0.1.'], 'what the reader does then is told');
});

test('a run says that it started, once how far it is, and its result', () => {
  const one = figure();
  voice.tell(one, state(), playback);
  for (let step = 1; step < 1500; ++step) {
    voice.tell(one, state({ ticks: step, goal: 1500, running: true, response: `Step ${step}.` }), playback);
    pass(30);
  }
  voice.tell(one, state({ ticks: 1500, goal: 1500, response: 'Test 87.7 %.' }), playback);
  pass(400);
  assert.equal(said.length, 3);
  assert.equal(said[0], 'Started: Train.');
  assert.match(said[1], /^Step \d+ of 1,500\.$/);
  assert.equal(said[2], 'Done: Test 87.7 %.');
});

test('a run of many nets says how many are trained, not how many ticks', () => {
  const one = figure();
  const nets = { ...playback, tick_label: 'nets trained', ticks_each: 75 };
  voice.tell(one, state(), nets);
  for (let ticks = 1; ticks <= 1499; ticks += 7) {
    voice.tell(one, state({ ticks, goal: 1500, running: true }), nets);
    pass(100);
  }
  pass(400);
  assert.match(said[1], /^Nets trained 1?\d of 20\.$/);
});

test('a run that is over at once says its result alone; one that was stopped says so', () => {
  const one = figure();
  voice.tell(one, state(), playback);
  voice.tell(one, state({ ticks: 1, goal: 1500, running: true }), playback);
  pass(100);
  voice.tell(one, state({ ticks: 700, goal: 1500, response: 'Test 80 %.' }), playback);
  pass(400);
  assert.deepEqual(said, ['Paused: Test 80 %.']);
});

test('two figures of one model say one thing, two of different models both', () => {
  const figures = [figure(), figure(), figure()];
  for (const one of figures) voice.tell(one, state(), playback);
  voice.tell(figures[0], state({ ticks: 1, response: 'Same.' }), playback);
  voice.tell(figures[1], state({ ticks: 1, response: 'Same.' }), playback);
  voice.tell(figures[2], state({ ticks: 1, response: 'Other.' }), playback);
  pass(400);
  assert.deepEqual(said, ['Same. Other.']);
});

test('a figure that somebody else speaks for is silent', () => {
  const one = figure();
  voice.tell(one, state(), playback);
  one.dataset.quiet = '';
  voice.tell(one, state({ ticks: 1, response: 'News.' }), playback);
  pass(400);
  delete one.dataset.quiet;
  voice.tell(one, state({ ticks: 1, response: 'News.' }), playback);
  pass(400);
  assert.deepEqual(said, []);
});

test('the same words for a second event are written anew, so that they are heard again', () => {
  const one = figure();
  voice.tell(one, state(), playback);
  for (const ticks of [1, 2]) {
    voice.tell(one, state({ ticks, response: '3 of 6 kept.' }), playback);
    pass(400);
  }
  assert.equal(said.length, 2);
  assert.notEqual(said[0], said[1]);
  assert.equal(said[1].trim(), said[0]);
});
