// check_site.mjs: checks a built site: node web/site/check_site.mjs <dist folder>
import { checkSite } from './author/site_check.mjs';

const { pages, problems } = await checkSite(process.argv[2] ?? 'dist');
for (const problem of problems) console.error(problem);
console.log(`site check: ${pages.length} pages, ${problems.length} problems`);
if (problems.length || !pages.length) process.exitCode = 1;
