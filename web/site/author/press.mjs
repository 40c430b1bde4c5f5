// press.mjs: what lesson_tool makes for the site: checked lessons with computed facts, posters, and the catalog of widgets.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

function run(tool, parameters) {
  const result = spawnSync(tool, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.error) throw new Error(`${result.error.message}: ${tool}`);
  if (result.status !== 0) throw new Error(`lesson_tool ${parameters[0]} found errors (above)`);
}

const readJson = file => JSON.parse(fs.readFileSync(file, 'utf8'));

// -> {lesson, chapters, figures, widgets, declarations, catalogText, widgetsSchema}
export function pressLessons(tool, lessonsFolder) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_press_'));
  try {
    run(tool, ['catalog', folder]);
    run(tool, ['press', lessonsFolder, path.join(folder, 'press.json')]);
    const catalogText = fs.readFileSync(path.join(folder, 'widgets.json'), 'utf8');
    const schemaFile = path.join(folder, 'widgets.schema.json');
    return {
      ...readJson(path.join(folder, 'press.json')),
      declarations: JSON.parse(catalogText).widgets,
      catalogText,
      widgetsSchema: fs.existsSync(schemaFile) ? readJson(schemaFile) : undefined,
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

// A press made before: {press, catalog} in one file. For tests and for work on pages without the native build.
export function readPress(file) {
  const { press, catalog } = readJson(file);
  return { ...press, declarations: catalog.widgets, catalogText: `${JSON.stringify(catalog, null, 2)}\n` };
}
