// reading_aids.spec.mjs: what translators leave alone, what a button does, and words beside the pointer, on every page.
import { expect, test } from './lab.mjs';
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
        const names = document.querySelectorAll('.control-head label, .control label > span, .readouts dt, .help dt');
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
        if (title && !called.toLowerCase().includes(title.toLowerCase())) expect(description, where).toBe(title);
        described += description ? 1 : 0;
      }
    }
    expect(described).toBeGreaterThan(30);
  });
});
