// start.mjs: npm start: builds what is missing or changed, then serves dist/ until stopped.
import { build } from './build.mjs';
import { checkPort, serveDist } from './serve.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  // A busy port is better told before minutes of building than after them.
  await checkPort();
  await build();
  await serveDist();
});
