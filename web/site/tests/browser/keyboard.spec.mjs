// keyboard.spec.mjs: the whole way by keyboard alone: to the figure, through its controls, past it, and out again.
import { expect, live, openFigure, openFolds, snapshot, test } from './lab.mjs';
import { catalog, chapters, isSample } from './places.mjs';

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
    let unfolded = false;
    for (let i = 0; i < 160; ++i) {
      await page.keyboard.press('Tab');
      const { tagName, name, action, tool } = await active(page);
      expect(tagName).not.toBe('CANVAS');
      if (tagName === 'SUMMARY') {
        if (!(await page.evaluate(() => document.activeElement.parentElement.open)))
          await page.keyboard.press('Enter');
      }
      if (name || action) reached.push(name || action);
      // What waits behind the menu: its item opens it and hands the focus over.
      if (tool === 'controls' && !unfolded) {
        unfolded = true;
        await page.keyboard.press('Enter');
        await expect(root.locator('details[data-fold=controls] > summary')).toBeFocused();
      }
      if (i > 3 && tagName === 'BODY') break;
    }
    const shown = await root.evaluate(element =>
      [...element.querySelectorAll('form [data-param]:not([hidden]) [name]')].map(({ name }) => name),
    );
    for (const name of shown) expect(reached, 'Tab reaches the control').toContain(name);
    for (const action of widget.actions) expect(reached).toContain(action.id);
    expect(reached).toContain('reset');
    if (widget.playback.max_ticks > 0) expect(reached).toContain('run');
    // A figure whose values all wait behind the menu has only actions in the open.
    const first = widget.params.some(({ place }) => place === 'main') ? shown[0] : widget.actions[0].id;
    expect(reached.indexOf('reset'), 'tools come after the controls').toBeGreaterThan(reached.indexOf(first));
    expect((await active(page)).tagName, 'Tab leaves the figure').toBe('BODY');
  });

  if (isSample(widget))
    test(`${widget.id}: a focused control can be seen, and arrow keys move its value by one step`, async ({
      page,
    }) => {
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

  if (isSample(widget))
    test(`${widget.id}: the sentence follows, and what changed is said once when it is stable`, async ({ page }) => {
      const root = await openFigure(page, `embed/${widget.id}.html`);
      const sentence = root.locator('[data-describe]');
      await expect(sentence).toHaveText((await snapshot(root)).sentence);
      for (const name of ['role', 'aria-live']) expect(await sentence.getAttribute(name)).toBe(null);
      const region = page.locator('[data-response]');
      await expect(region).toHaveAttribute('aria-live', 'polite');
      await expect(region).toHaveText('');
      await page.evaluate(() => {
        window.spoken = [];
        new MutationObserver(() => spoken.push(document.querySelector('[data-response]').textContent)).observe(
          document.querySelector('[data-response]'),
          { childList: true, characterData: true, subtree: true },
        );
      });
      const param = widget.params.find(
        ({ kind, effect, place }) => kind === 'slider' && effect === 'resets' && place === 'main',
      );
      test.skip(!param, 'no slider among the main controls');
      await root.getByRole('slider', { name: param.label, exact: true }).focus();
      for (let press = 0; press < 8; ++press) await page.keyboard.press(press < 6 ? 'ArrowRight' : 'ArrowLeft');
      await expect.poll(() => page.evaluate(() => spoken.length)).toBeGreaterThan(0);
      await expect(sentence).toHaveText((await snapshot(root)).sentence);
      const spoken = await page.evaluate(() => window.spoken);
      expect(spoken.length, 'eight presses are one thing to say').toBeLessThanOrEqual(2);
      expect(spoken.at(-1).trim()).not.toBe('');
    });
}

test('the boxes of a set are one stop of Tab, and the arrow keys go through them', async ({ page }) => {
  const widget = catalog().find(({ params }) => params.some(({ kind }) => kind === 'set'));
  const { id } = widget.params.find(({ kind }) => kind === 'set');
  const root = await openFigure(page, `embed/${widget.id}.html`);
  await openFolds(root);
  const focused = () => page.evaluate(() => [document.activeElement.name, document.activeElement.value]);
  await root.locator(`input[name=${id}]`).first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toEqual([id, '2']);
  await page.keyboard.press('Tab');
  expect((await focused())[0]).not.toBe(id);
  await page.keyboard.press('Shift+Tab');
  expect(await focused(), 'back where it was').toEqual([id, '2']);
  const before = (await snapshot(root)).values[id];
  await page.keyboard.press('Space');
  await expect.poll(async () => (await snapshot(root)).values[id]).not.toBe(before);
});

test('a run says that it started and its result, in at most three sentences, and the focus stays', async ({
  page,
}) => {
  const widget = catalog().find(
    ({ playback, panels }) => playback.max_ticks >= 1000 && panels.some(({ plays }) => plays !== false),
  );
  const root = await openFigure(page, `embed/${widget.id}.html`);
  await page.evaluate(() => {
    window.spoken = [];
    const region = document.querySelector('[data-response]');
    new MutationObserver(() => spoken.push(region.textContent)).observe(region, { childList: true, subtree: true });
  });
  const run = root.locator('button[data-label-run]');
  await run.focus();
  await page.keyboard.press('Enter');
  await expect(root).toHaveAttribute('data-state', 'running');
  await expect(root).toHaveAttribute('data-state', 'paused');
  await expect(run).toBeFocused();
  await expect.poll(async () => (await page.evaluate(() => window.spoken)).at(-1) ?? '').toMatch(/^Done: \S/);
  expect((await page.evaluate(() => window.spoken)).length).toBeLessThanOrEqual(3);
});

test('one link leads past each figure, and only the keyboard sees it', async ({ page }) => {
  await page.goto(chapters()[0]);
  const root = await live(page);
  const skip = root.getByRole('link', { name: 'Skip this figure' });
  expect((await skip.boundingBox()).height).toBeLessThan(3);
  const address = page.url();
  await skip.focus();
  expect((await skip.boundingBox()).height).toBeGreaterThan(20);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await root.evaluate(element => element.querySelector('form').contains(document.activeElement))).toBe(false);
  expect(
    await root.evaluate(
      element =>
        element.querySelector('form').compareDocumentPosition(document.activeElement) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ),
    'the focus is behind the figure',
  ).toBeTruthy();
  expect(page.url(), 'the address keeps the state that it may hold').toBe(address);
});

test('the menu of a figure closes with Escape, and the focus is at its button', async ({ page }) => {
  const root = await openFigure(page, `embed/${catalog()[0].id}.html`);
  const menu = root.locator('[data-tools-menu]');
  await menu.locator('summary').press('Enter');
  await page.keyboard.press('Tab');
  await expect(menu.locator('.menu-list > :first-child')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
  await expect(menu.locator('summary')).toBeFocused();
  await menu.locator('summary').press('Enter');
  await root.getByRole('button', { name: 'Embed this figure' }).press('Enter');
  await expect(page.locator('dialog.share-dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu.locator('summary')).toBeFocused();
});
