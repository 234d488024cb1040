// Entries that still have to reach the server, kept on this device: in IndexedDB, so that they outlive the page.
//
// An item is {entry_id, person, entry, label, state}. States: "waiting", "sent" (it may have arrived: an answer was
// never seen), "undone" (take it back once it has certainly arrived), "refused" (with the `problem` to mend). Sending
// twice adds nothing, since the server knows an entry by its id.

const STORE = "entries";
const MOST = 100;
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("rebound") : null;
let opened = null;

// "change": the queue is another one; also when another tab changed it.
export const changes = new EventTarget();
channel?.addEventListener("message", () => changes.dispatchEvent(new Event("change")));

function changed() {
  changes.dispatchEvent(new Event("change"));
  channel?.postMessage(null);
}

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("rebound", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "entry_id" });
      request.result.createObjectStore("device");
    };
    request.onsuccess = () => resolve(request.result);
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
  const result = await work(transaction.objectStore(name));
  await done;
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
  if (!said) return within("device", "readonly", (store) => got(store.get("person")));
  await within("device", "readwrite", (store) => store.put(said, "person"));
  return said;
}

export async function all() {
  const person = await owner();
  const items = await within(STORE, "readonly", (store) => got(store.getAll()));
  return items.filter((item) => item.person === person);
}

export async function add(entry, label) {
  const item = { entry_id: entry.entry_id, person: await owner(), entry, label, state: "waiting" };
  await within(STORE, "readwrite", (store) => store.put(item));
  changed();
}

export async function discard(entryId) {
  await within(STORE, "readwrite", (store) => store.delete(entryId));
  changed();
}

// Take an entry back that may or may not have arrived.
export async function undo(entryId) {
  await within(STORE, "readwrite", async (store) => {
    const item = await got(store.get(entryId));
    if (item?.state === "sent") store.put({ ...item, state: "undone" });
    else store.delete(entryId);
  });
  changed();
}

// Send what waits, the oldest first. Returns the server's results; raises where it cannot be reached (TypeError), or
// does not take them now (an Error with its `status`): then all of it goes on waiting.
export function send() {
  // One tab at a time. Without locks two may send the same, which adds nothing twice.
  return navigator.locks ? navigator.locks.request("rebound-queue", sendAll) : sendAll();
}

async function sendAll() {
  const results = [];
  for (let batch; (batch = (await all()).filter((item) => item.state !== "refused").slice(0, MOST)).length; ) {
    await within(STORE, "readwrite", async (store) => {
      for (const { entry_id } of batch) {
        const item = await got(store.get(entry_id));
        if (item?.state === "waiting") store.put({ ...item, state: "sent" });
      }
    });
    const answer = await request("/api/v1/entries", "POST", { entries: batch.map((item) => item.entry) });
    for (const [at, result] of answer.results.entries()) await settle(batch[at].entry_id, result);
    results.push(...answer.results);
    changed();
  }
  return results;
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
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: body && JSON.stringify(body),
  });
  if (response.ok) return response.json();
  const { detail } = await response.json().catch(() => ({}));
  throw Object.assign(new Error(detail || "Rebound does not take entries now."), { status: response.status });
}

// Nothing of anybody stays on a device that is signed out.
export async function wipe() {
  (await opened)?.close();
  opened = null;
  await got(indexedDB.deleteDatabase("rebound"));
}
