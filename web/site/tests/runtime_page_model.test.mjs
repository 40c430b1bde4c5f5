// runtime_page_model.test.mjs: a model of the page moves to the Worker with its first long run, is helped by a pool, and
// comes back when the Worker fails. Page, Worker and pool are all here: only the wire between them is made up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeModel, declaration } from './fake_model.mjs';
import { beatsOf } from './beats.mjs';
import { runtimeModule } from './runtime_module.mjs';

const { PageModel } = await runtimeModule('compute/page_model.ts');
const { WorkerLine } = await runtimeModule('compute/worker_line.ts');
const { ModelHost } = await runtimeModule('compute/model_host.ts');
const { Trainer } = await runtimeModule('compute/trainer.ts');

// A Worker whose two sides are both in this thread; messages arrive in tasks of their own, as copies.
class WireWorker {
  terminated = false;
  models = [];
  received = [];
  trained = 0;
  constructor(options = {}) {
    const makeModel = async () => {
      const model = Object.assign(new FakeModel(), options.model);
      if (options.loads === false) model.loads = false;
      const { train } = model;
      model.train = run => {
        ++this.trained;
        return train.call(model, run);
      };
      this.models.push(model);
      return model;
    };
    const post = message => {
      if (!this.terminated && !this.silent) this.later(() => this.onmessage?.({ data: structuredClone(message) }));
    };
    this.host = new ModelHost(post, makeModel);
    this.trainer = new Trainer(post, makeModel);
  }
  later(run) {
    setTimeout(() => !this.terminated && run());
  }
  postMessage(message) {
    this.received.push(message.type);
    const data = { ...structuredClone({ ...message, module: null }), module: message.module };
    this.later(() =>
      data.type === 'train' || data.type === 'prepare' ? this.trainer.receive(data) : this.host.receive(data),
    );
  }
  terminate() {
    this.terminated = true;
  }
}

async function made({ allowed = true, worker = {}, model = {}, calm = true } = {}) {
  const page = { models: [], workers: [], poolWorkers: [], reports: [], failures: [], notes: [] };
  const line = new WorkerLine(() => {
    page.workers.push(new WireWorker({ model, ...worker }));
    return page.workers.at(-1);
  }, allowed);
  const pageModel = new PageModel(declaration, {
    module: async () => 'the program',
    line,
    makeWorker: () => {
      page.poolWorkers.push(new WireWorker({ model }));
      return page.poolWorkers.at(-1);
    },
    calm: () => calm, // as fast as it goes
    makeModel: async () => {
      page.models.push(Object.assign(new FakeModel(), model));
      return page.models.at(-1);
    },
  });
  pageModel.listen({
    report: report => page.reports.push(report),
    failed: error => page.failures.push(error),
    note: words => page.notes.push(words),
  });
  await pageModel.open(async () => {});
  return { ...page, line, model: pageModel };
}
const task = () => new Promise(done => setTimeout(done));
const advancedIn = models => models.flatMap(({ advanced }) => advanced).reduce((a, b) => a + b, 0);

test('a short run stays in the page, and a command takes effect at once', async () => {
  const { model, workers, models } = await made();
  void model.order({ type: 'step', ticks: 3 });
  assert.equal(model.state.ticks, 3, 'without waiting');
  assert.equal(await model.carryOut({ type: 'run_to', tick: 100 }), true);
  assert.equal(workers.length, 0);
  assert.equal(advancedIn(models), 97);
});

test('a long run moves to the Worker: the page computes no tick, gets states and pictures, and the promise its end', async () => {
  const { model, workers, models, reports } = await made();
  model.look('figure', { width: 400, panels: 0 });
  assert.equal(await model.carryOut({ type: 'run_to', tick: 900 }), true);
  assert.equal(advancedIn(models), 0);
  assert.equal(workers.length, 1);
  assert.equal(advancedIn(workers[0].models), 900);
  assert.equal(model.state.ticks, 900);
  assert.equal(model.lookOf('figure').sentence, 'tick 900');
  assert.ok(reports.every(({ state }, at) => at === 0 || state.ticks >= reports[at - 1].state.ticks));
});

test('it moves in the task after the command, which has its report by then; what ends the run before that needs no Worker', async () => {
  const { model, workers, reports } = await made();
  void model.carryOut({ type: 'run_to', tick: 900 });
  assert.deepEqual([workers.length, reports.at(-1).state.goal], [0, 900]);
  void model.order({ type: 'reset' });
  await task();
  assert.equal(workers.length, 0);
  const run = model.carryOut({ type: 'run_to', tick: 900 });
  void model.order({ type: 'set', values: { zoom: 0.25 } });
  assert.equal(model.state.texts.zoom, '0.25', 'the page still carries it out at once');
  await task();
  assert.equal(workers.length, 1);
  assert.equal(await run, false);
});

test('it stays in the Worker: later commands go there and come back in their order', async () => {
  const { model, workers } = await made();
  await model.carryOut({ type: 'run_to', tick: 900 });
  const answers = [];
  const first = model.order({ type: 'set', values: { p: 0.25 } }).then(() => answers.push(model.state.texts.p));
  const second = model.order({ type: 'set', values: { p: 0.75 } }).then(() => answers.push(model.state.texts.p));
  assert.equal(model.pending, 2);
  await Promise.all([first, second]);
  assert.deepEqual(answers, ['0.25', '0.75']);
  assert.equal(model.state.ticks, 0);
  assert.equal(workers.length, 1);
  assert.deepEqual(await model.table(2), [['tick'], ['2']]);
});

test('another command before the end: the first promise says no, after the state of the second is there', async () => {
  for (const tick of [150, 900]) {
    const { model } = await made();
    const run = model.carryOut({ type: 'run_to', tick });
    void model.order({ type: 'reset' });
    assert.equal(await run, false);
    assert.equal(model.state.ticks, 0);
  }
});

test('two models share one Worker', async () => {
  const one = await made();
  const other = new PageModel(declaration, {
    module: async () => 'the program',
    line: one.line,
    makeWorker: () => assert.fail('a second Worker'),
    calm: () => true,
    makeModel: async () => new FakeModel(),
  });
  await other.open(async () => {});
  await Promise.all([
    one.model.carryOut({ type: 'run_to', tick: 900 }),
    other.carryOut({ type: 'run_to', tick: 700 }),
  ]);
  assert.equal(one.workers.length, 1);
  assert.deepEqual([one.model.state.ticks, other.state.ticks], [900, 700]);
});

test('closed and opened again it has its state; a run goes on where it was', async () => {
  for (const tick of [150, 900]) {
    const { model } = await made();
    await model.order({ type: 'set', values: { p: 0.25 } });
    void model.carryOut({ type: 'run_to', tick });
    await new Promise(done => setTimeout(done));
    await model.close();
    assert.equal(model.isOpen, false);
    await model.open(() => assert.fail('it began anew'));
    await model.carryOut({ type: 'run_on', ticks: tick });
    assert.ok(model.state.ticks >= tick, `${model.state.ticks} of ${tick}`);
    assert.equal(model.state.texts.p, '0.25');
  }
});

test('where no Worker is allowed the page computes, to the same end', async () => {
  const { model, workers, models } = await made({ allowed: false });
  assert.equal(await model.carryOut({ type: 'run_to', tick: 900 }), true);
  assert.equal(workers.length, 0);
  assert.equal(advancedIn(models), 900);
});

test('a Worker that does not start is replaced by the page, and no command is lost', async () => {
  const { model, workers, failures } = await made({ worker: {} });
  const run = model.carryOut({ type: 'run_to', tick: 900 });
  await task();
  const [worker] = workers;
  worker.silent = true;
  setTimeout(() => worker.onerror({ preventDefault() {}, message: '' }));
  assert.equal(await run, true);
  assert.equal(model.state.ticks, 900);
  assert.ok(worker.terminated);
  assert.deepEqual(failures, []);
});

test('R30: a Worker that failed is tried again with the next long run, three times in all', async () => {
  const { model, workers } = await made();
  for (let run = 1; run <= 5; ++run) {
    const ended = model.carryOut({ type: 'reset' }, { type: 'run_to', tick: 900 });
    await task();
    const worker = workers.at(-1);
    if (!worker.terminated) {
      worker.silent = true;
      setTimeout(() => worker.onerror({ preventDefault() {}, message: '' }));
    }
    assert.equal(await ended, true);
    assert.equal(workers.length, Math.min(run, 3), `run ${run}`);
  }
});

test('R30: a Worker that comes at the second attempt computes', async () => {
  const { model, workers, models } = await made();
  const first = model.carryOut({ type: 'run_to', tick: 300 });
  await task();
  workers[0].silent = true;
  setTimeout(() => workers[0].onerror({ preventDefault() {}, message: '' }));
  await first;
  const here = advancedIn(models);
  assert.equal(await model.carryOut({ type: 'run_to', tick: 900 }), true);
  assert.equal(advancedIn(models), here);
  assert.equal(advancedIn(workers[1].models), 600);
});

test('commands on their way when the Worker fails are carried out by the page', async () => {
  const { model, workers } = await made();
  await model.carryOut({ type: 'run_to', tick: 900 });
  const [worker] = workers;
  worker.silent = true;
  const set = model.order({ type: 'set', values: { zoom: 0.25 } });
  const stepped = model.carryOut({ type: 'step', ticks: 5 });
  setTimeout(() => worker.onerror({ preventDefault() {}, message: 'gone' }));
  await set;
  assert.equal(model.state.texts.zoom, '0.25');
  assert.equal(await stepped, true);
  assert.equal(model.state.ticks, 905);
});

test('a Worker that owes an answer for ten beats is given up: the page says so and goes on to the end', async t => {
  const pass = beatsOf(t);
  const { model, workers, models, notes, failures } = await made();
  const run = model.carryOut({ type: 'run_to', tick: 900 });
  await task();
  const [worker] = workers;
  worker.silent = true;
  pass(9);
  await task();
  assert.deepEqual([worker.terminated, notes], [false, []]);
  pass(1);
  assert.equal(await run, true);
  assert.equal(model.state.ticks, 900);
  assert.equal(advancedIn(models), 900);
  assert.match(notes.join(), /^The background process does not answer; [^,]*$/);
  assert.deepEqual(failures, []);
  assert.ok(worker.terminated);
  // What is still on its way from it is not heard.
  const late = { ...structuredClone(model.state), ticks: 5 };
  worker.onmessage({ data: { type: 'report', id: 1, saved: null, report: { state: late, turn: 1, views: {} } } });
  worker.onmessage({ data: { type: 'answer', id: 1, answer: { refused: ['late'], adjusted: [] } } });
  assert.equal(model.state.ticks, 900);
});

test('a Worker that is silent in the middle of a run: the page goes on from the last state that came over', async t => {
  const pass = beatsOf(t);
  const { model, workers, models, reports, notes } = await made({ calm: false });
  const ended = model.carryOut({ type: 'run' });
  while (!reports.some(({ state }) => state.running && state.ticks > 2)) await task();
  workers[0].silent = true;
  await task();
  pass(10);
  while (advancedIn(models) === 0) await task();
  assert.equal(notes.length, 1);
  void model.order({ type: 'pause' });
  assert.equal(await ended, false);
  assert.equal(workers.length, 1);
});

test('a Worker of which nothing is wanted may be silent, and every word of it begins the count anew', async t => {
  const pass = beatsOf(t);
  const { model, workers, notes } = await made();
  await model.carryOut({ type: 'run_to', tick: 900 });
  pass(100);
  assert.equal(pass.timers.size, 0, 'and costs nothing');
  for (let times = 0; times < 3; ++times) {
    workers[0].silent = true;
    const first = model.order({ type: 'set', values: { zoom: 0.25 } });
    await task();
    pass(9);
    workers[0].silent = false;
    await model.table(0);
    void first;
  }
  assert.equal(workers[0].terminated, false);
  assert.deepEqual(notes, []);
});

test('a model whose Worker is silent is closed with the last state, and opens again', async t => {
  const pass = beatsOf(t);
  const { model, workers } = await made();
  await model.carryOut({ type: 'run_to', tick: 900 });
  workers[0].silent = true;
  const closed = model.close();
  pass(10);
  await closed;
  await model.open(() => assert.fail('it began anew'));
  assert.equal(model.state.ticks, 900);
});

test('a model that is closed between the failure of its Worker and its new start in the page opens again', async () => {
  const { model, workers, models } = await made();
  await model.carryOut({ type: 'run_to', tick: 900 });
  const making = models.length;
  workers[0].onerror({ preventDefault() {}, message: 'gone' });
  assert.deepEqual(await model.table(0), [], 'nobody can answer now');
  await model.close();
  assert.equal(models.length, making + 1, 'the page had begun to take over');
  await model.open(() => assert.fail('it began anew'));
  assert.equal(model.state.ticks, 900);
});

test('a model that the Worker cannot take over goes on in the page and does not come again', async () => {
  const { model, workers, models } = await made({ worker: { loads: false } });
  assert.equal(await model.carryOut({ type: 'run_to', tick: 900 }), true);
  assert.equal(workers.length, 1);
  assert.equal(advancedIn(models), 900);
  assert.equal(workers[0].terminated, false, 'other models may live there');
});

test('R30: nor is it offered to the Worker for ever: three times in all', async () => {
  const { model, workers } = await made({ worker: { loads: false } });
  for (let run = 1; run <= 5; ++run) {
    assert.equal(await model.carryOut({ type: 'reset' }, { type: 'run_to', tick: 900 }), true);
    const offers = workers[0].received.filter(type => type === 'open').length;
    assert.equal(offers, Math.min(run, 3), `run ${run}`);
  }
});

test('training runs are shared out among the pool; nobody else trains them', async () => {
  const { model, workers, poolWorkers, models } = await made({ model: { runs: 60 } });
  assert.equal(await model.carryOut({ type: 'run_to', tick: 700 }), true);
  assert.equal(model.state.ticks, 700);
  const trained = poolWorkers.reduce((sum, worker) => sum + worker.trained, 0);
  assert.equal(trained, 60);
  assert.equal(advancedIn(models), 0);
  assert.equal(advancedIn(workers[0].models), 100, 'the ticks that are no runs');
});

test('a run that starts over with the same values trains again what it had been given ahead of its turn', async t => {
  globalThis.navigator = { hardwareConcurrency: 3 };
  t.after(() => delete globalThis.navigator);
  const { model, workers, poolWorkers } = await made({ model: { runs: 60 } });
  void model.order({ type: 'run_to', tick: 700 });
  while (poolWorkers.length < 2) await new Promise(resolve => setTimeout(resolve));
  // The first run is late; the model has others by then.
  const { onmessage } = poolWorkers[0];
  const late = [];
  poolWorkers[0].onmessage = event => late.push(event);
  const known = () => workers[0].models.reduce((sum, { offered }) => sum + offered.size, 0);
  while (known() < 3 || late.length === 0) await new Promise(resolve => setTimeout(resolve));
  const ended = model.carryOut({ type: 'reset' }, { type: 'run_to', tick: 700 });
  while (known() > 2) await new Promise(resolve => setTimeout(resolve));
  poolWorkers[0].onmessage = onmessage;
  for (const event of late) onmessage(event);
  // Far more turns than it takes: it ends, or waits for ever.
  for (let turns = 0; turns < 3000 && model.state.ticks < 700; ++turns)
    await new Promise(resolve => setTimeout(resolve));
  assert.equal(model.state.ticks, 700);
  assert.equal(await ended, true);
});

test('a pool that is silent for sixty beats is given up: the reader is told, and the Worker trains the runs itself', async t => {
  const pass = beatsOf(t);
  const { model, workers, poolWorkers, notes } = await made({ model: { runs: 60 } });
  const ended = model.carryOut({ type: 'run_to', tick: 700 });
  while (poolWorkers.length === 0) await task();
  poolWorkers[0].silent = true;
  await model.table(0); // the Worker of the model owes nothing
  pass(59);
  assert.deepEqual(notes, []);
  pass(1);
  assert.match(notes.join(), /^The background process does not answer; [^,]*$/);
  assert.equal(await ended, true);
  assert.deepEqual([workers[0].terminated, poolWorkers[0].terminated], [false, true]);
});

test('a tick that takes long in the page sends the rest to the Worker, however few ticks are left', async () => {
  const slow = {
    advance(ticks) {
      const until = performance.now() + 12;
      while (performance.now() < until);
      return FakeModel.prototype.advance.call(this, ticks);
    },
  };
  const { model, workers, models } = await made({ model: slow });
  assert.equal(await model.carryOut({ type: 'run_to', tick: 8 }), true);
  assert.equal(workers.length, 1);
  assert.ok(advancedIn(models) < 8);
});
