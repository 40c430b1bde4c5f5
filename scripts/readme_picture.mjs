// readme_picture.mjs: the README's picture, made from a golden SVG and the color tokens, so that it is never a stale copy.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';

const golden = inRoot('web', 'widgets', 'contract', 'tests', 'golden', 'mask_sampler.worked_example.svg');
const tokens = inRoot('web', 'tokens.json');
export const picturePath = inRoot('web', 'site', 'images', 'mask_sampler.svg');

// Classes become colors of both schemes, because a README is read in either.
function styleOf(scheme, colors) {
  return Object.entries(colors)
    .filter(([, color]) => color[scheme])
    .map(([name, color]) => {
      const token = name.replaceAll('_', '-');
      return `.fill-${token}{fill:${color[scheme]}}.stroke-${token}{stroke:${color[scheme]}}`;
    })
    .join('');
}

export function readmePicture() {
  const { page_only: pageOnly, ...colors } = JSON.parse(readFileSync(tokens, 'utf8'));
  const svg = readFileSync(golden, 'utf8');
  const paper = scheme => `rect.sheet{fill:${(colors.surface ?? pageOnly.surface)[scheme]}}`;
  const style =
    `<style>text{font-family:system-ui,sans-serif}${paper('light')}${styleOf('light', colors)}` +
    `@media (prefers-color-scheme:dark){${paper('dark')}${styleOf('dark', colors)}}</style>`;
  return svg.replace(/(<svg[^>]*>)/, `$1\n${style}\n<rect class="sheet" width="100%" height="100%"/>`);
}

if (isMain(import.meta.url)) writeFileSync(picturePath, readmePicture());
