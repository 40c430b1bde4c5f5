// start.mjs: npm start: builds what is missing or changed, then serves dist/ until stopped.
import { build } from './build.mjs';
import { serveDist } from './serve.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await build();
  await serveDist();
});
