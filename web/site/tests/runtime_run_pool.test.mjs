// runtime_run_pool.test.mjs: the pool keeps every Worker busy, forgets what is no longer wanted, and gives up cleanly.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const addresses = { runner: 'runner.js', engine: 'engine/index.js' };

class FakeWorker {
  sent = [];
  terminated = false;
  postMessage(message) {
    this.sent.push(message);
  }
  terminate() {
    this.terminated = true;
  }
  get task() {
    return this.sent.at(-1);
  }
  finish() {
    const { generation, run } = this.task;
    this.onmessage({ data: { type: 'trained', generation, run, trainAccuracy: 0.9, testAccuracy: run / 1000 } });
  }
}

async function pool({ runs = 10, count = 3 } = {}) {
  const { RunPool } = await runtimeModule('compute/run_pool.ts');
  const made = { workers: [], trained: [], failures: [], done: new Set() };
  const events = {
    wanted: most => {
      const left = [];
      for (let run = 0; run < runs && left.length < most; ++run)
        if (!made.done.has(run)) left.push({ run, settings: { seed: run } });
      return left;
    },
    trained: (run, train, testAccuracy) => {
      made.done.add(run);
      made.trained.push([run, testAccuracy]);
    },
    unavailable: reason => made.failures.push(reason),
  };
  const makeWorker = () => {
    made.workers.push(new FakeWorker());
    return made.workers.at(-1);
  };
  return { ...made, pool: new RunPool(addresses, events, makeWorker, count) };
}

test('each Worker loads the engine and gets a run of its own', async () => {
  const { pool: made, workers } = await pool();
  made.start();
  assert.equal(workers.length, 3);
  for (const worker of workers) assert.deepEqual(worker.sent[0], { type: 'load', engine: addresses.engine });
  assert.deepEqual(
    workers.map(({ task }) => task.run),
    [0, 1, 2],
  );
  assert.deepEqual(workers[1].task.settings, { seed: 1 });
});

test('a finished Worker gets the next run that nobody has, until none is left', async () => {
  const { pool: made, workers, trained } = await pool({ runs: 5 });
  made.start();
  workers[2].finish();
  assert.equal(workers[2].task.run, 3);
  workers[0].finish();
  assert.equal(workers[0].task.run, 4);
  const sent = workers.map(worker => worker.sent.length);
  workers[1].finish();
  assert.deepEqual(
    workers.map(worker => worker.sent.length),
    sent,
    'runs 3 and 4 are at work, nothing is left to give',
  );
  workers[2].finish();
  workers[0].finish();
  assert.deepEqual(trained.map(([run]) => run).sort(), [0, 1, 2, 3, 4]);
  assert.deepEqual(trained[0], [2, 0.002]);
});

test('a new start voids what was under way, without doing its work twice at once', async () => {
  const { pool: made, workers, trained } = await pool({ count: 2 });
  made.start();
  made.start();
  assert.deepEqual(
    workers.map(worker => worker.sent.length),
    [2, 2],
    'both still compute for the old start',
  );
  workers[1].finish();
  assert.deepEqual(trained, []);
  assert.equal(workers[1].task.run, 0, 'the first run of the new start');
  workers[1].finish();
  assert.deepEqual(trained, [[0, 0]]);
});

test('after a stop results are void and nothing is given out; a start goes on with the same Workers', async () => {
  const { pool: made, workers, trained } = await pool({ count: 1 });
  made.start();
  made.stop();
  workers[0].finish();
  assert.deepEqual(trained, []);
  assert.equal(workers[0].sent.length, 2);
  made.start();
  assert.equal(workers.length, 1);
  assert.equal(workers[0].task.run, 0);
});

test('when one Worker fails all are ended and whoever asked is told once', async () => {
  const { pool: made, workers, failures, trained } = await pool();
  made.start();
  workers[1].onmessage({ data: { type: 'failed', reason: 'no engine' } });
  assert.deepEqual(failures, ['no engine']);
  assert.ok(workers.every(({ terminated }) => terminated));
  workers[0].onerror({ preventDefault() {}, message: 'too late' });
  workers[0].finish();
  assert.deepEqual(failures, ['no engine']);
  assert.deepEqual(trained, []);
});

test('a script that cannot be loaded is a failure, too', async () => {
  const { pool: made, workers, failures } = await pool();
  made.start();
  let prevented = false;
  workers[0].onerror({ preventDefault: () => (prevented = true), message: '' });
  assert.ok(prevented);
  assert.match(failures[0], /could not be loaded/);
});

test('one core is left to the page, and four Workers are enough', async () => {
  const { runnerCount } = await runtimeModule('compute/run_pool.ts');
  assert.deepEqual([NaN, 0, 1, 2, 3, 4, 5, 64].map(runnerCount), [1, 1, 1, 1, 2, 3, 4, 4]);
});
