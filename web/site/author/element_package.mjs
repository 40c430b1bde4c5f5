// element_package.mjs: <dropout-widget> as a package for npm: the embed script as a module, with types that know the widgets.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const embedFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'embed');
const root = path.join(embedFolder, '..', '..', '..');
const template = name => fs.readFileSync(path.join(embedFolder, 'package', name), 'utf8');

// Not minified: whoever builds a page does that, and may want to read it before.
async function script(figureHeights) {
  const result = await esbuild.build({
    stdin: {
      contents: "import './embed.js';\nexport { DropoutWidget } from './element.js';\n",
      resolveDir: embedFolder,
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    define: { figureHeights: JSON.stringify(figureHeights) },
    banner: { js: '// dropout-widget: the element <dropout-widget> of Dropout Lab. README.md tells how.' },
  });
  return result.outputFiles[0].text;
}

function packageJson() {
  const { version, license } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
    name: 'dropout-widget',
    version,
    description:
      'The figures of Dropout Lab as an element for your own pages, with types for TypeScript, React and Vue.',
    license,
    keywords: ['dropout', 'neural network', 'custom element', 'education', 'visualization'],
    type: 'module',
    sideEffects: ['./index.js'],
    types: './index.d.ts',
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './react': { types: './react.d.ts' },
      './vue': { types: './vue.d.ts' },
      './package.json': './package.json',
    },
    files: ['index.js', 'index.d.ts', 'react.d.ts', 'vue.d.ts', 'README.md', 'LICENSE'],
  };
}

// ids: of the widgets. figureHeights: as embed.js knows them.
export async function writeElementPackage(out, ids, figureHeights) {
  const files = {
    'index.js': await script(figureHeights),
    'index.d.ts': template('index.d.ts.in').replace('{{ids}}', ids.map(id => `'${id}'`).join(' | ')),
    'react.d.ts': template('react.d.ts'),
    'vue.d.ts': template('vue.d.ts'),
    'package.json': `${JSON.stringify(packageJson(), null, 2)}\n`,
    'README.md': template('README.md'),
    LICENSE: fs.readFileSync(path.join(root, 'LICENSE')),
  };
  for (const [name, content] of Object.entries(files)) out.write(`element/${name}`, content);
}
