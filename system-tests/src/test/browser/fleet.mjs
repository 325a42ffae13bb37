// Ten thousand virtual machines, as an administrator meets them: pages of the list, and the search as one types.
import { closeBrowser, complaints, openBrowser, portal, signIn } from './person.mjs';

const TIMES = 10;
const sizes = [];

/** Milliseconds until the page can be used, as the browser counts them. */
async function usable(page, where) {
  await page.goto(portal + where);
  await page.locator('.machine-name').first().waitFor();
  sizes.push({ where, rows: await page.locator('.machine-name').count() });
  return page.evaluate(() => Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd));
}

async function often(work) {
  const took = [];
  for (let time = 0; time < TIMES; time += 1) took.push(await work(time));
  return took.sort((one, other) => one - other);
}

/** From the last key to the rows that fit, with the pause in which more could have been typed. */
async function typed(page, name) {
  await page.locator('#name').fill('');
  await page.waitForFunction(() => document.querySelectorAll('.machine-name').length > 1);
  await page.locator('#name').pressSequentially(name, { delay: 60 });
  const from = Date.now();
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll('.machine-name')].map((each) => each.textContent.trim()).join() === wanted,
    name,
  );
  return Date.now() - from;
}

/** From the click to the rows of the next page. */
async function turned(page) {
  const last = await page.locator('.machine-name').last().innerText();
  const from = Date.now();
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.waitForFunction(
    (before) => ![...document.querySelectorAll('.machine-name')].some((each) => each.textContent.trim() === before)
      && document.querySelector('.machine-name'),
    last,
  );
  return Date.now() - from;
}

await openBrowser();
try {
  const { page } = await signIn('admin');
  const list = '/virtual-machines?list=not-configured';
  const first = await often(() => usable(page, list));
  const counts = await page.locator('#machine-tabs').innerText();
  const next = await often(() => turned(page));
  await page.goto(portal + list);
  const search = await often((time) => typed(page, `fleet-0${time}777`));
  console.log(JSON.stringify({ first, counts, next, search, sizes, complaints }));
} finally {
  await closeBrowser();
}
