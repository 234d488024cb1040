// The log form works without this. With it, an entry is kept on the phone first and then sent, so it works offline too.
import { uuid7 } from "./ids.js";
import { add, all, changes, discard, send, undo } from "./queue.js";
import { gettext } from "./words.js";

const form = document.getElementById("log");
const { elements } = form;
const reasons = form.querySelector(".reasons");
const news = document.getElementById("news");
const waiting = document.getElementById("waiting");
let mended = null;
let newest = null; // the entry that the notice is about
let asked = 0;

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
  newest = entry.entry_id;
  const undoing = [gettext("Undo"), () => takeBack(entry.entry_id)];
  say("status", gettext("Logged: %(label)s.", { label }), undoing);
  scrollTo({ top: 0 });
  const here = gettext("Logged on this device: %(label)s.", { label });
  await send().catch(() => newest === entry.entry_id && say("status", here, undoing));
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

changes.addEventListener("sent", async ({ detail: results }) => {
  const mine = results.find((result) => result.entry_id === newest);
  const known = mine && ["added", "already"].includes(mine.status);
  if (mine && !known) news.replaceChildren();
  const told = await refresh(known ? newest : null);
  // Words that call for help are answered where they were written, also when they arrive late.
  const care = results.filter((result) => result.safety && !(told && result === mine));
  for (const { safety } of care) {
    const box = document.createElement("div");
    box.className = "safety";
    box.setAttribute("role", "alert");
    for (const part of safety.text.split("\n\n")) box.append(Object.assign(document.createElement("p"), { textContent: part }));
    news.append(box);
  }
});

// The journal as it is on the server, and what it says of the entry `saved`. Returns whether it said that.
async function refresh(saved) {
  const turn = ++asked;
  const response = await fetch(saved ? `/log?saved=${saved}` : "/log").catch(() => null);
  if (!response?.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (turn !== asked) return false; // a newer one is on its way
  const tells = saved !== null && saved === newest;
  for (const id of tells ? ["news", "today", "last"] : ["today", "last"]) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)];
    here.replaceChildren(...there.childNodes);
    here.hidden = there.hidden;
  }
  return tells;
}

async function takeBack(entryId) {
  newest = null;
  try {
    await undo(entryId);
  } catch {
    const again = [gettext("Undo"), () => takeBack(entryId)];
    say("alert", gettext("This entry is in your journal, which cannot be reached now. Try again later."), again);
    return;
  }
  say("status", gettext("Taken back."));
  await send().catch(() => {});
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
      ? gettext("Not in your journal yet. %(problem)s", { problem: gettext(item.problem) })
      : item.state === "undone"
        ? gettext("Taken back, as soon as there is a connection.")
        : new Date(item.entry.occurred_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    for (const hidden of row.querySelectorAll(".hide")) hidden.textContent = `: ${item.label}`;
    mend.hidden = !refused;
    row.classList.toggle("mend", refused);
    mend.addEventListener("click", () => fill(item));
    drop.firstChild.data = refused ? gettext("Discard") : gettext("Undo");
    drop.hidden = item.state === "undone";
    drop.addEventListener("click", () => (refused ? discard(item.entry_id) : takeBack(item.entry_id)));
    return row;
  });
  waiting.hidden = !rows.length;
  waiting.querySelector(".small").hidden = !others.length; // what is refused waits to be mended
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
show();
