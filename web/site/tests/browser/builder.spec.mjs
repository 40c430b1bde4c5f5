// builder.spec.mjs: the link builder: what is set, typed or touched stands in the codes, and the codes do what they say.
import { expect, test } from './lab.mjs';
import { hostPage, site } from './made_pages.mjs';
import { catalog } from './places.mjs';

const preview = page => page.frameLocator('[data-preview] iframe');
const code = (page, place) => page.locator('[data-codes] code').nth(place);
const [link, tag, frame] = [0, 1, 2];
const live = page => expect(preview(page).locator('figure')).toHaveAttribute('data-state', /paused|running/);
const linkNow = page =>
  code(page, link)
    .textContent()
    .then(text => text.split('?')[1] ?? '');

async function open(page, id) {
  await page.goto(`builder.html#pick_${id}`);
  await preview(page).locator('figure').scrollIntoViewIfNeeded();
  await live(page);
}

test('every figure can be picked, and has its own options', async ({ page }) => {
  await page.goto('builder.html');
  const tiles = page.getByRole('group', { name: 'Figure', exact: true }).getByRole('radio');
  await expect(tiles).toHaveCount(catalog().length);
  for (const widget of catalog()) {
    await page.locator(`#pick_${widget.id}`).press('Space');
    await expect(code(page, link)).toHaveText(`${site}/embed/${widget.id}.html`);
    const wanted = widget.params
      .filter(({ place, measured }) => place !== 'picture' && !measured)
      .map(({ id }) => id);
    const fields = page.locator('[data-values] [id^=value_]');
    expect(await fields.evaluateAll(all => all.map(({ name }) => name.slice('value_'.length)))).toEqual(wanted);
    for (const panel of widget.panels.length > 1 ? widget.panels : [])
      await expect(page.locator('[data-panels]').getByLabel(panel.title, { exact: true })).toBeChecked();
  }
});

test('the words of every list are seen whole', async ({ page }) => {
  await page.goto('builder.html');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const { id, params } of catalog()) {
      const listed = params.filter(({ kind, place }) => kind === 'choice' && place !== 'picture');
      const names = listed.map(param => `value_${param.id}`);
      if (names.length === 0) continue;
      await page.locator(`#pick_${id}`).press('Space');
      const lists = page.locator('[data-values] select');
      const belong = (all, known) => all.length > 0 && all.every(({ name }) => known.includes(name));
      await expect.poll(() => lists.evaluateAll(belong, names), { message: id }).toBe(true);
      const cut = await lists.evaluateAll(all =>
        all.flatMap(list => {
          const free = list.parentElement.appendChild(list.cloneNode(true));
          free.style.cssText = 'position: absolute; width: max-content; max-width: none';
          const needed = free.offsetWidth;
          free.remove();
          return list.offsetWidth < needed - 1 ? list.name : []; // both are rounded
        }),
      );
      expect(cut, `${id} at ${width} px`).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('in forced colors the chosen theme is told by its ground', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('builder.html');
  const grounds = await page
    .locator('.pick-segment')
    .evaluateAll(all => all.map(segment => getComputedStyle(segment).backgroundColor));
  expect(grounds[0]).not.toBe(grounds[1]);
  expect(grounds[1]).toBe(grounds[2]);
});

test('what is typed goes to the figure, what is touched comes from it, and both stand in the codes', async ({
  page,
}) => {
  await open(page, 'mask_sampler');
  await page.getByLabel('Drop rate p', { exact: true }).fill('0.3');
  await page.keyboard.press('Tab');
  await expect.poll(() => linkNow(page)).toBe('p=0.3');
  await expect(preview(page).locator('[data-describe]')).toContainText('0.3');
  await preview(page)
    .locator('figure')
    .evaluate(figure => figure.widget.set({ seed: 7, x1: 3 }));
  await expect.poll(() => linkNow(page)).toBe('p=0.3&x1=3&seed=7');
  await expect(page.locator('#value_seed')).toHaveValue('7');
  // Out of range: moved, said, and shown as it is.
  await page.locator('#value_units').fill('99');
  await page.keyboard.press('Tab');
  await expect(page.locator('#value_units')).toHaveValue('12');
  await expect(page.locator('[data-values-note]')).toContainText('12');
  await expect(code(page, tag)).toContainText('p="0.3"');
});

test('hidden and locked controls, panels, theme and size: the copied codes bring them to another page', async ({
  page,
}) => {
  await open(page, 'trainer');
  await page.locator('#value_data').selectOption('moons');
  await expect.poll(() => linkNow(page)).toContain('data=moons');
  await page.getByLabel('lock: Drop rate p', { exact: true }).check();
  await page.getByLabel('hide: RNG seed', { exact: true }).check();
  await page.locator('[data-panels] input').last().uncheck();
  await page.getByText('Buttons: hide or lock them').click();
  await page.getByLabel('hide: Reset', { exact: true }).check();
  await page.getByLabel('Dark', { exact: true }).check();
  await page.getByLabel('Widest', { exact: true }).fill('700');
  await page.getByLabel('Height', { exact: true }).fill('640');
  await page.keyboard.press('Tab');
  await expect.poll(() => linkNow(page)).toBe('data=moons&hide=seed,reset&lock=p&panels=twin&theme=dark');
  await live(page);
  await expect(preview(page).locator('html'), 'the preview has it already').toHaveAttribute('data-theme', 'dark');
  await expect(code(page, tag)).toContainText('width="700" height="640"');

  for (const place of [tag, frame]) {
    const other = await page.context().newPage();
    await other.goto(hostPage(await code(page, place).textContent()));
    const there = other.frameLocator('iframe');
    await expect(there.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(there.locator('.control[data-locked]').first()).toBeVisible();
    await expect(there.locator('figure')).toHaveAttribute('data-state', /paused|running/);
    const values = await there.locator('figure').evaluate(figure => figure.widget.get());
    expect(values.data).toBe(1);
    await other.close();
  }
});

test('the last panel stays, and Start again is where it began', async ({ page }) => {
  await open(page, 'trainer');
  const panels = page.locator('[data-panels] input');
  for (const panel of await panels.all()) await panel.click();
  expect(await panels.evaluateAll(all => all.filter(({ checked }) => checked).length)).toBe(1);
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect.poll(() => linkNow(page)).toBe('');
  await expect(panels.first()).toBeChecked();
});

test('a length that is none is said and left out of the codes', async ({ page }) => {
  await open(page, 'mask_sampler');
  const width = page.getByLabel('Widest', { exact: true });
  await width.fill('12" onload="x');
  await page.keyboard.press('Tab');
  await expect(width).toHaveAttribute('aria-invalid', 'true');
  await expect(code(page, tag)).not.toContainText('onload');
});

test('the code is copied by its button, which says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'mask_sampler');
  await page.getByRole('button', { name: /^Copy: For every other page/ }).press('Enter');
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await code(page, frame).textContent());
});

test('without JavaScript the builder says what does the same', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site}/builder.html`);
  await expect(page.getByText('The builder needs JavaScript')).toBeVisible();
  await expect(page.locator('#set')).toBeHidden();
  await context.close();
});
