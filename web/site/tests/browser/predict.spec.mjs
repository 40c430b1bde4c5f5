// predict.spec.mjs: prediction questions: commit first, then run it on the figure, then the answer.
import { expect, snapshot, test } from './lab.mjs';
import { chapters, lessonPages } from './places.mjs';

for (const chapter of lessonPages())
  test(`${chapter}: every question asks first, runs on its figure, and tells the answer last`, async ({ page }) => {
    // Some runs train dozens of nets; they are waited for, not timed.
    test.setTimeout(600_000);
    await page.goto(chapter);
    const boxes = await page.locator('[data-predict]').all();
    expect(boxes.length, 'it asks for predictions').toBeGreaterThan(0);
    for (const box of boxes) {
      const commit = box.getByRole('button', { name: 'That is my guess' });
      const why = box.locator('[data-why] p:not([hidden])').first();
      await commit.click();
      await expect(box.getByRole('radio').first(), 'Choose one').toBeFocused();
      await expect(why).toBeHidden();
      await box.getByRole('radio').first().check();
      await commit.click();
      await expect(box.getByRole('radio').first()).toBeDisabled();

      const question = JSON.parse(await box.locator('[data-predict-json]').textContent());
      if (question.run) {
        await expect(why, 'no answer before the run').toBeHidden();
        const start = box.getByRole('button', { name: 'Run it' });
        await expect(start, 'the focus is where the reader goes on').toBeFocused();
        // What a figure said before, such as the end of its first training, is not meant.
        await page.locator('[data-response]').evaluate(region => (region.textContent = ''));
        await start.click();
        const rows = box.locator('[data-run-place] tbody tr');
        await expect(rows).toHaveCount(question.run.steps.length);
        await expect(why).toBeVisible({ timeout: 120_000 });
        const cells = await box.locator('[data-run-place] tbody td').allTextContents();
        expect(cells).toHaveLength(question.run.steps.length * question.run.report.length);
        for (const cell of cells) expect(cell).toMatch(/\d/);
        // The figure stands where the last step left it.
        const last = question.run.steps.at(-1);
        const root = page.locator(`figure#${question.run.widget}`);
        const { values, ticks } = await snapshot(root);
        for (const [id, value] of Object.entries(last.params ?? {}))
          if (typeof value === 'number') expect(values[id]).toBeCloseTo(value, 6);
        expect(ticks).toBe(last.ticks ?? 0);
      }
      await expect(why).toBeVisible();
      const verdict = box.locator('[data-verdict]');
      await expect(verdict, 'the verdict is spoken by its focus').toBeFocused();
      await expect(verdict).toBeInViewport();
      await expect(verdict).toHaveAccessibleName(/^(Right|It comes out differently)\. \S/);
      await expect(page.locator('[data-response]'), 'and by nothing else').toHaveText(/^(?!.*Done)/);
    }
  });

test('a run that the reader interrupts ends, and the answer is told all the same', async ({ page }) => {
  await page.goto('dropout/trainer.html');
  const box = page.locator('[data-predict]').first();
  await box.getByRole('radio').first().check();
  await box.getByRole('button', { name: 'That is my guess' }).click();
  await box.getByRole('button', { name: 'Run it' }).click();
  const { run } = JSON.parse(await box.locator('[data-predict-json]').textContent());
  const root = page.locator(`figure#${run.widget}`);
  await expect.poll(async () => (await snapshot(root))?.ticks ?? 0).toBeGreaterThan(0);
  await root.evaluate(element => element.widget.reset());
  await expect(box.locator('[data-why] p:not([hidden])').first()).toBeVisible();
});

test('who asks to be shown sees the answer without a guess, and it does not count', async ({ page }) => {
  const [chapter] = chapters();
  await page.goto(chapter);
  const box = page.locator('[data-predict]').first();
  await box.getByRole('button', { name: 'just show me' }).click();
  const verdict = box.locator('[data-verdict]');
  await expect(verdict).toBeFocused({ timeout: 120_000 });
  await expect(verdict).toHaveAccessibleName(/^This is the answer\. \S/);
  await expect(box.locator('[data-right]')).toHaveCount(1);
  const slug = chapter.match(/([^/]+)\.html$/)[1];
  await page.goto('index.html');
  await expect(page.locator(`[data-progress-slug="${slug}"]`).first()).toHaveAttribute('data-progress', 'visited');
});

test('a visit and a prediction are remembered on this device only', async ({ page }) => {
  const [chapter] = chapters();
  await page.goto(chapter);
  const slug = chapter.match(/([^/]+)\.html$/)[1];
  const box = page.locator('[data-predict]').first();
  await box.getByRole('radio').first().check();
  await box.getByRole('button', { name: 'That is my guess' }).click();
  await page.goto('index.html');
  await expect(page.locator(`[data-progress-slug="${slug}"]`).first()).toHaveAttribute('data-progress', 'answered');
  expect(await page.context().cookies()).toEqual([]);
});

test('a prediction is quiet although it begins before the silence after the last one is over', async ({ page }) => {
  await page.clock.install();
  await page.goto('dropout/mask.html');
  const [first, second] = await page.locator('[data-predict]').all();
  const begin = async box => {
    await box.getByRole('radio').first().check();
    await box.getByRole('button', { name: 'That is my guess' }).click();
    await box.getByRole('button', { name: 'Run it' }).click();
  };
  await begin(first);
  await expect(first.locator('[data-verdict]')).toBeFocused();
  const root = page.locator('figure#mask_main');
  await root.evaluate(({ widget }) => {
    const step = widget.step.bind(widget);
    const held = new Promise(resolve => (window.goOn = resolve));
    widget.step = async ticks => {
      window.begun = true;
      await held;
      return step(ticks);
    };
  });
  await begin(second);
  await page.waitForFunction(() => window.begun);
  await page.clock.runFor(1000);
  await expect(root).toHaveAttribute('data-quiet');
  await page.evaluate(() => window.goOn());
  await expect(second.locator('[data-verdict]')).toBeFocused();
  await page.clock.runFor(1000);
  await expect(root, 'and it speaks again').not.toHaveAttribute('data-quiet');
});
