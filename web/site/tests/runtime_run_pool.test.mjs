// runtime_run_pool.test.mjs: the pool shares wanted runs out among its Workers; what was trained for older values is void.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { RunPool, trainerCount } = await runtimeModule('compute/run_pool.ts');

const pools = [];
after(() => pools.forEach(pool => pool.close()));

// Workers that answer when the test says so.
function made(count = 2) {
  const [workers, trained, unavailable] = [[], [], []];
  const makeWorker = () => {
    const worker = {
      messages: [],
      terminated: false,
      postMessage: message => worker.messages.push(message),
      terminate: () => (worker.terminated = true),
      // Answers the last run that it was given.
      finish: () => {
        const { generation, run } = worker.messages.at(-1);
        worker.onmessage({ data: { type: 'trained', generation, result: { run, train: 1, test: 1 } } });
      },
    };
    workers.push(worker);
    return worker;
  };
  const events = { trained: ({ run }) => trained.push(run), unavailable: reason => unavailable.push(reason) };
  const pool = new RunPool('the program', { id: 'sample' }, events, makeWorker, count);
  pools.push(pool);
  const runsOf = worker => worker.messages.filter(({ type }) => type === 'train').map(({ run }) => run);
  return { pool, workers, trained, unavailable, runsOf };
}

test('each wanted run is given to one Worker, with the values before it, the first first', () => {
  const { pool, workers, trained, runsOf } = made();
  pool.want({ p: '0.5' }, [3, 4, 5], false);
  assert.deepEqual(workers.map(runsOf), [[3], [4]]);
  assert.deepEqual(
    workers[0].messages.map(({ type }) => type),
    ['prepare', 'train'],
  );
  assert.deepEqual(workers[0].messages[0].texts, { p: '0.5' });
  workers[1].finish();
  pool.want({ p: '0.5' }, [3, 5, 6], false);
  assert.deepEqual(workers.map(runsOf), [[3], [4, 5]], 'nobody gets a run that another has');
  assert.deepEqual(trained, [4]);
});

test('a run of older values is forgotten when it comes, and its Worker gets the new values first', () => {
  const { pool, workers, trained } = made(1);
  pool.want({ p: '0.5' }, [0, 1], false);
  pool.want({ p: '0.8' }, [0, 1], true);
  assert.equal(workers[0].messages.length, 2, 'it cannot be interrupted');
  workers[0].finish();
  assert.deepEqual(trained, []);
  assert.deepEqual(
    workers[0].messages.slice(2).map(({ type, texts, run }) => [type, texts?.p, run]),
    [
      ['prepare', '0.8', undefined],
      ['train', undefined, 0],
    ],
  );
  workers[0].finish();
  assert.deepEqual(trained, [0]);
});

test('what the model was given may be gone: what it wants then is trained again, but nobody else gets what is at work', () => {
  const { pool, workers, trained, runsOf } = made();
  pool.want({ p: '0.5' }, [0, 1, 2], false);
  workers[1].finish();
  pool.forget();
  pool.want({ p: '0.5' }, [0, 1, 2], false);
  workers[1].finish();
  assert.deepEqual(workers.map(runsOf), [[0], [1, 2, 1]]);
  workers[0].finish();
  assert.deepEqual(trained, [1, 2, 0], 'its values are the same, so its result counts');
});

test('Workers that owe a run and say nothing for sixty beats are given up', t => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const pass = count => Array.from({ length: count }, () => t.mock.timers.tick(1000));
  const { pool, workers, unavailable } = made();
  pool.want({ p: '0.5' }, [0, 1, 2], false);
  pass(59);
  workers[0].finish();
  pass(59);
  assert.deepEqual(unavailable, [], 'a word begins the count anew');
  pass(1);
  assert.deepEqual(unavailable, ['the Workers that train do not answer']);
  assert.ok(workers.every(({ terminated }) => terminated));
});

test('Workers that owe nothing may be silent', t => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { pool, workers, unavailable } = made(1);
  pool.want({ p: '0.5' }, [0], false);
  workers[0].finish();
  for (let beat = 0; beat < 100; ++beat) t.mock.timers.tick(1000);
  assert.deepEqual(unavailable, []);
});

test('at rest nothing is given out and nothing comes back; the Workers stay', () => {
  const { pool, workers, trained } = made(1);
  pool.want({ p: '0.5' }, [0, 1], false);
  pool.rest();
  workers[0].finish();
  assert.deepEqual([trained, workers[0].messages.length, workers[0].terminated], [[], 2, false]);
  pool.want({ p: '0.5' }, [0], false);
  assert.equal(workers.length, 1);
  assert.equal(workers[0].messages.at(-1).type, 'train', 'what was void is trained again');
});

test('a Worker that fails ends the pool, once, with the reason', () => {
  for (const fail of [
    worker => worker.onerror({ preventDefault() {}, message: 'gone' }),
    worker => worker.onmessage({ data: { type: 'trainer_failed', generation: 1, reason: 'gone' } }),
  ]) {
    const { pool, workers, unavailable } = made();
    pool.want({ p: '0.5' }, [0, 1], false);
    fail(workers[0]);
    fail(workers[1]);
    assert.deepEqual(unavailable, ['gone']);
    assert.ok(workers.every(({ terminated }) => terminated));
  }
});

test('where no Worker can be made it says so', () => {
  const unavailable = [];
  const events = { trained: () => assert.fail('trained'), unavailable: reason => unavailable.push(reason) };
  const refuses = () => {
    throw new Error('no Workers here');
  };
  new RunPool('the program', { id: 'sample' }, events, refuses, 1).want({ p: '0.5' }, [0], false);
  assert.deepEqual(unavailable, ['Error: no Workers here']);
});

test('one core is left to the page, and no more than four are taken', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 16, 0, NaN].map(trainerCount), [1, 1, 2, 3, 4, 4, 1, 1]);
});
