// take_away.spec.mjs: what a reader takes away from a figure: a link, codes, the picture, the numbers.
import { expect, live, openFigure, test } from './lab.mjs';

const scripts = page => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
const isTools = name => /\/tools\.[0-9a-f]+\.js$/.test(name);

test('the tools come when somebody turns to the menu; a failed download says so and is tried again', async ({
  page,
  problems,
}) => {
  let blocked = true;
  let asked = 0;
  await page.route(isToolsAddress, route => {
    asked += 1;
    return blocked ? route.abort() : route.continue();
  });
  const root = await openFigure(page, 'dropout/mask.html');
  expect((await scripts(page)).filter(isTools)).toEqual([]);
  expect(asked).toBe(0);

  const menu = root.locator('[data-tools-menu] > summary');
  await menu.click();
  await root.locator('[data-tool=embed]').click();
  await expect(root.getByRole('status').filter({ hasText: 'Could not be loaded' })).toBeVisible();
  blocked = false;
  await menu.click();
  await root.locator('[data-tool=embed]').click();
  await expect(page.locator('dialog.share-dialog')).toBeVisible();
  const inAll = asked;
  await page.locator('dialog.share-dialog').getByRole('button', { name: 'Close' }).click();
  await menu.click();
  await root.locator('[data-tool=embed]').click();
  await expect(page.locator('dialog.share-dialog')).toBeVisible();
  expect(asked).toBe(inAll);
  expect(problems.take().every(problem => isTools(problem) || /ERR_FAILED/.test(problem))).toBe(true);
});

const isToolsAddress = url => isTools(url.href);

test('keyboard: the focus of the menu is enough for the tools to come', async ({ page }) => {
  await openFigure(page, 'embed/mask_sampler.html');
  const coming = page.waitForRequest(request => isTools(request.url()));
  const root = await live(page);
  await root.locator('[data-tools-menu] > summary').focus();
  await coming;
});
