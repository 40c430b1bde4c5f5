// run.spec.mjs: a long run computes in a Worker, the page stays responsive, and the result is that of single steps.
import { command, expect, openFigure, openFolds, picture, samePicture, snapshot, test, useTool } from './lab.mjs';
import { catalog, isSample } from './places.mjs';

// Many runs are shared out among several Workers: sweep.spec.mjs.
const shared = ['rate_sweep', 'schedule_race'];
const runners = catalog().filter(({ id, playback }) => playback.max_ticks >= 1000 && !shared.includes(id));

for (const widget of runners) {
  const address = `embed/${widget.id}.html`;
  const ticksOf = root => root.evaluate(element => element.widget.snapshot().ticks);
  const slider = widget.params.find(({ kind, effect }) => kind === 'slider' && effect === 'resets');

  test(`${widget.id}: a long run uses a Worker and ends where single steps end`, async ({ page }) => {
    const root = await openFigure(page, address);
    let workers = 0;
    page.on('worker', () => ++workers);
    const byPage = await root.evaluate(element => element.widget.pageTicks);
    await command(root, 'run');
    await expect(root).toHaveAttribute('data-state', 'paused');
    const ran = await snapshot(root);
    const ofPage = (await root.evaluate(element => element.widget.pageTicks)) - byPage;
    if (ran.ticks >= 200) expect(ofPage, 'while a Worker runs, the page computes no tick').toBe(0);
    expect(ran.ticks).toBeGreaterThan(50);
    // A short run stays in the page, unless one of its ticks took long.
    if (ran.ticks >= 200) expect(workers).toBe(1);
    else expect(workers).toBeLessThanOrEqual(1);
    // What a training step cost is said; draws are not worth a line.
    const cost = root.locator('[data-cost]');
    if (widget.playback.tick_label === 'step') await expect(cost).toHaveText(/^This run: [\d.]+ ms a step/);
    else await expect(cost).toBeEmpty();
    await command(root, 'reset');
    await command(root, 'step', ran.ticks);
    expect(await snapshot(root)).toEqual(ran);
  });

  if (isSample(widget))
    test(`${widget.id}: pictures of a run are drawn coarser, its last one is as fine as any`, async ({ page }) => {
      const root = await openFigure(page, address);
      await command(root, 'run');
      await expect(root).toHaveAttribute('data-state', 'paused');
      const { ticks } = await snapshot(root);
      const ended = await picture(page, root);
      await command(root, 'seek', 0);
      await command(root, 'seek', ticks);
      expect(await samePicture(page, ended, await picture(page, root))).toBe(true);
    });

  if (isSample(widget))
    test(`${widget.id}: the page draws and answers input while the run goes on`, async ({ page }) => {
      const root = await openFigure(page, address);
      await command(root, 'run');
      // In the first display frames of the run: the page gets each frame and handles an event in each, and ticks go on.
      const seen = await root.evaluate(
        element =>
          new Promise(done => {
            const ticks = [];
            let clicks = 0;
            document.addEventListener('click', () => ++clicks);
            const frame = () => {
              document.body.click();
              ticks.push(element.widget.snapshot().ticks);
              if (ticks.length < 12 && element.widget.state === 'running') requestAnimationFrame(frame);
              else done({ ticks, clicks });
            };
            requestAnimationFrame(frame);
          }),
      );
      expect(seen.clicks).toBe(seen.ticks.length);
      expect(new Set(seen.ticks).size, 'progress is seen while it runs').toBeGreaterThan(2);
      await command(root, 'reset');
      await openFolds(root); // there Run waits where time is beside the point
      await root.locator('button[data-label-run]').press('Enter');
      await expect(root).toHaveAttribute('data-state', 'running');
      await page.keyboard.press('Enter'); // the same button is Pause now
      await expect(root).toHaveAttribute('data-state', 'paused');
      const paused = await ticksOf(root);
      expect(paused).toBeLessThan(widget.playback.max_ticks);
      await command(root, 'step', 1);
      expect(await ticksOf(root)).toBe(paused + 1);
    });

  if (isSample(widget))
    test(`${widget.id}: the words of a run come ten times a second at most, its numbers while they are open`, async ({
      page,
    }) => {
      const root = await openFigure(page, address);
      const numbers = root.locator('details[data-fold=numbers] output');
      const before = await numbers.allTextContents();
      const told = await root.evaluate(
        element =>
          new Promise(done => {
            const { widget } = element;
            let sentences = 0;
            const observer = new MutationObserver(() => ++sentences);
            observer.observe(element.querySelector('[data-describe]'), { childList: true });
            const began = performance.now();
            const frame = () => {
              if (widget.state === 'running' && performance.now() - began < 1500) return requestAnimationFrame(frame);
              done({ sentences, most: (performance.now() - began) / 100 + 3 }); // and one at each end
            };
            void widget.run().then(() => requestAnimationFrame(frame));
          }),
      );
      expect(told.sentences).toBeGreaterThan(1);
      expect(told.sentences).toBeLessThan(told.most);
      await command(root, 'reset');
      await command(root, 'run');
      await useTool(root, 'All numbers');
      await expect.poll(() => numbers.allTextContents()).not.toEqual(before);
    });

  if (isSample(widget))
    test(`${widget.id}: a new value during a run starts over, and nothing of the old run comes after it`, async ({
      page,
    }) => {
      const root = await openFigure(page, address);
      await command(root, 'run');
      await expect.poll(() => ticksOf(root)).toBeGreaterThan(5);
      await command(root, 'set', { [slider.id]: slider.min });
      const { ticks, values } = await snapshot(root);
      expect(ticks).toBe(0);
      expect(values[slider.id]).toBeCloseTo(slider.min, 6);
      await expect(root).toHaveAttribute('data-state', 'paused');
      await command(root, 'step', 3);
      const stepped = await snapshot(root);
      expect(stepped.ticks).toBe(3);
      await command(root, 'reset');
      await command(root, 'step', 3);
      expect(await snapshot(root)).toEqual(stepped);
    });

  if (isSample(widget))
    test(`${widget.id}: without a Worker the page itself computes, to the same end`, async ({ page }) => {
      await page.addInitScript(() => (window.Worker = undefined));
      const root = await openFigure(page, address);
      await command(root, 'run');
      await expect.poll(() => ticksOf(root)).toBeGreaterThan(0);
      expect(page.workers()).toHaveLength(0);
      await expect(root).toHaveAttribute('data-state', 'paused');
      const ran = await snapshot(root);
      await command(root, 'reset');
      await command(root, 'step', ran.ticks);
      expect(await snapshot(root)).toEqual(ran);
    });

  if (isSample(widget))
    test(`${widget.id}: a Worker that cannot be loaded is replaced by the page`, async ({ page, problems }) => {
      await page.route(/\/worker\.\w+\.js/, route => route.abort());
      const root = await openFigure(page, address);
      await command(root, 'run');
      await expect.poll(() => ticksOf(root)).toBeGreaterThan(0);
      await command(root, 'pause');
      expect(problems.take().every(text => /worker\.\w+\.js|ERR_FAILED/.test(text))).toBe(true);
    });

  if (isSample(widget))
    test(`${widget.id}: many steps at once leave the page responsive and can be interrupted`, async ({ page }) => {
      const root = await openFigure(page, address);
      const seen = await root.evaluate(async element => {
        const all = element.widget.step(100000);
        // The page has its turn: it sees the first ticks before the last.
        while (element.widget.snapshot().ticks === 0) await new Promise(requestAnimationFrame);
        const { ticks } = element.widget.snapshot();
        const reset = element.widget.reset();
        const finished = await all;
        await reset;
        return { ticks, finished, ticksAfter: element.widget.snapshot().ticks };
      });
      test.skip(seen.ticks === widget.playback.max_ticks, 'all steps fit into one slice');
      expect(seen.ticks).toBeGreaterThan(0);
      // A quick run may have come to its end before the Worker hears of the reset: then true is the honest answer.
      if (['trainer', 'rate_sweep'].includes(widget.id)) expect(seen.finished).toBe(false);
      expect(seen.ticksAfter).toBe(0);
    });
}

test('a press is answered in words first; its picture is made behind their frame and drawn in a later one', async ({
  page,
}) => {
  const root = await openFigure(page, 'embed/spatial_dropout.html');
  await page.waitForTimeout(300); // a pause: no drag goes on
  const answer = await root.evaluate(async element => {
    const words = () => element.querySelector('[data-describe]').textContent;
    const [before, drawn] = [words(), element.widget.frames];
    element.querySelector('[data-action=new_mask]').click();
    const told = words() !== before;
    await new Promise(done => requestAnimationFrame(done));
    return { told, drawnBefore: drawn, drawnWith: element.widget.frames };
  });
  expect(answer.told).toBe(true);
  expect(answer.drawnWith, 'the frame of the words has no picture').toBe(answer.drawnBefore);
  await expect.poll(() => root.evaluate(element => element.widget.frames)).toBeGreaterThan(answer.drawnBefore);
});
