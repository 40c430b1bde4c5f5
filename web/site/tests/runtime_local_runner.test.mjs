// runtime_local_runner.test.mjs: a model runs in slices, at its pace, reports the newest state, and waits for a pool.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock, FakeModel } from './fake_model.mjs';
import { runtimeModule } from './runtime_module.mjs';

const { LocalRunner } = await runtimeModule('compute/local_runner.ts');

const fast = { ticksPerSecond: Infinity, betweenReportsMs: 15, assisted: false };

function made({ pacing = fast, msPerTick = 0.1, ...options } = {}) {
  const clock = new FakeClock();
  const model = Object.assign(new FakeModel(clock), { msPerTick });
  const reports = [];
  const failures = [];
  const events = { report: report => reports.push(report), failed: error => failures.push(error) };
  const runner = new LocalRunner(model, events, { sliceMs: 10, clock, ...options });
  runner.pacing(pacing);
  return { clock, model, reports, failures, runner };
}
const order = (runner, ...commands) => {
  let answer = null;
  runner.order(commands, given => (answer = given));
  return answer;
};

test('an order is carried out at once and answered after its report', () => {
  const { runner, reports, model } = made();
  let reportsBefore = -1;
  runner.order([{ type: 'set', values: { p: 0.25 } }], () => (reportsBefore = reports.length));
  assert.equal(reportsBefore, 1);
  assert.equal(model.values.p, '0.25');
  assert.equal(reports[0].turn, 1);
});

test('an order that only begins or ends a run draws nothing; one that changes what is seen does', () => {
  const { runner, reports, model } = made();
  runner.view('a', { panels: [], width: 400 });
  assert.deepEqual(Object.keys(reports.at(-1).views), ['a']);
  for (const command of [{ type: 'run_to', tick: 100 }, { type: 'pause' }]) {
    order(runner, command);
    assert.deepEqual(reports.at(-1).views, {}, command.type);
  }
  order(runner, { type: 'step', ticks: 1 });
  assert.deepEqual(Object.keys(reports.at(-1).views), ['a']);
  model.ticks = model.goal = 1000;
  model.run = () => model.reset();
  order(runner, { type: 'run' });
  assert.deepEqual(Object.keys(reports.at(-1).views), ['a'], 'a run that begins anew');
});

test('values that are refused or adjusted are told in words, and the right ones of the same order count', () => {
  const { runner, model } = made();
  const answer = order(runner, { type: 'set', values: { p: 4, zoom: 'bad', nobody: 1 } });
  assert.deepEqual(answer.adjusted, ['p cannot be 4']);
  assert.deepEqual(answer.refused, ['zoom cannot be bad', 'there is no parameter "nobody"']);
  assert.deepEqual(model.values, { p: '1', zoom: '1' });
});

test('a run goes on in slices that end after their time', () => {
  const { runner, clock, model, reports } = made({ msPerTick: 1 });
  order(runner, { type: 'run_to', tick: 100 });
  assert.equal(model.ticks, 0, 'nothing is computed in the task of the order');
  let before = clock.time;
  while (clock.tasks(1)) {
    assert.ok(clock.time - before <= 12, `a slice took ${clock.time - before} ms`);
    before = clock.time;
  }
  assert.equal(model.ticks, 100);
  assert.equal(reports.at(-1).state.running, false);
  assert.ok(reports.length > 4 && reports.length < 12, `${reports.length} reports in 100 ms`);
});

test('cheap ticks come in larger and larger chunks', () => {
  const { runner, clock, model } = made({ msPerTick: 0.001 });
  order(runner, { type: 'run_to', tick: 1000 });
  while (clock.tasks(1));
  assert.equal(model.ticks, 1000);
  assert.ok(model.advanced.length < 20, `${model.advanced.length} chunks`);
});

test('ticks that become dear come in smaller and smaller chunks, so that a slice ends in time again', () => {
  const { runner, clock, model } = made();
  const { advance } = model;
  model.advance = ticks => {
    model.msPerTick = model.ticks < 60 ? 0.001 : 1;
    return advance.call(model, ticks);
  };
  order(runner, { type: 'run_to', tick: 900 });
  while (clock.tasks(1));
  assert.ok(Math.max(...model.advanced) > 50, 'they were cheap');
  assert.ok(model.advanced.at(-2) <= 2, `${model.advanced.at(-2)} ms at once`);
});

test('run keeps the pace of the widget, run_to does not', () => {
  const { runner, clock, model } = made({ pacing: { ...fast, ticksPerSecond: 60 }, msPerTick: 0 });
  order(runner, { type: 'run' });
  while (clock.time < 500) clock.tasks(1);
  assert.ok(Math.abs(model.ticks - 30) <= 2, `${model.ticks} ticks in half a second`);
  order(runner, { type: 'run_to', tick: 1000 });
  const { time } = clock;
  while (clock.tasks(1));
  assert.equal(model.ticks, 1000);
  assert.ok(clock.time - time < 100);
});

test('a new value of the view does not slow a hurried run down', () => {
  const { runner, clock, model } = made({ pacing: { ...fast, ticksPerSecond: 60 }, msPerTick: 0.01 });
  order(runner, { type: 'run_to', tick: 1000 });
  order(runner, { type: 'set', values: { zoom: 0.5 } });
  const { time } = clock;
  while (clock.tasks(1));
  assert.equal(model.ticks, 1000);
  assert.ok(clock.time - time < 100);
});

test('with back-pressure a run sends no second report before the first was taken, but its end comes', () => {
  const { runner, clock, model, reports } = made({ msPerTick: 1, waitsForTaken: true });
  order(runner, { type: 'run_to', tick: 100 });
  const atOrder = reports.length;
  while (clock.tasks(1));
  assert.equal(model.ticks, 100);
  assert.equal(reports.length, atOrder + 1);
  runner.taken();
  assert.equal(reports.at(-1).state.ticks, 100);
  assert.equal(reports.length, atOrder + 2);
});

test('each view gets its picture with each report, and none when it has gone', () => {
  const { runner, reports } = made();
  runner.view('a', { width: 300, panels: 0 });
  runner.view('b', { width: 600, panels: 1 });
  order(runner, { type: 'step', ticks: 3 });
  assert.deepEqual(Object.keys(reports.at(-1).views), ['a', 'b']);
  assert.equal(reports.at(-1).views.b.view.width, 600);
  assert.equal(reports.at(-1).views.a.sentence, 'tick 3');
  runner.view('a', null);
  order(runner, { type: 'reset' });
  assert.deepEqual(Object.keys(reports.at(-1).views), ['b']);
});

test('with a pool no wanted run is trained here: it waits for offers, and trains what nobody offers', () => {
  const { runner, clock, model, reports } = made({ pacing: { ...fast, assisted: true } });
  model.runs = 3;
  order(runner, { type: 'run_to', tick: 50 });
  assert.deepEqual(reports.at(-1).wanted, [0, 1, 2]);
  assert.ok(clock.tasks(50) < 50, 'it sleeps until an offer comes');
  assert.equal(model.ticks, 0);
  for (const run of [1, 0, 2]) {
    runner.offer({ run, train: 1, test: 1 });
    clock.tasks(50);
  }
  assert.equal(model.ticks, 50, 'the ticks after the runs are computed');
  assert.deepEqual(
    model.advanced.reduce((a, b) => a + b, 0),
    20,
  );
});

test('the pool goes away: it trains by itself', () => {
  const { runner, clock, model } = made({ pacing: { ...fast, assisted: true } });
  model.runs = 3;
  order(runner, { type: 'run_to', tick: 30 });
  clock.tasks(50);
  runner.pacing(fast);
  while (clock.tasks(1));
  assert.equal(model.ticks, 30);
});

test('a model that fails is told once and not called again', () => {
  const { runner, model, failures, clock } = made();
  model.advance = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  order(runner, { type: 'run' });
  while (clock.tasks(1));
  assert.equal(failures.length, 1);
  let calls = 0;
  model.step = () => ++calls;
  assert.equal(order(runner, { type: 'step', ticks: 1 }), null);
  assert.equal(calls, 0);
  assert.equal(failures.length, 1);
});

test('so is one that fails while a picture is drawn, after its report; whoever asks hears it too', () => {
  const { runner, model, failures, reports } = made();
  model.draw = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  runner.view('figure', { width: 400, panels: 0 });
  order(runner, { type: 'step', ticks: 1 });
  assert.equal(failures.length, 0);
  assert.throws(() => reports.at(-1).views.figure.picture, WebAssembly.RuntimeError);
  assert.equal(failures.length, 1);
  assert.equal(order(runner, { type: 'step', ticks: 1 }), null, 'it is not called again');
});

test('a runner that handed its run over still gives the picture of its last report', () => {
  const { runner, reports, failures } = made();
  runner.view('figure', { width: 400, panels: 0 });
  order(runner, { type: 'step', ticks: 3 });
  runner.stop();
  assert.deepEqual([...reports.at(-1).views.figure.picture], [3]);
  assert.deepEqual(failures, []);
});

test('close gives the state, with its goal', async () => {
  const { runner, clock } = made({ msPerTick: 1 });
  order(runner, { type: 'run_to', tick: 600 });
  clock.tasks(2);
  const saved = await runner.close();
  assert.equal(clock.tasks(5), 0, 'nothing runs any more');
  const other = new FakeModel();
  other.load(saved);
  assert.ok(other.ticks > 0 && other.ticks < 100);
  assert.equal(other.goal, 600);
});

for (const [where, jump] of [
  ['back', -3_600_000],
  ['ahead', 3_600_000],
]) {
  // The clock jumps within an advance.
  const jumping = (given, atAdvance) => {
    const all = made(given);
    const { model, clock } = all;
    const advance = model.advance.bind(model);
    model.advance = ticks => {
      if (--atAdvance === 0) clock.time += jump;
      return advance(ticks);
    };
    return all;
  };

  test(`a clock that is set ${where} by an hour makes no slice longer`, () => {
    const { runner, model, clock } = jumping({}, 3);
    order(runner, { type: 'run_to', tick: 1000 });
    clock.tasks(1);
    assert.ok(model.running, 'a thousand ticks take ten slices');
  });

  test(`a clock that is set ${where} by an hour keeps no report back`, () => {
    const { runner, model, clock, reports } = jumping({ pacing: { ...fast, ticksPerSecond: 60 } }, 10);
    order(runner, { type: 'run' });
    while (model.ticks < 20) clock.tasks(1);
    const told = reports.length;
    clock.tasks(10);
    assert.ok(reports.length > told);
    while (model.running && clock.tasks(1));
    assert.equal(reports.at(-1).state.ticks, 1000);
  });
}
