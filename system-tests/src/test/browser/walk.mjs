// Leads people through the portal and writes down, as one JSON object, what they saw.
import { closeBrowser, complaints, openBrowser, signIn } from './person.mjs';
import { ask, giveBack, keepLonger, openIt, proven } from './access.mjs';
import { breakGlass, release, review } from './emergency.mjs';
import { forge } from './forge.mjs';
import { lookTogether, pages } from './look.mjs';
import * as vms from './machines.mjs';
import { outsider } from './outsider.mjs';
import { sessions } from './session.mjs';

const begun = Date.now();
const seen = { took: {} };
async function step(name, work) {
  const from = Date.now();
  seen[name] = await work();
  seen.took[name] = Date.now() - from;
  console.error(`${name} ${seen.took[name]} ms`);
  return seen[name];
}

await openBrowser();
try {
  const admin = await signIn('admin');
  await step('protected', () => vms.protect(admin, 'db-1'));
  await step('machines', () => vms.machines(admin));

  const requester = await signIn('requester');
  const approver = await signIn('approver', '/approvals');
  const { id } = await step('asked', () => ask(requester));
  await step('looksWaiting', () => lookTogether([
    [requester, 'request', `/requests/${id}`],
    [approver, 'approvals', '/approvals', { phone: true }],
    [approver, 'decision', `/approvals/${id}`],
  ]));
  await step('opened', () => openIt(requester, approver, id));
  await step('looksOpen', () => lookTogether([
    [requester, 'my-access', '/my-access', { phone: true }],
    [requester, 'connect-open', `/connect?vm=${encodeURIComponent(vms.vmId('db-1'))}`],
    [requester, 'extend', `/requests/${id}/extend`],
    [requester, 'give-back', `/requests/${id}/release`],
  ]));
  await step('longer', () => keepLonger(requester, approver, id));
  await step('forged', () => forge(requester, `/requests/${id}/release`));
  const stranger = await signIn('outsider');
  await step('outsider', () => outsider(stranger, id));
  await step('givenBack', () => giveBack(requester, id));
  const emergency = await step('emergency', () => breakGlass(requester));
  await step('reviewed', async () => review(await signIn('second-approver', '/approvals/reviews'), emergency.id));
  await step('emergencyOver', () => release(requester, emergency.id));
  const auditor = await signIn('auditor');
  await step('proven', () => proven(auditor, id));
  await step('looks', () => lookTogether([
    ...vms.looks(admin),
    [requester, 'home', '/'],
    [requester, 'ask', `/request?vm=${encodeURIComponent(vms.vmId('web-1'))}`, {
      phone: true,
      ready: (page) => page.locator('#outlook .outlook-head').waitFor(),
    }],
    [auditor, 'trail', '/trail'],
    [auditor, 'story', `/trail/${id}`],
    [auditor, 'findings', '/findings'],
    [requester, 'no-right', '/trail', { status: 403 }],
    [requester, 'not-there', '/there-is-no-such-page', { status: 404 }],
  ]));
  await step('sessions', sessions);
} finally {
  await closeBrowser();
}
console.log(JSON.stringify({ ...seen, pages, complaints, all: Date.now() - begun }));
