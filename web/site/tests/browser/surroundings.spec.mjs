// surroundings.spec.mjs: a live figure follows color scheme, forced colors, theme switch, pixel ratio and motion.
import {
  colorsOf,
  command,
  drawn,
  expect,
  openFigure,
  picture,
  settled,
  snapshot,
  test,
  samePicture,
} from './lab.mjs';
import { catalog } from './places.mjs';

const [{ id }] = catalog();
const address = `embed/${id}.html`;

test('a change of scheme is drawn at once, and back again gives the same pixels', async ({ page }) => {
  const root = await openFigure(page, address);
  const light = await picture(page, root);
  const before = await snapshot(root);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await picture(page, root);
  expect(await samePicture(page, dark, light)).toBe(false);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await samePicture(page, await picture(page, root), light)).toBe(true);
  expect(await snapshot(root)).toEqual(before);
});

test("the page's own theme switch reaches the canvas", async ({ page }) => {
  const root = await openFigure(page, address);
  const light = await picture(page, root);
  await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
  expect(await samePicture(page, await picture(page, root), light)).toBe(false);
});

test("in forced colors the canvas takes the system's colors", async ({ page }) => {
  const root = await openFigure(page, address);
  const before = await picture(page, root);
  await page.emulateMedia({ forcedColors: 'active' });
  await drawn(page);
  await expect(root.locator('form.widget-controls')).toBeVisible();
  const after = await picture(page, root);
  expect(await samePicture(page, after, before)).toBe(false);
  expect((await colorsOf(page, after)).colors).toBeGreaterThan(8);
});

test('another pixel ratio is drawn with as many pixels', async ({ page }) => {
  const root = await openFigure(page, address);
  const width = () => root.locator('canvas').evaluate(canvas => canvas.width);
  const before = await width();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: 1270,
    height: 800,
    deviceScaleFactor: 2,
    mobile: false,
  });
  await expect.poll(width).toBe(2 * before);
});

test('with reduced motion nothing moves by itself and Run still comes to its end', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const runner = catalog().find(({ playback }) => playback.max_ticks > 0) ?? catalog()[0];
  const root = await openFigure(page, `embed/${runner.id}.html`);
  const frames = await settled(page, root);
  expect(await root.evaluate(element => element.widget.frames)).toBe(frames);
  if (runner.playback.max_ticks === 0) return;
  await command(root, 'run');
  await expect(root).toHaveAttribute('data-state', 'paused');
  expect((await snapshot(root)).ticks).toBeGreaterThan(0);
});
