// layout.spec.mjs: no page scrolls sideways, nothing jumps when a figure comes to life, and paper shows the posters.
import { expect, figure, live, test } from './lab.mjs';
import { chapters, pages } from './places.mjs';

for (const width of [320, 390, 768, 1280, 1920])
  test(`no page scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const name of pages()) {
      await page.goto(name);
      const ids = await page.locator('figure[data-widget]').evaluateAll(figures => figures.map(({ id }) => id));
      if (ids[0]) await live(page, ids[0]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${name} at ${width} px`).toBeLessThanOrEqual(0);
    }
  });

for (const [width, name] of [
  [1280, 'desktop'],
  [390, 'phone'],
])
  for (const chapter of chapters())
    test(`${chapter}: the stage keeps its height when the figure comes to life (${name})`, async ({ browser }) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        isMobile: width < 600,
        hasTouch: width < 600,
      });
      const page = await context.newPage();
      // The program comes only when the poster has been measured.
      let release;
      const measured = new Promise(resolve => (release = resolve));
      await page.route(/(player|model_).*\.wasm$/, async route => {
        await measured;
        await route.continue();
      });
      await page.goto(new URL(chapter, test.info().project.use.baseURL).href);
      const stage = figure(page).locator('.widget-stage');
      await expect(figure(page).locator('.poster svg:visible')).toHaveCount(1);
      await figure(page).scrollIntoViewIfNeeded();
      const before = (await stage.boundingBox()).height;
      release();
      await live(page);
      const after = (await stage.boundingBox()).height;
      // The narrow poster is drawn for 376 px and not stretched; on a wider phone a picture grows with each row of
      // plots that are as high as wide: two at most.
      const growth = width < 600 ? 2 * Math.max(0, (await stage.boundingBox()).width - 376) : 0;
      expect(Math.abs(after - before), `poster ${before} px, canvas ${after} px`).toBeLessThanOrEqual(growth + 2);
      await context.close();
    });

for (const chapter of chapters())
  test(`${chapter} on paper shows text and posters, no canvas and no tools`, async ({ page }) => {
    await page.goto(chapter);
    const root = await live(page);
    await page.emulateMedia({ media: 'print' });
    await expect(root.locator('.poster')).toBeVisible();
    await expect(root.locator('canvas')).toBeHidden();
    await expect(root.locator('.widget-tools')).toBeHidden();
    expect((await page.pdf()).length).toBeGreaterThan(20_000);
  });

test('aims and needs are folded where they would push the first figure down, and open beside the text', async ({
  page,
}) => {
  for (const [width, open] of [
    [390, 0],
    [1280, 2],
  ]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(chapters()[0]);
    await expect(page.locator('details.opening-list')).toHaveCount(2);
    await expect(page.locator('details.opening-list[open]')).toHaveCount(open);
  }
});
