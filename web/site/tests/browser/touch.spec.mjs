// touch.spec.mjs: with fingers: real controls, taps in the picture, and swipes that scroll the page.
import { control, expect, openFigure, otherValue, settled, snapshot, test } from './lab.mjs';
import { catalog } from './places.mjs';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

for (const widget of catalog()) {
  const address = `embed/${widget.id}.html`;

  test(`${widget.id}: fingers get real controls, large enough, instead of drawn ones`, async ({ page }) => {
    const root = await openFigure(page, address);
    await expect(root).toHaveAttribute('data-text-controls', '');
    await expect(root.getByRole('button', { name: /controls as text/i }), 'nothing to choose').toHaveCount(0);
    const targets = root.locator('form.twin').locator('button:visible, select:visible, input[type=range]:visible');
    expect(await targets.count()).toBeGreaterThan(2);
    const small = await targets.evaluateAll(all =>
      all
        .filter(element => {
          const { width, height } = element.getBoundingClientRect();
          return width < 44 || height < 36;
        })
        .map(element => element.outerHTML.slice(0, 80)),
    );
    expect(small).toEqual([]);
    const param = widget.params.find(({ kind, place }) => kind === 'slider' && place === 'main');
    const before = (await snapshot(root)).values[param.id];
    await control(root, param).fill(String(otherValue(param, before)));
    await expect.poll(async () => (await snapshot(root)).values[param.id]).not.toBe(before);
  });

  test(`${widget.id}: a swipe over the canvas scrolls the page and changes nothing`, async ({ page }) => {
    const root = await openFigure(page, address);
    const before = await snapshot(root);
    const box = await root.locator('canvas').boundingBox();
    const session = await page.context().newCDPSession(page);
    const x = Math.round(box.x + box.width / 2);
    const touch = (type, y) => session.send('Input.dispatchTouchEvent', { type, touchPoints: y ? [{ x, y }] : [] });
    await touch('touchStart', 600);
    for (let y = 580; y >= 300; y -= 20) await touch('touchMove', y);
    await touch('touchEnd');
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    await settled(page, root);
    expect((await snapshot(root)).values).toEqual(before.values);
  });
}

test('a tap in the picture does what a click does', async ({ page }) => {
  const root = await openFigure(page, 'embed/trainer.html');
  const before = JSON.stringify((await snapshot(root)).values);
  await root.locator('canvas').evaluate(canvas => canvas.scrollIntoView({ block: 'end' }));
  const box = await root.locator('canvas').boundingBox();
  // The three answers stand in a row somewhere in the lower half.
  for (let y = box.y + box.height - 10; y > Math.max(10, box.y + box.height / 2); y -= 12) {
    await page.touchscreen.tap(box.x + 0.12 * box.width, y);
    await settled(page, root);
    if (JSON.stringify((await snapshot(root)).values) !== before) return;
  }
  throw new Error('no tap changed a value');
});
