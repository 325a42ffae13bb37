// The virtual machines as an administrator meets them.
import { portal, until } from './person.mjs';

const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/';
export const vmId = (name) => `${group}Microsoft.Compute/virtualMachines/${name}`;
const at = (path, name, more = '') => `${path}${encodeURIComponent(vmId(name))}${more}`;

/** Puts a VM that is not protected under just-in-time access, from the list, and waits until Azure has the deny rule. */
export async function protect(admin, name) {
  const { page } = admin;
  await page.goto(`${portal}/virtual-machines?list=not-configured`);
  await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
  await page.getByRole('button', { name: 'Enable JIT' }).click();
  await page.getByRole('heading', { name: 'Enable just-in-time access?' }).waitFor();
  const asked = await page.locator('.chosen li').allInnerTexts();
  await page.getByRole('button', { name: 'Enable JIT' }).click();
  await page.getByRole('row', { name }).waitFor();
  const outcome = await page.getByRole('row', { name }).innerText();
  const healthy = await until(`${name} protected`, async () => {
    await page.goto(portal + at('/virtual-machines/one?id=', name));
    const facts = await page.locator('dl.facts').first().innerText();
    return /Protected|Healthy/i.test(facts) && facts;
  });
  return { asked, outcome, healthy };
}

/** What the machines' pages say of machines of each kind. */
export async function machines(admin) {
  const { page } = admin;
  const lists = {};
  for (const list of ['configured', 'not-configured', 'unsupported']) {
    await page.goto(`${portal}/virtual-machines?list=${list}`);
    lists[list] = await page.locator('.machine-name').allInnerTexts();
  }
  await page.goto(portal + at('/connect?vm=', 'open-1'));
  const unprotected = await page.locator('#connect').innerText();
  await page.goto(portal + at('/connect?vm=', 'web-1'));
  const guarded = await page.locator('#connect').innerText();
  const rules = async (name) => {
    await page.goto(portal + at('/virtual-machines/policy?id=', name));
    await page.locator('#deny h3').first().waitFor();
    return page.locator('#deny').innerText();
  };
  return { lists, unprotected, guarded, deny: await rules('fw-1'), bypassed: await rules('open-1') };
}

export function looks(admin) {
  return [
    [admin, 'virtual-machines', '/virtual-machines', { phone: true }],
    [admin, 'not-configured', '/virtual-machines?list=not-configured'],
    [admin, 'virtual-machine', at('/virtual-machines/one?id=', 'web-1')],
    [admin, 'policy', at('/virtual-machines/policy?id=', 'web-1'), {
      ready: (page) => page.locator('#deny h3').first().waitFor(),
    }],
    [admin, 'protect', at('/virtual-machines/protect?vm=', 'open-1')],
    [admin, 'connect', at('/connect?vm=', 'web-1')],
  ];
}
