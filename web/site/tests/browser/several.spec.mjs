// several.spec.mjs: many figures on one page: independent, one compiled program a widget, at most eight live, parked and back.
import { command, colorsOf, drawn, expect, figure, live, picture, snapshot, test, samePicture } from './lab.mjs';
import { figuresPage } from './made_pages.mjs';
import { catalog } from './places.mjs';

const ids = catalog().map(({ id }) => id);
const cycle = count => Array.from({ length: count }, (_, index) => ids[index % ids.length]);
const firstParam = id =>
  catalog()
    .find(widget => widget.id === id)
    .params.find(({ kind }) => kind === 'slider');

test('four figures are live at once, those of one widget share a program, and none touches another', async ({
  page,
}) => {
  const compiled = [];
  page.on('request', request => request.url().endsWith('.wasm') && compiled.push(request.url()));
  await page.setViewportSize({ width: 1280, height: 3600 });
  const shown = [ids[0], ids[1], ids[0], ids[1]];
  await page.goto(await figuresPage(page, shown));
  const roots = [];
  for (let i = 0; i < 4; ++i) roots.push(await live(page, `figure_${i}`));
  expect(compiled, 'the player and two models').toHaveLength(3);
  const before = await Promise.all(roots.map(snapshot));
  const pictures = [];
  for (const root of roots) pictures.push(await picture(page, root));

  const param = firstParam(ids[0]);
  await command(roots[0], 'set', { [param.id]: param.min });
  await drawn(page);
  expect((await snapshot(roots[0])).values[param.id]).toBeCloseTo(param.min, 6);
  for (let i = 1; i < 4; ++i) {
    expect(await snapshot(roots[i])).toEqual(before[i]);
    expect(await samePicture(page, await picture(page, roots[i]), pictures[i]), `figure ${i} keeps its pixels`).toBe(
      true,
    );
  }
  expect(await samePicture(page, await picture(page, roots[0]), pictures[0])).toBe(false);
});

test('of twelve figures at most eight are live; those that were parked come back as they were', async ({ page }) => {
  await page.goto(await figuresPage(page, cycle(12), '<div class="spacer"></div>'));
  const first = await live(page, 'figure_0');
  const param = firstParam(ids[0]);
  await command(first, 'set', { [param.id]: param.min + 3 * param.step });
  const before = await snapshot(first);
  const list = () => first.evaluate(element => Array.from(element.widget.picture()));
  const shown = await list();

  for (let i = 1; i < 12; ++i) await live(page, `figure_${i}`);
  const states = await page
    .locator('figure[data-widget]')
    .evaluateAll(all => all.map(({ dataset }) => dataset.state));
  expect(states.filter(state => state === 'paused' || state === 'running').length).toBeLessThanOrEqual(8);
  await expect(figure(page, 'figure_0')).toHaveAttribute('data-state', 'parked');
  await expect(first.locator('canvas')).toHaveCount(0);
  const [drawnFor, width] = await first.evaluate(element => {
    const kept = element.querySelector('.poster svg');
    element.style.width = `${2 * element.offsetWidth}px`;
    const widths = [kept.viewBox.baseVal.width, kept.getBoundingClientRect().width];
    element.style.width = '';
    return widths;
  });
  expect(width, 'in a wider place it is not blown up').toBeCloseTo(drawnFor, 0);
  const still = await first.locator('.poster svg:visible').screenshot();
  expect((await colorsOf(page, still)).colors, 'the last picture is kept').toBeGreaterThan(4);

  await live(page, 'figure_0');
  expect(await snapshot(first)).toEqual(before);
  await expect(first.locator('.poster')).toBeHidden();
  await expect(first.locator('canvas')).toBeVisible();
  // The list, not the pixels: without a GPU Chromium's compositor sometimes goes on showing the poster, hidden as it is,
  // when a dozen canvases came and went. That a new canvas gives the old pixels is shown with a lost context below.
  expect(await list(), 'the same picture').toEqual(shown);
});

test('a figure that made room while it was loading, and comes into view, has its place again', async ({ page }) => {
  let load = () => {};
  const mayLoad = new Promise(resolve => (load = resolve));
  await page.route(/player[^/]*\.js$/, async route => {
    await mayLoad;
    await route.continue();
  });
  await page.goto(await figuresPage(page, Array(9).fill('guess_mask')), { waitUntil: 'domcontentloaded' });
  const { height } = await figure(page, 'figure_0').boundingBox();
  // All nine are near. The last one takes the place of the farthest of the others, the eighth.
  await page.setViewportSize({ width: 1280, height: Math.round(5.5 * height) });
  const canvases = page.locator('canvas.widget-canvas');
  await expect(canvases).toHaveCount(9);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await drawn(page);
  load();
  await expect(figure(page, 'figure_7')).toHaveAttribute('data-state', 'paused');
  await expect(figure(page, 'figure_8')).toHaveAttribute('data-state', 'paused');
  await expect(page.locator('figure[data-settled]')).toHaveCount(9);
  await expect(canvases).toHaveCount(8);
  await expect(figure(page, 'figure_0'), 'it is the farthest now').toHaveAttribute('data-state', 'parked');
});

test('a run that is parked goes on when it comes back', async ({ page }) => {
  const widget = catalog().find(({ playback }) => playback.max_ticks >= 1000);
  test.skip(!widget, 'no long run');
  await page.goto(
    await figuresPage(
      page,
      Array.from({ length: 10 }, () => widget.id),
    ),
  );
  const root = await live(page, 'figure_0');
  await command(root, 'run');
  await expect(root).toHaveAttribute('data-state', 'running');
  await live(page, 'figure_9');
  await expect(root).toHaveAttribute('data-state', 'parked');
  await live(page, 'figure_0');
  await expect.poll(async () => (await snapshot(root)).ticks).toBeGreaterThan(0);
  await command(root, 'pause');
});

test('a context that the browser takes away is replaced', async ({ page }) => {
  await page.goto(await figuresPage(page, [ids[0]]));
  const root = await live(page, 'figure_0');
  const before = await snapshot(root);
  const pixels = await picture(page, root);
  await root
    .locator('canvas')
    .evaluate(canvas => canvas.getContext('webgl').getExtension('WEBGL_lose_context').loseContext());
  await expect(root).toHaveAttribute('data-state', 'paused');
  await expect
    .poll(() => root.locator('canvas').evaluate(canvas => canvas.getContext('webgl').isContextLost()))
    .toBe(false);
  expect(await snapshot(root)).toEqual(before);
  expect(await samePicture(page, await picture(page, root), pixels)).toBe(true);
});
