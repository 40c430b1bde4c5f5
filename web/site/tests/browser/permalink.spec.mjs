// permalink.spec.mjs: links restore a state; bad links leave a working widget with finite values and say so once.
import { expect, figure, live, openFigure, plainParams, settled, snapshot, test, useTool } from './lab.mjs';
import { catalog, chapters, isSample } from './places.mjs';

const bad = [
  'p=NaN',
  'p=1e999',
  'seed=-1',
  'ticks=1e12',
  `p=${'3'.repeat(5000)}`,
  `seed=${'9'.repeat(5000)}`,
  'p=%E0%A4%A&%%%=%',
  'p=<img src=x onerror=alert(1)>',
  'nothing=1&__proto__=7&constructor=1',
  'hide=%00,p,<b>&lock=,,,seed',
];

// A bad link leaves a figure whose values are in range and finite, that still works, and warnings that say each thing once.
async function survives(page, widget, query) {
  const warnings = [];
  page.on('console', message => message.type() === 'warning' && warnings.push(message.text()));
  const root = await openFigure(page, `embed/${widget.id}.html?${query}`);
  const { values, readouts, ticks } = await snapshot(root);
  for (const number of [...Object.values(values), ...Object.values(readouts)])
    expect(typeof number === 'string' || Number.isFinite(number)).toBe(true);
  for (const param of plainParams(widget)) {
    const last = param.kind === 'choice' ? param.choices.length - 1 : param.max;
    expect(values[param.id]).toBeGreaterThanOrEqual(param.kind === 'choice' ? 0 : param.min);
    expect(values[param.id]).toBeLessThanOrEqual(last);
  }
  expect(ticks).toBeLessThanOrEqual(widget.playback.max_ticks);
  const ours = warnings.filter(text => text.startsWith('Dropout Lab'));
  expect(ours.length, 'the author is told').toBeGreaterThan(0);
  expect(new Set(ours).size, 'each thing once').toBe(ours.length);
  for (const text of ours) expect(text.length).toBeLessThan(300);
  await root.evaluate(element => element.widget.reset());
  expect((await snapshot(root)).ticks).toBe(0);
}

// Each kind of badness alone on one widget; all of them together, with every value of its own out of range, on each.
for (const query of bad)
  test(`a widget works and is finite under ?${query.slice(0, 40)}`, async ({ page }) =>
    survives(page, catalog()[0], query));

for (const widget of catalog()) {
  const address = `embed/${widget.id}.html`;

  test(`${widget.id} works and is finite under a link in which everything is bad`, async ({ page }) => {
    const values = widget.params.map(({ id }, index) => `${id}=${['NaN', '1e999', '-1e9', '%E0%A4%A'][index % 4]}`);
    await survives(
      page,
      widget,
      [...values, 'ticks=1e12', 'nothing=1&__proto__=7', 'hide=%00,<b>&lock=,,,'].join('&'),
    );
  });

  if (isSample(widget))
    test(`${widget.id}: the same state in query and fragment gives the same snapshot`, async ({ page }) => {
      const param = widget.params.find(({ kind }) => kind === 'slider');
      test.skip(!param, 'no slider');
      const state = `${param.id}=${param.min + param.step}`;
      const fromQuery = await snapshot(await openFigure(page, `${address}?${state}`));
      await page.goto('about:blank');
      const fromFragment = await snapshot(await openFigure(page, `${address}#${state}`));
      expect(fromFragment).toEqual(fromQuery);
      expect(fromQuery.values[param.id]).toBeCloseTo(param.min + param.step, 6);
    });

  test(`${widget.id}: ticks in a link are played exactly`, async ({ page }) => {
    test.skip(widget.playback.max_ticks === 0, 'no ticks');
    const ticks = Math.min(250, widget.playback.max_ticks);
    const root = await openFigure(page, `${address}?ticks=${ticks}`);
    await settled(page, root);
    const linked = await snapshot(root);
    expect(linked.ticks).toBe(ticks);
    await root.evaluate(async (element, count) => {
      await element.widget.reset();
      await element.widget.step(count);
    }, ticks);
    expect(await snapshot(root)).toEqual(linked);
  });

  if (isSample(widget))
    test(`${widget.id}: hide and lock take controls away from the reader`, async ({ page }) => {
      const [hidden, locked] = widget.params.filter(({ place }) => place === 'main').slice(0, 2);
      test.skip(!locked, 'needs two main controls');
      const root = await openFigure(page, `${address}?hide=${hidden.id}&lock=${locked.id}`);
      await expect(root.locator(`[data-param=${hidden.id}]`)).toBeHidden();
      await expect(root.locator(`[name=${locked.id}]`).first()).toHaveAttribute('aria-disabled', 'true');
      await expect(root.locator(`[data-param=${locked.id}]`)).toHaveAttribute('data-locked', '');
      // They stay in the address when the state changes.
      await root.evaluate((element, [id, value]) => element.widget.set({ [id]: value }), [hidden.id, hidden.max]);
      await expect(page).toHaveURL(new RegExp(`hide=${hidden.id}&lock=${locked.id}`));
    });
}

const sliderOf = widget =>
  catalog()
    .find(({ id }) => id === widget)
    .params.find(({ kind }) => kind === 'slider');

test('a fragment with a figure id sets that figure, goes there, and follows later clicks', async ({ page }) => {
  const [chapter] = chapters();
  await page.goto(chapter);
  const id = await (await live(page)).getAttribute('id');
  const param = sliderOf(await figure(page).getAttribute('data-widget'));
  const value = Number((param.min + 2 * param.step).toFixed(6));
  await page.goto('about:blank');
  await page.goto(`${chapter}#${id}?${param.id}=${value}`);
  const root = await live(page, id);
  await expect(root).toBeInViewport();
  expect((await snapshot(root)).values[param.id]).toBeCloseTo(value, 6);
  await page.evaluate(hash => (location.hash = hash), `#${id}?${param.id}=${param.min}`);
  await expect.poll(async () => (await snapshot(root)).values[param.id]).toBeCloseTo(param.min, 6);
});

test('the link tool copies an address that restores the state', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [chapter] = chapters();
  await page.goto(chapter);
  const root = await live(page);
  const param = sliderOf(await root.getAttribute('data-widget'));
  await root.evaluate(
    (element, [id, value]) => element.widget.set({ [id]: value }),
    [param.id, param.min + param.step],
  );
  const before = await snapshot(root);
  await useTool(root, 'Copy a link to this state');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toContain(`#${await root.getAttribute('id')}?`);
  await page.goto('about:blank');
  await page.goto(address);
  expect(await snapshot(await live(page, await root.getAttribute('id')))).toEqual(before);
});
