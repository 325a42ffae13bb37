// What a session is made of, and what is left of it.
import { newPage, newWindow, portal, signIn } from './person.mjs';

const cookies = async (context) => (await context.cookies(portal)).filter(({ name }) => name !== 'theme');

/** Signs in over a cookie that somebody planted, out again, and comes back with the cookie of before. */
export async function sessions() {
  const planted = 'planted-by-somebody-else';
  const context = await newWindow();
  const known = await signIn('requester');
  const before = await cookies(known.context);
  const names = before.map(({ name }) => name);
  await context.addCookies(names.map((name) => ({ name, value: planted, url: portal })));
  const page = await newPage(context, 'fixation');
  await page.goto(portal + '/');
  const plantedOpens = page.url().startsWith(portal);
  await page.locator('button[name=who][value=requester]').click();
  await page.waitForURL((url) => url.origin === portal && !url.pathname.startsWith('/sign-in'));
  const after = await cookies(context);

  await known.page.locator('details.me summary').click();
  await known.page.getByRole('button', { name: 'Sign out' }).click();
  await known.page.waitForURL((url) => url.pathname === '/signed-out');
  const left = await cookies(known.context);
  await known.context.addCookies(before);
  await known.page.goto(portal + '/');
  const oldOpens = known.page.url().startsWith(portal);
  await known.context.close();
  await context.close();
  return {
    flags: before.map(({ name, httpOnly, sameSite, value }) => ({ name, httpOnly, sameSite, length: value.length })),
    plantedOpens,
    plantedStays: after.some(({ value }) => value === planted),
    sameTwice: after.some(({ value }) => before.some((old) => old.value === value)),
    left: left.map(({ name }) => name),
    oldOpens,
  };
}
