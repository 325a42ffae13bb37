// What somebody without any role gets to see, and what happens when they ask for it all the same.
import { portal } from './person.mjs';
import { vmId } from './machines.mjs';

const one = encodeURIComponent(vmId('web-1'));

export async function outsider(person, request) {
  const seen = [];
  for (const where of [
    '/virtual-machines',
    '/virtual-machines/rows',
    `/virtual-machines/one?id=${one}`,
    `/virtual-machines/policy?id=${one}`,
    `/request?vm=${one}`,
    `/connect?vm=${one}`,
    `/requests/${request}`,
    `/requests/${request}/story`,
    `/approvals/${request}`,
    '/trail',
    `/trail/${request}`,
    '/trail/export?format=jsonl',
    '/findings',
    '/findings/list',
  ]) {
    const answer = await person.context.request.get(portal + where);
    seen.push({ where, status: answer.status(), text: await answer.text() });
  }
  for (const [where, form] of [
    ['/virtual-machines/protect', { vm: vmId('open-1'), ports: 'system' }],
    [`/requests/${request}/release`, {}],
    [`/requests/${request}/revoke`, { comment: 'mine now' }],
    [`/requests/${request}/extend`, { longer: 'PT1H' }],
    [`/approvals/${request}/decisions`, { choice: 'approve', reason: 'why not' }],
    ['/findings/close', { boundary: 'all', reason: 'why not' }],
  ]) {
    const answer = await person.context.request.post(portal + where, { form, headers: { Origin: portal }, maxRedirects: 0 });
    seen.push({ where: `POST ${where}`, status: answer.status(), text: await answer.text() });
  }
  await person.page.goto(portal + '/');
  const places = await person.page.locator('nav.nav a').allInnerTexts();
  return { places, seen };
}
