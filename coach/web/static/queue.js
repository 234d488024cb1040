// Entries that still have to reach the server, kept on this device: in IndexedDB, so that they outlive the page.
//
// An item is {entry_id, person, entry, label, state}. States: "waiting", "sent" (it may have arrived: an answer was
// never seen), "undone" (take it back once it has certainly arrived), "refused" (with the `problem` to mend). Sending
// twice adds nothing, since the server knows an entry by its id.

const STORE = "entries";
const MOST = 100;
const PATIENCE = 30_000; // milliseconds for one request: no other tab can send meanwhile
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("rebound") : null;
let opened = null;
let wiped = false;

// "change": the queue is another one. "sent": so is the journal; `detail` has the server's results. In any tab.
export const changes = new EventTarget();
channel?.addEventListener("message", ({ data }) => tell(data));

function tell(results) {
  changes.dispatchEvent(new Event("change"));
  if (results) changes.dispatchEvent(new CustomEvent("sent", { detail: results }));
}

function changed(results = null) {
  tell(results);
  channel?.postMessage(results);
}

function database() {
  if (wiped) return Promise.reject(new Error("This device is signed out."));
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("rebound", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "entry_id" });
      request.result.createObjectStore("device");
    };
    request.onsuccess = () => {
      const found = request.result;
      // Some tab wipes the device: an open connection would make it wait, and a new one would bring the queue back.
      found.onversionchange = () => {
        wiped = true;
        found.close();
        tell();
      };
      resolve(found);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

// Run `work` on a store in one transaction; what it returns is there once all is on disk.
async function within(name, mode, work) {
  const transaction = (await database()).transaction(name, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
  const [result] = await Promise.all([work(transaction.objectStore(name)), done]);
  return result;
}

const got = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// Whose device this is: as the page says, which is remembered for pages that were made without a server.
export async function owner() {
  const said = document.body.dataset.person;
  const known = await within("device", "readonly", (store) => got(store.get("person")));
  if (!said || said === known) return known;
  await within("device", "readwrite", (store) => store.put(said, "person"));
  return said;
}

const everything = () => within(STORE, "readonly", (store) => got(store.getAll()));

async function kept() {
  const person = await owner();
  return (await everything()).filter((item) => item.person === person);
}

// Where there is no IndexedDB, nothing waits: entries go to the server at once.
export const all = () => kept().catch(() => []);

// How many entries of anybody, also of whoever was signed in here before, have not arrived.
export const left = () => everything().then((items) => items.length, () => 0);

export async function add(entry, label) {
  const item = { entry_id: entry.entry_id, person: await owner(), entry, label, state: "waiting" };
  await within(STORE, "readwrite", (store) => store.put(item));
  changed();
}

export async function discard(entryId) {
  await within(STORE, "readwrite", (store) => store.delete(entryId));
  changed();
}

// Take an entry back that may or may not have arrived. One that is not here any more has: then the server is asked.
export async function undo(entryId) {
  const item = await within(STORE, "readwrite", async (store) => {
    const found = await got(store.get(entryId));
    if (found?.state === "sent") store.put({ ...found, state: "undone" });
    else store.delete(entryId);
    return found;
  });
  if (!item) await request(`/api/v1/entries/${entryId}`, "DELETE");
  changed(item ? null : []);
}

// Send what waits, the oldest first. Raises where the server cannot be reached, or does not take it now: then all of it
// goes on waiting.
export function send() {
  // One tab at a time. Without locks two may send the same, which adds nothing twice.
  return navigator.locks ? navigator.locks.request("rebound-queue", sendAll) : sendAll();
}

async function sendAll() {
  for (let batch; (batch = await take()).length; ) {
    const { results } = await request("/api/v1/entries", "POST", { entries: batch.map((item) => item.entry) });
    // Else what was not answered would be sent again and again.
    if (results?.length !== batch.length) throw new Error("Rebound did not answer for every entry.");
    for (const [at, result] of results.entries()) await settle(batch[at].entry_id, result);
    changed(results);
  }
}

// The oldest of those that wait, in the transaction that marks them: what is undone before it is not among them, and
// what is undone after it is known to be on its way.
async function take() {
  const person = await owner();
  return within(STORE, "readwrite", async (store) => {
    const items = await got(store.getAll());
    const batch = items.filter((item) => item.person === person && item.state !== "refused").slice(0, MOST);
    for (const item of batch) if (item.state === "waiting") store.put({ ...item, state: "sent" });
    return batch;
  });
}

// What became of one entry. It may have been undone while it was on its way.
async function settle(entryId, { status, problem }) {
  const arrived = status === "added" || status === "already";
  const undone = await within(STORE, "readwrite", async (store) => {
    const item = await got(store.get(entryId));
    if (item?.state === "undone") return true;
    if (arrived || !item) store.delete(entryId);
    else store.put({ ...item, state: "refused", problem });
    return false;
  });
  if (!undone) return;
  if (arrived) await request(`/api/v1/entries/${entryId}`, "DELETE");
  await within(STORE, "readwrite", (store) => store.delete(entryId));
}

async function request(address, method, body) {
  const response = await fetch(address, {
    method,
    headers: { "Content-Type": "application/json", Accept: "application/json", "Rebound-Person": await owner() },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.ok) return response.json();
  const { detail } = await response.json().catch(() => ({}));
  throw new Error(detail || "Rebound does not take entries now.");
}

// Nothing of anybody stays on a device that is signed out.
export function wipe() {
  wiped = true;
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("rebound");
    // Blocked by a tab that sleeps: it is deleted as soon as that one wakes or goes.
    request.onsuccess = request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
