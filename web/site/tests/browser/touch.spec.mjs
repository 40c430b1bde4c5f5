// touch.spec.mjs: with fingers: real controls, taps in the picture, and swipes that scroll the page.
import { control, expect, openFigure, openFolds, otherValue, touchesOf, settled, snapshot, test } from './lab.mjs';
import { catalog, isSample } from './places.mjs';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

for (const widget of catalog()) {
  const address = `embed/${widget.id}.html`;

  test(`${widget.id}: fingers get the same controls, large enough`, async ({ page }) => {
    const root = await openFigure(page, address);
    await openFolds(root);
    const targets = root.locator('button:visible, select:visible, input:visible, summary:visible');
    expect(await targets.count()).toBeGreaterThan(2);
    // A box or radio button is hit by its label.
    const small = await targets.evaluateAll(all =>
      all
        .map(element => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`),
    );
    expect(small).toEqual([]);
    const param = widget.params.find(({ kind, place }) => kind === 'slider' && place === 'main');
    if (!param) return;
    const before = (await snapshot(root)).values[param.id];
    await control(root, param).fill(String(otherValue(param, before)));
    await expect.poll(async () => (await snapshot(root)).values[param.id]).not.toBe(before);
  });

  if (isSample(widget))
    test(`${widget.id}: a swipe over the canvas scrolls the page and changes nothing`, async ({ page }) => {
      const root = await openFigure(page, address);
      // There is a page to scroll, however low the figure is.
      await page.evaluate(() => (document.body.style.minHeight = '1600px'));
      const before = await snapshot(root);
      const box = await root.locator('canvas').boundingBox();
      const session = await page.context().newCDPSession(page);
      const x = Math.round(box.x + box.width / 2);
      const touch = (type, y) => session.send('Input.dispatchTouchEvent', { type, touchPoints: y ? [{ x, y }] : [] });
      const start = Math.round(Math.min(600, box.y + box.height - 20));
      await touch('touchStart', start);
      for (let way = 20; way <= 280; way += 20) await touch('touchMove', start - way);
      await touch('touchEnd');
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
      await settled(page, root);
      expect((await snapshot(root)).values).toEqual(before.values);
    });
}

test('a tap in the picture does what a click does', async ({ page }) => {
  const widget = catalog().find(({ id }) => id === 'rate_sweep');
  const root = await openFigure(page, `embed/${widget.id}.html`);
  await settled(page, root);
  const tap = (await touchesOf(root, widget)).findLast(({ kind }) => kind === 'set');
  const { area } = tap;
  await root
    .locator('canvas')
    .evaluate((canvas, y) => scrollTo(0, scrollY + canvas.getBoundingClientRect().top + y - innerHeight / 2), area.y);
  const box = await root.locator('canvas').boundingBox();
  await page.touchscreen.tap(box.x + area.x + area.width / 2, box.y + area.y + area.height / 2);
  await expect.poll(async () => (await snapshot(root)).values[tap.param]).toBe(tap.value);
});

// What SDL hears of fingers.
async function gesture(page, points) {
  const trainer = catalog().find(({ id }) => id === 'trainer');
  const root = await openFigure(page, `embed/${trainer.id}.html`);
  await settled(page, root);
  await page.evaluate(() => (document.body.style.minHeight = '1600px'));
  await root.evaluate(element => {
    window.heard = [];
    for (const type of ['mousedown', 'mouseup'])
      element.querySelector('canvas').addEventListener(type, event => !event.isTrusted && window.heard.push(type));
  });
  const box = await root.locator('canvas').boundingBox();
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + 60, y: Math.min(500, box.y + box.height / 2) };
  for (const [type, ...touches] of points)
    await session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: touches.map(([id, x, y = 0]) => ({ id, x: at.x + x, y: at.y + y })),
    });
  await settled(page, root);
  return page.evaluate(() => window.heard);
}
const dragged = [
  ['touchStart', [1, 0]],
  ['touchMove', [1, 15]],
  ['touchMove', [1, 40]],
];
for (const [what, expected, points] of [
  [
    'a second finger does not break a drag',
    ['mousedown', 'mouseup'],
    [...dragged, ['touchStart', [1, 40], [2, 120, 40]], ['touchEnd', [1, 40]], ['touchMove', [1, 60]], ['touchEnd']],
  ],
  [
    'a second finger that goes last does not break a drag',
    ['mousedown', 'mouseup'],
    [...dragged, ['touchStart', [1, 40], [2, 120, 40]], ['touchEnd', [2, 120, 40]], ['touchEnd']],
  ],
  ['a drag that the browser takes over ends', ['mousedown', 'mouseup'], [...dragged, ['touchCancel']]],
  [
    'two fingers that pinch drag nothing',
    [],
    [
      ['touchStart', [1, 0]],
      ['touchStart', [1, 0], [2, 60]],
      ['touchMove', [1, -30], [2, 90]],
      ['touchMove', [1, -50], [2, 120]],
      ['touchEnd'],
    ],
  ],
])
  test(`R32: ${what}`, async ({ page }) => {
    expect(await gesture(page, points)).toEqual(expected);
  });

// A hover style would stay on what was touched last, and cost a frame before each answer.
test('a touch leaves no hover style behind', async ({ page }) => {
  const root = await openFigure(page, 'embed/ensemble.html');
  const button = root.locator('.action-first');
  const ground = () => button.evaluate(element => getComputedStyle(element).backgroundColor);
  const before = await ground();
  await button.tap();
  expect(await button.evaluate(element => element.matches(':hover'))).toBe(true);
  expect(await ground()).toBe(before);
});

test.describe('sharp displays', () => {
  test.use({ deviceScaleFactor: 3 }); // there scrolling parts are layers
  // What scrolls sideways is a layer of its own; whatever lies above it in the order of painting needs another one.
  test('no second layer as large as the page: formulas that scroll lie among what is positioned', async ({
    page,
  }) => {
    await openFigure(page, 'dropout/ensemble.html');
    const wide = await page
      .locator('.formula, .table-scroll, pre')
      .evaluateAll(all => all.filter(element => element.scrollWidth > element.clientWidth).length);
    expect(wide, 'something scrolls sideways').toBeGreaterThan(0);
    const session = await page.context().newCDPSession(page);
    const told = new Promise(resolve =>
      session.on('LayerTree.layerTreeDidChange', ({ layers }) => layers && resolve(layers)),
    );
    await session.send('LayerTree.enable');
    await page.evaluate(() =>
      document.body.append(Object.assign(document.createElement('p'), { textContent: 'more' })),
    );
    const large = (await told).filter(({ drawsContent, height }) => drawsContent && height > 4000);
    expect(large.length).toBe(1);
  });
});
