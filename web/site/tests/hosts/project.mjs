// project.mjs: a fresh project in a temporary folder, with the two packages installed from what `npm pack` makes of them.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { distFolder } from '../browser/places.mjs';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const hostFile = (...parts) => path.join(here, 'node_modules', ...parts);
export const packageFolders = { 'dropout-engine': 'engine', 'dropout-widget': 'element' };

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

export class Project {
  // files: {name: text}. hosts: packages of this folder that the project uses, too.
  constructor(files, hosts = []) {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_host_')));
    this.write({ 'package.json': '{ "name": "host", "private": true, "type": "module" }', ...files });
    const packed = Object.values(packageFolders).map(name => {
      const [{ filename }] = JSON.parse(
        npm(['pack', '--json', '--pack-destination', this.folder], path.join(distFolder, name)),
      );
      return `./${filename}`;
    });
    npm(['install', ...packed, '--offline', '--no-audit', '--no-fund', '--ignore-scripts'], this.folder);
    for (const name of hosts) {
      const link = this.file('node_modules', ...name.split('/'));
      fs.mkdirSync(path.dirname(link), { recursive: true });
      fs.symlinkSync(hostFile(...name.split('/')), link);
    }
  }

  file(...parts) {
    return path.join(this.folder, ...parts);
  }

  write(files) {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(this.file(name)), { recursive: true });
      fs.writeFileSync(this.file(name), text);
    }
  }

  // Runs a script of a host's with Node: what it printed, and whether it succeeded.
  run(script, ...args) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    return { ok: status === 0, text: stdout + stderr };
  }

  remove() {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
