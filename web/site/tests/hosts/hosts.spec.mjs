// hosts.spec.mjs: <dropout-widget> in the hosts that the field report names: React, Vue, reveal.js, Vite, MkDocs; and what a
// cleaner of user content leaves of it.
import sanitizeHtml from 'sanitize-html';
import { expect, offeredTexts, openFigure, test, useTool } from '../browser/lab.mjs';
import { site } from '../browser/made_pages.mjs';
import { coursePort } from '../browser/places.mjs';

const host = `http://127.0.0.1:${coursePort}`;
const element = page => page.locator('dropout-widget');
const values = page => element(page).evaluate(node => node.values ?? {});
const ready = page => expect.poll(async () => Object.keys(await values(page)).length).toBeGreaterThan(0);

// The pages that were loaded into frames.
function framesOf(page) {
  const loaded = [];
  page.on('request', request => {
    if (/\/embed\/\w+\.html/.test(request.url())) loaded.push(request.url());
  });
  return loaded;
}

for (const [row, name] of [
  ['R12: React 19', 'react'],
  ['T02: Vue 3', 'vue'],
])
  test(`${row} takes over what the server made: no error, the same element, one frame; and later changes arrive`, async ({
    page,
  }) => {
    const loaded = framesOf(page);
    await page.goto(`${host}/${name}/`);
    await expect.poll(() => page.evaluate(() => window.hydrated)).toBe(true);
    await ready(page);
    expect(await page.evaluate(() => errors)).toEqual([]);
    expect(await page.evaluate(() => first === document.querySelector('dropout-widget'))).toBe(true);
    expect(loaded.length).toBe(1);
    expect(await values(page)).toMatchObject({ p: 0.25, relu: 1, units: 7 });
    await page.getByRole('button', { name: 'More' }).click();
    await expect.poll(async () => (await values(page)).p).toBe(0.75);
    expect(loaded.length).toBe(1);
  });

test('R14: after a click in the figure the arrow keys turn the slides of reveal.js', async ({ page }) => {
  await page.goto(`${host}/slides/`);
  await ready(page);
  const slide = () => page.evaluate(() => deck.getIndices().h);
  const canvas = element(page).locator('iframe').contentFrame().locator('canvas');
  await canvas.click({ position: { x: 3, y: 3 } });
  await page.keyboard.press('ArrowRight');
  await expect.poll(slide).toBe(1);
  await page.keyboard.press('ArrowRight');
  await expect.poll(slide).toBe(2);
});

for (const [how, folder] of [
  ['development server', 'vite_dev'],
  ['build', 'vite_build'],
])
  test(`R01, R47: Vite's ${how}: the figure of the package is live, and the engine finds its program`, async ({
    page,
  }) => {
    await page.goto(`${host}/${folder}/`);
    await ready(page);
    await expect.poll(() => page.evaluate(() => window.flips)).toBe(11);
  });

test('R10: MkDocs with instant loading: away and back, and the figure is live', async ({ page }) => {
  await page.goto(`${host}/mkdocs/index.html`);
  await ready(page);
  await page.evaluate(() => (window.stayed = true));
  const visit = name => page.locator('.md-nav--primary').getByRole('link', { name, exact: true }).first().click();
  await visit('Other');
  await expect(page.getByText('No figure here.')).toBeVisible();
  await expect(element(page)).toHaveCount(0);
  await visit('Start');
  await ready(page);
  expect(await page.evaluate(() => window.stayed)).toBe(true);
  const inner = element(page).locator('iframe').contentFrame();
  await expect(inner.locator('figure[data-widget]')).toHaveAttribute('data-state', /^(paused|running)$/);
});

test('T05: of a copied code sanitize-html by itself leaves a link that says what the figure is', async ({ page }) => {
  await useTool(await openFigure(page, 'embed/mask_sampler.html?p=0.3'), 'Embed this figure');
  const codes = await offeredTexts(page);
  expect(codes.length).toBeGreaterThan(1);
  for (const code of codes) {
    await page.goto('about:blank');
    await page.setContent(sanitizeHtml(code));
    await expect(page.locator('body :is(iframe, dropout-widget, script)')).toHaveCount(0);
    await expect(page.getByRole('link', { name: /: an interactive figure of Dropout Lab$/ })).toHaveAttribute(
      'href',
      `${site}/embed/mask_sampler.html?p=0.3`,
    );
  }
});
