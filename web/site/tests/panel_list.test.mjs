// panel_list.test.mjs: the gallery's codes name the chosen panels, in the address and as an attribute.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { withPanels } = await runtimeModule('page/panel_list.ts');

test('chosen panels stand in link, frame and tag; all of them leave every text as it was', () => {
  const texts = [
    'embed/trainer.html',
    '"embed/trainer.html"',
    '"trainer"',
    'embed/rate_sweep.html',
    '"https://x/embed.js"',
  ];
  assert.deepEqual(
    texts.map(text => withPanels(text, 'trainer', 'net,map')),
    [
      'embed/trainer.html?panels=net,map',
      '"embed/trainer.html?panels=net,map"',
      '"trainer" panels="net,map"',
      'embed/rate_sweep.html',
      '"https://x/embed.js"',
    ],
  );
  assert.deepEqual(
    texts.map(text => withPanels(text, 'trainer', '')),
    texts,
  );
});
