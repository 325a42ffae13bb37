// How a page is to look at: what axe says, what it weighs, whether it fits a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { newPage, newWindow, portal, until } from './person.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.PICTURES;

/** Everything that was found out about each page, for the test to judge. */
export const pages = [];

async function violations(page, rules) {
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) };
  const found = await page.evaluate((how) => globalThis.axe.run(document, how), options);
  return found.violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((node) => String(node.target)) }));
}

/** What htmx fetches fades in: until then its colours are not those that people read. */
function settled(page) {
  return until('the page stands still', () => page.evaluate(() => (
    !document.querySelector('.htmx-request, .htmx-swapping, .htmx-added, .htmx-settling')
    && document.getAnimations().every(({ playState, effect }) => (
      playState !== 'running' || effect?.getComputedTiming().iterations === Infinity))
  )));
}

/** A window of somebody who has nothing of the portal in the cache, and how much was loaded in it since it was last asked. */
async function openWindow(person, expected = []) {
  const context = await newWindow({ storageState: await person.context.storageState() });
  const page = await newPage(context, person.who, expected);
  const session = await context.newCDPSession(page);
  let sizes = [];
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength));
  const weight = () => {
    const all = sizes.reduce((sum, one) => sum + one, 0);
    sizes = [];
    return all;
  };
  return { context, page, weight };
}

const windows = new Map();

/** The window in which a person looks at pages: a new one for each would take longer than the looking. */
async function windowOf(person) {
  if (!windows.has(person.who)) windows.set(person.who, await openWindow(person));
  const window = windows.get(person.who);
  await window.page.goto('about:blank');
  await window.page.setViewportSize({ width: 1280, height: 800 });
  window.weight();
  return window;
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `portal-${name}.png`) });
}

/**
 * Opens a page as somebody who has never been there, with nothing in the cache, and looks at it: light, dark and as wide as a
 * phone; with `phone` more closely.
 */
async function look(person, name, where, { status = 200, phone = false, ready = async () => {} } = {}) {
  const { context, page, weight } = status === 200 ? await windowOf(person) : await openWindow(person, [`status of ${status}`]);
  const answer = await page.goto(portal + where);
  await page.locator('main h1').waitFor();
  const timing = await page.evaluate(() => {
    const { domContentLoadedEventEnd, loadEventEnd } = performance.getEntriesByType('navigation')[0];
    return { usable: Math.round(domContentLoadedEventEnd), whole: Math.round(loadEventEnd) };
  });
  await ready(page);
  await settled(page);
  const seen = {
    name,
    who: person.who,
    where,
    status: answer.status(),
    expected: status,
    bytes: weight(),
    ...timing,
    headers: await answer.allHeaders(),
  };
  await page.evaluate(axe);
  seen.light = await violations(page);
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  // The same elements in other colours: what else there is to find was found in the light.
  seen.dark = await violations(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  seen.tooWide = await page.evaluate(() => document.documentElement.scrollWidth - 390);
  if (phone) {
    seen.phone = await violations(page);
    await picture(page, `${name}-phone`);
  }
  pages.push(seen);
  if (status !== 200) await context.close();
}

/** Looks at pages that do not change while one looks: each person at one after the other, and the people side by side. */
export async function lookTogether(wanted) {
  const people = [...new Set(wanted.map(([person]) => person))];
  await Promise.all(people.map(async (person) => {
    for (const each of wanted.filter(([who]) => who === person)) await look(...each);
  }));
}
