// without.spec.mjs: pages without JavaScript, from file:, and with WebAssembly refused: text and pictures stay.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { colorsOf, expect, figure, live, picture, snapshot, test } from './lab.mjs';
import { catalog, chapters, distFolder, isSample, policy } from './places.mjs';

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

test.describe('where the figure cannot live', () => {
  const [{ id }] = catalog();
  const address = `embed/${id}.html`;

  async function failed(page, problems, reason) {
    const root = figure(page);
    await expect(root).toHaveAttribute('data-state', 'failed');
    await expect(root.locator('.poster')).toBeVisible();
    const notice = root.locator('[data-notice]');
    await expect(notice).toBeVisible();
    await expect(notice).toHaveText(reason);
    const ours = problems.take().filter(text => text.startsWith('console: Dropout Lab'));
    expect(ours, 'it is logged once').toHaveLength(1);
    expect(await root.evaluate(element => element.widget.set({ p: 0.3 }))).toBe(false);
    expect(await root.evaluate(element => element.widget.state)).toBe('failed');
  }

  test('because the policy forbids WebAssembly', async ({ page, problems }) => {
    await page.route(`**/${address}`, async route => {
      const response = await route.fetch();
      const strict = policy.replace(" 'wasm-unsafe-eval'", '');
      const headers = { ...response.headers(), 'content-security-policy': strict };
      await route.fulfill({ response, headers });
    });
    await page.goto(address);
    await failed(page, problems, /security policy/);
  });

  test('because the browser has no WebAssembly', async ({ page, problems }) => {
    await page.addInitScript(() => delete window.WebAssembly);
    await page.goto(address);
    await failed(page, problems, /WebAssembly/);
  });

  test('because the program cannot be loaded', async ({ page, problems }) => {
    await page.route(/model_|player/, route => route.fulfill({ status: 503, body: '' }));
    await page.goto(address);
    await failed(page, problems, /could not be loaded/);
    await page.unroute(/model_|player/);
    await figure(page).getByRole('button', { name: 'Try again' }).click();
    await live(page);
    await expect(figure(page).locator('[data-notice]'), 'and nothing reminds of it').toBeHidden();
    await expect(figure(page).locator('.control-row button').first()).toBeEnabled();
  });

  test('because memory is short', async ({ page, problems }) => {
    await page.addInitScript(() => {
      const refuse = async () => {
        throw new RangeError('WebAssembly.Memory(): could not allocate memory');
      };
      WebAssembly.instantiate = refuse;
    });
    await page.goto(address);
    await failed(page, problems, /memory/);
  });

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

  // Each program of the page can be made to trap, as it would for lack of memory.
  async function withTrap(page, name) {
    await page.addInitScript(trapped => {
      const instantiate = WebAssembly.instantiate;
      WebAssembly.instantiate = async (...given) => {
        const result = await instantiate.apply(WebAssembly, given);
        if (!(trapped in (result.exports ?? {}))) return result;
        const exports = { ...result.exports };
        exports[trapped] = (...args) => {
          if (window.trap) throw new WebAssembly.RuntimeError('unreachable');
          return result.exports[trapped](...args);
        };
        return { exports };
      };
    }, name);
    await page.goto(address);
    const root = await live(page);
    await page.evaluate(() => (window.trap = true));
    return root;
  }
  test('because the model breaks while it is live: the picture gives way to the poster', async ({
    page,
    problems,
  }) => {
    const root = await withTrap(page, 'model_reset');
    expect(await root.evaluate(element => element.widget.reset())).toBe(false);
    await failed(page, problems, /stopped/);
    await expect(root.locator('canvas')).toHaveCount(0);
  });
  test('because the model breaks while it runs in the page', async ({ page, problems }) => {
    await page.addInitScript(() => delete window.Worker);
    const root = await withTrap(page, 'model_advance');
    expect(await root.evaluate(element => element.widget.run())).toBe(true);
    await failed(page, problems, /stopped/);
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

  test('storage that throws is no obstacle', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto(address);
    await live(page);
  });
});
