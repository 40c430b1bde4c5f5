// build.mjs: builds the site: node web/site/build.mjs --app <folder> --tool <lesson_tool> --out <folder>
//
//   --app <folder>      holds widgets/widget_<id>.wasm of each widget, player/player.js and player/player.wasm
//   --tool <path>       lesson_tool, native or lesson_tool.js; it presses posters, numbers and the catalog
//   --engine <folder>   the engine as an ES module (web/engine_module), which goes to engine/; may be left out
//   --out <folder>      where the site goes; replaced as a whole when everything has succeeded
//   --lessons <folder>  default: lessons/ of this repository
//   --press <file>      instead of --tool: a press made before (see tests/fixtures)
//   --uncompressed      no brotli copies beside the files: they are the slowest part
//   --posters-only      instead of --app: pages without the live program, for work on text and style
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pressLessons, readPress } from './author/press.mjs';
import { siteFolder, writeSite } from './author/site.mjs';

function options() {
  const { values } = parseArgs({
    options: {
      app: { type: 'string' },
      tool: { type: 'string' },
      engine: { type: 'string' },
      out: { type: 'string' },
      lessons: { type: 'string', default: path.join(siteFolder, '..', '..', 'lessons') },
      press: { type: 'string' },
      uncompressed: { type: 'boolean', default: false },
      'posters-only': { type: 'boolean', default: false },
    },
  });
  if (!values.out) throw new Error('--out is missing: the folder where the site goes');
  if (!values.tool && !values.press) throw new Error('--tool is missing: the path of lesson_tool');
  if (!values.app && !values['posters-only'])
    throw new Error(
      '--app is missing: the folder with widgets/widget_<id>.wasm, player/player.js and player/player.wasm',
    );
  return values;
}

async function main() {
  const values = options();
  const started = performance.now();
  const press = values.press ? readPress(values.press) : await pressLessons(values.tool, values.lessons);
  const files = await writeSite({
    press,
    lessonsFolder: values.lessons,
    outFolder: values.out,
    appFolder: values['posters-only'] ? undefined : values.app,
    engineFolder: values.engine,
    compressed: !values.uncompressed,
  });
  const pages = files.filter(file => file.endsWith('.html')).length;
  console.log(
    `site: ${pages} pages, ${files.length} files in ${((performance.now() - started) / 1000).toFixed(1)} s: ${values.out}`,
  );
}

main().catch(error => {
  console.error(`site: ${error.message}`);
  process.exitCode = 1;
});
