// places.mjs: where the built site and the test server are.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

export const distFolder = path.resolve(process.env.DROPOUT_DIST || path.join(repository, 'dist'));
export const axeScript = path.join(repository, 'node_modules', 'axe-core', 'axe.min.js');
export const port = Number(process.env.TEST_PORT || 18431);
export const coursePort = port + 1; // another origin: pages that embed us

// The policy of the site, which the server enforces by header on top of the page's own <meta>.
export { contentSecurityPolicy as policy } from '../../author/page_shell.mjs';

const htmlIn = folder =>
  fs
    .readdirSync(path.join(distFolder, folder))
    .filter(name => name.endsWith('.html'))
    .map(name => (folder === '.' ? name : `${folder}/${name}`));

export const pages = () => [...htmlIn('.'), ...htmlIn('dropout'), ...htmlIn('embed')];
// The chapters and the ending.
export const lessonPages = () => htmlIn('dropout');
const lesson = JSON.parse(fs.readFileSync(path.join(repository, 'lessons', 'dropout', 'lesson.json'), 'utf8'));
const pageOf = slug => `dropout/${slug}.html`;
export const endingPage = pageOf(lesson.ending);
export const chapters = () => lessonPages().filter(page => page !== endingPage);
// As the lesson tells them.
export const chaptersInOrder = () => lesson.order.map(pageOf);
export const catalog = () => JSON.parse(fs.readFileSync(path.join(distFolder, 'widgets.json'), 'utf8')).widgets;

// What the page does alike for every widget is tried with these: an exact study, a net in training, runs that a pool
// trains, maps. What a widget itself brings (values, pictures, words, access) is tried with all of them.
const sampleIds = ['mask_sampler', 'trainer', 'rate_sweep', 'family'];
export const isSample = ({ id }) => sampleIds.includes(id);
