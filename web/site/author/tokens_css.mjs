// tokens_css.mjs: web/tokens.json to CSS: one custom property a token and scheme, one class an ink for the SVG posters.
import fs from 'node:fs';

export const readTokens = file => JSON.parse(fs.readFileSync(file, 'utf8'));

export const propertyName = token => `--${token.replaceAll('_', '-')}`;

export const inkNames = tokens => Object.keys(tokens).filter(name => name !== 'page_only');

export const allTokens = tokens => {
  const { page_only: pageOnly = {}, ...inks } = tokens;
  return { ...inks, ...pageOnly };
};

const declarations = (tokens, scheme) =>
  Object.entries(allTokens(tokens))
    .map(([name, token]) => `${propertyName(name)}:${token[scheme]}`)
    .join(';');

// The reader's own choice (data-theme) wins over the system; forced colors win over both; paper is always light.
export function tokensCss(tokens) {
  const light = declarations(tokens, 'light');
  const dark = declarations(tokens, 'dark');
  const classes = inkNames(tokens).map(name => {
    const ink = name.replaceAll('_', '-');
    return `.fill-${ink}{fill:var(${propertyName(name)})}.stroke-${ink}{stroke:var(${propertyName(name)})}`;
  });
  return [
    '/* Made from web/tokens.json by tokens_css.mjs. */',
    `:root{color-scheme:light;${light}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${dark}}}`,
    `@media screen{:root[data-theme="dark"]{color-scheme:dark;${dark}}}`,
    `@media (forced-colors:active){:root:root:root{${declarations(tokens, 'forced')}}}`,
    ...classes,
  ].join('\n');
}
