// links.spec.mjs: addresses with a state live through reloads, other people's keys, damage and limits. Rows of the field report.
import {
  command,
  expect,
  live,
  offeredTexts,
  openFigure,
  openFolds,
  snapshot,
  test,
  touchesOf,
  useTool,
} from './lab.mjs';
import { hostPage } from './made_pages.mjs';
import { catalog, chaptersInOrder } from './places.mjs';

const embed = 'embed/mask_sampler.html';
const query = page => new URL(page.url()).search;
const values = async root => (await snapshot(root)).values;
const note = (root, kind) => root.locator(`[data-link-note=${kind}]`);
const copied = page => page.evaluate(() => navigator.clipboard.readText());

test('R20: set, reloaded and set again three times, the address holds the present state and nothing else', async ({
  page,
}) => {
  let root = await openFigure(page, `${embed}?p=0.3`);
  for (const p of [0.8, 0.6, 0.7]) {
    await command(root, 'set', { p });
    await expect.poll(() => query(page)).toBe(`?p=${p}`);
    await page.reload();
    root = await live(page);
    expect((await values(root)).p).toBe(p);
    expect(query(page)).toBe(`?p=${p}`);
  }
});

test("R21: other people's keys stay in the address as they are, and out of what is copied", async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  let root = await openFigure(page, `${embed}?token=a%20b&p=0.3&sig=x.`);
  for (let times = 0; times < 3; ++times) {
    await command(root, 'set', { p: 0.8 });
    await expect.poll(() => query(page)).toBe('?token=a%20b&sig=x.&p=0.8');
    await page.reload();
    root = await live(page);
  }
  await useTool(root, 'Copy a link to this state');
  await expect.poll(() => copied(page)).toMatch(/mask_sampler\.html\?p=0\.8$/);
});

test('S3: what is copied holds known keys only, and what is long in a fragment stays there', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const long = 'x'.repeat(20000);
  const root = await openFigure(page, `${embed}?note=buy&hide=nothing,relu&lock=,<b>&panels=moon#p=0.3&note=${long}`);
  await command(root, 'set', { p: 0.8 });
  await expect.poll(() => new URL(page.url()).hash).toBe(`#note=${long}&p=0.8&hide=relu`);
  expect(query(page)).toBe('?note=buy');
  await useTool(root, 'Copy a link to this state');
  await expect.poll(() => copied(page)).toMatch(/mask_sampler\.html\?p=0\.8&hide=relu$/);
  await useTool(root, 'Embed this figure');
  const codes = await offeredTexts(page);
  expect(codes.length).toBeGreaterThan(1);
  for (const code of codes) expect(code).not.toMatch(/nothing|buy|moon|xxx|<b>/);
});

test('R22: a link with &amp; in the middle and a bracket at its end is taken without a word', async ({ page }) => {
  const root = await openFigure(page, `${embed}?p=0,3&amp;seed=7&amp;amp;units=4).`);
  expect(await values(root)).toMatchObject({ p: 0.3, seed: 7, units: 4 });
  await expect.poll(() => query(page)).toBe('?p=0.3&units=4&seed=7');
  await expect(root.locator('.link-note')).toHaveCount(0);
});

test('R22: what of a link cannot be taken is said at the figure, and can be sent away', async ({ page }) => {
  const root = await openFigure(page, `${embed}?p=abc&units=400&ticks=many&utm_source=mail`);
  const said = note(root, 'wrong');
  await expect(said).toHaveAttribute('role', 'status');
  for (const part of ['abc', '400', 'many']) await expect(said).toContainText(part);
  await expect(said).not.toContainText('utm');
  await said.getByRole('button', { name: 'Close' }).click();
  await expect(said).toHaveCount(0);
});

test('a damaged link into a chapter is said at the figure that it names', async ({ page }) => {
  const [, chapter] = chaptersInOrder();
  await page.goto(chapter);
  const id = await page.locator('figure[data-widget]').last().getAttribute('id');
  await page.goto('about:blank');
  const root = await openFigure(page, `${chapter}#${id}?sed=7`, id);
  await expect(note(root, 'wrong')).toContainText('sed');
  await expect(page.locator('.link-note')).toHaveCount(1);
});

test('R24: what is locked is fixed in every place: controls, menu, chip, keys; pages may still set it', async ({
  page,
}) => {
  const root = await openFigure(page, `${embed}?lock=seed,reset&seed=7`);
  await openFolds(root);
  const buttons = root.locator('[data-action=new_seed], [data-action=reset]');
  expect(await buttons.count()).toBe(3);
  for (const button of await buttons.all()) {
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.dispatchEvent('click');
  }
  const field = root.locator('input[name=seed]');
  await expect(field).toHaveAttribute('aria-disabled', 'true');
  await field.evaluate(element => {
    element.value = '9';
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await useTool(root, 'As it was at first');
  await expect.poll(async () => (await values(root)).seed).toBe(7);
  await command(root, 'set', { seed: 8 });
  expect((await values(root)).seed).toBe(8);
});

test('R24: hidden with its seed are the chip and the menu item; the timeline goes with the step back', async ({
  page,
}) => {
  const root = await openFigure(page, 'embed/trainer.html?hide=seed&lock=step_back,run&ticks=12');
  for (const button of await root.locator('[data-action=new_seed]').all()) expect(await button.isHidden()).toBe(true);
  const slider = root.locator('input[data-timeline]');
  await expect(slider).toHaveAttribute('aria-disabled', 'true');
  await slider.focus();
  await slider.press('ArrowLeft');
  await expect(slider).toHaveValue('12');
  await expect(root.locator('[data-action=step_back]')).toHaveAttribute('aria-disabled', 'true');
  await root.locator('[data-label-run]').dispatchEvent('click');
  // One that works carries the order on.
  await root.locator('button[data-action=step]:visible').first().click();
  await expect.poll(async () => (await snapshot(root)).ticks).toBe(13);
});

for (const key of ['lock', 'hide'])
  test(`${key} means the same for what is drawn: neither a drag nor a tap in the picture changes it`, async ({
    page,
  }) => {
    const widget = catalog().find(({ id }) => id === 'mask_sampler');
    const ids = [...widget.params, ...widget.actions].map(({ id }) => id);
    const root = await openFigure(page, `${embed}?${key}=${ids.join()}`);
    const before = await snapshot(root);
    await root.locator('canvas').scrollIntoViewIfNeeded();
    const box = await root.locator('canvas').boundingBox();
    const touches = await touchesOf(root, widget);
    expect(touches.length).toBeGreaterThan(3);
    for (const { area } of touches) {
      const [x, y] = [box.x + area.x + area.width / 2, box.y + area.y + area.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 30, y - 20, { steps: 2 });
      await page.mouse.up();
    }
    expect(await snapshot(root)).toEqual(before);
    await command(root, 'set', { p: 0.1 });
    expect((await values(root)).p).toBe(0.1);
  });

test('an action cannot write what is fixed', async ({ page }) => {
  const root = await openFigure(page, `${embed}?lock=mask_number&mask_number=5`);
  await openFolds(root);
  await root.locator('[data-action=new_mask]').first().click();
  await root.locator('[data-action=new_mask]').first().click();
  await expect.poll(async () => (await values(root)).mask_number).toBe(5);
});

test('S9: on a page of its own a link that fixes and hides controls says so, with a way to open it without', async ({
  page,
}) => {
  const root = await openFigure(page, `${embed}?k=1&p=0.3&hide=reset&lock=seed`);
  const said = note(root, 'limits');
  await expect(said).toContainText(/seed fixed; reset hidden/i);
  await expect(root.locator('[data-action=reset]')).toBeHidden();
  await command(root, 'set', { p: 0.8 });
  await expect.poll(() => query(page)).toBe('?k=1&p=0.8&hide=reset&lock=seed');
  await said.getByRole('link', { name: 'Open without' }).click();
  await expect(page).toHaveURL(/\?k=1&p=0\.8$/);
  await live(page);
  await expect(root.locator('.link-note')).toHaveCount(0);
  await expect(root.locator('[data-action=reset]')).toBeVisible();
});

test('S9: in a chapter too, where only the fragment changes; in a frame the page around decides', async ({
  page,
}) => {
  const [, chapter] = chaptersInOrder();
  await page.goto(chapter);
  const id = await page.locator('figure[data-widget]').first().getAttribute('id');
  await page.goto('about:blank');
  let root = await openFigure(page, `${chapter}#${id}?seed=7&hide=reset`, id);
  await note(root, 'limits').getByRole('link', { name: 'Open without' }).click();
  await expect(root.locator('[data-action=reset]')).toBeVisible();
  root = await live(page, id);
  expect((await values(root)).seed).toBe(7);

  await page.goto(
    hostPage(
      `<iframe src="${new URL(embed, page.url().replace(/dropout\/.*/, ''))}?lock=seed&p=x" width="900" height="900"></iframe>`,
    ),
  );
  const framed = page.frameLocator('iframe').locator('figure');
  await expect(note(framed, 'wrong')).toBeVisible();
  await expect(note(framed, 'limits')).toHaveCount(0);
});
