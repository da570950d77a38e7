// Judges pages with Lighthouse in one Chromium: `node judge.mjs FOLDER < job.json`, FOLDER being what get.mjs made. Writes a line of JSON for each page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const from = (...path) => import(pathToFileURL(join(process.argv[2], 'node_modules', ...path)));
const { default: lighthouse } = await from('lighthouse', 'core', 'index.js');
const { default: puppeteer } = await from('puppeteer-core', 'lib', 'esm', 'puppeteer', 'puppeteer-core.js');

const { chromium, profile, wanted, runs, pages } = JSON.parse(readFileSync(0, 'utf8'));
const browser = await puppeteer.launch({
  executablePath: chromium,
  userDataDir: profile,
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  for (const page of pages) {
    const judged = await judge(page, ['performance', 'accessibility', 'best-practices', 'seo']);
    // A busy machine makes a page slow but not inaccessible: only the speed is asked for again, and the best counts.
    for (let run = 1; run < runs && judged.performance.score < wanted; run++) {
      const { performance } = await judge(page, ['performance']);
      if (performance.score > judged.performance.score) judged.performance = performance;
    }
    console.log(JSON.stringify({ path: page.path, categories: judged }));
  }
} finally {
  await browser.close();
}

// A telephone on a slow line, as Lighthouse simulates it from what it observed. Shorter waits than usual: nothing here loads late.
async function judge({ host, path, cookie }, onlyCategories, run = 1) {
  const url = host + path;
  // A visitor of its own: cookies in a header would give way to the first one that a page sets.
  const visitor = await browser.createBrowserContext();
  const tab = await visitor.newPage();
  if (cookie) await tab.setCookie({ name: cookie.slice(0, cookie.indexOf('=')), value: cookie.slice(cookie.indexOf('=') + 1), url: host });
  const result = await lighthouse(url, { logLevel: 'error' }, {
    extends: 'lighthouse:default',
    settings: {
      onlyCategories,
      disableFullPageScreenshot: true,
      pauseAfterFcpMs: 100,
      pauseAfterLoadMs: 100,
      networkQuietThresholdMs: 100,
      cpuQuietThresholdMs: 100,
    },
  }, tab);
  await visitor.close();
  const { audits, categories, finalDisplayedUrl, runtimeError } = result.lhr;
  // On a busy machine the recording itself can fail; Lighthouse then asks to be run again.
  if (runtimeError && run < runs) return judge({ host, path, cookie }, onlyCategories, run + 1);
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
  if (finalDisplayedUrl !== url) throw new Error(`Expected ${url} to be shown but got ${finalDisplayedUrl}.`);
  return Object.fromEntries(Object.values(categories).map(category => [category.id, {
    score: category.score ?? 0,
    against: category.auditRefs.filter(one => one.weight > 0 && audits[one.id].score !== null && audits[one.id].score < 0.9).map(one => tell(audits[one.id])),
  }]));
}

function tell({ id, displayValue, details }) {
  const where = (details?.items ?? []).slice(0, 3).map(item => item.node?.snippet ?? item.description ?? item.url).filter(Boolean);
  return [id, displayValue, ...where].filter(Boolean).join(' ');
}
