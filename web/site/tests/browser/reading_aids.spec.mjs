// reading_aids.spec.mjs: what translators leave alone, what a button does, and words beside the pointer, on every page.
import { expect, openFigure, picture, samePicture, settled, test } from './lab.mjs';
import { catalog, pages } from './places.mjs';

// As the pages were built: no script is needed for any of it.
test.describe('every page as it was built', () => {
  test.use({ javaScriptEnabled: false });

  test('R38: code, formulas, letters and seeds are not translated, and prose is', async ({ page }) => {
    const found = { code: 0, math: 0, letters: 0, seeds: 0 };
    for (const name of pages()) {
      await page.goto(name);
      const { missing, prose, counts, lang } = await page.evaluate(() => {
        const all = selector => [...document.querySelectorAll(selector)];
        const outer = element => element.outerHTML.slice(0, 100);
        const named = {
          code: all('pre, code, kbd, samp'),
          math: all('math'),
          letters: all('i.letter'),
          seeds: all('[data-seed]'),
        };
        const isSentence = ({ textContent }) => /[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(textContent);
        return {
          lang: document.documentElement.lang,
          missing: Object.values(named)
            .flat()
            .filter(element => element.closest('[translate=no]') === null)
            .map(outer),
          prose: all('[translate=no]')
            .filter(
              element => !element.matches('pre, code, math') && (element.children.length > 0 || isSentence(element)),
            )
            .concat(all(':is(p, li, h1, h2, h3, h4, label, dd, figcaption, td, caption)[translate=no]'))
            .map(outer),
          counts: Object.fromEntries(Object.entries(named).map(([kind, elements]) => [kind, elements.length])),
        };
      });
      expect(missing, name).toEqual([]);
      expect(prose, name).toEqual([]);
      expect(lang, name).toBe('en');
      for (const kind of Object.keys(found)) found[kind] += counts[kind];
    }
    for (const [kind, count] of Object.entries(found)) expect(count, kind).toBeGreaterThan(10);
  });

  test('R38: the letter in the name of a control or a readout is not translated', async ({ page }) => {
    let letters = 0;
    for (const { id } of catalog()) {
      await page.goto(`embed/${id}.html`);
      const unmarked = await page.evaluate(() => {
        const words = [];
        const names = document.querySelectorAll(
          '.control-head label, .control label > span:not([translate]), .readouts dt, .help dt',
        );
        for (const name of names)
          for (const node of name.childNodes) if (node.nodeType === Node.TEXT_NODE) words.push(node.textContent);
        return { words, marked: document.querySelectorAll('figure label [translate=no], dt [translate=no]').length };
      });
      for (const words of unmarked.words)
        expect(words).not.toMatch(/(?<![\p{L}\p{N}’-])[b-zB-HJ-Zα-ω](?![\p{L}\p{N}’-])/u);
      letters += unmarked.marked;
    }
    expect(letters).toBeGreaterThan(5);
  });

  test('every button of a figure has a name, and what it does is not in its tooltip alone', async ({ page }) => {
    const help = new Map(
      catalog().flatMap(({ id, actions }) => actions.map(action => [`${id}.${action.id}`, action.help])),
    );
    let described = 0;
    for (const name of pages()) {
      await page.goto(name);
      const buttons = await page.locator('figure[data-widget] :is(button, summary)').evaluateAll(elements =>
        elements.map(element => ({
          widget: element.closest('figure').dataset.widget,
          action: element.dataset.action ?? '',
          name: element.getAttribute('aria-label') ?? element.textContent.trim(),
          title: element.title,
          description: (element.getAttribute('aria-describedby') ?? '')
            .split(' ')
            .map(id => (id ? document.getElementById(id)?.textContent : '') ?? 'nothing has this id')
            .join(' '),
        })),
      );
      for (const { widget, action, name: called, title, description } of buttons) {
        const where = `${name}: ${called} ${title}`;
        expect(called, where).toMatch(/\p{L}|\p{N}/u);
        const says = help.get(`${widget}.${action}`);
        if (says) expect(description, where).toBe(says);
        if (title && !called.toLowerCase().includes(title.toLowerCase())) expect(description, where).toContain(title);
        described += description ? 1 : 0;
      }
    }
    expect(described).toBeGreaterThan(30);
  });
});

// A place of the picture that explains itself, in CSS pixels of the window.
async function hovered(page, root, x, y) {
  const box = await root.locator('canvas').boundingBox();
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 3 });
  await settled(page, root);
}

test('R40: Escape sends the words beside the pointer away, until it is on another thing', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 1200 });
  const root = await openFigure(page, 'embed/mask_sampler.html');
  const shot = () => picture(page, root);
  await page.mouse.move(1, 1);
  const plain = await shot();
  const isPlain = async () => samePicture(page, await shot(), plain);
  await hovered(page, root, 0.14, 0.14);
  expect(await isPlain(), 'words appear').toBe(false);
  await page.keyboard.press('Escape');
  await settled(page, root);
  await expect.poll(isPlain, 'and are gone').toBe(true);
  await hovered(page, root, 0.142, 0.14);
  expect(await isPlain(), 'the same thing').toBe(true);
  await hovered(page, root, 0.3, 0.14);
  expect(await isPlain(), 'another thing').toBe(false);
});

test('R40: Escape counts as used only where it sent words away, and still closes the menu', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 1200 });
  const root = await openFigure(page, 'embed/mask_sampler.html');
  await page.evaluate(() => {
    window.unused = 0;
    addEventListener('keydown', event => (window.unused += event.defaultPrevented ? 0 : 1));
  });
  const unused = () => page.evaluate(() => window.unused);
  await page.keyboard.press('Escape');
  expect(await unused(), 'no words: a host hears it').toBe(1);
  await hovered(page, root, 0.14, 0.14);
  await page.keyboard.press('Escape');
  expect(await unused()).toBe(1);
  await page.keyboard.press('Escape');
  expect(await unused()).toBe(2);
  const menu = root.locator('[data-tools-menu]');
  await menu.locator('summary').click();
  await page.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
});
