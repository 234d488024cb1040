// The log form works without this. With it, an entry is kept on the phone first and then sent, so it works offline too.
import { uuid7 } from "./ids.js";
import { add, all, changes, discard, send, undo } from "./queue.js";

const form = document.getElementById("log");
const { elements } = form;
const reasons = form.querySelector(".reasons");
const news = document.getElementById("news");
const waiting = document.getElementById("waiting");
let mended = null;

// ---------------------------------------------------------------- the form

// A reason chosen for a no must not travel with a yes.
const matchReasons = () => {
  reasons.disabled = !["soft_no", "hard_no"].includes(elements.outcome.value);
};

form.addEventListener("change", (event) => {
  matchReasons();
  // On a short screen the reasons open below the fold: bring the next tap under the thumb.
  if (event.target.name === "outcome" && !reasons.disabled) reasons.scrollIntoView({ block: "nearest" });
});

// A page that comes back from the browser's cache must not send its old entry id again.
addEventListener("pageshow", () => {
  elements.entry_id.value = uuid7();
  matchReasons();
});

function local(moment) {
  const two = (n) => String(Math.floor(n)).padStart(2, "0");
  const minutes = -moment.getTimezoneOffset();
  const here = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${here}${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

// What the form says, as the server takes it.
function entryOf() {
  const text = (name) => elements[name].value.trim();
  const count = Number(text("count")) || 1;
  const outcome = elements.outcome.value;
  const reason = reasons.disabled ? undefined : elements.reason.value || undefined;
  const named = text("contact") || text("company");
  const confirmed = outcome === "hard_no" && named ? true : undefined; // whoever says so here leaves them in peace
  return {
    entry_id: elements.entry_id.value,
    channel: elements.channel.value,
    count,
    outcomes: outcome ? [{ outcome, reason, count, confirmed }] : [],
    prospect: named ? { contact: text("contact"), company: text("company") } : undefined,
    note: text("note"),
    occurred_at: local(text("occurred_at") ? new Date(text("occurred_at")) : new Date()),
  };
}

// The same in words, from the labels that were pressed: "Not now, Price".
function labelOf() {
  const pressed = [...form.querySelectorAll("input:checked:not(:disabled)")].filter((input) => !input.closest(":disabled"));
  const words = pressed.map((input) => input.nextElementSibling.textContent.trim());
  const count = Number(elements.count.value) || 1;
  return (count > 1 ? `${count} × ` : "") + words.join(", ");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const entry = entryOf();
  const label = labelOf();
  try {
    await add(entry, label);
  } catch {
    form.submit(); // no IndexedDB here: straight to the server, as without script
    return;
  }
  if (mended) await discard(mended);
  mended = null;
  form.reset();
  elements.entry_id.value = uuid7();
  form.querySelector("details").open = false;
  matchReasons();
  say("status", `Logged: ${label}.`, ["Undo", () => takeBack(entry.entry_id)]);
  scrollTo({ top: 0 });
  const results = await send().catch(() => null);
  if (results) await after(results, entry.entry_id);
  else say("status", `Logged on this device: ${label}.`, ["Undo", () => takeBack(entry.entry_id)]);
});

// ---------------------------------------------------------------- what became of it

function say(role, text, action) {
  const notice = document.getElementById("notice").content.cloneNode(true).firstElementChild;
  notice.setAttribute("role", role);
  notice.querySelector("p").textContent = text;
  const button = notice.querySelector("button");
  if (action) {
    [button.textContent] = action;
    button.addEventListener("click", action[1]);
  } else button.remove();
  news.replaceChildren(notice);
}

// When the server has taken entries, the page shows the journal as it is there.
async function after(results, entryId) {
  if (!results?.length) return;
  const mine = results.find((result) => result.entry_id === entryId);
  const known = mine && ["added", "already"].includes(mine.status);
  if (mine && !known) news.replaceChildren();
  const response = await fetch(known ? `/log?saved=${entryId}` : "/log").catch(() => null);
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const id of known ? ["news", "today", "last"] : ["today", "last"]) {
    document.getElementById(id)?.replaceWith(document.adoptNode(page.getElementById(id)));
  }
  // Words that call for help are answered where they were written, also when they arrive late.
  const care = results.filter((result) => result.safety && result.entry_id !== entryId);
  for (const { safety } of care) {
    const box = document.createElement("div");
    box.className = "safety";
    box.setAttribute("role", "alert");
    for (const part of safety.text.split("\n\n")) box.append(Object.assign(document.createElement("p"), { textContent: part }));
    document.getElementById("news").append(box);
  }
}

async function takeBack(entryId) {
  await undo(entryId);
  say("status", "Taken back.");
  await after(await send().catch(() => null));
}

// ---------------------------------------------------------------- what waits

// What has to be mended stands first, then the newest.
async function show() {
  const items = (await all()).reverse();
  const refused = items.filter((item) => item.state === "refused");
  const others = items.filter((item) => item.state !== "refused");
  const rows = [...refused, ...others].map((item) => {
    const row = document.getElementById("row").content.cloneNode(true).firstElementChild;
    const refused = item.state === "refused";
    const outcome = item.entry.outcomes[0]?.outcome ?? "";
    row.prepend(form.querySelector(`[name=outcome][value="${outcome}"] + span .mark`).cloneNode(true));
    const [mend, drop] = row.querySelectorAll("button");
    row.querySelector(".label").textContent = item.label;
    row.querySelector(".who").textContent = refused
      ? `Not in your journal yet. ${item.problem}`
      : item.state === "undone"
        ? "Taken back, as soon as there is a connection."
        : new Date(item.entry.occurred_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    for (const hidden of row.querySelectorAll(".hide")) hidden.textContent = `: ${item.label}`;
    mend.hidden = !refused;
    mend.addEventListener("click", () => fill(item));
    drop.firstChild.data = refused ? "Discard" : "Undo";
    drop.hidden = item.state === "undone";
    drop.addEventListener("click", () => (refused ? discard(item.entry_id) : takeBack(item.entry_id)));
    return row;
  });
  waiting.hidden = !rows.length;
  waiting.querySelector("ul").replaceChildren(...rows);
}

// Back into the form, to be changed and logged again. The refused one goes when the mended one is kept.
function fill({ entry_id, entry }) {
  mended = entry_id;
  const [outcome = {}] = entry.outcomes;
  elements.outcome.value = outcome.outcome ?? "";
  elements.reason.value = outcome.reason ?? "";
  elements.channel.value = entry.channel;
  elements.count.value = entry.count;
  elements.contact.value = entry.prospect?.contact ?? "";
  elements.company.value = entry.prospect?.company ?? "";
  elements.note.value = entry.note;
  elements.occurred_at.value = entry.occurred_at.slice(0, 16);
  form.querySelector("details").open = true;
  matchReasons();
  form.scrollIntoView();
  form.querySelector("input:checked")?.focus({ preventScroll: true });
}

changes.addEventListener("change", show);
show().catch(() => {});
