// without.spec.mjs: pages without JavaScript, from file:, without a surface: text and pictures stay. More: faults.mjs.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { colorsOf, expect, figure, live, picture, snapshot, test } from './lab.mjs';
import { catalog, chapters, distFolder, isSample } from './places.mjs';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const name of chapters())
    test(`${name} has its text, formulas, posters and answers`, async ({ page }) => {
      await page.goto(name);
      await expect(page.locator('h1')).toBeVisible();
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(3000);
      // Simple formulas are text; the others are MathML, which needs no script.
      const formulas = page.locator('main math:not(details *)');
      if (await formulas.count()) await expect(formulas.first()).toBeVisible();
      const root = figure(page);
      await expect(root.locator('.poster svg:visible')).toHaveCount(1);
      expect((await root.locator('.poster').boundingBox()).height).toBeGreaterThan(100);
      await expect(root.locator('[data-describe]')).toHaveText(/\S{3}/);
      await expect(root.locator('[data-notice]')).toHaveText(/stands still: .* Allow scripts for this page/);
      for (const useless of await root.locator('.widget-tools, form.widget-controls').all())
        await expect(useless).toBeHidden();
      for (const answer of await page.locator('[data-predict] details summary').all())
        await expect(answer).toBeVisible();
    });
});

test.describe('from file:', () => {
  const address = name => pathToFileURL(path.join(distFolder, name)).href;
  for (const { id } of catalog().filter(isSample))
    test(`${id} is live and computes`, async ({ page }) => {
      await page.goto(address(`embed/${id}.html`));
      const root = await live(page);
      expect((await colorsOf(page, await picture(page, root))).colors).toBeGreaterThan(8);
      const runs = catalog().find(widget => widget.id === id).playback.max_ticks > 0;
      if (runs) {
        await root.evaluate(element => element.widget.run());
        await expect.poll(async () => (await snapshot(root)).ticks).toBeGreaterThan(0);
      }
    });
  for (const name of chapters().slice(0, 3))
    test(`${name} brings its figures to life`, async ({ page }) => {
      await page.goto(address(name));
      await live(page);
    });
});

test.describe('where something is not as it should be', () => {
  const [{ id }] = catalog();
  const address = `embed/${id}.html`;

  test('no surface can be had: the figure lives on as an SVG picture that follows its controls', async ({ page }) => {
    await page.addInitScript(() => (HTMLCanvasElement.prototype.getContext = () => null));
    await page.goto(address);
    const root = await live(page);
    const drawing = () => root.locator('.poster').innerHTML();
    await expect(root.locator('.poster')).toBeVisible();
    const before = await drawing();
    await root.evaluate(element => element.widget.step(3));
    await expect.poll(drawing).not.toBe(before);
  });

  test('a server with the wrong type for wasm is no obstacle', async ({ page }) => {
    await page.route('**/*.wasm', async route => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-type': 'application/octet-stream' },
      });
    });
    await page.goto(address);
    await live(page);
  });
});
