// lab.mjs: what the browser tests share: a page that reports every problem, figures, snapshots and pixels.
import { test as base, expect } from '@playwright/test';
import { touchesIn } from './display_list.mjs';
import { coursePort, port } from './places.mjs';

export { expect };

// Each test fails if its page logged an error, failed a request, asked another origin or broke its own policy, unless
// the test takes those problems itself with `problems.take()`.
export const test = base.extend({
  problems: [
    async ({ page, context }, use) => {
      const found = [];
      await context.exposeBinding('reportViolation', (_, text) => found.push(`policy: ${text}`));
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', event =>
          window.reportViolation(`${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      page.on('console', message => {
        if (message.type() === 'error') found.push(`console: ${message.text()}`);
      });
      page.on('pageerror', error => found.push(`exception: ${error.stack ?? error}`));
      page.on('requestfailed', request => {
        const reason = request.failure()?.errorText;
        // The test itself left the page before the answer came.
        if (reason !== 'net::ERR_ABORTED') found.push(`request: ${request.url()} ${reason}`);
      });
      page.on('response', response => {
        if (response.status() >= 400) found.push(`status ${response.status()}: ${response.url()}`);
      });
      page.on('request', request => {
        const { protocol, host } = new URL(request.url());
        const ours =
          [port, coursePort].some(own => host === `127.0.0.1:${own}`) || /^(data|blob|about|file):$/.test(protocol);
        if (!ours) found.push(`another origin: ${request.url()}`);
      });
      const problems = { take: () => found.splice(0), list: () => [...found] };
      await use(problems);
      expect([...new Set(found)]).toEqual([]);
    },
    { auto: true },
  ],
});

export const figure = (page, id) => page.locator(id ? `figure#${id}` : 'figure[data-widget]').first();

// Brings the figure into view, out of a fold too, and waits until it is live.
export async function live(page, id) {
  const root = figure(page, id);
  await root.evaluate(element => element.closest('details')?.setAttribute('open', ''));
  await root.scrollIntoViewIfNeeded();
  await expect(root).toHaveAttribute('data-state', /^(paused|running)$/);
  return root;
}

export async function openFigure(page, address, id) {
  await page.goto(address);
  return live(page, id);
}

export const snapshot = root => root.evaluate(element => element.widget.snapshot());
export const command = (root, name, ...args) =>
  root.evaluate((element, [verb, rest]) => element.widget[verb](...rest), [name, args]);

// What can be touched in the picture, topmost last, in CSS pixels of the canvas.
export async function touchesOf(root, widget) {
  const list = await root.evaluate(element => Array.from(element.widget.picture()));
  return touchesIn(Buffer.from(list), widget);
}

// Two display frames: whatever was wanted is drawn by then.
export const drawn = page =>
  page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

// Waits until the figure is at rest (every command carried out, nothing moving), and tells how many frames it drew so far.
export async function settled(page, root) {
  await drawn(page);
  await expect(root).toHaveAttribute('data-settled', '');
  await drawn(page);
  return root.evaluate(element => element.widget.frames);
}

// What the figure's canvas shows, as PNG. Not a screenshot: of what is higher than the window the browser takes one by making
// the window higher for a moment, and the figure would follow.
export async function picture(page, root) {
  await settled(page, root);
  const canvas = root.locator('canvas');
  await expect(canvas).toBeVisible();
  return Buffer.from((await canvas.evaluate(element => element.toDataURL())).split(',')[1], 'base64');
}

// The pixels of an image (its bytes as PNG, or its address), as ImageData in the page.
export const pixelsOf = (page, image) =>
  page.evaluateHandle(
    async src => {
      const image = new Image();
      image.src = src;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    },
    typeof image === 'string' ? image : `data:image/png;base64,${image.toString('base64')}`,
  );

// Two pictures of the same state. Glyphs are packed into the program's texture in the order in which texts appeared, and
// sampling it at another place rounds differently: by one or two of 255.
export async function samePicture(page, one, other) {
  return page.evaluate(
    ([a, b]) =>
      a.width === b.width &&
      a.height === b.height &&
      a.data.every((level, index) => Math.abs(level - b.data[index]) <= 2),
    [await pixelsOf(page, one), await pixelsOf(page, other)],
  );
}

// How many different colors a picture has, and the share of its most frequent one.
export async function colorsOf(page, png) {
  return page.evaluate(
    pixels => {
      const data = new Uint32Array(pixels.data.buffer);
      const counts = new Map();
      for (const color of data) counts.set(color, (counts.get(color) ?? 0) + 1);
      return { colors: counts.size, mostFrequent: Math.max(...counts.values()) / data.length };
    },
    await pixelsOf(page, png),
  );
}

// Opens what is folded under a figure, so that every control can be reached.
export async function openFolds(root) {
  await root.locator('details[data-fold]').evaluateAll(folds => folds.forEach(fold => (fold.open = true)));
}

// The parameters whose control is one of the plain kinds; the others are text in link form.
export const plainParams = widget =>
  widget.params.filter(({ kind, measured }) => !measured && ['slider', 'stepper', 'toggle', 'choice'].includes(kind));

// A control by what a reader knows of it. A choice with few options is a row of segments, one with many a list.
export function control(root, param) {
  const named = role => root.getByRole(role, { name: param.label, exact: true });
  if (param.kind === 'choice') return named('radiogroup').or(named('combobox'));
  return named({ slider: 'slider', stepper: 'spinbutton', toggle: 'checkbox' }[param.kind]);
}

// Whether it has an effect now. One without stays reachable and says why.
export const isUsable = field => field.evaluate(element => element.getAttribute('aria-disabled') !== 'true');

// Another value than the present one, as far away as a test likes it.
export function otherValue(param, present) {
  if (param.kind === 'toggle') return present ? 0 : 1;
  if (param.kind === 'choice') return (present + 1) % param.choices.length;
  const wanted = present < (param.min + param.max) / 2 ? param.min + (param.max - param.min) * 0.8 : param.min;
  const steps = Math.min(Math.round((wanted - param.min) / param.step), 1000);
  return Number((param.min + steps * param.step).toFixed(6));
}

export async function setByReader(root, param, value) {
  const field = control(root, param);
  if (param.kind === 'choice') {
    const isList = await field.evaluate(element => element.tagName === 'SELECT');
    if (isList) await field.selectOption({ index: value });
    else await field.getByRole('radio').nth(value).press('Space');
    return;
  }
  await field.focus();
  if (param.kind === 'toggle') await field.press('Space');
  else {
    await field.fill(String(value));
    if (param.kind === 'stepper') await field.press('Enter');
  }
}

// Opens the menu "…" of a figure and presses one of its items.
export async function useTool(root, name) {
  await root.locator('[data-tools-menu] > summary').click();
  await root.getByRole('button', { name, exact: true }).click();
}

// The texts that a tool's dialog offers for copying; its script comes only when it is asked for.
export async function offeredTexts(page) {
  const areas = page.locator('dialog.share-dialog textarea');
  await expect(areas.first()).toBeVisible();
  return areas.evaluateAll(all => all.map(({ value }) => value));
}
