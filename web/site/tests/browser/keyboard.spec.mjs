// keyboard.spec.mjs: the whole way by keyboard alone: to the figure, through its controls, and out again.
import { expect, live, openFigure, snapshot, test } from './lab.mjs';
import { catalog } from './places.mjs';

const active = page =>
  page.evaluate(() => {
    const { tagName, name, dataset, type } = document.activeElement;
    return { tagName, name: name ?? '', action: dataset.action ?? '', tool: dataset.tool ?? '', type: type ?? '' };
  });

for (const widget of catalog()) {
  test(`${widget.id}: Tab reaches every control in order and leaves the figure`, async ({ page }) => {
    const root = await openFigure(page, `embed/${widget.id}.html`);
    await page.locator('body').evaluate(body => body.focus());
    const reached = [];
    for (let i = 0; i < 80; ++i) {
      await page.keyboard.press('Tab');
      const { tagName, name, action } = await active(page);
      expect(tagName).not.toBe('CANVAS');
      if (tagName === 'SUMMARY') {
        if (!(await page.evaluate(() => document.activeElement.parentElement.open)))
          await page.keyboard.press('Enter');
      }
      if (name || action) reached.push(name || action);
      if (i > 3 && tagName === 'BODY') break;
    }
    const relevant = await root.evaluate(element =>
      [...element.querySelectorAll('form.twin [name]:not(output):not(:disabled)')].map(({ name }) => name),
    );
    for (const name of relevant) expect(reached, 'Tab reaches the control').toContain(name);
    for (const action of widget.actions) expect(reached).toContain(action.id);
    expect(reached).toContain('reset');
    if (widget.playback.max_ticks > 0) expect(reached).toContain('run');
    expect((await active(page)).tagName, 'Tab leaves the figure').toBe('BODY');
  });

  test(`${widget.id}: a focused control can be seen, and arrow keys move its value by one step`, async ({ page }) => {
    const root = await openFigure(page, `embed/${widget.id}.html`);
    const param = widget.params.find(({ kind, place }) => kind === 'slider' && place === 'main');
    test.skip(!param, 'no slider among the main controls');
    const slider = root.getByRole('slider', { name: param.label, exact: true });
    await slider.focus();
    const box = await slider.boundingBox();
    expect(box.width).toBeGreaterThan(40);
    await expect(slider).toBeInViewport();
    const before = (await snapshot(root)).values[param.id];
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await snapshot(root)).values[param.id]).toBeCloseTo(before + param.step, 6);
    await page.keyboard.press('Home');
    await expect.poll(async () => (await snapshot(root)).values[param.id]).toBeCloseTo(param.min, 6);
  });

  test(`${widget.id}: the status sentence tells what a screen reader's user did`, async ({ page }) => {
    const root = await openFigure(page, `embed/${widget.id}.html`);
    const status = root.locator('[data-describe]');
    await expect(status).toHaveAttribute('role', 'status');
    await expect(status).toHaveText((await snapshot(root)).sentence);
    const param = widget.params.find(({ kind, effect }) => kind === 'slider' && effect === 'resets');
    await root.evaluate((element, [id, value]) => element.widget.set({ [id]: value }), [param.id, param.max]);
    await expect(status).toHaveText((await snapshot(root)).sentence);
  });
}

test('controls can be shown as text, and the choice is remembered', async ({ page }) => {
  const [widget] = catalog();
  const root = await openFigure(page, `embed/${widget.id}.html`);
  const toggle = root.getByRole('button', { name: /controls as text/i });
  const height = () => root.locator('canvas').evaluate(canvas => canvas.getBoundingClientRect().height);
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  const withControls = await height();
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const form = root.locator('form.twin');
  expect((await form.boundingBox()).height).toBeGreaterThan(60);
  await expect.poll(height, 'the canvas draws no controls any more').toBeLessThan(withControls);
  await page.reload();
  await live(page);
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  await expect.poll(height).toBe(withControls);
});
