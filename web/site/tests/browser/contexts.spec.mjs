// contexts.spec.mjs: canvases and their contexts: copied, forbidden to be read, taken away; many frames on one page.
import { command, colorsOf, expect, figure, live, settled, test } from './lab.mjs';
import { hostPage, site } from './made_pages.mjs';
import { catalog, chapters } from './places.mjs';

const ids = catalog().map(({ id }) => id);

test('R34: "Save image as" gives the picture, long after its last frame', async ({ page }) => {
  await page.goto(`embed/${ids[0]}.html`);
  const root = await live(page);
  const frames = await settled(page, root);
  // What a browser shows and forgets is gone after a few frames of the page.
  await page.evaluate(async () => {
    for (let i = 0; i < 30; ++i) await new Promise(requestAnimationFrame);
  });
  const { drawn, url } = await root.evaluate(element => ({
    drawn: element.widget.frames,
    url: element.querySelector('canvas').toDataURL(),
  }));
  expect(drawn, 'no frame was drawn for it').toBe(frames);
  const { colors } = await colorsOf(page, Buffer.from(url.split(',')[1], 'base64'));
  expect(colors).toBeGreaterThan(8);
});

for (const [what, spoil] of [
  ['white', () => 255],
  ['noise', () => Math.floor(Math.random() * 256)],
])
  test(`R44: where canvases read as ${what}, parked and printed figures show their picture all the same`, async ({
    page,
    context,
  }) => {
    await page.addInitScript(level => {
      const read = (0, eval)(`(${level})`);
      const white = document.createElement('canvas').toDataURL();
      HTMLCanvasElement.prototype.toDataURL = () => white;
      HTMLCanvasElement.prototype.toBlob = take => take(new Blob());
      const spoiled = (width, height) =>
        new ImageData(Uint8ClampedArray.from({ length: 4 * width * height }, read), width);
      CanvasRenderingContext2D.prototype.getImageData = (x, y, width, height) => spoiled(width, height);
      for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext])
        prototype.readPixels = (...given) => given.at(-1)?.fill?.(read());
    }, String(spoil));
    await page.goto(chapters()[0]);
    const root = await live(page);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const printed = await root.locator('.poster').innerHTML();
    expect(printed).toContain('latest-picture');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect(root).toHaveAttribute('data-state', 'parked');
    const still = root.locator('.poster svg:visible');
    await expect(still).toHaveCount(1);
    await expect(root.locator('.poster img, .poster canvas')).toHaveCount(0);
    const shot = await still.screenshot();
    const { colors } = await colorsOf(await context.newPage(), shot);
    expect(colors).toBeGreaterThan(4);
  });

// Each frame counts the contexts that were taken from it.
async function framesOf(page, count, style) {
  await page.addInitScript(() => {
    window.losses = 0;
    addEventListener('webglcontextlost', () => ++window.losses, true);
  });
  const frame = (_, at) =>
    `<iframe src="${site}/embed/${ids[at % 4]}.html" title="Figure ${at}" style="${style}"></iframe>`;
  await page.goto(hostPage(Array.from({ length: count }, frame).join('')));
  return page.frames().filter(frame => frame.url().includes('/embed/'));
}
const inEach = (frames, look) => Promise.all(frames.map(frame => frame.evaluate(look)));
const lossesOf = async frames => (await inEach(frames, () => window.losses)).reduce((a, b) => a + b, 0);
const stateOf = () => {
  const root = document.querySelector('figure[data-widget]');
  return `${root.dataset.state} ${root.hasAttribute('data-settled') ? 'settled' : 'moving'}`;
};

for (const count of [18, 22])
  test(`${count === 18 ? 'T01' : 'S4'}: ${count} frames in view at once settle, and nothing takes contexts away any more`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1280, height: 1200 });
    const frames = await framesOf(page, count, 'width:200px; height:190px; border:0');
    expect(frames).toHaveLength(count);
    const atRest = async () => [...new Set(await inEach(frames, stateOf))];
    await expect.poll(atRest).toEqual(['paused settled']);
    const losses = await lossesOf(frames);
    expect(losses, 'at most two of each figure').toBeLessThanOrEqual(2 * count);
    // Every one is drawn, and stays so when all of them change.
    for (let round = 0; round < 2; ++round) {
      await inEach(frames, () => document.querySelector('figure[data-widget]').widget.reset());
      await expect.poll(atRest).toEqual(['paused settled']);
    }
    expect(await lossesOf(frames)).toBe(losses);
    expect(await inEach(frames, () => document.querySelectorAll('canvas.widget-canvas').length)).toEqual(
      frames.map(() => 1),
    );
  });

test('S4: commands to frames out of view are carried out without a context', async ({ page }) => {
  const frames = await framesOf(page, 20, 'display:block; width:700px; height:900px; border:0');
  const set = () => document.querySelector('figure[data-widget]').widget.step(1);
  expect(await inEach(frames, set)).toEqual(frames.map(() => true));
  expect(await lossesOf(frames)).toBe(0);
  expect(await frames.at(-1).evaluate(() => document.querySelectorAll('canvas.widget-canvas').length)).toBe(0);
  // Seen, it gets one.
  await page.locator('iframe').last().scrollIntoViewIfNeeded();
  await expect(page.frameLocator('iframe >> nth=19').locator('canvas.widget-canvas')).toBeVisible();
});

test('T01: a figure that lost its context far from view waits until it is seen again', async ({ page }) => {
  await page.goto(chapters()[0]);
  const root = await live(page);
  // One screen and a bit away: out of view, and not yet parked.
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('div'), { style: 'height:9000px' })),
  );
  await root.evaluate(element => scrollTo(0, scrollY + element.getBoundingClientRect().bottom + 1.5 * innerHeight));
  await settled(page, root);
  await root
    .locator('canvas')
    .evaluate(canvas => canvas.getContext('webgl').getExtension('WEBGL_lose_context').loseContext());
  await expect(root.locator('canvas')).toHaveCount(0);
  await settled(page, root);
  await command(root, 'reset');
  await settled(page, root);
  await expect(root.locator('canvas'), 'a command gives it none').toHaveCount(0);
  await live(page);
  await expect(figure(page).locator('canvas')).toBeVisible();
});
