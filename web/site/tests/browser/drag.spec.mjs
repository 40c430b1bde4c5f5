// drag.spec.mjs: every handle of every widget: pressed and held, its value follows the pointer, by mouse and by finger.
//
// The handles are those of the figure's own display list; the value at a point is computed here from the line that a
// handle is dragged along.
import { command, drawn, expect, openFigure, settled, snapshot, test, touchesOf } from './lab.mjs';
import { catalog } from './places.mjs';

const moves = [0.1, 0.35, 0.6, 0.85, 1.3, 0.7, 0.45, 0.2];

const along = (line, t) => ({
  x: line.min_at.x + t * (line.max_at.x - line.min_at.x),
  y: line.min_at.y + t * (line.max_at.y - line.min_at.y),
});

// The place of the foot of `at` on the line, 0 to 1.
function share(line, at) {
  const [x, y] = [line.max_at.x - line.min_at.x, line.max_at.y - line.min_at.y];
  return Math.min(1, Math.max(0, ((at.x - line.min_at.x) * x + (at.y - line.min_at.y) * y) / (x * x + y * y)));
}

// Between the steps: the value itself stands on one, at most half a step away.
function valueAt(param, line, at) {
  const value = line.min + share(line, at) * (line.max - line.min);
  const [low, high] = param.kind === 'choice' ? [0, param.choices.length - 1] : [param.min, param.max];
  return Math.min(high, Math.max(low, value));
}

// How far a value may be off: half a step, and pointers stand on whole pixels.
function tolerance(param, line) {
  const length = Math.hypot(line.max_at.x - line.min_at.x, line.max_at.y - line.min_at.y);
  return (param.kind === 'choice' ? 1 : param.step) / 2 + Math.abs(line.max - line.min) / length + 1e-6;
}

const holds = ({ x, y, width, height }, at) => at.x >= x && at.x < x + width && at.y >= y && at.y < y + height;

// A point of the handle that nothing lies over, nearest to where its value stands.
function grip(touches, index, value) {
  const handle = touches[index];
  const { area } = handle;
  const wanted = along(handle, (value - handle.min) / (handle.max - handle.min));
  const free = [];
  for (const across of [0.5, 0.25, 0.75, 0.1, 0.9])
    for (const down of [0.5, 0.25, 0.75, 0.1, 0.9]) {
      const at = { x: area.x + across * area.width, y: area.y + down * area.height };
      if (touches.slice(index + 1).every(other => !holds(other.area, at))) free.push(at);
    }
  const distance = at => Math.hypot(at.x - wanted.x, at.y - wanted.y);
  return free.sort((a, b) => distance(a) - distance(b))[0];
}

// pointer: {down, move, up} in CSS pixels of the window.
async function dragEvery(page, root, widget, pointer) {
  await settled(page, root);
  const handles = (await touchesOf(root, widget)).filter(({ kind }) => kind === 'drag').length;
  for (let nth = 0; nth < handles; ++nth) {
    const touches = await touchesOf(root, widget);
    const index = touches.findIndex(
      (touch, at) =>
        touch.kind === 'drag' && touches.slice(0, at).filter(({ kind }) => kind === 'drag').length === nth,
    );
    await dragOne(page, root, widget, pointer, touches, index);
    await command(root, 'set', {
      [touches[index].param]: widget.params.find(({ id }) => id === touches[index].param).default,
    });
    await settled(page, root);
  }
  return handles;
}

async function dragOne(page, root, widget, pointer, touches, index) {
  const handle = touches[index];
  const param = widget.params.find(({ id }) => id === handle.param);
  const start = (await snapshot(root)).values;
  const at = grip(touches, index, start[param.id]);
  expect(at, `${param.id}: the handle can be reached`).toBeDefined();
  const box = await root.locator('canvas').boundingBox();
  const screen = point => ({ x: box.x + point.x, y: box.y + point.y });
  const follows = async point => {
    const wanted = valueAt(param, handle, point);
    await expect
      .poll(async () => Math.abs((await snapshot(root)).values[param.id] - wanted), {
        message: `${widget.id}: ${param.id} at ${Math.round(point.x)}, ${Math.round(point.y)} is ${wanted}`,
      })
      .toBeLessThanOrEqual(tolerance(param, handle));
  };

  await pointer.down(screen(at));
  await drawn(page);
  await drawn(page);
  for (const t of moves) {
    const to = along(handle, t);
    await pointer.move(screen(to));
    await follows(to);
  }
  // And back: exactly the value that the handle had, where it stood.
  const home = along(handle, (start[param.id] - handle.min) / (handle.max - handle.min));
  await pointer.move(screen(home));
  await follows(home);
  await pointer.up();
  await settled(page, root);
  const end = (await snapshot(root)).values;
  for (const other of widget.params.filter(({ id }) => id !== param.id && id !== handle.second?.param))
    expect(end[other.id], `${param.id} leaves ${other.id} alone`).toEqual(start[other.id]);
  // Released, it follows no longer.
  await pointer.hover?.(screen(along(handle, 0.9)));
  await drawn(page);
  expect((await snapshot(root)).values).toEqual(end);
}

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
      await dragEvery(page, root, widget, pointer);
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
      await dragEvery(page, root, widget, pointer);
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
  const shot = async () => {
    await settled(page, root);
    return (await root.locator('canvas').screenshot()).toString('base64');
  };
  const before = await shot();
  const dragged = (await touchesOf(root, widget)).find(({ kind }) => kind === 'drag').param;
  await root.locator(`[name="${dragged}"]`).first().focus();
  expect(await shot()).not.toBe(before);
  await page.evaluate(() => document.activeElement.blur());
  expect(await shot()).toBe(before);
});
