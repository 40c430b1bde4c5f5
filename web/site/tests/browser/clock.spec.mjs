// clock.spec.mjs: the times that a figure shows are the reader's own: asked for, taken in a Worker or in the page, in no link.
import { expect, figure, live, openFigure, snapshot, test } from './lab.mjs';

const embed = 'embed/stochastic_depth.html?panels=cost';
const isClock = address => /\/clock\.\w+\.js$/.test(address);
const isStopwatch = address => /\/stopwatch\.\w+\.js$/.test(address);

const timesIn = ({ values }) => String(values.times).split('_').map(Number);

// Presses the button and waits until every place has its time; how long they are is nobody's business.
async function measured(root) {
  expect(timesIn(await snapshot(root)).every(ms => ms === 0)).toBe(true);
  await root.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect.poll(async () => timesIn(await snapshot(root)).some(ms => ms > 0), { timeout: 30_000 }).toBe(true);
  await expect.poll(async () => timesIn(await snapshot(root)).every(ms => ms > 0), { timeout: 60_000 }).toBe(true);
  const state = await snapshot(root);
  expect(timesIn(state)).toHaveLength(14);
  expect(timesIn(state).every(Number.isFinite)).toBe(true);
  return state;
}

// The number in the sentence is the one that was measured.
function expectOwnNumber({ sentence, readouts }) {
  expect(readouts.time).toBeGreaterThan(0);
  const change = Math.abs(readouts.time - 100);
  const said = /Your clock says (\d+) %/.exec(sentence);
  if (said) expect(Math.abs(Number(said[1]) - change)).toBeLessThanOrEqual(0.51);
  else expect(sentence).toContain('as long as without dropping');
}

test('Measure gives fourteen times of this machine, taken in a Worker, and the sentence says what they say', async ({
  page,
}) => {
  const workers = [];
  page.on('worker', worker => workers.push(worker.url()));
  await page.goto('dropout/stochastic-depth.html');
  const root = await live(page, 'depth_work');
  const before = (await snapshot(root)).sentence;
  expect(before).toContain('Press Measure.');
  expectOwnNumber(await measured(root));
  expect(workers.filter(isStopwatch)).toHaveLength(1);
  await expect(root.locator('[data-describe]')).toContainText('Your clock says');
  // The figure of the same model was not measured a second time, and its run stands where it stood.
  expect((await snapshot(figure(page, 'depth_main'))).ticks).toBe(40);
});

test('the times stand in no link: whoever opens it has a clock of their own', async ({ page }) => {
  const root = await openFigure(page, embed);
  await measured(root);
  await root.evaluate(element => element.widget.set({ p_last: 0.3 }));
  await expect.poll(() => page.url()).toContain('p_last=0.3');
  expect(page.url()).not.toContain('time');
});

test('where no Worker can be had the page takes the times itself', async ({ page }) => {
  await page.addInitScript(() => (window.Worker = undefined));
  const root = await openFigure(page, embed);
  expectOwnNumber(await measured(root));
  expect(page.workers()).toHaveLength(0);
});

test('other pages do without the clock, and the stopwatch comes only when it is needed', async ({ page }) => {
  const asked = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await openFigure(page, 'embed/mask_sampler.html');
  expect(asked.filter(isClock)).toEqual([]);
  await openFigure(page, embed);
  expect(asked.filter(isClock)).toHaveLength(1);
  expect(asked.filter(isStopwatch)).toEqual([]);
});
