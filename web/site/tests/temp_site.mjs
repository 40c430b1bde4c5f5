// temp_site.mjs: the small site of the fixtures, built once into a folder that is removed when the tests end.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readPress } from '../author/press.mjs';
import { writeSite } from '../author/site.mjs';

export const fixtureFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixtures', 'small_site');

export const fixturePress = () => readPress(path.join(fixtureFolder, 'press.json'));

export function tempFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_site_'));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function buildSmallSite(press = fixturePress()) {
  const folder = path.join(tempFolder(), 'dist');
  await writeSite({ press, lessonsFolder: fixtureFolder, outFolder: folder });
  return folder;
}

export const readPage = (folder, page) => fs.readFileSync(path.join(folder, page), 'utf8');
