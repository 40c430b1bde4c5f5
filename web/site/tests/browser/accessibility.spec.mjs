// accessibility.spec.mjs: no axe violation on any page, with the figures live, in both schemes and in forced colors.
import { expect, live, openFolds, test } from './lab.mjs';
import { axeScript, catalog, pages } from './places.mjs';

async function violations(page) {
  await page.addScriptTag({ path: axeScript });
  // The drawings of posters are hidden from assistive technology; their thousands of marks would take axe minutes.
  const found = await page.evaluate(() => axe.run({ exclude: [['.poster > svg']] }, { resultTypes: ['violations'] }));
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
  );
}

// axe is injected as an inline script, which the page's policy rightly refuses.
test.use({ bypassCSP: true });

for (const name of pages())
  test(`${name} has no axe violation`, async ({ page }) => {
    await page.goto(name);
    const ids = await page.locator('figure[data-widget]').evaluateAll(figures => figures.map(({ id }) => id));
    for (const id of ids) await live(page, id);
    // What is folded is looked at too.
    await page.locator('main details').evaluateAll(folds => folds.forEach(fold => (fold.open = true)));
    expect(await violations(page)).toEqual([]);
  });

for (const { id } of catalog())
  for (const forcedColors of ['none', 'active'])
    test(`embed/${id}.html with everything unfolded has no axe violation (forced colors: ${forcedColors})`, async ({
      page,
    }, { project }) => {
      test.skip(forcedColors === 'active' && project.name === 'dark', 'the system gives the colors in both schemes');
      await page.emulateMedia({ forcedColors });
      await page.goto(`embed/${id}.html`);
      const root = await live(page);
      await openFolds(root);
      await root.locator('[data-tools-menu]').evaluate(menu => (menu.open = true));
      await root.locator('[data-description]').evaluate(text => text.classList.remove('unseen'));
      expect(await violations(page)).toEqual([]);
    });

test('prefers-contrast: more makes lines and quiet text as dark as text', async ({ page }) => {
  const color = name =>
    page.evaluate(token => getComputedStyle(document.documentElement).getPropertyValue(token), name);
  await page.goto('index.html');
  const [ink, muted] = [await color('--ink'), await color('--muted')];
  expect(muted).not.toBe(ink);
  await page.emulateMedia({ contrast: 'more' });
  for (const name of ['--muted', '--rule', '--field']) expect(await color(name), name).toBe(ink);
});
