// check_lessons.mjs: all errors of the lessons at once: node web/site/check_lessons.mjs --tool <lesson_tool> [--lessons <folder>]
//
// Without --tool: the native lesson_tool if it was built, else the one that npm run build makes.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { judgeLessons } from './author/press.mjs';
import { siteFolder } from './author/site.mjs';

const build = path.join(siteFolder, '..', '..', 'build');
const tools = ['gcc/lessons/tool/lesson_tool', 'wasm/lessons/tool/lesson_tool.js'].map(file =>
  path.join(build, file),
);

const { values } = parseArgs({
  options: {
    tool: { type: 'string', default: tools.find(file => fs.existsSync(file)) ?? tools[0] },
    lessons: { type: 'string', default: path.join(siteFolder, '..', '..', 'lessons') },
  },
});
const errors = Object.values(await judgeLessons(values.tool, values.lessons)).flat();
for (const error of errors) console.error(error);
console.log(errors.length ? `${errors.length} errors` : 'no errors: structure, text, numbers and settings');
process.exitCode = errors.length ? 1 : 0;
