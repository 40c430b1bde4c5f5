// sweep.spec.mjs: a sweep over many training runs is shared out among Workers that run the same program, and comes out as
// it does without them.
import { command, expect, openFigure, snapshot, test } from './lab.mjs';

// Small nets and short runs; what is tested is who computes them.
const small = 'embed/rate_sweep.html?stop_after=100&width=16&seeds=4';

// This machine may have one core; the pool asks the browser.
const withCores = (page, cores) =>
  page.addInitScript(count => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count }), cores);

async function sweepEnd(page, address, action = 'run') {
  const root = await openFigure(page, address);
  await command(root, action);
  await expect.poll(async () => (await snapshot(root)).readouts.runs_left).toBe(0);
  await expect(root).toHaveAttribute('data-state', 'paused');
  return snapshot(root);
}

const isWorker = address => /\/worker\.\w+\.js$/.test(address);

test('several Workers train runs of the same program, and the sweep ends as it does without Workers', async ({
  page,
  context,
}) => {
  await withCores(page, 8);
  const programs = [];
  const workers = new Set();
  page.on('request', request => request.url().endsWith('.wasm') && programs.push(request.url()));
  page.on('worker', worker => workers.add(worker));
  const shared = await sweepEnd(page, small);
  expect(workers.size, 'four that train, and one that may hold the model').toBeGreaterThanOrEqual(4);
  expect(workers.size).toBeLessThanOrEqual(5);
  expect([...workers].every(worker => isWorker(worker.url()))).toBe(true);
  expect(new Set(programs).size, 'one model and the player, each once').toBe(programs.length);
  expect(programs).toHaveLength(2);
  expect(shared.readouts.seeds_behind).toBe(4);

  const alone = await context.newPage();
  await alone.addInitScript(() => (window.Worker = undefined));
  const byPage = await sweepEnd(alone, small);
  expect(alone.workers()).toHaveLength(0);
  expect(byPage).toEqual(shared);
});

test('no Worker is fetched before the first long run', async ({ page }) => {
  const asked = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  const root = await openFigure(page, small);
  expect(asked.filter(isWorker)).toEqual([]);
  await command(root, 'run');
  await expect.poll(() => asked.some(isWorker)).toBe(true);
});

test('the band is there while the sweep goes on, and a new setting voids it', async ({ page }) => {
  await withCores(page, 3);
  const root = await openFigure(page, 'embed/rate_sweep.html?stop_after=1500&seeds=32');
  await command(root, 'run');
  await expect.poll(async () => (await snapshot(root)).readouts.seeds_behind).toBeGreaterThan(1);
  const { readouts } = await snapshot(root);
  expect(readouts.runs_left).toBeGreaterThan(0);
  expect(readouts.gain_high).toBeGreaterThan(readouts.gain_low);
  await command(root, 'set', { flips: 0.3 });
  const fresh = await snapshot(root);
  expect(fresh.ticks).toBe(0);
  expect(fresh.readouts.runs_done).toBe(0);
  await expect(root).toHaveAttribute('data-state', 'paused');
  await command(root, 'set', { stop_after: 20, seeds: 2 });
  await command(root, 'run');
  await expect.poll(async () => (await snapshot(root)).readouts.runs_left).toBe(0);
  const ran = await snapshot(root);
  await command(root, 'reset');
  await command(root, 'step', ran.ticks);
  expect(await snapshot(root), 'no result of the old setting among the new').toEqual(ran);
});

test('seeds are added to what is there', async ({ page }) => {
  await withCores(page, 3);
  const root = await openFigure(page, 'embed/rate_sweep.html?stop_after=50&width=8&seeds=2');
  await command(root, 'run');
  await expect.poll(async () => (await snapshot(root)).readouts.runs_left).toBe(0);
  await command(root, 'act', 'add_seeds');
  await expect.poll(async () => (await snapshot(root)).readouts.runs_left).toBe(0);
  const { readouts, values } = await snapshot(root);
  expect(values.seeds).toBe(10);
  expect(readouts.runs_done).toBe(100);
});

test('where no Worker can be loaded another way is found, to the same end', async ({ page, context, problems }) => {
  await page.route(/\/worker\.\w+\.js/, route => route.abort());
  const otherwise = await sweepEnd(page, small);
  expect(problems.take().every(text => /worker\.\w+\.js|ERR_FAILED/.test(text))).toBe(true);
  const whole = await context.newPage();
  expect(await sweepEnd(whole, small)).toEqual(otherwise);
});

test('many steps at once use the pool, and a reader may interrupt them', async ({ page }) => {
  await withCores(page, 3);
  const root = await openFigure(page, 'embed/rate_sweep.html?stop_after=400&seeds=8');
  const seen = await root.evaluate(async element => {
    const all = element.widget.step(100000);
    while (element.widget.snapshot().ticks < 75) await new Promise(done => setTimeout(done, 10));
    element.widget.reset();
    return { finished: await all, ticksAfter: element.widget.snapshot().ticks };
  });
  expect(seen).toEqual({ finished: false, ticksAfter: 0 });
  expect(page.workers().length).toBeGreaterThanOrEqual(2);
  expect(await command(root, 'step', 750)).toBe(true);
  expect((await snapshot(root)).readouts.runs_done).toBe(10);
});
