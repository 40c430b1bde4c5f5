// kept.spec.mjs: what a reader leaves: reload, Back and paper show it, a second tab does not; and the three ways back.
import { command, expect, figure, live, openFigure, settled, snapshot, test, useTool } from './lab.mjs';
import { chaptersInOrder, endingPage } from './places.mjs';

const [, chapter] = chaptersInOrder();
const trainer = chaptersInOrder().find(page => page.endsWith('trainer.html'));
const values = async root => (await snapshot(root)).values;
const left = { p: 0.9, seed: 99 };
// What is kept is written when the figure has been quiet for a moment.
const keptText = page => page.evaluate(() => JSON.stringify(history.state?.dropoutLab?.figures ?? {}));

async function leaveChapter(page) {
  await page.goto(chapter);
  const root = await live(page);
  const before = await values(root);
  await command(root, 'set', left);
  await expect.poll(() => keptText(page)).toContain('seed=99');
  return { root, before };
}

test('R27: a reload shows the figure as it was left; a second tab begins as the lesson has it', async ({
  page,
  context,
}) => {
  const { before } = await leaveChapter(page);
  const address = page.url();
  for (let times = 0; times < 2; ++times) {
    await page.reload();
    expect(await values(await live(page))).toMatchObject(left);
  }
  const second = await context.newPage();
  await second.goto(address);
  expect(await values(await live(second))).toEqual(before);
  await second.close();
});

test('R27: a run that is left in the middle comes back as far as it was a moment before', async ({ page }) => {
  await page.goto(trainer);
  const id = await page.locator('figure[data-widget=trainer]').first().getAttribute('id');
  let root = await live(page, id);
  const { ticks: end } = await snapshot(root);
  // It stands at its end, from where a run starts over.
  await command(root, 'run');
  const kept = async () => Number((await keptText(page)).match(/ticks=(\d+)/)?.[1] ?? 0);
  await expect.poll(kept).toBeGreaterThan(0);
  const ticks = await kept();
  await page.reload();
  root = await live(page, id);
  const { ticks: back } = await snapshot(root);
  expect(back).toBeGreaterThanOrEqual(ticks);
  expect(back).toBeLessThan(end);
});

test('R27: Back from another page, and links to parts of the page, keep what was left', async ({ page }) => {
  await leaveChapter(page);
  await page.evaluate(() => (location.hash = '#content'));
  await expect.poll(() => keptText(page)).toContain('seed=99');
  await page.goto(endingPage);
  await page.goBack();
  expect(await values(await live(page))).toMatchObject(left);
  await page.reload();
  expect(await values(await live(page))).toMatchObject(left);
});

test('a link that is followed wins over what was left; Back and reload do not follow it again', async ({ page }) => {
  const { root } = await leaveChapter(page);
  const id = await root.getAttribute('id');
  const follow = hash => page.evaluate(hash => (location.hash = hash), `#${id}?${hash}`);
  await follow('p=0.2');
  await expect.poll(async () => (await values(root)).p).toBe(0.2);
  await command(root, 'set', { p: 0.6 });
  await expect.poll(() => keptText(page)).toContain('p=0.6');
  await page.reload();
  expect((await values(await live(page, id))).p).toBe(0.6);
  await page.evaluate(address => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
  }, page.url());
  await expect.poll(async () => (await values(root)).p, 'the same link once more').toBe(0.2);
});

test('what is changed back to the lesson is kept as well, against the link in the address', async ({ page }) => {
  await page.goto(chapter);
  const id = await (await live(page)).getAttribute('id');
  const { p } = await values(figure(page));
  await page.goto('about:blank');
  let root = await openFigure(page, `${chapter}#${id}?p=0.2`, id);
  expect((await values(root)).p).toBe(0.2);
  await command(root, 'set', { p });
  await expect.poll(() => keptText(page)).toContain(`"${id}":""`);
  await page.reload();
  root = await live(page, id);
  expect((await values(root)).p).toBe(p);
});

test('a figure that was left far down is as it was left without being scrolled to', async ({ page }) => {
  await page.goto(chapter);
  const last = page.locator('figure[data-widget]:not([data-model-of])').last();
  const id = await last.getAttribute('id');
  const root = await live(page, id);
  const before = await root.locator('[data-describe]').textContent();
  await command(root, 'set', { seed: 99 });
  await expect.poll(() => keptText(page)).toContain('seed=99');
  const sentence = await root.locator('[data-describe]').textContent();
  await page.evaluate(() => scrollTo(0, 0));
  await page.reload();
  await expect(root.locator('[data-seed]')).toHaveText('seed 99');
  await expect(root.locator('[data-describe]')).toHaveText(sentence);
  expect(sentence === before && before !== '').toBe(false);
});

test('an answered prediction is answered after a reload, until the reader forgets it', async ({ page }) => {
  await page.goto(chapter);
  const box = page.locator('[data-predict]').first();
  await box.getByRole('radio').first().check({ force: true });
  await box.locator('[data-commit]').click();
  await box.getByRole('button', { name: 'Tell me without running' }).click();
  await expect(box).toHaveAttribute('data-stage', 'told');
  const verdict = await box.locator('[data-verdict-word]').textContent();
  await page.reload();
  await expect(box).toHaveAttribute('data-stage', 'told');
  await expect(box.locator('[data-verdict-word]')).toHaveText(verdict);
  expect(await box.getByRole('radio').first().isChecked()).toBe(true);
  await page
    .locator('[data-forget]')
    .first()
    .evaluate(button => button.click());
  await page.reload();
  await expect(box).toHaveAttribute('data-stage', 'open');
});

test("R28: one item brings the lesson's values back, Reset keeps them, and Undo takes either back", async ({
  page,
}) => {
  const { root, before } = await leaveChapter(page);
  await root.locator('[data-tool=reset], [data-action=reset]').first().click();
  expect(await values(root)).toMatchObject(left);
  await useTool(root, 'As the lesson has it');
  await expect.poll(() => values(root)).toEqual(before);
  await useTool(root, 'Undo');
  await expect.poll(() => values(root)).toMatchObject(left);
});

test('R28: each way back says what it does', async ({ page }) => {
  const root = await openFigure(page, chapter);
  for (const [action, words] of [
    ['reset', /run again/],
    ['undo', /last change/],
    ['lesson_start', /began with/],
  ])
    await expect(root.locator(`[data-action=${action}]`).first()).toHaveAccessibleDescription(words);
});

test('R28: an embedded figure goes back to what its link gave, also after a reload', async ({ page }) => {
  await page.goto('embed/mask_sampler.html?p=0.3&seed=7');
  let root = await live(page);
  await command(root, 'set', { p: 0.8, seed: 9 });
  await expect(page).toHaveURL(/p=0\.8/);
  await page.reload();
  root = await live(page);
  await useTool(root, 'As it was at first');
  await expect.poll(() => values(root)).toMatchObject({ p: 0.3, seed: 7 });
});

test('R29: a run of 500 steps that was lost by Reset comes back, bit by bit', async ({ page }) => {
  const root = await openFigure(page, 'embed/trainer.html');
  const undo = root.locator('[data-action=undo]');
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await command(root, 'step', 500);
  const before = await snapshot(root);
  expect(before.ticks).toBe(500);
  await root.locator('[data-action=reset]').first().click();
  await expect.poll(async () => (await snapshot(root)).ticks).toBe(0);
  await useTool(root, 'Undo');
  await expect.poll(async () => (await snapshot(root)).ticks, { timeout: 120_000 }).toBe(500);
  expect(await snapshot(root)).toEqual(before);
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
});

test('R29: a run that a changed value threw away comes back too, and its replay can be stopped', async ({ page }) => {
  const root = await openFigure(page, 'embed/trainer.html');
  await command(root, 'step', 40);
  const before = await snapshot(root);
  await command(root, 'set', { seed: 5 });
  expect((await snapshot(root)).ticks).toBe(0);
  await useTool(root, 'Undo');
  await expect.poll(() => snapshot(root)).toEqual(before);

  await command(root, 'step', 1500);
  await command(root, 'reset');
  const done = root.evaluate(element => element.widget.act('undo'));
  await command(root, 'pause');
  expect(await done, 'somebody did something else meanwhile').toBe(false);
  expect((await snapshot(root)).running).toBe(false);
});

test('R26: on paper picture, sentence and seed are of one state, also where only the medium changes', async ({
  page,
}) => {
  const root = await openFigure(page, chapter);
  const poster = () => root.locator('.poster').evaluate(element => element.textContent);
  await command(root, 'set', left);
  await settled(page, root); // all is told: what draws now is the change of the medium
  await page.emulateMedia({ media: 'print' });
  await expect.poll(poster).toContain('p = 0.90');
  await expect(root.locator('[data-seed]')).toHaveText('seed 99');
  const said = () => root.locator('[data-describe]').textContent();
  expect(await poster()).toContain(await said());
  // What changes while it is looked at as paper is on it as well.
  await command(root, 'set', { p: 0.1 });
  await expect.poll(poster).toContain('p = 0.10');
  expect(await poster()).toContain(await said());
});

test('R26: a browser that prints a copy of the page tells it before, and the page itself never is on paper', async ({
  page,
}) => {
  const root = await openFigure(page, chapter);
  await command(root, 'set', left);
  await settled(page, root);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect.poll(() => root.locator('.poster').evaluate(element => element.textContent)).toContain('p = 0.90');
});
