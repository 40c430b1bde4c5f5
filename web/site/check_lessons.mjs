// check_lessons.mjs: all errors of the lessons at once: node web/site/check_lessons.mjs --tool <lesson_tool> [--lessons <folder>]
import path from 'node:path';
import { parseArgs } from 'node:util';
import { judgeLessons } from './author/press.mjs';
import { siteFolder } from './author/site.mjs';

const { values } = parseArgs({
  options: {
    tool: { type: 'string', default: path.join(siteFolder, '..', '..', 'build/gcc/lessons/tool/lesson_tool') },
    lessons: { type: 'string', default: path.join(siteFolder, '..', '..', 'lessons') },
  },
});
const errors = Object.values(await judgeLessons(values.tool, values.lessons)).flat();
for (const error of errors) console.error(error);
console.log(errors.length ? `${errors.length} errors` : 'no errors: structure, text, numbers and settings');
process.exitCode = errors.length ? 1 : 0;
