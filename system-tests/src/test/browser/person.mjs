// People in front of browsers of their own.
import { chromium } from 'playwright-core';

export const portal = process.env.PORTAL;

/** Nothing on one machine takes longer: whatever is waited for then will not come. */
export const PATIENCE = 15_000;

let browser;
/** What browsers complained of: scripts that failed, policies that were violated. */
export const complaints = [];

export async function openBrowser() {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}

export async function closeBrowser() {
  await browser.close();
}

export async function newWindow(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** A page that tells what the browser complains of; what a test provokes is expected by its words. */
export async function newPage(context, who, expected = []) {
  const page = await context.newPage();
  // What htmx says of a part that was still on its way when the person went on to another page.
  const left = ['htmx:sendAbort', 'htmx:afterRequest'];
  const note = (text) => {
    if (![...expected, ...left].some((words) => text.includes(words))) complaints.push(`${who} at ${page.url()}: ${text}`);
  };
  page.on('console', (message) => message.type() === 'error' && note(message.text()));
  page.on('pageerror', (error) => note(String(error)));
  return page;
}

/** Signs somebody in as people do: from a page of the portal to the issuer's, and back to that page. */
export async function signIn(who, path = '/', options = {}) {
  const context = await newWindow(options);
  const page = await newPage(context, who);
  await page.goto(portal + path);
  await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  await page.locator(`button[name=who][value="${who}"]`).click();
  await page.waitForURL((url) => url.origin === portal && !url.pathname.startsWith('/sign-in'));
  return { who, context, page };
}

/** Waits for what is no event of the browser. */
export async function until(what, look, patience = PATIENCE, pause = 50) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${what}`);
    await new Promise((go) => setTimeout(go, pause));
  }
}
