// layout.spec.mjs: no page scrolls sideways, nothing jumps when a figure comes to life, and paper shows the posters.
import { bounds } from '../../author/form_check.mjs';
import { expect, figure, live, settled, test } from './lab.mjs';
import { lessonPages, pages } from './places.mjs';

for (const name of pages())
  test(`${name} does not scroll sideways, on the narrowest phone and the widest screen`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(name);
    const hasFigures = (await page.locator('figure[data-widget]').count()) > 0;
    const root = hasFigures ? await live(page) : null;
    for (const width of [320, 390, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      if (root) await settled(page, root);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
    }
  });

for (const [width, name] of [
  [1280, 'desktop'],
  [390, 'phone'],
])
  for (const chapter of lessonPages())
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

const told = ['index.html', ...lessonPages()];
for (const [width, most] of Object.entries(bounds.heights))
  for (const name of told)
    test(`${name}: at ${width} px title, picture and controls of each figure are seen at once`, async ({ page }) => {
      await page.setViewportSize({ width: Number(width), height: 844 });
      await page.goto(name);
      const heights = await page.locator('figure[data-widget]').evaluateAll(figures =>
        figures
          .filter(({ parentElement }) => !parentElement.closest('details'))
          .map(element => {
            const shown = [...element.querySelectorAll('form :is(.control, .action)')].filter(
              part => part.offsetParent && !part.closest('details'),
            );
            const bottoms = shown.map(part => part.getBoundingClientRect().bottom);
            const { top } = element.querySelector('.widget-title').getBoundingClientRect();
            return [element.id, Math.max(...bottoms) - top];
          }),
      );
      expect(heights.length).toBeGreaterThan(0);
      for (const [id, height] of heights) expect(height, id).toBeLessThanOrEqual(most);
    });

for (const chapter of lessonPages())
  test(`${chapter} on paper shows text and posters, no canvas and no tools`, async ({ page }) => {
    await page.goto(chapter);
    const root = await live(page);
    await page.emulateMedia({ media: 'print' });
    await expect(root.locator('.poster')).toBeVisible();
    await expect(root.locator('canvas')).toBeHidden();
    await expect(root.locator('.widget-tools')).toBeHidden();
    expect((await page.pdf()).length).toBeGreaterThan(20_000);
  });

test('one left line: text of 608 px, figures of 960, notes in a margin of 280', async ({ page }) => {
  await page.goto('dropout/mask.html');
  const box = async selector => page.locator(selector).first().boundingBox();
  const text = await box('main > p');
  const title = await box('.widget-title');
  const meta = await box('.meta');
  const tools = await box('.widget-tools');
  expect(text.x).toBeCloseTo(160, 0);
  expect(title.x).toBeCloseTo(160, 0);
  expect(text.width).toBeCloseTo(608, 0);
  expect(meta.x).toBeCloseTo(840, 0);
  expect(meta.width).toBeCloseTo(280, 0);
  expect(tools.x + tools.width, 'the figure ends where the margin ends').toBeCloseTo(1120, 0);
});

test('notes stand in the margin, and below 1,120 px they fold: a note by its name, a source by its number', async ({
  page,
}) => {
  await page.goto('dropout/mask.html');
  const note = page.locator('details.note').first();
  const cite = page.locator('.noted [data-cite]').first();
  const source = page.locator('.note-source').first();
  await expect(note).toHaveAttribute('open', '');
  await expect(source).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(note).not.toHaveAttribute('open', '');
  await expect(source).toBeHidden();
  await cite.click();
  await expect(source).toBeVisible();
  await expect(source).not.toHaveAttribute('aria-hidden', 'true');
  await expect(cite).toHaveAttribute('aria-expanded', 'true');
  await cite.click();
  await expect(source).toBeHidden();
});

test('paper has the answers on a last page, and the page has none of that afterwards', async ({ page }) => {
  await page.goto('dropout/mask.html');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const answers = page.locator('.print-answers');
  await expect(answers.locator('.question')).toHaveCount(await page.locator('[data-predict]').count());
  await expect(page.locator('[data-answer]').first()).toBeHidden();
  const asked = page.locator('.teacher .questions');
  await expect(asked.locator('li > p:first-child').first()).toBeVisible();
  await expect(asked.locator('.answer').first(), 'what is asked in class is answered there too').toBeHidden();
  await expect(answers.locator('.questions .answer').first()).toBeVisible();
  await expect(page.locator('figcaption').first()).toHaveAttribute('data-address', /mask\.html#mask_main$/);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(answers).toHaveCount(0);
});
