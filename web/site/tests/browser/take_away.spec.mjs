// take_away.spec.mjs: what a reader takes away from a figure: a link, codes, the picture, the numbers.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { command, expect, offeredTexts, openFigure, pixelsOf, settled, test, useTool } from './lab.mjs';
import { hostPage, site, takeRefusedFonts } from './made_pages.mjs';
import { catalog } from './places.mjs';

const isTools = address => /\/tools\.[0-9a-f]+\.js$/.test(address);
const dialog = page => page.locator('dialog.share-dialog');
const textsOf = page => dialog(page).locator('textarea');
const embedded = page => page.frameLocator('iframe');

// What is saved by this item of the menu, and under which name.
async function saved(page, root, item) {
  const coming = page.waitForEvent('download');
  await useTool(root, item);
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

const cellsOf = line =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, inQuotes, plain]) =>
    inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'),
  );

// Of an image: its size, its first pixel, and how many colors there are in it.
const looked = async (page, address) =>
  page.evaluate(
    ({ width, height, data }) => {
      const colors = new Set();
      for (let at = 0; at < data.length; at += 4) colors.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
      return { width, height, first: [...data.slice(0, 4)], colors: colors.size };
    },
    await pixelsOf(page, address),
  );

test('the tools come when somebody turns to the menu; a failed download says so and is tried again', async ({
  page,
  problems,
}) => {
  let blocked = true;
  let asked = 0;
  await page.route(
    ({ href }) => isTools(href),
    route => {
      asked += 1;
      return blocked ? route.abort() : route.continue();
    },
  );
  const root = await openFigure(page, 'dropout/mask.html');
  expect(asked).toBe(0);
  await useTool(root, 'Embed this figure');
  await expect(root.getByRole('status').filter({ hasText: 'Could not be loaded' })).toBeVisible();
  expect(problems.take().every(problem => isTools(problem.split(' ')[1]) || /ERR_FAILED/.test(problem))).toBe(true);

  blocked = false;
  await useTool(root, 'Embed this figure');
  await expect(dialog(page)).toBeVisible();
  const inAll = asked;
  await page.keyboard.press('Escape');
  await useTool(root, 'Embed this figure');
  await expect(dialog(page)).toBeVisible();
  expect(asked).toBe(inAll);
});

test('the focus of the menu is enough for the tools to come', async ({ page }) => {
  const root = await openFigure(page, 'embed/mask_sampler.html');
  const coming = page.waitForRequest(request => isTools(request.url()));
  await root.locator('[data-tools-menu] > summary').focus();
  await coming;
});

test('R35: Save picture gives a PNG of the state, with title, sentence and link', async ({ page }) => {
  const root = await openFigure(page, 'embed/mask_sampler.html?p=0.3');
  await settled(page, root);
  const { name, bytes } = await saved(page, root, 'Save picture (PNG)');
  expect(name).toBe('mask_sampler_seed24_p0.3.png');
  const canvas = await root.locator('canvas').boundingBox();
  const png = await looked(page, `data:image/png;base64,${bytes.toString('base64')}`);
  expect(png.colors).toBeGreaterThan(50);
  expect(png.width).toBe(Math.round(canvas.width) * 2);
  // Title, sentence and link have their lines around the picture.
  expect(png.height).toBeGreaterThan((canvas.height + 60) * 2);
});

test('R35: the SVG says what the page says, has the address of its state and reads well without our fonts', async ({
  page,
}) => {
  const root = await openFigure(page, 'dropout/mask.html', 'mask_main').catch(() => null);
  const live = root ?? (await openFigure(page, 'dropout/mask.html'));
  await command(live, 'set', { p: 0.3, seed: 7 });
  await settled(page, live);
  const { name, bytes } = await saved(page, live, 'Save picture (SVG)');
  expect(name).toMatch(/^mask_sampler_seed7_.*\.svg$/);
  const svg = bytes.toString();
  const read = await page.evaluate(text => {
    const { documentElement: drawn } = new DOMParser().parseFromString(text, 'image/svg+xml');
    const link = drawn.querySelector('a');
    return {
      kind: drawn.localName,
      font: drawn.getAttribute('font-family'),
      words: [...drawn.querySelectorAll(':scope > text')].map(line => line.textContent).join(' '),
      link: link.getAttribute('href'),
      linkWords: link.textContent.replace(/\s/g, ''),
      foreign: drawn.querySelectorAll('image, style, script, foreignObject').length,
    };
  }, svg);
  expect(read.kind).toBe('svg');
  expect(read.font).toMatch(/Inter.*Arial, sans-serif$/);
  const sentence = await live.locator('[data-describe]').textContent();
  expect(read.words).toContain(sentence.replace(/\s+/g, ' ').trim());
  expect(read.link).toMatch(/dropout\/mask\.html#\w+\?.*seed=7/);
  expect(read.linkWords).toBe(read.link);
  expect(read.foreign).toBe(0);
  const shown = await looked(page, `data:image/svg+xml;base64,${bytes.toString('base64')}`);
  expect(shown.colors).toBeGreaterThan(50);
});

test('R35: the picture has the colors that are seen', async ({ page }) => {
  const levels = {};
  for (const theme of ['light', 'dark']) {
    const root = await openFigure(page, `embed/trainer.html?theme=${theme}`);
    await settled(page, root);
    const { bytes } = await saved(page, root, 'Save picture (PNG)');
    [levels[theme]] = (await looked(page, `data:image/png;base64,${bytes.toString('base64')}`)).first;
  }
  expect(levels.light).toBeGreaterThan(200);
  expect(levels.dark).toBeLessThan(60);
});

for (const [what, spoof] of [
  ['a white picture', () => `data:image/png;base64,${'x'}`],
  ['noise', null],
])
  test(`R35: where a browser gives ${what} for what is drawn, it says so and offers the SVG`, async ({ page }) => {
    await page.addInitScript(isWhite => {
      const real = HTMLCanvasElement.prototype.toDataURL;
      HTMLCanvasElement.prototype.toDataURL = function (...args) {
        const other = document.createElement('canvas');
        other.width = this.width;
        other.height = this.height;
        const context = other.getContext('2d');
        for (let x = 0; x < this.width; ++x) {
          context.fillStyle = isWhite ? '#fff' : `rgb(${(x * 97) % 256} ${(x * 31) % 256} ${(x * 7) % 256})`;
          context.fillRect(x, 0, 1, this.height);
        }
        return real.apply(other, args);
      };
    }, spoof !== null);
    const root = await openFigure(page, 'embed/mask_sampler.html');
    await useTool(root, 'Save picture (PNG)');
    await expect(dialog(page)).toContainText('there is no PNG');
    expect(await textsOf(page).inputValue()).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    const coming = page.waitForEvent('download');
    await dialog(page).getByRole('button', { name: 'Save the file' }).click();
    expect((await coming).suggestedFilename()).toMatch(/\.svg$/);
  });

test('R36: Save data gives the curve and the readouts as CSV', async ({ page }) => {
  const root = await openFigure(page, 'embed/rate_sweep.html?seed=3');
  await settled(page, root);
  const { name, bytes } = await saved(page, root, 'Save data (CSV)');
  expect(name).toMatch(/^rate_sweep_.*seed3.*\.csv$/);
  expect([...bytes.slice(0, 3)], 'spreadsheets know UTF-8 by its mark').toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString().slice(1).trim().split('\r\n');
  const notes = lines.filter(line => line.startsWith('# '));
  expect(notes.some(line => /^# Link,.*seed=3/.test(line))).toBe(true);
  expect(notes.some(line => /\(seed\),3$/.test(line))).toBe(true);
  const [heading, ...rows] = lines.slice(notes.length).map(cellsOf);
  expect(heading).toEqual(expect.arrayContaining(['Table', 'Readout', 'Value', 'Drop rate', 'Test accuracy (%)']));
  const { readouts } = await root.evaluate(element => element.widget.snapshot());
  const values = rows.filter(([table]) => table === 'Readouts').map(row => row[heading.indexOf('Value')]);
  expect(values.map(value => (value === '' ? NaN : Number(value)))).toEqual(
    Object.values(readouts).map(value => (Number.isFinite(value) ? value : NaN)),
  );
  const curve = rows.filter(row => row[heading.indexOf('Drop rate')] !== '');
  expect(curve.length).toBeGreaterThan(5);
  expect(curve.every(row => Number.isFinite(Number(row[heading.indexOf('Test accuracy (%)')])))).toBe(true);
});

test('R36: every panel of every widget has its table, for the eye that reads and for the file', async ({ page }) => {
  test.slow();
  for (const { id, panels, playback } of catalog()) {
    const root = await openFigure(page, `embed/${id}.html${playback.max_ticks ? '?ticks=2' : ''}`);
    await settled(page, root);
    await useTool(root, 'All numbers');
    const names = root.locator('[data-panel-table] caption');
    await expect(names, id).toHaveText(panels.map(({ title }) => title));
  }
});

test('R36: a frame without an origin, which may save nothing, shows the numbers and the pictures to copy', async ({
  page,
  problems,
}) => {
  await page.goto(
    hostPage(
      `<iframe src="${site}/embed/mask_sampler.html" sandbox="allow-scripts" width="800" height="1500"></iframe>`,
    ),
  );
  const inside = embedded(page);
  const root = inside.locator('figure[data-widget]');
  await expect(root).toHaveAttribute('data-state', /^(paused|running)$/);
  const texts = inside.locator('dialog.share-dialog textarea');
  await useTool(root, 'Save data (CSV)');
  await expect(texts).toHaveValue(/^# Figure,/);
  await inside.getByRole('button', { name: 'Close' }).click();
  await useTool(root, 'Save picture (SVG)');
  await expect(texts).toHaveValue(/^<svg /);
  await inside.getByRole('button', { name: 'Close' }).click();
  await useTool(root, 'Save picture (PNG)');
  const image = inside.locator('dialog.share-dialog img');
  await expect.poll(() => image.evaluate(shown => shown.complete && shown.naturalWidth)).toBeGreaterThan(600);
  const address = await image.getAttribute('src');
  expect((await looked(page, address)).colors).toBeGreaterThan(50);
  takeRefusedFonts(problems);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 640 }, hasTouch: true, isMobile: true });

  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not here'));
    }),
  );
  for (const [item, what] of [
    ['embed', 'the codes'],
    ['link', 'a link that may not be copied'],
    ['data', 'the numbers'],
  ])
    test(`R15: in a tall frame ${what} open beside the button, and the page around stays where it is`, async ({
      page,
    }) => {
      const frame = `<iframe src="${site}/embed/trainer.html" allow="clipboard-write" style="border:0;width:100%;height:2000px"></iframe>`;
      await page.goto(hostPage(`<meta name="viewport" content="width=device-width">${frame}`));
      const inside = embedded(page);
      const root = inside.locator('figure[data-widget]');
      await expect(root).toHaveAttribute('data-state', /^(paused|running)$/);
      const button = root.locator('[data-tools-menu] > summary');
      await button.tap();
      await page.evaluate(() => scrollTo(0, 0));
      await root.locator(`[data-tool=${item}]`).tap();
      const opened = inside.locator('dialog.share-dialog');
      await expect(opened).toBeVisible();
      const [box, of] = await Promise.all([opened, button].map(part => part.boundingBox()));
      expect(box.y - (of.y + of.height)).toBeLessThan(40);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(await page.evaluate(() => scrollY)).toBe(0);
      await inside.getByRole('button', { name: 'Close' }).evaluate(close => close.click());
      await expect(opened).toHaveCount(0);
      await expect(button).toBeFocused();
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
});

async function codesFor(page, address) {
  const root = await openFigure(page, address);
  await useTool(root, 'Embed this figure');
  return offeredTexts(page);
}

test('S7: the frame of a copied code may not move the page around it, and its figure works and can save', async ({
  page,
}) => {
  const [tag, frame] = await codesFor(page, 'embed/mask_sampler.html?p=0.3');
  const sandbox = frame.match(/sandbox="([^"]*)"/)[1].split(' ');
  expect(sandbox).toEqual(expect.arrayContaining(['allow-scripts', 'allow-same-origin', 'allow-popups']));
  expect(sandbox.filter(word => word.includes('top-navigation'))).toEqual([]);
  expect(tag).toContain('<dropout-widget ');
  await page.goto(hostPage(frame));
  const root = embedded(page).locator('figure[data-widget]');
  await expect(root).toHaveAttribute('data-state', /^(paused|running)$/);
  expect(await command(root, 'get')).toMatchObject({ p: 0.3 });
  await useTool(root, 'Save data (CSV)');
  const coming = page.waitForEvent('download');
  await embedded(page).getByRole('button', { name: 'Save the file' }).click();
  expect((await coming).suggestedFilename()).toMatch(/^mask_sampler_.*\.csv$/);
});

const purify = createRequire(import.meta.url).resolve('dompurify/dist/purify.min.js');
// sanitize-html itself is tried in tests/hosts.
const sanitizers = {
  'DOMPurify by itself': {},
  'a cleaner that knows links and text alone': { ALLOWED_TAGS: ['p', 'a', 'br'], ALLOWED_ATTR: ['href'] },
};
for (const [name, config] of Object.entries(sanitizers))
  test(`T05: of a copied code ${name} leaves a link that says what the figure is`, async ({ page }) => {
    const codes = await codesFor(page, 'embed/mask_sampler.html?p=0.3');
    await page.goto(hostPage(''));
    await page.addScriptTag({ path: purify });
    for (const code of codes) {
      await page.evaluate(
        ([text, options]) => (document.body.innerHTML = globalThis.DOMPurify.sanitize(text, options)),
        [code, config],
      );
      await expect(page.locator('body :is(iframe, dropout-widget, script)')).toHaveCount(0);
      const link = page.getByRole('link', { name: /: an interactive figure of Dropout Lab$/ });
      await expect(link).toHaveAttribute('href', `${site}/embed/mask_sampler.html?p=0.3`);
      if (config.ALLOWED_TAGS) continue;
      const image = link.locator('img');
      await expect.poll(() => image.evaluate(shown => shown.complete && shown.naturalWidth)).toBeGreaterThan(300);
    }
  });

test('T05: once the figure of a tag answers, the picture and the link are gone', async ({ page }) => {
  const [tag] = await codesFor(page, 'embed/mask_sampler.html');
  await page.goto(hostPage(tag));
  await expect(embedded(page).locator('figure[data-widget]')).toHaveAttribute('data-state', /^(paused|running)$/);
  await expect(page.locator('dropout-widget > a')).toBeHidden();
});

test('T05: every widget has its still picture beside its page', async ({ page }) => {
  await page.goto('licences.html');
  for (const { id } of catalog()) {
    const response = await page.request.get(`embed/${id}.svg`);
    expect(response.headers()['content-type']).toContain('image/svg+xml');
    const still = await looked(page, `data:image/svg+xml;base64,${(await response.body()).toString('base64')}`);
    expect(still.colors, id).toBeGreaterThan(20);
  }
});

for (const { id } of catalog())
  test(`T04: ${id}: the frame of a copied code is high enough, narrow and wide`, async ({ page }) => {
    const [, frame] = await codesFor(page, `embed/${id}.html`);
    await page.goto(hostPage(`<style>body{margin:0}</style>${frame}`));
    const root = embedded(page).locator('figure[data-widget]');
    await expect(root).toHaveAttribute('data-state', /^(paused|running)$/);
    for (const width of [340, 380, 760]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => root.evaluate(() => innerWidth)).toBe(width);
      await root.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
      await settled(page, root);
      const { height } = await page.locator('iframe').boundingBox();
      const needed = await root.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      expect(needed, `at ${width} px it needs ${needed} px, the code has ${height}`).toBeLessThanOrEqual(height);
    }
  });
