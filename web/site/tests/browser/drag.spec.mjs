// drag.spec.mjs: every handle of every widget: pressed and held, its value follows the pointer, by mouse and by finger.
//
// What is a handle, and which value belongs to a point, is in dragging.mjs.
import { command, drawn, expect, openFigure, picture, settled, snapshot, test, touchesOf } from './lab.mjs';
import { dragEvery } from './dragging.mjs';
import { catalog } from './places.mjs';

// The figure as dragging.mjs wants it.
const dragged = (page, root, widget) => ({
  settled: () => settled(page, root),
  drawn: () => drawn(page),
  touches: () => touchesOf(root, widget),
  values: async () => (await snapshot(root)).values,
  set: values => command(root, 'set', values),
  box: () => root.locator('canvas').boundingBox(),
  follows: (param, wanted, most, message) =>
    expect
      .poll(async () => Math.abs((await snapshot(root)).values[param] - wanted), { message })
      .toBeLessThanOrEqual(most),
});

const tall = { width: 1000, height: 2600 }; // the pointer reaches only what is in view

test.describe('by mouse', () => {
  test.use({ viewport: tall });
  for (const widget of catalog())
    test(`${widget.id}: each handle follows the held mouse there and back`, async ({ page }) => {
      const root = await openFigure(page, `embed/${widget.id}.html`);
      const move = ({ x, y }) => page.mouse.move(x, y);
      const pointer = {
        down: async at => {
          await move(at);
          await page.mouse.down();
        },
        move,
        up: () => page.mouse.up(),
        hover: move,
      };
      await dragEvery(dragged(page, root, widget), widget, pointer);
    });
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 2600 } });
  for (const widget of catalog())
    test(`${widget.id}: each handle follows the finger there and back`, async ({ page }) => {
      const root = await openFigure(page, `embed/${widget.id}.html`);
      const session = await page.context().newCDPSession(page);
      const send = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
      const pointer = {
        // Sideways first, farther than browsers wait before they decide: up and down a finger scrolls the page.
        down: async ({ x, y }) => {
          await send('touchStart', [{ x, y }]);
          for (const by of [6, 12, 18, 24]) await send('touchMove', [{ x: x + by, y }]);
        },
        move: ({ x, y }) => send('touchMove', [{ x, y }]),
        up: () => send('touchEnd', []),
      };
      await dragEvery(dragged(page, root, widget), widget, pointer);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
});

test('somewhere there are handles', async ({ page }) => {
  let handles = 0;
  for (const widget of catalog()) {
    const root = await openFigure(page, `embed/${widget.id}.html`);
    await settled(page, root);
    handles += (await touchesOf(root, widget)).filter(({ kind }) => kind === 'drag').length;
  }
  expect(handles).toBeGreaterThan(10);
});

test('the focus on a control rings its handle, and takes the ring along', async ({ page }) => {
  const widget = catalog().find(({ id }) => id === 'mask_sampler');
  const root = await openFigure(page, `embed/${widget.id}.html`);
  await root.locator('details[data-fold=controls]').evaluate(fold => (fold.open = true));
  await settled(page, root);
  const shot = async () => (await picture(page, root)).toString('base64');
  const before = await shot();
  const handle = (await touchesOf(root, widget)).find(({ kind }) => kind === 'drag').param;
  await root.locator(`[name="${handle}"]`).first().focus();
  expect(await shot()).not.toBe(before);
  await page.evaluate(() => document.activeElement.blur());
  expect(await shot()).toBe(before);
});
