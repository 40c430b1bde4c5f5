// font_size.spec.mjs: drawn text follows the reader's font size, as all other text of the page does.
import {
  command,
  drawn,
  expect,
  figure,
  live,
  openFigure,
  picture,
  samePicture,
  settled,
  snapshot,
  test,
  touchesOf,
} from './lab.mjs';
import { catalog, isSample } from './places.mjs';

const withFont = (page, percent) =>
  page.addInitScript(size => {
    addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = `${size}%`));
  }, percent);
const setFont = (page, percent) =>
  page.evaluate(size => {
    document.documentElement.style.fontSize = `${size}%`;
  }, percent);
// Units of the picture, of which a rem has 16: fewer of them on the same width are larger words.
const unitsAcross = async root =>
  Buffer.from(await root.evaluate(element => Array.from(element.widget.picture()))).readFloatLE(16);
const canvasOf = root =>
  root.locator('canvas').evaluate(canvas => {
    const { width, height } = canvas.getBoundingClientRect();
    return { width, height, pixels: canvas.width };
  });

// A window of 1280 px with a font of twice the size is one of 640 px with twice as many pixels: the same picture. But for
// family: a line of its text stands between two pixels, and is rounded to the one or the other.
for (const { id } of catalog().filter(widget => isSample(widget) && widget.id !== 'family'))
  test(`R39: ${id}: at twice the font size every drawn word is twice as large, pixel for pixel`, async ({
    browser,
  }) => {
    const open = async (width, ratio, percent) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        deviceScaleFactor: ratio,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await withFont(page, percent);
      await page.goto(new URL(`embed/${id}.html`, test.info().project.use.baseURL).href);
      const root = await live(page);
      return { page, root, size: await canvasOf(root), drawn: await picture(page, root) };
    };
    const large = await open(1280, 1, 200);
    const zoomed = await open(640, 2, 100);
    expect(large.size.width).toBe(2 * zoomed.size.width);
    expect(large.size.height).toBe(2 * zoomed.size.height);
    expect(await samePicture(large.page, large.drawn, zoomed.drawn)).toBe(true);
  });

test('R39: a picture follows a change of the font size while it is open, and back', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  const root = await openFigure(page, 'embed/mask_sampler.html');
  const pixelsOfUnit = async () => (await canvasOf(root)).width / (await unitsAcross(root));
  const before = await canvasOf(root);
  const state = await snapshot(root);
  for (const percent of [150, 200, 75, 100]) {
    await setFont(page, percent);
    await expect.poll(pixelsOfUnit).toBeCloseTo(percent / 100, 2);
    await settled(page, root);
  }
  expect(await canvasOf(root)).toEqual(before);
  expect(await snapshot(root)).toEqual(state);
});

test('R39: the poster and the picture that stands still are as large as the live one', async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  await withFont(page, 150);
  await page.goto('embed/mask_sampler.html');
  const root = await live(page);
  const { width } = await canvasOf(root);
  const shown = await root.evaluate(element => {
    delete element.dataset.live;
    dispatchEvent(new Event('beforeprint'));
    return element.querySelector('.poster svg').getBoundingClientRect().width;
  });
  expect(Math.abs(shown - width)).toBeLessThan(2);
});

for (const percent of [150, 200])
  test(`R39: a handle is dragged where it is seen at ${percent} %`, async ({ page }) => {
    const widget = catalog().find(({ id }) => id === 'mask_sampler');
    await page.setViewportSize({ width: 1280, height: 1400 });
    await withFont(page, percent);
    const root = await openFigure(page, `embed/${widget.id}.html`);
    await settled(page, root);
    const handle = (await touchesOf(root, widget)).find(
      ({ kind, area }) => kind === 'drag' && area.width < 64 && area.height < 64,
    );
    const box = await root.locator('canvas').boundingBox();
    const scale = percent / 100;
    const at = (x, y) => page.mouse.move(box.x + x * scale, box.y + y * scale, { steps: 4 });
    const { x, y } = { x: handle.area.x + handle.area.width / 2, y: handle.area.y + handle.area.height / 2 };
    await at(x, y);
    await page.mouse.down();
    await at(handle.max_at.x, handle.max_at.y);
    await page.mouse.up();
    await expect.poll(async () => (await snapshot(root)).values[handle.param]).toBe(handle.max);
  });

test('R39: where drawn text cannot grow, what the picture shows stands below it in words', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const root = await openFigure(page, 'embed/mask_sampler.html');
  const words = root.locator('[data-description]');
  const isRead = () => words.evaluate(element => element.getBoundingClientRect().width > 20);
  expect(await isRead()).toBe(false);
  await setFont(page, 200);
  await expect.poll(isRead).toBe(true);
  await expect(root.locator('[data-tool=description]')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await setFont(page, 100);
  await expect.poll(isRead).toBe(false);
});

test('R39: a figure of a chapter grows with a large default font of the browser', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  await page.goto('dropout/mask.html');
  const root = await live(page);
  const width = await unitsAcross(root);
  expect(Math.abs((await canvasOf(root)).width / width - 2)).toBeLessThan(0.02);
});
