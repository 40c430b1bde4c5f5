// canvas.spec.mjs: the canvas shows a picture, answers the pointer, and leaves wheel, keys and focus to the page.
import {
  colorsOf,
  command,
  expect,
  openFigure,
  picture,
  samePicture,
  settled,
  snapshot,
  test,
  touchesOf,
} from './lab.mjs';
import { figuresPage } from './made_pages.mjs';
import { catalog, pages } from './places.mjs';

const catalogued = catalog();
for (const widget of catalogued) {
  const address = `embed/${widget.id}.html`;

  test(`${widget.id}: the canvas is not blank and changes with its values`, async ({ page }) => {
    const root = await openFigure(page, address);
    const before = await picture(page, root);
    const { colors, mostFrequent } = await colorsOf(page, before);
    expect(colors).toBeGreaterThan(8);
    expect(mostFrequent).toBeLessThan(0.98);
    const param = widget.params.find(({ kind }) => kind === 'slider') ?? widget.params[0];
    await command(root, 'set', { [param.id]: param.max });
    expect(await samePicture(page, await picture(page, root), before)).toBe(false);
    await command(root, 'set', { [param.id]: param.default });
    expect(await samePicture(page, await picture(page, root), before), 'the same values give the same pixels').toBe(
      true,
    );
  });
}

test('a drag goes on outside of the canvas and ends where it is released', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 1800 });
  const widget = catalog().find(({ id }) => id === 'mask_sampler');
  const root = await openFigure(page, `embed/${widget.id}.html`);
  await settled(page, root);
  const handle = (await touchesOf(root, widget)).find(({ kind }) => kind === 'drag');
  const value = async () => (await snapshot(root)).values[handle.param];
  const box = await root.locator('canvas').boundingBox();
  const { area } = handle;
  await page.mouse.move(box.x + area.x + area.width / 2, box.y + area.y + area.height / 2);
  await page.mouse.down();
  // Beside the canvas, at the height of the largest value: this handle is dragged up and down.
  await page.mouse.move(box.x - 60, box.y + handle.max_at.y, { steps: 4 });
  await expect.poll(value).toBe(handle.max);
  await page.mouse.up();
  await settled(page, root);
  const released = await snapshot(root);
  await page.mouse.move(box.x + handle.min_at.x, box.y + handle.min_at.y, { steps: 5 });
  await settled(page, root);
  expect((await snapshot(root)).values).toEqual(released.values);
});

test('the wheel over the canvas scrolls the page', async ({ page }) => {
  const [widget] = catalog();
  await page.goto(await figuresPage(page, Array(4).fill(widget.id)));
  const root = page.locator('#figure_0');
  await expect(root).toHaveAttribute('data-state', 'paused');
  const box = await root.locator('canvas').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
});

test('a click on the canvas takes no focus; Tab and keys stay with the page', async ({ page }) => {
  const [widget] = catalog();
  await page.goto(await figuresPage(page, Array(4).fill(widget.id)));
  const root = page.locator('#figure_0');
  await expect(root).toHaveAttribute('data-state', 'paused');
  await settled(page, root);
  await root.locator('canvas').click({ position: { x: 20, y: 2 } }); // no mark there
  expect(await page.evaluate(() => document.activeElement.tagName)).not.toBe('CANVAS');
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement.tagName)).toMatch(/^(A|BUTTON|INPUT|SELECT|SUMMARY)$/);
});

for (const ratio of [1, 1.5, 2, 3])
  test(`the canvas has a device pixel for each pixel at ratio ${ratio}`, async ({ browser }) => {
    const [widget] = catalog();
    const context = await browser.newContext({ deviceScaleFactor: ratio, viewport: { width: 900, height: 700 } });
    const page = await context.newPage();
    const root = await openFigure(page, new URL(`embed/${widget.id}.html`, test.info().project.use.baseURL).href);
    await settled(page, root);
    const size = await root.locator('canvas').evaluate(canvas => {
      const { width, height } = canvas.getBoundingClientRect();
      return { width, height, pixelWidth: canvas.width, pixelHeight: canvas.height };
    });
    expect(Math.abs(size.pixelWidth - size.width * ratio)).toBeLessThan(ratio);
    expect(Math.abs(size.pixelHeight - size.height * ratio)).toBeLessThan(ratio);
    await context.close();
  });

test('the canvas follows the width of the window, crisp and without widening the page', async ({ page }) => {
  const [widget] = catalog();
  const root = await openFigure(page, `embed/${widget.id}.html`);
  for (const width of [1280, 700, 480, 900]) {
    await page.setViewportSize({ width, height: 800 });
    await settled(page, root);
    const size = await root
      .locator('canvas')
      .evaluate(canvas => [canvas.width, Math.round(canvas.getBoundingClientRect().width)]);
    expect(size[0]).toBe(size[1]);
    expect(size[1]).toBeLessThanOrEqual(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('every embed page is in the catalog', () => {
  const embeds = pages().filter(name => name.startsWith('embed/'));
  expect(embeds.sort()).toEqual(
    catalog()
      .map(({ id }) => `embed/${id}.html`)
      .sort(),
  );
});
