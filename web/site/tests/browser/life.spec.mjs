// life.spec.mjs: what brings a figure back, and what must not stop it: browsers that are too old, long links. More: faults.mjs.
import { command, expect, figure, live, settled, snapshot, test } from './lab.mjs';
import { catalog, chapters } from './places.mjs';

const [widget] = catalog();
const address = `embed/${widget.id}.html`;
const retry = root => root.getByRole('button', { name: 'Try again' });
const fails = root => expect(root).toHaveAttribute('data-state', 'failed');

async function block(page, files) {
  const requests = [];
  const refuse = route => {
    requests.push(route.request().url());
    return route.abort();
  };
  await page.route(files, refuse);
  return { requests, end: () => page.unroute(files, refuse) };
}

test('R30: a figure that failed is tried again when it is scrolled into view again', async ({ page, problems }) => {
  const blocked = await block(page, /player/);
  await page.goto(chapters()[0]);
  const root = figure(page);
  await root.scrollIntoViewIfNeeded();
  await fails(root);
  await blocked.end();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(root).not.toBeInViewport();
  await page.evaluate(() => scrollTo(0, 0));
  await live(page);
  problems.take();
});

test('R30: "Try again" keeps the focus while it is in vain, says so, and hands it to the controls', async ({
  page,
  problems,
}) => {
  const blocked = await block(page, /model_/);
  await page.goto(address);
  const root = figure(page);
  await fails(root);
  const said = await root.locator('[data-notice]').evaluateHandle(notice => {
    const words = [];
    new MutationObserver(() => words.push(notice.textContent)).observe(notice, { childList: true });
    return words;
  });
  const before = blocked.requests.length;
  await retry(root).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => blocked.requests.length).toBeGreaterThan(before);
  await expect(root).toHaveAttribute('data-settled', '');
  await expect(retry(root)).toBeFocused();
  const words = await said.jsonValue();
  expect(words[0]).toMatch(/Trying again/);
  expect(words.at(-1)).toMatch(/could not be loaded/);

  await blocked.end();
  await page.keyboard.press('Enter');
  await live(page);
  await expect(root.locator('.control-row button').first()).toBeFocused();
  problems.take();
});

test('R30: where the script of the Workers could not be loaded, the next run asks for it again', async ({
  page,
  problems,
}) => {
  const runner = catalog().find(({ playback }) => playback.max_ticks >= 1000);
  const blocked = await block(page, /worker\.\w+\.js/);
  await page.goto(`embed/${runner.id}.html`);
  const root = await live(page);
  await command(root, 'run');
  await expect.poll(() => blocked.requests.length).toBeGreaterThan(0);
  await expect.poll(async () => (await snapshot(root)).ticks, 'the page computes').toBeGreaterThan(0);
  await command(root, 'reset');
  await blocked.end();
  const again = page.waitForRequest(/worker\.\w+\.js/);
  await command(root, 'run');
  await again;
  await expect.poll(async () => (await snapshot(root)).ticks).toBeGreaterThan(0);
  problems.take();
});

// The words are those of an iPad with iOS 16.3.
const opcode = "WebAssembly.Module doesn't parse at byte 51: invalid opcode 253, in function at index 0";
for (const [what, tooOld] of [
  ['R45: a browser that knows no SIMD is told that it is too old', true],
  ['a program that a browser with SIMD takes offence at could not be loaded', false],
])
  test(what, async ({ page, problems }) => {
    await page.addInitScript(
      ([words, noSimd]) => {
        const refuse = async () => {
          throw new WebAssembly.CompileError(words);
        };
        Object.assign(WebAssembly, { compile: refuse, compileStreaming: refuse });
        if (noSimd) WebAssembly.validate = () => false;
      },
      [opcode, tooOld],
    );
    const programs = [];
    page.on('request', request => /\.wasm|base64|player/.test(request.url()) && programs.push(request.url()));
    await page.goto(address);
    const root = figure(page);
    await fails(root);
    await expect(root.locator('[data-notice]')).toHaveText(tooOld ? /browser is too old/ : /could not be loaded/);
    await expect(retry(root)).toHaveCount(tooOld ? 0 : 1);
    if (tooOld) expect(programs).toEqual([]);
    problems.take();
  });

test("S10: a link's long run is played before the reader's eyes, who may pause it and change a value", async ({
  page,
}) => {
  const sweep = catalog().find(({ id }) => id === 'rate_sweep');
  const most = sweep.params
    .filter(({ kind }) => kind === 'slider' || kind === 'stepper')
    .map(({ id, max }) => `${id}=${max}`);
  await page.goto(`embed/${sweep.id}.html?${[...most, `ticks=${sweep.playback.max_ticks}`].join('&')}`);
  const root = figure(page);
  await expect(root).toHaveAttribute('data-state', 'running');
  await expect(root.locator('[data-notice]')).toBeHidden();
  await root.getByRole('button', { name: 'Pause' }).click();
  await expect(root).toHaveAttribute('data-state', 'paused');
  expect((await snapshot(root)).ticks).toBeLessThan(sweep.playback.max_ticks);
  const seed = sweep.params.find(param => param.seed);
  expect(await command(root, 'set', { [seed.id]: 2 })).toBe(true);
  expect((await snapshot(root)).values[seed.id]).toBe(2);
});

test('S12: a value that cannot be one is refused, and the figure lives on', async ({ page }) => {
  const painted = catalog().find(({ params }) => params.some(({ kind }) => kind === 'cells' || kind === 'set'));
  const { id } = painted.params.find(({ kind }) => kind === 'cells' || kind === 'set');
  const warnings = [];
  page.on('console', message => message.type() === 'warning' && warnings.push(message.text()));
  await page.goto(`embed/${painted.id}.html`);
  const root = await live(page);
  const before = await snapshot(root);
  expect(await command(root, 'set', { [id]: '1'.repeat(200_000) })).toBe(false);
  expect(await command(root, 'set', { [id]: '1'.repeat(17 << 20), ticks: 1 }), 'with ticks too').toBe(false);
  await command(root, 'reset');
  for (const odd of ['Symbol()', '({ valueOf() { throw 1; } })', 'null', 'undefined', '[]', '1n'])
    expect(
      await root.evaluate((element, [name, code]) => element.widget.set({ [name]: (0, eval)(code) }), [id, odd]),
      odd,
    ).toBe(false);
  await settled(page, root);
  expect((await snapshot(root)).values).toEqual(before.values);
  expect(warnings.some(text => text.includes('200000 signs'))).toBe(true);
});

// The first link below the figure, pressed as slowly as a hand does; how often it was clicked.
async function pressBelow(page, root) {
  const link = await root.evaluateHandle(element =>
    [...document.querySelectorAll('main a[href]')].find(
      each => element.compareDocumentPosition(each) === Node.DOCUMENT_POSITION_FOLLOWING && each.offsetParent,
    ),
  );
  await link.evaluate(each => {
    window.clicks = 0;
    each.addEventListener('click', event => (event.preventDefault(), ++window.clicks), { once: true });
    scrollTo(0, scrollY + each.getBoundingClientRect().top - innerHeight * 0.6);
  });
  const { x, y } = await link.evaluate(each => {
    const { left, top, width, height } = each.getClientRects()[0];
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  await settled(page, root);
  await page.mouse.up();
  return page.evaluate(() => window.clicks);
}

test('R31: a click below the figure counts, whatever in the figure had the focus before', async ({ page }) => {
  await page.goto(chapters()[0]);
  const root = await live(page);
  await root.locator('details[data-fold]').evaluateAll(folds => folds.forEach(fold => (fold.open = true)));
  const parts = root.locator(
    'a[href]:visible, button:visible, input:visible, select:visible, summary:visible, [tabindex="0"]:visible',
  );
  // One of each kind: links, buttons, sliders, boxes, lists, folds.
  const kinds = await parts.evaluateAll(all =>
    all.map(({ tagName, type = '', className }) => `${tagName} ${type} ${className}`),
  );
  for (const kind of new Set(kinds)) {
    await parts.nth(kinds.indexOf(kind)).focus();
    expect(await pressBelow(page, root), kind).toBe(1);
  }
});

for (const name of chapters())
  test(`R31: a click below the figure counts in ${name} although it ends the typing of a number that is too large`, async ({
    page,
  }) => {
    await page.goto(name);
    const root = await live(page);
    await root.locator('details[data-fold]').evaluateAll(folds => folds.forEach(fold => (fold.open = true)));
    const fields = root.locator('input[type=number]:visible');
    for (let i = 0; i < (await fields.count()); ++i) {
      await fields.nth(i).fill('99999');
      expect(await pressBelow(page, root), await fields.nth(i).getAttribute('name')).toBe(1);
    }
  });

test('R31: a number that is typed counts for the run that a press then starts', async ({ page }) => {
  const trainer = catalog().find(({ id }) => id === 'trainer');
  await page.goto(`embed/${trainer.id}.html`);
  const root = await live(page);
  await root.locator('details[data-fold]').evaluateAll(folds => folds.forEach(fold => (fold.open = true)));
  const field = root.locator('input[type=number]:visible').first();
  const { name, max } = await field.evaluate(({ name, max }) => ({ name, max }));
  await field.fill(String(10 * Number(max)));
  const step = root.locator('[data-action=step]:visible').first();
  await step.scrollIntoViewIfNeeded();
  await field.focus();
  const { x, y, width, height } = await step.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await settled(page, root);
  await page.mouse.up();
  await expect.poll(async () => (await snapshot(root)).ticks).toBe(1);
  expect(String((await snapshot(root)).values[name])).toBe(max);
});
