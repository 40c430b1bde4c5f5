// chapter.mjs: what a reader does on a whole page: predicts and runs, sees linked figures follow, comes back to a parked
// figure, prints.
import assert from 'node:assert/strict';

// The first question of the page: guessed by pointer, run, and told. -> the figure that ran
export async function predictAndRun(page) {
  const box = '[data-predict]';
  await page.click(`${box} label:has(input[type=radio])`);
  await page.until('the choice is marked', () => document.querySelector('[data-predict] input').checked);
  await page.click(`${box} [data-commit]`);
  await page.click(`${box} [data-run-place] button`);
  const told = await page.until('the verdict is told, and has the focus', () => {
    const box = document.querySelector('[data-predict]');
    const verdict = box.querySelector('[data-verdict]');
    const cells = [...box.querySelectorAll('[data-run-place] tbody td')].map(cell => cell.textContent);
    return box.dataset.stage === 'told' && document.activeElement === verdict && { cells };
  });
  assert.ok(told.cells.length > 0);
  for (const cell of told.cells) assert.match(cell, /\d/, 'the run reports numbers');
}

// Two figures of one model: what one is told, both show.
export async function linkedFollow(page) {
  const [owner, linked] = await page.call(() => {
    const linked = document.querySelector('figure[data-model-of]');
    return [linked.dataset.modelOf, linked.id];
  });
  const [one, other] = [page.figure(`figure#${owner}`), page.figure(`figure#${linked}`)];
  await one.live();
  await other.live();
  const before = await other.picture();
  await one.command('set', { p: 0.9, seed: 99 });
  await one.settled();
  await other.settled();
  const [{ values }, { values: same }] = [await one.snapshot(), await other.snapshot()];
  assert.equal(values.p, 0.9);
  assert.deepEqual(same, values, 'the linked figure has the same values');
  assert.notDeepEqual(await other.picture(), before, 'and another picture');
  return one;
}

// At most eight figures live at once: the first of a page with many is parked, and comes back as it was.
export async function parkedAndBack(page) {
  const ids = await page.call(() => [...document.querySelectorAll('figure[data-widget]')].map(({ id }) => id));
  assert.ok(ids.length > 8, 'more figures than may live');
  const [first, ...others] = ids.map(id => page.figure(`figure#${id}`));
  await first.live();
  await first.command('set', { seed: 99 });
  await first.settled();
  const [before, shown] = [await first.snapshot(), await first.picture()];
  for (const other of others.slice(-8)) await other.live();
  await first.until('is parked and keeps its picture', root => {
    const still = root.querySelector('.poster svg');
    return root.dataset.state === 'parked' && !root.querySelector('canvas') && still?.checkVisibility();
  });
  await first.live();
  await first.settled();
  assert.deepEqual(await first.snapshot(), before, 'back as it was');
  assert.deepEqual(await first.picture(), shown, 'with the same picture');
}

// Paper has the present state, and afterwards the page is what it was. A driver that cannot print lets the page hear what a
// browser says before and after: then the sheets themselves are not looked at.
export async function print(page, figure) {
  await page.call(() => {
    window.paper = [];
    addEventListener('beforeprint', () =>
      window.paper.push({
        answers: document.querySelectorAll('.print-answers').length,
        closed: document.querySelectorAll('main details:not([open]):not([data-answer])').length,
      }),
    );
  });
  if (page.driver.print) {
    const sheets = await page.driver.print();
    assert.equal(sheets.subarray(0, 5).toString(), '%PDF-');
    // Blank sheets have some 1,000 bytes.
    assert.ok(sheets.length > 20_000, `${sheets.length} bytes are on paper`);
  } else {
    await page.call(() => {
      dispatchEvent(new Event('beforeprint'));
      dispatchEvent(new Event('afterprint'));
    });
  }
  const [paper] = await page.until('the page has heard of the print', () => window.paper.length > 0 && window.paper);
  assert.deepEqual(paper, { answers: 1, closed: 0 }, 'everything is unfolded, the answers come last');
  assert.equal(await page.call(() => document.querySelectorAll('.print-answers').length), 0, 'and are gone again');
  await figure.settled();
}
