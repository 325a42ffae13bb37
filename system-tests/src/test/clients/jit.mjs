// Drives every JIT operation with Azure's own JavaScript SDK; prints one JSON object with what it saw.
// Environment: ENDPOINT, SUBSCRIPTION, ADMIN and REQUESTER (access tokens).
import { SecurityCenter } from "@azure/arm-security";

const { ENDPOINT, SUBSCRIPTION, ADMIN, REQUESTER } = process.env;
const group = "contoso";
const region = "westeurope";
const name = "js-made";
const vm = (vmName) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${vmName}`;

const as = (token) =>
  new SecurityCenter(
    { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    SUBSCRIPTION,
    { endpoint: ENDPOINT, retryOptions: { maxRetries: 0 } },
  ).jitNetworkAccessPolicies;

const names = async (pages) => {
  const found = [];
  for await (const policy of pages) {
    found.push(policy.name);
  }
  return found;
};

const failure = async (call) => {
  try {
    await call();
    return { status: 0 };
  } catch (error) {
    return { status: error.statusCode, code: error.code };
  }
};

const admin = as(ADMIN);
const requester = as(REQUESTER);
const policy = {
  kind: "Basic",
  virtualMachines: [
    {
      id: vm("fw-1"),
      ports: [
        { number: 22, protocol: "*", allowedSourceAddressPrefix: "*", maxRequestAccessDuration: "PT3H" },
        { number: 8443, protocol: "TCP", allowedSourceAddressPrefixes: ["203.0.113.0/24", "2001:db8::/56"], maxRequestAccessDuration: "PT1H" },
      ],
    },
  ],
};

const made = await admin.createOrUpdate(group, region, name, policy);
const shown = await requester.get(group, region, name);
const lists = {
  subscription: await names(requester.list()),
  region: await names(requester.listByRegion(region)),
  group: await names(requester.listByResourceGroup(group)),
  groupAndRegion: await names(requester.listByResourceGroupAndRegion(group, region)),
};
let ids = "";
const initiated = await requester.initiate(
  group,
  region,
  "default",
  {
    virtualMachines: [
      {
        id: vm("web-1"),
        ports: [{ number: 22, allowedSourceAddressPrefix: "203.0.113.7", endTimeUtc: new Date(Date.now() + 600_000) }],
      },
    ],
    justification: "asked for through the JavaScript SDK",
  },
  { onResponse: (response) => (ids = response.headers.get("postern-request-ids") ?? "") },
);
const refusals = {
  requesterConfigures: await failure(() => requester.createOrUpdate(group, region, name, policy)),
  unknownPolicy: await failure(() => requester.get(group, region, "nowhere")),
  portOutside: await failure(() =>
    requester.initiate(group, region, "default", {
      virtualMachines: [
        { id: vm("web-1"), ports: [{ number: 8080, endTimeUtc: new Date(Date.now() + 600_000) }] },
      ],
    }),
  ),
};
await admin.delete(group, region, name);
await admin.delete(group, region, name);
const gone = await failure(() => admin.get(group, region, name));

console.log(JSON.stringify({ made, shown, lists, initiated, ids, refusals, gone }));
