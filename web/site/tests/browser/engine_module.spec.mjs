// engine_module.spec.mjs: dist/engine/ in a page under the site's own policy, and in a module Worker.
import { expect, test } from './lab.mjs';

// The constant of engine/tests/trainer_test.cpp: 300 default steps on every machine.
const golden = '4dbb2eefdcacd341';

test('the engine module makes the native bits in a page', async ({ page }) => {
  await page.goto('some/sub/path/licences.html');
  const found = await page.evaluate(async () => {
    const { load, liveObjects, Trainer } = await import(new URL('engine/index.js', document.baseURI).href);
    await load();
    const trainer = new Trainer();
    trainer.step(300);
    const hash = trainer.parameterHash();
    trainer.dispose();
    let message;
    try {
      trainer.step();
    } catch (error) {
      message = error.message;
    }
    return { hash, message, live: liveObjects() };
  });
  expect(found).toEqual({ hash: golden, message: 'Trainer: used after dispose()', live: 0 });
});

test('and in a module Worker, which is given the compiled program', async ({ page }) => {
  // A script of the test's own at an address of the site, so that the policy allows it.
  await page.route('**/engine_probe.js', route =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'cross-origin-resource-policy': 'cross-origin', 'cross-origin-embedder-policy': 'require-corp' },
      body: `import { load, Trainer } from './engine/index.js';
onmessage = async ({ data }) => {
  await load(data);
  const trainer = new Trainer();
  trainer.step(300);
  postMessage(trainer.parameterHash());
};`,
    }),
  );
  const wasmRequests = [];
  page.on('request', request => request.url().endsWith('.wasm') && wasmRequests.push(request.url()));
  await page.goto('licences.html');
  const hash = await page.evaluate(async () => {
    const { compiledModule, load } = await import(new URL('engine/index.js', document.baseURI).href);
    await load();
    const worker = new Worker(new URL('engine_probe.js', document.baseURI), { type: 'module' });
    const answer = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = event => reject(new Error(event.message));
    });
    worker.postMessage(compiledModule());
    return answer;
  });
  expect(hash).toBe(golden);
  expect(wasmRequests.length).toBe(1);
});
