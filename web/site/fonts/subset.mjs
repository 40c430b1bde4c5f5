// subset.mjs: makes noto_sans_math_subset.woff2 from the npm package, run by hand when a formula needs a new sign.
//
//   node web/site/fonts/subset.mjs
// The MATH table stays: it holds the sizes of fractions, scripts and stretched brackets.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { signs } from './signs.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(here, '..', '..', '..', 'node_modules', '@fontsource', 'noto-sans-math');

const subset = await subsetFont(
  fs.readFileSync(path.join(source, 'files', 'noto-sans-math-latin-400-normal.woff2')),
  signs,
  {
    targetFormat: 'woff2',
  },
);
fs.writeFileSync(path.join(here, 'noto_sans_math_subset.woff2'), subset);
fs.copyFileSync(path.join(source, 'LICENSE'), path.join(here, '..', 'licences', 'noto_sans_math.txt'));
console.log(`${[...new Set(signs)].length} signs, ${subset.length} bytes`);
