// The life of one access: asked for, agreed to, used, kept for longer and given back, each by people in browsers of their own.
import { newPage, portal, until } from './person.mjs';
import { reaches } from './probe.mjs';
import { vmId } from './machines.mjs';

const DB_1 = '127.0.1.2';
const port = 22;

/** What the service itself says of a request: what pages are held against. */
async function told(id) {
  const answer = await fetch(`${process.env.REQUESTS}/api/v1/access-requests/${id}`, {
    headers: { Authorization: `Bearer ${process.env.TOKEN}` },
  });
  return answer.json();
}

/** Has an open page write down when its state changes, without touching it again. */
function watch(page) {
  return page.evaluate(() => {
    const note = () => {
      const pill = document.querySelector('.access-state .pill');
      const word = pill ? pill.textContent.trim() : '';
      if (word && globalThis.seenStates.at(-1)?.word !== word) globalThis.seenStates.push({ word, at: Date.now() });
    };
    globalThis.seenStates = [];
    note();
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** When a page that is watched showed a state. */
function turns(page, word) {
  return until(`the page shows ${word}`, () => page.evaluate(
    (want) => globalThis.seenStates.find((seen) => seen.word === want)?.at,
    word,
  ), 20_000);
}

/** When the service itself first has a state; asked so often that it is known to some 20 ms. */
async function has(id, state) {
  await until(`${id} ${state}`, async () => (await told(id)).state === state, 20_000, 15);
  return Date.now();
}

/** How long after the service an open page shows a state. */
async function late(page, id, state, word, work) {
  const fact = has(id, state);
  const shown = turns(page, word);
  await work();
  return (await shown) - (await fact);
}

export async function ask(requester) {
  const { page } = requester;
  await page.goto(`${portal}/request?vm=${encodeURIComponent(vmId('db-1'))}`);
  const mine = await page.locator('label.choice', { hasText: 'My IP' }).innerText();
  for (const toggle of await page.getByRole('switch').all()) await toggle.setChecked((await toggle.inputValue()) === `${port}`, { force: true });
  await page.getByRole('radio', { name: 'IP ranges' }).check();
  await page.locator('#ranges').fill('203.0.113.7');
  await page.locator('input[name=length][value=PT1H]').check({ force: true });
  await page.locator('#reason').fill('Vacuum of the orders table');
  await page.locator('#outlook', { hasText: 'Who is asked' }).filter({ hasText: '203.0.113.7' }).waitFor();
  const outlook = await page.locator('#outlook').innerText();
  await page.getByRole('button', { name: 'Request access' }).click();
  await page.waitForURL(/\/requests\/[0-9A-Z]{26}$/);
  const id = page.url().split('/').at(-1);
  const state = await page.locator('.access-state .pill').first().innerText();
  return { id, mine, outlook, state, reached: await reaches(DB_1, port) };
}

/** Approves what waits, out of a queue that was open all the time. */
async function approve(approver, id, choice = 'Approve') {
  const { page } = approver;
  await page.locator(`#queue a[href="/approvals/${id}"]`).click();
  await page.getByRole('heading', { name: 'Your answer' }).waitFor();
  const shown = await page.locator('main').innerText();
  await page.locator('label.option', { hasText: choice }).first().locator('input').check();
  await page.locator('#reason').fill('Seen the ticket');
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.waitForURL(/\/approvals(\?.*)?$/);
  return { shown, after: await page.locator('main').innerText() };
}

export async function openIt(requester, approver, id) {
  await watch(requester.page);
  await approver.page.goto(`${portal}/approvals`);
  let approved;
  const lateness = await late(requester.page, id, 'open', 'Open', async () => {
    approved = await approve(approver, id);
  });
  const way = await requester.page.locator('#request .ways').innerText();
  return { ...approved, lateness, way, reached: await reaches(DB_1, port) };
}

export async function keepLonger(requester, approver, id) {
  const { page } = requester;
  const end = () => page.locator('.access-left time').first().getAttribute('datetime');
  const before = await end();
  await approver.page.goto(`${portal}/approvals`);
  await page.locator(`#extend-${id}`).click();
  await page.locator('#longer-reason').fill('It takes longer');
  await page.getByRole('button', { name: 'Extend', exact: true }).click();
  await page.waitForURL(new RegExp(`/requests/${id}`));
  await approve(approver, id);
  const after = await until('a later end', async () => {
    const now = await end();
    return now > before && now;
  });
  return { before, after, reached: await reaches(DB_1, port) };
}

export async function giveBack(requester, id) {
  const { page } = requester;
  await watch(page);
  await page.locator(`#release-${id}`).click();
  const asked = await page.locator('dialog .confirm').innerText();
  // The page that is looked at stays as it is; the order comes from another of the same person.
  const other = await newPage(requester.context, requester.who);
  await other.goto(`${portal}/requests/${id}/release`);
  const lateness = await late(page, id, 'closed', 'Closed', () => other.getByRole('button', { name: 'Give back' }).click());
  await other.close();
  return { asked, lateness, reached: await reaches(DB_1, port) };
}

export async function proven(auditor, id) {
  const { page } = auditor;
  await page.goto(`${portal}/trail?request=${id}`);
  const found = await page.locator('table.trail tbody tr').count();
  await page.locator(`a[href="/trail/${id}"]`).first().click();
  await page.getByText('All of it is proven.').waitFor();
  return { found, story: await page.locator('main').innerText() };
}
