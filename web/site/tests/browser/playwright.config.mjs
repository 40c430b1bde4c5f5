// playwright.config.mjs: the browser tests: real Chromium, real WebAssembly, pixels looked at.
//
//   DROPOUT_DIST  the built site, default dist/     CHROMIUM  the browser, see scripts/lib/chromium.mjs     TEST_PORT
import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { chromiumProgram } from '../../../../scripts/lib/chromium.mjs';
import { distFolder, port } from './places.mjs';

// The first three pin WebGL to SwiftShader: other builds refuse WebGL without a GPU and would test a blank canvas.
const pinned = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing', // pages are put together by the CPU anyway; through SwiftShader it takes half as long again
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = (...more) => ({
  executablePath: chromiumProgram,
  chromiumSandbox: false,
  args: [...pinned, ...more],
});

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../../../build/browser-tests',
  fullyParallel: false,
  // A page waits for frames for almost half of its time, so two share a core.
  workers: Math.min(8, 2 * availableParallelism()),
  retries: 0,
  forbidOnly: true,
  // Nets against hanging, not measurements: a busy machine may take its time.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['line']],
  use: { baseURL: `http://127.0.0.1:${port}/`, viewport: { width: 1280, height: 800 }, launchOptions: launch() },
  webServer: {
    command: `node ${JSON.stringify(new URL('server.mjs', import.meta.url).pathname)}`,
    env: { DROPOUT_DIST: distFolder, TEST_PORT: String(port) },
    url: `http://127.0.0.1:${port}/widgets.json`,
    reuseExistingServer: false,
  },
  projects: [
    { name: 'light', testIgnore: 'software.spec.mjs' },
    {
      name: 'dark',
      use: { colorScheme: 'dark' },
      testMatch: ['canvas.spec.mjs', 'accessibility.spec.mjs'],
    },
    {
      name: 'no-webgl',
      use: { launchOptions: launch('--disable-webgl', '--disable-3d-apis') },
      testMatch: ['software.spec.mjs', 'canvas.spec.mjs'],
    },
  ],
});
