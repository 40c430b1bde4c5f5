// software.spec.mjs: with WebGL switched off the same figures are drawn by the software renderer. Project no-webgl.
import { expect, openFigure, snapshot, test } from './lab.mjs';
import { catalog } from './places.mjs';

for (const widget of catalog())
  test(`${widget.id} is live without WebGL`, async ({ page }) => {
    const root = await openFigure(page, `embed/${widget.id}.html`);
    expect(await page.evaluate(() => document.createElement('canvas').getContext('webgl'))).toBe(null);
    expect(await root.locator('canvas').evaluate(canvas => canvas.getContext('2d') !== null)).toBe(true);
    const { sentence } = await snapshot(root);
    expect(sentence.length).toBeGreaterThan(10);
  });
