// Breaking the glass, and the look at it afterwards by somebody who has to confirm first who they are.
import { portal, until } from './person.mjs';
import { vmId } from './machines.mjs';

const REVIEW = 'It was down, and nobody else could have mended it in time';

export async function breakGlass(requester) {
  const { page } = requester;
  await page.goto(`${portal}/request?vm=${encodeURIComponent(vmId('db-1'))}`);
  await page.getByRole('radio', { name: 'IP ranges' }).check();
  await page.locator('#ranges').fill('203.0.113.7');
  await page.locator('#reason').fill('The orders database is down, every minute counts');
  await page.getByRole('button', { name: 'This is an emergency' }).click();
  const warned = await page.locator('fieldset.glass').innerText();
  const kept = await page.locator('#reason').inputValue();
  await page.locator('#confirm').fill('db-1');
  await page.getByRole('button', { name: 'Break the glass' }).click();
  await page.waitForURL(/\/requests\/[0-9A-Z]{26}$/);
  await page.locator('.access-state .pill', { hasText: /^Open$/ }).first().waitFor();
  return { id: page.url().split('/').at(-1), warned, kept };
}

/** Reviews it: turns back at the issuer first, then confirms; what was written is never typed again. */
export async function review(reviewer, id) {
  const { context, page } = reviewer;
  const session = async () => (await context.cookies(portal)).find(({ name }) => name === 'q_session').value;
  const before = await session();
  const send = async () => {
    await page.getByRole('button', { name: 'Put on record' }).click();
    await page.getByText('Confirm with a second factor').waitFor();
  };
  const written = () => page.locator('#comment').inputValue();
  await page.locator(`a[href="/approvals/reviews/${id}"]`).first().click();
  await page.locator('label.option', { hasText: 'Not justified' }).locator('input').check();
  await page.locator('#comment').fill(REVIEW);
  await send();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Nothing was sent' }).waitFor();
  const turnedBack = { said: await page.locator('main').innerText(), same: (await session()) === before };
  await page.getByRole('link', { name: 'Go back' }).click();
  turnedBack.kept = (await written()) === REVIEW;
  await page.locator('label.option', { hasText: 'there was no time to ask' }).locator('input').check();
  await send();
  await page.getByRole('checkbox').check();
  await page.locator(`button[name=who][value="${reviewer.who}"]`).click();
  await page.getByText('What you had written is still here').waitFor();
  const confirmed = {
    kept: (await written()) === REVIEW && (await page.locator('input[name=justified][value=true]').isChecked()),
    sameId: (await session()) === before,
  };
  await page.getByRole('button', { name: 'Put on record' }).click();
  await page.getByText('Your review was taken.').waitFor();
  const waiting = await until('the review is gone', async () => (await page.locator(`a[href="/approvals/reviews/${id}"]`).count()) === 0);
  return { turnedBack, confirmed, gone: waiting };
}

export async function release(requester, id) {
  const { page } = requester;
  await page.goto(`${portal}/requests/${id}/release`);
  await page.getByRole('button', { name: 'Give back' }).click();
  await page.locator('.access-state .pill', { hasText: /^Closed$/ }).first().waitFor();
}
