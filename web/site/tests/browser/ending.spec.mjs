// ending.spec.mjs: the end of the lesson: a guess by key, the tally of all predictions, the link for a friend, forgetting.
import { expect, live, snapshot, test } from './lab.mjs';
import { axeScript, endingPage } from './places.mjs';

const guesses = ['Dropout', 'Spatial dropout', 'DropBlock', 'Stochastic depth'];
const button = (root, name) => root.getByRole('button', { name, exact: true });
const keep = (page, settings) =>
  page.addInitScript(all => {
    for (const [name, value] of Object.entries(all)) localStorage.setItem(`dropout_lab.${name}`, value);
  }, settings);
const marks = page => page.locator('[data-tally] .mark');

test('ten patterns by key: an answer stands, is explained, and the next one waits for it', async ({ page }) => {
  await page.goto(`${endingPage}#guess?seed=5&p=0.4`);
  const root = await live(page, 'guess');
  const next = button(root, 'Next one');
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  for (let pattern = 1; pattern <= 10; ++pattern) {
    const guess = button(root, guesses[pattern % 4]);
    await guess.focus();
    await page.keyboard.press('Enter');
    await expect(root.locator('[data-describe]')).toHaveText(/^(Right|Not quite)\. /);
    for (const name of guesses) await expect(button(root, name)).toHaveAttribute('aria-disabled', 'true');
    await expect(guess, 'the focus stays').toBeFocused();
    expect((await snapshot(root)).readouts.answered).toBe(pattern);
    if (pattern === 10) break;
    await next.focus();
    await page.keyboard.press('Enter');
    await expect(root.locator('[data-describe]')).toHaveText(new RegExp(`^Pattern ${pattern + 1} of 10`));
    await expect(next, 'the focus stays').toBeFocused();
  }
  await expect(root.locator('[data-describe]')).toHaveText(/of 10 right/);
  const { values } = await snapshot(root);
  expect([values.seed, values.p]).toEqual([5, 0.4]);
});

test('a friend gets the seed and the rate, and none of the answers', async ({ page, context, problems }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${endingPage}#guess?seed=4182&p=0.3`);
  const root = await live(page, 'guess');
  await button(root, 'DropBlock').click();
  await expect.poll(async () => (await snapshot(root)).readouts.answered).toBe(1);
  await page.getByRole('button', { name: 'Copy my ten patterns as a link' }).click();
  await expect(page.locator('[data-challenge-said]')).toHaveText('Copied');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/ending\.html#guess\?seed=4182&p=0\.3$/);
  await page.goto('about:blank');
  await page.goto(address);
  const friend = await snapshot(await live(page, 'guess'));
  expect([friend.values.seed, friend.values.p, friend.readouts.answered]).toEqual([4182, 0.3, 0]);
  problems.take();
});

test('a reload goes on with the round, forgetting the answers ends it', async ({ page }) => {
  await page.goto(endingPage);
  let root = await live(page, 'guess');
  await button(root, 'DropBlock').click();
  await button(root, 'Next one').click();
  await expect(root.locator('[data-describe]')).toHaveText(/^Pattern 2 of 10/);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('dropout_lab.round.ending.guess')))
    .toMatch(/"pattern":2/);
  await page.reload();
  root = await live(page, 'guess');
  await expect(root.locator('[data-describe]')).toHaveText(/^Pattern 2 of 10/);
  expect((await snapshot(root)).readouts.answered).toBe(1);
  await page.getByRole('button', { name: 'Forget my answers' }).click();
  await page.getByRole('button', { name: 'Yes, forget them' }).click();
  await expect(root.locator('[data-describe]')).toHaveText(/^Pattern 1 of 10/);
  expect((await snapshot(root)).readouts.answered).toBe(0);
  await page.reload();
  expect((await snapshot(await live(page, 'guess'))).readouts.answered).toBe(0);
});

test('the tally counts what was guessed in other chapters, and forgets it when that is confirmed', async ({
  page,
}) => {
  await page.goto(endingPage);
  const forget = page.getByRole('button', { name: 'Forget my answers' });
  await expect(page.locator('[data-tally-words]')).toBeVisible();
  await expect(forget, 'there is none yet').toBeHidden();
  const names = await marks(page).evaluateAll(all =>
    all.slice(0, 3).map(({ dataset }) => [dataset.guess, Number(dataset.answer)]),
  );
  const kept = names.map(([name, answer], at) => [`guess.${name}`, String(at === 1 ? (answer + 1) % 2 : answer)]);
  await page.evaluate(all => {
    for (const [name, value] of all) localStorage.setItem(`dropout_lab.${name}`, value);
    localStorage.setItem('dropout_lab.read.mask', '1');
  }, kept);
  await page.reload();
  await expect(page.locator('[data-tally-right]')).toHaveText('2');
  await expect(page.locator('[data-tally-words]')).toHaveText('of 3 predictions came out as you said');
  await expect(page.locator('.mark[data-outcome=right]')).toHaveCount(2);
  await expect(page.locator('.mark[data-outcome=not]')).toHaveCount(1);
  await expect(page.locator('[data-tally-ask]')).toHaveText('Ask the other one again');
  const address = await page.locator('[data-tally-ask]').getAttribute('href');
  expect(address).toBe(await page.locator('.mark[data-outcome=not]').getAttribute('data-address'));

  await forget.focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: 'Keep them' }),
    'asked in words, and the safe way first',
  ).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(forget).toBeFocused();
  await expect(page.locator('[data-tally-right]')).toHaveText('2');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Yes, forget them' }).click();
  await expect(page.locator('[data-tally-status]')).toHaveText(/^Forgotten/);
  await expect(forget).toBeHidden();
  await expect(page.locator('[data-tally-ask]')).toBeFocused();
  await expect(page.locator('.mark[data-outcome=open]')).toHaveCount(await marks(page).count());
  const left = await page.evaluate(() =>
    Object.keys(localStorage).filter(key => /guess\.|read\.|answered\./.test(key)),
  );
  expect(left).toEqual([]);
});

test('a figure that answers a question is veiled until a guess is made or the reader asks to be shown', async ({
  page,
}) => {
  await page.goto(endingPage);
  await live(page, 'guess');
  const boxes = page.locator('[data-predict]');
  const veils = page.locator('.veil p');
  await expect(veils).toHaveCount(await boxes.count());
  for (const [at, way] of [
    [0, 'That is my guess'],
    [1, 'just show me'],
  ]) {
    const box = boxes.nth(at);
    const figure = page.locator('.veil + figure').nth(at);
    await live(page, await figure.getAttribute('id'));
    await expect(figure.locator('canvas')).toHaveCount(1);
    await expect(veils.nth(at)).toBeVisible();
    await expect(figure.getByRole('heading'), 'it says what will be seen').toBeVisible();
    for (const part of ['.widget-stage', 'canvas', 'form', '[data-describe]', 'figcaption'])
      await expect(figure.locator(part).first()).toBeHidden();
    await expect(figure.getByRole('button'), 'nothing to press').toHaveCount(0);
    if (at === 0) await box.getByRole('radio').first().check();
    await box.getByRole('button', { name: way }).click();
    await expect(veils.nth(at)).toBeHidden();
    for (const part of ['canvas', '[data-describe]', 'figcaption'])
      await expect(figure.locator(part).first()).toBeVisible();
  }
});

test('it stands last in the contents, uncounted, and is reached from the last chapter', async ({ page }) => {
  await page.goto('index.html');
  await expect(page.locator('.path .stop').last().locator('a')).toHaveAttribute('href', new RegExp(`${endingPage}$`));
  const chapters = await page.locator('.path-rows [data-progress-slug]').count();
  await expect(page.locator('.front-count')).toContainText(`${chapters} chapters`);
  await expect(page.locator('.path-rows .stop')).toHaveCount(chapters + 1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the tally says what is asked where, and offers nothing that cannot work', async ({ page }) => {
    await page.goto(endingPage);
    const tally = page.locator('[data-tally]');
    await expect(tally).toContainText('With scripts on, this place counts');
    await expect(tally.locator('li').first()).toContainText(/\d questions?/);
    await expect(tally.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Copy my ten patterns' })).toHaveCount(0);
    await expect(page.locator('.veil p').first()).toBeHidden();
    await expect(page.locator('.veil + figure .poster').first()).toBeVisible();
  });
});

for (const width of [320, 1280])
  for (const colors of [{ colorScheme: 'dark' }, { forcedColors: 'active' }])
    test(`at ${width} px, ${Object.values(colors)[0]}: nothing is cut off and axe finds nothing in the ending`, async ({
      browser,
      baseURL,
    }) => {
      const context = await browser.newContext({
        baseURL,
        bypassCSP: true,
        viewport: { width, height: 900 },
        ...colors,
      });
      const page = await context.newPage();
      await keep(page, { 'guess.mask.predict_more': '1' });
      await page.goto(endingPage);
      const root = await live(page, 'guess');
      await button(root, 'DropBlock').click();
      await page.getByRole('button', { name: 'Forget my answers' }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.addScriptTag({ path: axeScript });
      const found = await page.evaluate(() =>
        axe.run({
          include: [['#guess'], ['[data-tally]'], ['.answer']],
          exclude: [['.poster > svg']],
        }),
      );
      expect(
        found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`),
      ).toEqual([]);
      await context.close();
    });
