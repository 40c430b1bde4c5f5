// chromium.mjs: which Chromium tests, benches and sheets drive: Debian's build without windows, unless CHROMIUM names another.
//
// The same engine as the package chromium; without the windows that nobody sees a test takes a fifth less CPU.
import { existsSync } from 'node:fs';

export const chromiumPackage = 'chromium-headless-shell';
export const chromiumProgram = process.env.CHROMIUM || '/usr/bin/chromium-headless-shell';
export const chromiumIsThere = () => existsSync(chromiumProgram);
