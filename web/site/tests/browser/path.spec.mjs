// path.spec.mjs: the contents as a path: the sheet under the bar, what is read and what is left, the short way.
import { expect, test } from './lab.mjs';

const read = (page, ...slugs) =>
  page.addInitScript(names => {
    for (const name of names) localStorage.setItem(`dropout_lab.read.${name}`, '1');
    localStorage.setItem('dropout_lab.last', names.at(-1));
  }, slugs);
const stop = (page, slug) => page.locator(`.path-rows .stop[data-progress-slug="${slug}"]`);

test('the sheet opens by key at the row where the reader is, and Escape brings the focus back', async ({ page }) => {
  await page.goto('dropout/mask.html');
  const button = page.locator('[data-menu] > summary');
  const sheet = page.locator('.sheet');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeVisible();
  await expect(sheet.getByRole('link', { name: /The mask/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(sheet.getByRole('link', { name: /Inverted dropout/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(button).toBeFocused();
});

test('a click outside closes the sheet, a section of this chapter is gone to', async ({ page }) => {
  await page.goto('dropout/mask.html');
  const button = page.locator('[data-menu] > summary');
  await button.click();
  await page.mouse.click(60, 780);
  await expect(page.locator('.sheet')).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  const section = page.locator('.sheet-sections a').nth(1);
  const id = (await section.getAttribute('href')).slice(1);
  await section.click();
  await expect(page.locator('.sheet')).toBeHidden();
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('on a phone the sheet is the whole page with a button to close it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('dropout/mask.html');
  await page.getByText('Contents', { exact: true }).click();
  const sheet = await page.locator('.sheet').boundingBox();
  expect(sheet.width).toBe(390);
  expect(sheet.y + sheet.height).toBeCloseTo(800, 0);
  await page.getByText('Close', { exact: true }).click();
  await expect(page.locator('.sheet')).toBeHidden();
});

test('what is read is marked, what is left is counted, and the path says where to go on', async ({ page }) => {
  await read(page, 'co-adaptation', 'mask');
  await page.goto('index.html');
  await expect(stop(page, 'mask').locator('[data-time]')).toHaveText('read');
  await expect(stop(page, 'inverted-dropout').locator('[data-time]')).toHaveText(/^Continue, \d+ min$/);
  await expect(stop(page, 'trainer').locator('[data-time]')).toHaveText(/^\d+ min$/);
  const minutes = await page
    .locator('.path-rows .stop[data-minutes]')
    .evaluateAll(stops => stops.map(({ dataset }) => [dataset.progress, dataset.essential, Number(dataset.minutes)]));
  const sum = of => of.reduce((total, [, , each]) => total + each, 0);
  const left = minutes.filter(([progress]) => progress !== 'read');
  await expect(page.locator('.front-count [data-count]')).toHaveText(`2 of 11 read, ${sum(left)} minutes left`);
  const short = left.filter(([, essential]) => essential !== undefined);
  await expect(page.locator('.front-count [data-short-left]')).toHaveText(`${sum(short)} minutes left`);
});

test('who comes to the end of a chapter has read it, and can have that forgotten', async ({ page }) => {
  await page.goto('dropout/mask.html');
  await page.locator('.way-on').scrollIntoViewIfNeeded();
  await expect(page.locator('[data-read-count]')).toHaveText('1 of 11 read');
  await page.goto('index.html');
  await expect(stop(page, 'mask')).toHaveAttribute('data-progress', 'read');
  await page.locator('[data-menu] > summary').click();
  await page.getByRole('button', { name: 'Forget my progress' }).click();
  await expect(stop(page, 'mask')).not.toHaveAttribute('data-progress');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

for (const width of [320, 390, 768, 1280])
  test(`every station has its picture and is in sight whole at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('index.html');
    for (const station of await page.locator('.path-rows .stop').all()) {
      await station.scrollIntoViewIfNeeded();
      const { x, width: wide } = await station.boundingBox();
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + wide).toBeLessThanOrEqual(width);
      const picture = station.locator('img');
      const shape = () => picture.evaluate(image => image.complete && image.naturalWidth / image.naturalHeight);
      await expect.poll(shape, 'loaded, and 4 : 3').toBeCloseTo(4 / 3, 1);
    }
  });
