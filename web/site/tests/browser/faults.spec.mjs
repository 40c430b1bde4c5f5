// faults.spec.mjs: the table of faults (faults.mjs), case by case: the words are there, the way back works, and what must
// survive did.
import { command, expect, figure, live, settled, snapshot, test, touchesOf } from './lab.mjs';
import { faults } from './faults.mjs';
import { figuresPage } from './made_pages.mjs';
import { catalog, chaptersInOrder, endingPage, policy } from './places.mjs';

const sampler = catalog().find(({ id }) => id === 'mask_sampler');
const address = 'embed/mask_sampler.html?p=0.3&seed=7';
const values = { p: 0.3, seed: 7 };
const notice = root => root.locator('[data-notice]');
const ofFigures = /\/(lesson|framed)\.\w+\.js/;

// ---- how files fail ----

const answers = {
  missing: route => route.fulfill({ status: 404, body: '' }),
  'an error of the server': route => route.fulfill({ status: 503, body: '' }),
  'cut off': route => route.abort(),
  "a login's page": route => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Log in first' }),
  truncated: route => changed(route, body => body.subarray(0, body.length >> 1)),
  corrupt: route => changed(route, body => Buffer.from(body).fill(0, 200, body.length - 200)),
};
async function changed(route, change) {
  const response = await route.fetch();
  await route.fulfill({ response, body: change(await response.body()) });
}

// The fault is there; returns what ends it.
async function broken(page, { files, answer, script, policy: refused }) {
  if (script) await page.addInitScript(script);
  if (refused) files = address => address.pathname.includes('/embed/');
  const refuse = async route => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': policy.replace(refused, '') };
    await route.fulfill({ response, headers });
  };
  if (files && answer !== 'slow') await page.route(files, refused ? refuse : answers[answer]);
  return async () => {
    await page.evaluate(() => (window.mended = true));
    if (files) await page.unroute(files);
  };
}

const ways = {
  'Try again': (page, root) => root.getByRole('button', { name: 'Try again' }).click(),
  'the network is back': page => page.evaluate(() => dispatchEvent(new Event('online'))),
  reload: page => page.reload(),
};

// ---- how cases are run ----

const run = {
  async program(page, fault, problems) {
    if (fault.answer === 'slow') return slow(page, fault);
    const end = await broken(page, fault);
    await page.goto(address);
    const root = figure(page);
    await expect(root).toHaveAttribute('data-state', 'failed');
    await expect(notice(root)).toHaveText(fault.says);
    await expect(root.locator('.poster svg:visible')).toHaveCount(1);
    await expect(root.locator('canvas')).toHaveCount(0);
    expect(await command(root, 'set', { p: 0.9 }), 'a command says that it was in vain').toBe(false);
    expect(await root.evaluate(element => element.widget.state)).toBe('failed');
    const ours = problems.take().filter(text => text.startsWith('console: Dropout Lab'));
    expect(ours, 'it is logged once').toHaveLength(1);
    if (!ways[fault.back]) return;
    await end();
    await ways[fault.back](page, root);
    await live(page);
    await expect(notice(root), 'and nothing reminds of it').toBeHidden();
    await expect(root.locator('.control-row button').first()).toBeEnabled();
    expect((await snapshot(root)).values).toMatchObject(values);
  },

  async trap(page, fault, problems) {
    await page.addInitScript(trapped => {
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = async (...given) => {
        const result = await instantiate.apply(WebAssembly, given);
        if (!(trapped in (result.exports ?? {}))) return result;
        const call = (...args) => {
          if (window.trap) throw new WebAssembly.RuntimeError('unreachable');
          return result.exports[trapped](...args);
        };
        return { exports: { ...result.exports, [trapped]: call } };
      };
    }, fault.trap);
    await broken(page, fault);
    await page.goto(address);
    const root = await live(page);
    await page.evaluate(() => (window.trap = true));
    await command(root, fault.trap === 'model_reset' ? 'reset' : 'run');
    await expect(root).toHaveAttribute('data-state', 'failed');
    await expect(notice(root)).toHaveText(fault.says);
    await expect(root.locator('canvas'), 'the picture gives way to the poster').toHaveCount(0);
    expect(problems.take().filter(text => text.startsWith('console: Dropout Lab'))).toHaveLength(1);
    await page.reload();
    expect((await snapshot(await live(page))).values).toMatchObject(values);
  },

  async worker(page, fault, problems) {
    if (fault.beats) await page.clock.install();
    await broken(page, fault);
    await page.goto(fault.address ?? 'embed/trainer.html');
    const root = await live(page);
    const ended = command(root, 'step', 300);
    if (fault.beats) {
      await expect.poll(() => page.evaluate(() => window.owing)).toBe(true);
      await expect(root).toHaveAttribute('data-state', 'running');
      await page.clock.runFor(1000 * (fault.beats + 1));
      await expect(root.locator('.tool-note')).toHaveText(fault.says);
    }
    expect(await ended).toBe(true);
    if (!fault.says) expect(await root.locator('.tool-note').count(), 'nobody waited').toBe(0);
    expect((await snapshot(root)).ticks).toBe(300);
    await expect.poll(() => page.workers()).toHaveLength(fault.workers ?? 0);
    await expect(notice(root)).toBeHidden();
    problems.take();
  },

  async frozen(page, fault) {
    await page.clock.install();
    await broken(page, fault);
    await page.goto('embed/trainer.html');
    const root = await live(page);
    const byPage = await root.evaluate(element => element.widget.pageTicks);
    const ended = command(root, 'step', 300);
    await expect.poll(() => page.evaluate(() => window.workers)).toBe(1);
    const tab = await page.context().newCDPSession(page);
    await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
    await tab.send('Page.setWebLifecycleState', { state: 'active' });
    // What a clock says after ten minutes in which no timer ran: each is due once.
    await page.clock.fastForward(600_000);
    await page.evaluate(() => window.letGo());
    expect(await ended).toBe(true);
    expect(await page.evaluate(() => window.workers)).toBe(1);
    expect(await root.evaluate(element => element.widget.pageTicks)).toBe(byPage);
    await expect(root.locator('.tool-note')).toHaveCount(0);
  },

  async clock(page, fault) {
    await broken(page, fault);
    await page.goto('embed/trainer.html');
    const root = await live(page);
    await command(root, 'reset');
    await command(root, 'run');
    const ticks = async () => (await snapshot(root)).ticks;
    for (const hours of [-1, 1]) {
      await expect.poll(ticks).toBeGreaterThan(0);
      const before = await page.evaluate(jump => {
        window.jump = jump;
        return document.querySelector('figure').widget.snapshot().ticks;
      }, hours * 3_600_000);
      await expect.poll(ticks).toBeGreaterThan(before);
      await expect(root, 'told while it runs').toHaveAttribute('data-state', 'running');
    }
    await command(root, 'pause');
    await expect(root).toHaveAttribute('data-state', 'paused');
  },

  async script(page, fault, problems) {
    await page.route(ofFigures, answers[fault.answer]);
    await page.goto(fault.page === 'embed' ? address : chaptersInOrder()[1]);
    const root = figure(page);
    await expect(notice(root)).toBeVisible();
    await expect(notice(root)).toHaveText(fault.says);
    await expect(root.locator('.poster svg:visible')).toHaveCount(1);
    for (const useless of await root.locator('.widget-tools, form.widget-controls').all())
      await expect(useless).toBeHidden();
    await expect(root.locator('[data-describe]')).toHaveText(/\S{3}/);
    problems.take();
    await page.unroute(ofFigures);
    await page.reload();
    await live(page);
    await expect(notice(root)).toBeHidden();
    await expect(root.locator('form.widget-controls')).toBeVisible();
  },

  async storage(page, fault) {
    await broken(page, fault);
    await page.goto(endingPage);
    const status = page.locator('[data-tally-status]');
    if (fault.says) await expect(status).toHaveText(fault.says);
    else await expect(status).toBeEmpty();
    const box = page.locator('#predict_shrug');
    await box.getByRole('radio').first().check();
    await box.getByRole('button', { name: 'That is my guess' }).click();
    await expect(box).toHaveAttribute('data-stage', /committed|told/);
    await expect(page.locator('[data-tally-right]'), 'no prediction of a chapter').toHaveText('0');
    await expect(page.locator('[data-tally-words]')).toHaveText(/your guesses in the chapters are counted here/);
    await page.goto(chaptersInOrder()[1]);
    const root = await live(page);
    expect(await command(root, 'set', { seed: 99 })).toBe(true);
  },

  async observer(page, { observer }) {
    await page.addInitScript(name => delete window[name], observer);
    await page.goto(chaptersInOrder()[1]);
    const root = await live(page);
    const width = () => root.locator('canvas').evaluate(canvas => canvas.clientWidth);
    const before = await width();
    await page.setViewportSize({ width: 500, height: 800 });
    await expect.poll(width).toBeLessThan(before);
    await expect(notice(root)).toBeHidden();
  },

  async context(page) {
    await page.setViewportSize({ width: 1000, height: 1800 });
    await page.goto(address);
    const root = await live(page);
    await settled(page, root);
    const handle = (await touchesOf(root, sampler)).find(({ kind }) => kind === 'drag');
    const value = async () => (await snapshot(root)).values[handle.param];
    const drag = async to => {
      const box = await root.locator('canvas').boundingBox();
      const { area } = (await touchesOf(root, sampler)).find(({ kind }) => kind === 'drag');
      await page.mouse.move(box.x + area.x + area.width / 2, box.y + area.y + area.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + handle[to].x, box.y + handle[to].y, { steps: 4 });
    };
    await drag('max_at');
    await expect.poll(value).toBe(handle.max);
    await root.locator('canvas').evaluate(canvas => {
      canvas.dataset.lost = '';
      canvas.getContext('webgl').getExtension('WEBGL_lose_context').loseContext();
    });
    await expect(root.locator('canvas[data-lost]')).toHaveCount(0);
    expect(await value()).toBe(handle.max);
    await page.mouse.move(300, 300, { steps: 4 });
    await page.mouse.up();
    await expect(root.locator('canvas')).toBeVisible();
    await settled(page, root);
    expect(await value(), 'the drag has ended where it was').toBe(handle.max);
    await drag('min_at');
    await expect.poll(value, 'and the next one takes hold').toBe(handle.min);
    await page.mouse.up();
  },

  async tabs(page) {
    const [, chapter] = chaptersInOrder();
    const second = await page.context().newPage();
    const tabs = [page, second];
    for (const tab of tabs) await tab.goto(chapter);
    const guessed = [];
    for (const [at, tab] of tabs.entries()) {
      const box = tab.locator('[data-predict]').nth(at);
      await box.getByRole('radio').nth(at).check({ force: true });
      await box.locator('[data-commit]').click();
      await expect(box).toHaveAttribute('data-stage', /committed|told/);
      guessed.push(await box.getAttribute('id'));
    }
    expect(new Set(guessed).size).toBe(2);
    await page.goto(endingPage);
    for (const id of guessed)
      await expect(page.locator(`[data-guess$=".${id}"]`)).toHaveAttribute('data-outcome', /right|not/);
    await second.close();
  },

  async deploy(page, fault, problems) {
    const far = `<p>${'<br>'.repeat(400)}</p>`;
    await page.goto(await figuresPage(page, ['trainer', 'mask_sampler'], far));
    const first = await live(page, 'figure_0');
    await page.route(/\/assets\//, answers.missing);
    const other = figure(page, 'figure_1');
    await other.scrollIntoViewIfNeeded();
    await expect(other).toHaveAttribute('data-state', 'failed');
    await expect(notice(other)).toHaveText(fault.says);
    const [param] = catalog()
      .find(({ id }) => id === 'trainer')
      .params.filter(({ seed }) => seed);
    expect(await command(first, 'set', { [param.id]: 99 })).toBe(true);
    expect(await command(first, 'step', 300), 'the page computes').toBe(true);
    problems.take();
    await expect.poll(() => page.evaluate(() => JSON.stringify(history.state))).toMatch(/=99.*ticks=300/);
    await page.unroute(/\/assets\//);
    await page.reload();
    await live(page, 'figure_1');
    const back = await live(page, 'figure_0');
    await expect.poll(() => snapshot(back)).toMatchObject({ values: { [param.id]: 99 }, ticks: 300 });
  },
};

// The page's own clock makes the twenty seconds pass; the answer waits for the test.
async function slow(page, { files, says }) {
  let come = () => {};
  const waited = new Promise(resolve => (come = resolve));
  await page.route(files, async route => {
    await waited;
    await route.continue();
  });
  await page.clock.install();
  const asked = page.waitForRequest(files);
  await page.goto(address);
  await asked;
  const root = figure(page);
  await page.clock.runFor(21_000);
  await expect(notice(root)).toHaveText(says);
  await expect(root.locator('.poster svg:visible')).toHaveCount(1);
  come();
  await live(page);
  await expect(notice(root)).toBeHidden();
  expect((await snapshot(root)).values).toMatchObject(values);
}

// ---- the table ----

for (const fault of faults)
  test(`${fault.name} | says ${fault.says?.source.replace(/\\/g, '') ?? 'nothing'} | way back: ${fault.back} | keeps ${fault.keeps}`, async ({
    page,
    problems,
  }) => {
    await run[fault.kind](page, fault, problems);
  });
